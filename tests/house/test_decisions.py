"""Each decision has its date and names where it is carried out, and the index leads to every page of them."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs/decisions"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "index.md")
WHERE = re.compile(r"\*(\d{4}-\d\d-\d\d) · (`[^`]+`(?:, `[^`]+`)*)\*")
AT_LEAST = 198
"""So many there are; a decision that is undone stays, with what took its place."""


def decisions(page: Path) -> dict[str, list[str]]:
    """Give the lines below each heading of a decision; one that stands twice would fall under the table."""
    _, *parts = re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {heading: lines for heading, *lines in (part.strip().splitlines() for part in parts)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_each_decision_has_its_date_and_names_files_that_exist(page: Path) -> None:
    assert decisions(page)
    for heading, lines in decisions(page).items():
        match = WHERE.fullmatch(lines[1])
        assert match, heading
        assert match[1] == str(date.fromisoformat(match[1]))
        for name in re.findall("`([^`]+)`", match[2]):
            assert (ROOT / name).is_file(), f"{heading}: {name}"
        assert len(lines) > 3, heading


def test_no_decision_is_lost_or_told_twice() -> None:
    headings = Counter(
        line for page in PAGES for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("## ")
    )
    assert [heading for heading, times in headings.items() if times > 1] == []
    assert len(headings) >= AT_LEAST


def test_the_index_leads_to_every_page() -> None:
    linked = re.findall(r"\]\(([a-z]+\.md)\)", (FOLDER / "index.md").read_text(encoding="utf-8"))
    assert sorted(linked) == [page.name for page in PAGES]


def test_none_of_them_is_in_the_search() -> None:
    """They would bury what a rep looks for."""
    for page in (*PAGES, FOLDER / "index.md"):
        assert page.read_text(encoding="utf-8").startswith("---\nsearch:\n  exclude: true\n---\n"), page
