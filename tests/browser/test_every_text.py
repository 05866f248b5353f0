"""Hundreds of hostile texts in every field of every file: shown as they are on every page, and nothing of them runs.

That each stands in its right place is shown in test_literal.py, with fewer texts.  One build has each text in many
fields; `make literal BUILDS=100` makes as many builds, in each of which the texts stand elsewhere.
"""

import json
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Route, ViewportSize, expect

from tests.support.browsing import FORBIDDEN, PHONE, WIDTH, Watch, pages, search, watched
from tests.support.flooded import flood, values_of
from tests.support.project import Project, fresh
from tests.support.text_fields import text_fields
from tests.support.texts import MARK, spoilt, texts

pytestmark = pytest.mark.browser

DESK: ViewportSize = {"width": 1280, "height": 900}

READ = """() => {
  const marked = /zq\\d{6}q/;
  const hidden = ["SCRIPT", "STYLE", "NOSCRIPT"];
  const texts = [];
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const [{ parentNode: parent }, { data }] = [walk.currentNode, walk.currentNode];
    if (!hidden.includes(parent.nodeName) && !parent.closest("svg text")) texts.push(data);
  }
  const attributes = [...document.querySelectorAll("*")].flatMap((each) => [...each.attributes]);
  return {
    shown: [texts.join(""), ...attributes.map((each) => each.value).filter((value) => marked.test(value))],
    drawn: [...document.querySelectorAll("svg text")].map((each) => each.textContent),
  };
}"""
"""All that a page shows, also in attributes; in a picture a word may go on in the next line."""

HANDLERS = "[onclick], [onfocus], [onmouseover], [ontoggle], [href*='script:'], [href*=attacker], [src*=attacker], base"
MADE = f"{FORBIDDEN}, {HANDLERS}"
"""What none of our pages has in its article, but for the links to the CRM."""

STRANGE = """(all) => {
  const isOurs = (each) => /^https:\\/\\/crm\\.example\\/opp\\/[A-Z]+-\\d+$/.test(each.getAttribute("href"));
  const names = ["aria-label", "class", "href", "rel", "target"];
  const isPlain = (each) => each.getAttributeNames().every((name) => names.includes(name));
  return all.filter((each) => !(each.matches("a.sc-crm") && isOurs(each) && isPlain(each))).length;
}"""
"""How many of them are no link to an opportunity in the CRM, as team.yml addresses it, with our attributes alone."""


BUILDS = int(os.environ.get("LITERAL_BUILDS", "1"))


@pytest.fixture(scope="module", params=range(BUILDS))
def build(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture(scope="module")
def project(build: int, tmp_path_factory: pytest.TempPathFactory, flooded: Project) -> Iterator[Project]:
    """Give a build for each shift of the texts; the first is the one that all tests share."""
    if build == 0:
        yield flooded
        return
    folder = tmp_path_factory.mktemp("shifted")
    project = fresh(folder / "team")
    flood(project, build * len(texts()) // BUILDS)
    project.build()
    yield project
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    return project.site


@pytest.fixture(scope="module")
def values(project: Project) -> dict[int, str]:
    return {number: value for number, (_, value) in values_of(project).items()}


@pytest.fixture(scope="module")
def size(address: str, build: int) -> ViewportSize:
    """Look at each page from a server at a desk, and from a folder on a phone; in each second build the other way."""
    return DESK if address.startswith("http") is not bool(build % 2) else PHONE


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str, size: ViewportSize) -> Iterator[Watch]:
    with watched(browser, address, size) as watch:
        yield watch


class Seen:
    """What was seen on every page that shows the team's data."""

    def __init__(self, watch: Watch, site: Path, values: dict[int, str]) -> None:
        """Open each page, with all rows of its tables and all that opens in place."""
        self.spoilt: dict[str, list[str]] = {}
        self.ran: dict[str, Any] = {}
        self.happened: dict[str, list[str]] = {}
        self.made: dict[str, int] = {}
        self.widths: dict[str, int] = {}
        self.headings: dict[str, int] = {}
        self.marks: set[int] = set()
        watch.page.route(re.compile("search_index"), _without_an_index)
        parts = ("scorecards", "playbook")
        for name in ["index.html", *(f"{part}/{each}" for part in parts for each in pages(site / part))]:
            self._look(watch, name, values)

    def _look(self, watch: Watch, name: str, values: dict[int, str]) -> None:
        watch.happened.clear()
        watch.goto(name)
        for button in watch.page.get_by_role("button", name="Show all").all():
            button.click()
        read: dict[str, list[str]] = watch.page.evaluate(READ)
        self.spoilt[name] = [each for text in read["shown"] for each in spoilt(text, values)]
        self.spoilt[name] += [each for text in read["drawn"] for each in spoilt(text, values, between="")]
        self.marks |= {int(mark) for text in read["shown"] for mark in MARK.findall(text)}
        self.ran[name] = watch.page.evaluate("() => window.ran ?? null")
        self.made[name] = watch.page.locator("article").locator(MADE).evaluate_all(STRANGE)
        self.widths[name] = watch.page.evaluate(WIDTH)
        self.headings[name] = watch.page.locator("h1").count()
        self.happened[name] = list(watch.happened)


def _without_an_index(route: Route) -> None:
    """Answer with an empty index: the search reads the whole of it on each page, and takes a second."""
    fields = {"title": {"boost": 1}, "text": {"boost": 1}}
    index = json.dumps({"config": {"lang": ["en"], "separator": " ", "pipeline": [], "fields": fields}, "docs": []})
    route.fulfill(body=f"var __index = {index}" if route.request.url.endswith(".js") else index)


@pytest.fixture(scope="module")
def seen(desk: Watch, site: Path, values: dict[int, str]) -> Seen:
    return Seen(desk, site, values)


def test_every_text_is_shown_as_it_is_and_nothing_of_it_runs(seen: Seen, size: ViewportSize) -> None:
    pages = dict.fromkeys(seen.ran)
    assert len(pages) > 28
    assert {name: found for name, found in seen.spoilt.items() if found} == {}
    assert seen.ran == pages
    assert seen.happened == {name: [] for name in pages}
    assert seen.made == dict.fromkeys(pages, 0)
    assert seen.headings == dict.fromkeys(pages, 1)
    assert seen.widths == dict.fromkeys(pages, size["width"])


UNSEEN = {
    "Account.known_as": "read by the import alone",
    "Rep.known_as": "read by the import alone",
    "Account.notes": "in the JSON file alone",
    "Phrases.denial": "looked for in answers",
}
"""The fields that no page shows, each with what it is for."""


def test_the_pages_show_every_text_and_every_field(seen: Seen, project: Project) -> None:
    of = values_of(project)
    assert {of[mark][0] for mark in seen.marks} == text_fields() - UNSEEN.keys()
    assert {MARK.sub("", of[mark][1]).rstrip() for mark in seen.marks} == {text.rstrip() for text in texts()}


FOUND = {
    "東京": "東京の倉庫",
    "倉庫": "東京の倉庫",
    "ノルトヴィント": "株式会社ノルトヴィント",
    "北风": "北风有限公司",
    "有限公司": "北风有限公司",
    "북풍": "주식회사 북풍",
    "Северный": "Северный ветер",
    "ветер": "Северный ветер",
    "Άνεμος": "Βόρειος Άνεμος",
    "بالعالم": "مرحبا بالعالم",
    "نعم": "ردّ «نعم» على العرض",
    "עברית": "שלום <b>עברית</b>",
    "प्रस्ताव": "हिन्दी प्रस्ताव",
    "OPP-12": "OPP-12",
    "Nordwind/Ost": "Nordwind/Ost",
    "Ost": "Nordwind/Ost",
    "a.b@c": "a.b@c",
    "büro": "ana@büro.example",
    "Brien": "O'Brien",
    "Łódź": "Łódź Ćma Żółw",
}
"""What somebody types into the search, and a name that stands first among the names that are found."""


def test_the_search_finds_words_of_every_script_and_shows_them_as_they_are(
    browser: Browser, flooded: Project, address: str
) -> None:
    values = {number: value for number, (_, value) in values_of(flooded).items()}
    with watched(browser, address) as watch:
        watch.page.set_default_timeout(60_000)
        watch.goto("playbook/stories.html")
        for words, name in FOUND.items():
            search(watch.page, words)
            first = watch.page.locator("[href*='names.html'] h2").first
            expect(first).to_contain_text(name)
        found = watch.page.locator(".md-search-result__list").text_content() or ""
        assert list(spoilt(found, values)) == []
        watch.nothing_happened()


FILL_IN = """(texts) => {
  const part = document.querySelector(".sc-case section.sc-ready");
  const areas = [...part.querySelectorAll("textarea")];
  const ready = ["pre.sc-lines", "pre.sc-command"].map((each) => part.querySelector(`.sc-copy ${each}`));
  return texts.map((text) => {
    for (const [place, area] of areas.entries()) area.value = `${place} ${text}`;
    areas[0].dispatchEvent(new Event("input", { bubbles: true }));
    return ready.map((each) => each.textContent);
  });
}"""
"""What the form writes, the lines and the command, once a text stands in each field that takes one."""


def test_every_text_comes_back_from_the_ruling_that_the_form_writes(browser: Browser, server: str) -> None:
    typed = [f"«{text}»" for text in texts()]
    with watched(browser, server) as watch:
        watch.goto("scorecards/idris-fontaine.html")
        written: list[tuple[str, str]] = watch.page.evaluate(FILL_IN, typed)
        watch.nothing_happened()
    for text, (lines, command) in zip(typed, written, strict=True):
        (row,) = yaml.load(lines, yaml.CBaseLoader)  # noqa: S506 - builds plain text only
        assert row["reason"] == f"0 {text}"
        (action,) = row["course_of_action"]
        assert action["what"] == f"1 {text}"
        assert row["no_action"] == f"2 {text}"
        given = dict(pairwise(shlex.split(command)))
        assert given["--reason"] == f"0 {text}"
        assert given["--course-of-action"] == f"1 {text}"
        assert given["--no-action"] == f"2 {text}"
