"""The largest scorecard of a real-looking export: what it weighs, how soon it is seen, on how many sheets it prints."""

import gzip
import re
import statistics
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pypdfium2  # type: ignore[import-untyped] # the package comes without types
import pytest
from playwright.sync_api import Browser, Page, Response

from tests.support.project import MAVEN, Project

MOST_BYTES = 300_000
MOST_MILLISECONDS = 1000
RUNS, ROUNDS = 3, 3
NOT_COUNTED = (".woff2", "search_index.json", "search_index.js")
"""Fonts, and what the search looks words up in."""
PAINTED = """() => new Promise((done) => {
  let last = 0;
  const note = (list) => { last = Math.max(last, ...list.getEntries().map((each) => each.startTime)); };
  const paint = new PerformanceObserver(note);
  paint.observe({type: "paint", buffered: true});
  paint.observe({type: "largest-contentful-paint", buffered: true});
  setTimeout(() => done(last), 500);
})"""
"""Gives when the largest part of the first screen was painted, in milliseconds from the click on."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.data,
    pytest.mark.skipif(not MAVEN.is_dir(), reason="the Maven data set is not beside the repository"),
]


@pytest.fixture(scope="module")
def project(maven: Project) -> Project:
    return maven


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    return project.site


@pytest.fixture(scope="module")
def largest(project: Project) -> str:
    """Name the page of the rep with most open opportunities."""
    card: Any = max(project.review()["scorecards"], key=lambda card: card["open"]["count"])
    assert card["open"]["count"] > 150
    return f"scorecards/{card['rep']}.html"


def test_the_largest_scorecard_weighs_less_than_300_kilobytes_with_all_that_it_loads(
    browser: Browser, server: str, project: Project, largest: str
) -> None:
    """Compressed file by file, as a server sends them; each was asked for by the browser itself."""
    weights = {name: weight(project.site / name) for name in loaded(browser, f"{server}/{largest}")}
    counted = {name: bytes_ for name, bytes_ in weights.items() if not name.endswith(NOT_COUNTED)}
    assert {largest, "assets/styles/base.css", "assets/scripts/opening.js"} <= set(counted)
    assert sum(counted.values()) < MOST_BYTES, counted


def loaded(browser: Browser, address: str) -> set[str]:
    """Give the paths of all files that a page loads, until it asks for nothing more."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    with browser.new_context() as context:
        context.on("response", note)
        context.new_page().goto(address, wait_until="networkidle")
    assert [answer.url for answer in answers if not answer.ok] == []
    return {unquote(urlsplit(answer.url).path).removeprefix("/") for answer in answers}


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes()))


def test_the_largest_scorecard_shows_its_first_screen_in_under_a_second(
    browser: Browser, server: str, largest: str
) -> None:
    """The median of three, each with nothing cached.

    Other tests run beside it on the same machine and take time from it: so there are three rounds, of which the best
    counts.
    """
    medians: list[float] = []
    while len(medians) < ROUNDS and not any(each < MOST_MILLISECONDS for each in medians):
        medians.append(statistics.median(painted(browser, f"{server}/{largest}") for _ in range(RUNS)))
    assert 0 < min(medians) < MOST_MILLISECONDS, medians


def painted(browser: Browser, address: str) -> float:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page: Page = context.new_page()
        page.goto(address)
        found: float = page.evaluate(PAINTED)
        return found


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_largest_scorecard_prints_on_a_sheet_and_says_how_many_more_there_are(
    paper: str, browser: Browser, server: str, largest: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{server}/{largest}")
        with pypdfium2.PdfDocument(page.pdf(format=paper)) as document:
            texts = ["".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document]
    assert len(texts) == 1
    assert re.search(r"And\d+moreonthepage", texts[0])
