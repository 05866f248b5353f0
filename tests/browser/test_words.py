"""How much there is to read: the words that a reader sees on a rep's page before anything is opened, and in a deal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browsing import Watch, watched
from tests.support.project import REPS

MOST_ON_A_PAGE = 900
"""For eleven open deals, with nothing opened."""
MOST_IN_A_DEAL = 600
"""Opened, and nothing inside it."""
WORDS = "(part) => part.innerText.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length"
IN_DEALS = f"""() => Object.fromEntries([...document.querySelectorAll("details.sc-deal")].map((each) => {{
  each.open = true;
  return [each.id, ({WORDS})(each)];
}}))"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def watch(site: Path, browser: Browser) -> Iterator[Watch]:
    with watched(browser, site.as_uri()) as watch:
        yield watch


def test_a_page_that_nobody_opened_anything_on_is_read_in_a_few_minutes(watch: Watch) -> None:
    counts = {}
    for rep in REPS:
        watch.page.goto(f"{watch.address}/scorecards/{rep}.html")
        counts[rep] = watch.page.locator(".sc-scorecard").evaluate(WORDS)
        assert watch.page.locator(".sc-scorecard > * details[open]").count() == 0
    assert {rep: count for rep, count in counts.items() if not 100 < count <= MOST_ON_A_PAGE} == {}


def test_an_opened_deal_says_what_counts_and_leaves_the_rest_one_click_away(watch: Watch) -> None:
    found: dict[str, int] = {}
    for rep in REPS:
        watch.page.goto(f"{watch.address}/scorecards/{rep}.html")
        found |= watch.page.evaluate(IN_DEALS)
    assert len(found) > 40
    assert {deal: count for deal, count in found.items() if count > MOST_IN_A_DEAL} == {}


def test_the_first_screen_says_what_to_do_first_whom_to_call_and_what_to_say(watch: Watch) -> None:
    """On a screen of 1280 by 900, without scrolling."""
    watch.page.set_viewport_size({"width": 1280, "height": 900})
    for rep in ("ravi-menon", "conor-whelan"):
        watch.page.goto(f"{watch.address}/scorecards/{rep}.html")
        card = watch.page.locator(".sc-action").first
        for part in (".sc-do", ".sc-when", ".sc-chips", ".sc-whom", ".sc-words"):
            box = card.locator(part).first.bounding_box()
            assert box, part
            assert box["y"] + box["height"] < 900, part
