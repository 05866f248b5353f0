"""The built site in a browser: it works from a server and from a folder, on a phone, and in the dark."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import PHONE, Visit, Watch, pages, search, watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str, site: Path) -> dict[str, Visit]:
    """Open every page, on a phone."""
    with watched(browser, address, PHONE) as watch:
        return {name: watch.visit(name) for name in pages(site)}


# Every page, wherever it is opened from.


def test_every_page_has_one_heading_of_the_first_level(visits: dict[str, Visit]) -> None:
    assert len(visits) >= 25
    assert {name: visit.headings for name, visit in visits.items() if visit.headings != 1} == {}


def test_no_page_complains_asks_another_host_or_opens_a_window(visits: dict[str, Visit]) -> None:
    assert {name: visit.happened for name, visit in visits.items() if visit.happened} == {}


def test_no_page_scrolls_sideways_on_a_phone(visits: dict[str, Visit]) -> None:
    assert {name: visit.width for name, visit in visits.items() if visit.width > PHONE["width"]} == {}


# Evidence, links and search.


def test_evidence_opens_by_click(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html")
    deal = watch.page.locator("[id='OPP-1001']")
    proof = deal.locator(".sc-proof").first
    expect(proof).to_be_hidden()
    deal.locator("summary").first.click()
    expect(proof).to_be_hidden()
    deal.locator(".sc-findings summary").first.click()
    expect(proof).to_be_visible()
    expect(proof).to_contain_text("line ")
    deal.locator("summary").first.click()
    expect(proof).to_be_hidden()


def test_evidence_opens_by_keyboard(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html")
    deal = watch.page.locator("[id='OPP-1001']")
    proof = deal.locator(".sc-proof").first
    deal.locator("summary").first.focus()
    watch.page.keyboard.press("Enter")
    expect(deal.locator(".sc-findings").first).to_be_visible()
    for _ in range(30):
        watch.page.keyboard.press("Tab")
        if watch.page.evaluate("() => document.activeElement.matches('.sc-findings summary')"):
            break
    expect(proof).to_be_hidden()
    watch.page.keyboard.press("Space")
    expect(proof).to_be_visible()


def test_an_address_with_an_opportunity_opens_it(watch: Watch) -> None:
    watch.page.goto("about:blank")
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html#OPP-1001")
    deal = watch.page.locator("[id='OPP-1001']")
    expect(deal).to_have_attribute("open", "")
    expect(deal.locator("summary").first).to_be_in_viewport()
    assert watch.page.locator("details.sc-deal[open]").count() == 1


def test_a_ruling_that_is_ready_is_copied_by_keyboard(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/maeve-corrigan.html")
    case = watch.page.locator("details.sc-case").first
    expect(case.get_by_text("Your decision")).to_be_hidden()
    case.locator("summary").first.focus()
    watch.page.keyboard.press("Enter")
    expect(case.get_by_text("Your decision")).to_be_visible()
    button = case.get_by_role("button", name="Copy", exact=True)
    button.focus()
    watch.page.keyboard.press("Enter")
    expect(case.get_by_role("status")).to_have_text("Copied")
    watch.page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    watch.page.locator("#paste").focus()
    watch.page.keyboard.press("Control+V")
    assert watch.page.locator("#paste").input_value() == case.locator("pre.sc-command").text_content()


@pytest.mark.parametrize("anchor", ["no-such-opportunity", "%E0%A4%A", "", "'\"><b>"])
def test_an_address_that_points_to_nothing_opens_nothing(anchor: str, watch: Watch) -> None:
    watch.page.goto("about:blank")
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html#{anchor}")
    assert watch.page.locator("details.sc-deal[open]").count() == 0


def test_a_link_to_an_opportunity_opens_it_on_the_same_page_and_from_another(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html")
    link = watch.page.locator(".sc-action-title a").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(watch.page.locator(f"[id='{target}']")).to_have_attribute("open", "")
    watch.page.goto(f"{watch.address}/scorecards/open.html")
    watch.page.locator(f"a[href$='#{target}']").click()
    expect(watch.page.locator(f"[id='{target}']")).to_have_attribute("open", "")


def test_the_search_finds_a_rule_of_the_playbook(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/index.html")
    search(watch.page, "Permission to say no")
    result = watch.page.locator(".md-search-result__link[href*='playbook/plays.html']").first
    expect(result).to_be_visible()
    result.click()
    watch.page.wait_for_url("**/playbook/plays.html**")
    expect(watch.page.get_by_role("heading", name="Permission to say no")).to_be_visible()


# Colours.

COLOURS = """() => [
  getComputedStyle(document.body).backgroundColor,
  getComputedStyle(document.querySelector("article h1")).color,
]"""


def test_the_colours_follow_the_system(browser: Browser, server: str) -> None:
    colours = []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        with browser.new_context(color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(f"{server}/index.html")
            colours.append(page.evaluate(COLOURS))
    (light_ground, light_text), (dark_ground, dark_text) = colours
    assert light_ground != dark_ground
    assert light_text != dark_text


def test_a_reader_switches_the_colours_and_they_stay_on_the_next_page(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/index.html")
    body = watch.page.locator("body")
    for title, scheme in (("Switch to light colours", "default"), ("Switch to dark colours", "slate")):
        watch.page.get_by_title(title).click()
        expect(body).to_have_attribute("data-md-color-scheme", scheme)
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    dark = watch.page.evaluate(COLOURS)
    watch.page.get_by_title("Follow the system's colours").click()
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    assert all(one != other for one, other in zip(dark, watch.page.evaluate(COLOURS), strict=True))
