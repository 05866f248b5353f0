"""What is printed of a page: its content alone, dark on white, and of a scorecard an agenda of a page or two."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypdfium2  # type: ignore[import-untyped] # the package comes without types
import pytest
from playwright.sync_api import Browser

from tests.support.browsing import Watch, flat, flats, pages, watched
from tests.support.project import MANAGERS, REPS

Paper = Literal["A4", "Letter"]
PAPERS: list[Paper] = ["A4", "Letter"]
SIZES = {"A4": (595, 842), "Letter": (612, 792)}
"""In points."""
CLUTTERED = "ravi-menon"
WIDTH_OF_A4 = 688
"""Pixels between the margins of print.css."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def watch(site: Path, browser: Browser) -> Iterator[Watch]:
    """Give a page from a folder: what is printed does not depend on where it comes from."""
    with watched(browser, site.as_uri()) as watch:
        yield watch
        watch.nothing_happened()


def printed(watch: Watch, paper: Paper) -> list[list[str]]:
    """Print the page as it stands; give the lines of each sheet, which must be of the size of the paper."""
    with pypdfium2.PdfDocument(watch.page.pdf(format=paper)) as document:
        assert {tuple(map(int, sheet.get_size())) for sheet in document} == {SIZES[paper]}
        return [flats(sheet.get_textpage().get_text_bounded().splitlines()) for sheet in document]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_page_that_nobody_opened_anything_on_prints_on_a_sheet_for_a_rep_and_two_for_a_manager(
    paper: Paper, watch: Watch
) -> None:
    counts = {}
    for name in (*REPS, *MANAGERS):
        watch.page.goto(f"{watch.address}/scorecards/{name}.html")
        counts[name] = len(printed(watch, paper))
    assert counts == dict.fromkeys(REPS, 1) | dict.fromkeys(MANAGERS, 2)


def test_what_is_due_is_printed_also_where_nothing_is_late(watch: Watch) -> None:
    for rep in REPS:
        watch.page.goto(f"{watch.address}/scorecards/{rep}.html")
        due = watch.texts("section:has(> #_due) .sc-due:not(details *) > li > bdi:first-of-type")
        text = squeezed(*(line for sheet in printed(watch, "A4") for line in sheet))
        assert [each for each in due if squeezed(each) not in text] == [], rep


@pytest.mark.parametrize("paper", PAPERS)
def test_what_a_reader_opened_is_printed_and_what_is_closed_is_not(paper: Paper, watch: Watch) -> None:
    """With opened parts a scorecard may take more than two sheets: it is as long as what was opened."""
    watch.page.goto(f"{watch.address}/scorecards/{CLUTTERED}.html")
    first, second = (watch.page.locator("details.sc-deal").nth(place) for place in (0, 1))
    first.locator("summary").first.click()
    first.locator(".sc-findings summary").first.click()
    shown = flat(first.locator(".sc-proof").first.inner_text())
    hidden = flat(second.locator(".sc-findings").first.text_content() or "")
    text = squeezed(*(line for sheet in printed(watch, paper) for line in sheet))
    assert squeezed(shown) in text
    assert squeezed(hidden) not in text


def squeezed(*texts: str) -> str:
    """Give texts without spaces: where a line ends on paper, one is lost."""
    return "".join("".join(texts).split())


@pytest.mark.parametrize("name", [f"scorecards/{CLUTTERED}", f"scorecards/{MANAGERS[0]}", "scorecards/open"])
def test_no_navigation_is_printed(name: str, watch: Watch) -> None:
    """The entries of a page's contents are its headings, and these are printed, once."""
    watch.page.goto(f"{watch.address}/{name}.html")
    around = set(watch.texts(".md-skip, .md-header__topic, .md-tabs__link, .md-nav__link, .md-search, .md-footer"))
    own = [text.removesuffix("¶") for text in watch.texts("article :is(h1, h2, h3, h4)")]
    assert {"Sales Scorecards", "Playbook"} <= around
    lines = [line for sheet in printed(watch, "A4") for line in sheet]
    assert any(line.startswith(own[0]) for line in lines)
    assert [line for line in lines if line in around - set(own)] == []
    assert [heading for heading in own if lines.count(heading) > own.count(heading)] == []


# Every page, as the printer lays it out. The scheme is dark: paper is white all the same.

AROUND = """() => [...document.querySelectorAll("body *")].filter((each) => !each.closest("article")
  && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())
  && each.checkVisibility({visibilityProperty: true, opacityProperty: true})
  && each.getClientRects().length).map((each) => each.outerHTML.slice(0, 120))"""
CUT = """() => [...document.querySelectorAll("article *")].filter((each) => each.checkVisibility()
  && !each.closest("svg") && each.clientWidth && each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.outerHTML.slice(0, 120))"""
PALE = """() => [...document.querySelectorAll("article *")].filter((each) => each.checkVisibility()
  && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim())).filter((each) => {
    const [r, g, b] = getComputedStyle(each).color.match(/[\\d.]+/g).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) < 4.5;
  }).map((each) => each.outerHTML.slice(0, 120))"""


@dataclass(frozen=True, slots=True)
class Laid:
    """What is wrong with a page on paper: what is around it, what is cut off, what is too pale for white paper."""

    around: list[str]
    cut: list[str]
    pale: list[str]


@pytest.fixture(scope="module")
def laid(browser: Browser, site: Path) -> dict[str, Laid]:
    with browser.new_context(viewport={"width": WIDTH_OF_A4, "height": 1000}, color_scheme="dark") as context:
        watch = Watch(context.new_page(), site.as_uri())
        watch.page.emulate_media(media="print")
        return {name: lay(watch, name) for name in pages(site)}


def lay(watch: Watch, name: str) -> Laid:
    watch.goto(name)
    return Laid(*(watch.page.evaluate(each) for each in (AROUND, CUT, PALE)))


def test_nothing_around_a_page_is_printed(laid: dict[str, Laid]) -> None:
    assert {name: each.around for name, each in laid.items() if each.around} == {}


def test_nothing_is_cut_off_on_paper(laid: dict[str, Laid]) -> None:
    """What scrolls sideways on a screen finds room, or breaks, and nothing runs into what stands beside it."""
    assert {name: each.cut for name, each in laid.items() if each.cut} == {}


def test_every_text_stands_out_from_white_paper_also_where_the_screen_is_dark(laid: dict[str, Laid]) -> None:
    assert {name: each.pale for name, each in laid.items() if each.pale} == {}
