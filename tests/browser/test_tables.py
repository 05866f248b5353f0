"""Tables sort and filter in a browser, keep what is set in the address, and are whole without a script."""

import csv
import io
import shutil
import statistics
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from scorecards.render.handed import handed
from tests.support import hostile
from tests.support.browsing import FORBIDDEN, PHONE, WIDTH, Watch, flats, served, watched
from tests.support.project import REPS, Project, fresh
from tests.support.row_files import read

pytestmark = pytest.mark.browser

PAGE = "scorecards/open.html"
ROWS = ".sc-open-table tbody tr:has(a)"
IDS = "(rows) => rows.map((row) => decodeURIComponent(row.querySelector('a').hash.slice(1)))"
FORM = "form.sc-filters"
MANY, ON_PAGE = 2089, 200
"""As many as a real-looking export of a year has, and how many of them stand on the page."""
TYPED = ["s", "site 9", "harrow", "zzz", ""]
TRIES, ROUNDS, MOST_MILLISECONDS = 9, 3, 100
KEYSTROKE = """async (text) => {
  const field = document.querySelector("form.sc-filters [name=text]");
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  await new Promise((painted) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = painted;
    channel.port2.postMessage(0);
  }));
  return performance.now() - start;
}"""
"""Types a text, and gives the milliseconds until its result is painted."""

Deal = dict[str, Any]


@pytest.fixture(scope="module")
def deals(sample: Project) -> list[Deal]:
    return [deal for deal in sample.review()["opportunities"] if deal["status"] == "open"]


@pytest.fixture(scope="module")
def desk(browser: Browser, server: str) -> Iterator[Watch]:
    with watched(browser, server, {"width": 1280, "height": 900}) as watch:
        yield watch


def opened(watch: Watch, query: str = "", name: str = PAGE) -> Page:
    """Open a page with a query, and wait until its tables sort."""
    watch.page.goto("about:blank")
    watch.page.goto(f"{watch.address}/{name}{query}")
    expect(watch.page.locator("table[data-sc-table].sc-ready").first).to_be_attached()
    return watch.page


def ids(page: Page) -> list[str]:
    """Give the ids of the opportunities that are shown, in their order."""
    found: list[str] = page.locator(ROWS).evaluate_all(IDS)
    return found


def that(deals: list[Deal], test: Callable[[Deal], object]) -> list[str]:
    return [deal["id"] for deal in deals if test(deal)]


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"{FORM} select[name='{name}']").select_option(value)


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def says(page: Page, shown: int, of: int) -> None:
    expect(page.locator(f"{FORM} [role='status']")).to_contain_text(f"{shown} of {of} shown")


# Filters.


def test_the_amounts_of_what_is_found_are_added_up_and_those_without_one_are_counted(
    watch: Watch, deals: list[Deal]
) -> None:
    page = opened(watch, "?stage=scope")
    found = [deal for deal in deals if deal["stage"] == "scope"]
    worth = sum(Decimal(deal["worth"]) for deal in found if deal["worth"])
    without = sum(deal["worth"] is None for deal in found)
    assert without
    status = page.locator(f"{FORM} [role='status']")
    expect(status).to_have_text(f"{len(found)} of {len(deals)} shown · €{worth:,.0f} ({without} without an amount)")
    page.locator(f"{FORM} [name='text']").fill("no such words")
    expect(status).to_have_text(f"0 of {len(deals)} shown")


@pytest.mark.parametrize(
    ("name", "value", "test"),
    [
        ("stage", "scope", lambda deal: deal["stage"] == "scope"),
        ("forecast", "commit", lambda deal: deal["forecast"] == "commit"),
        ("forecast", "none", lambda deal: deal["forecast"] is None),
        ("rep", "ravi-menon", lambda deal: deal["owner"] == "ravi-menon"),
        ("account", "carrigmore-dairy", lambda deal: deal["account"] == "carrigmore-dairy"),
        ("finding", "need-unchanged", lambda deal: "need-unchanged" in deal["today"]["findings"]),
        ("unknown", "needs-mapped", lambda deal: "needs-mapped" in deal["to_ask"]),
    ],
)
def test_a_choice_leaves_the_rows_that_have_it(
    name: str, value: str, test: Callable[[Deal], object], watch: Watch, deals: list[Deal]
) -> None:
    page = opened(watch)
    assert ids(page) == [deal["id"] for deal in deals]
    choose(page, name, value)
    expected = that(deals, test)
    assert 0 < len(expected) < len(deals)
    assert ids(page) == expected
    says(page, len(expected), len(deals))
    page.wait_for_url(f"**?{name}={value}")


def test_a_managers_deals_are_those_of_the_managers_reps(watch: Watch, deals: list[Deal], sample: Project) -> None:
    reps = next(each["reps"] for each in sample.review()["managers"] if each["manager"] == "idris-fontaine")
    page = opened(watch)
    choose(page, "manager", "idris-fontaine")
    assert ids(page) == that(deals, lambda deal: deal["owner"] in reps)


def test_choices_and_words_narrow_each_other(watch: Watch, deals: list[Deal]) -> None:
    page = opened(watch)
    choose(page, "stage", "scope")
    choose(page, "rep", "ravi-menon")
    page.locator(f"{FORM} [name='text']").fill("DAIRY creamery")
    assert ids(page) == that(deals, lambda deal: deal["id"] == "OPP-1001")
    page.wait_for_url("**text=DAIRY**")
    assert query_of(page) == {"stage": ["scope"], "rep": ["ravi-menon"], "text": ["DAIRY creamery"]}


def test_words_find_an_account_and_a_name_without_its_accents(watch: Watch, deals: list[Deal]) -> None:
    page = opened(watch)
    page.locator(f"{FORM} [name='text']").fill("carrigmore")
    assert ids(page) == that(deals, lambda deal: deal["account"] == "carrigmore-dairy")
    page.locator(f"{FORM} [name='text']").fill("siobhan")
    assert set(ids(page)) >= set(that(deals, lambda deal: deal["owner_name"] == "Siobhán Daly"))
    page.locator(f"{FORM} [name='text']").fill("no such words anywhere")
    expect(page.locator(".sc-open-table tbody")).to_have_text("Nothing fits. Clear the fields to see all.")
    says(page, 0, len(deals))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("question", lambda deal: deal["today"]["questions"]),
        ("cause", lambda deal: [deal["today"]["cause"]] if deal["today"]["cause"] else []),
        ("play", lambda deal: deal["today"]["plays"]),
    ],
)
def test_a_link_from_the_playbook_filters_and_its_chip_says_by_what(
    name: str, values: Callable[[Deal], list[str]], watch: Watch, deals: list[Deal], sample: Project
) -> None:
    value = next(value for deal in deals for value in values(deal))
    rule = next(each for each in sample.review()["playbook"][f"{name}s"] if each["id"] == value)
    page = opened(watch, f"?{name}={value}")
    assert ids(page) == that(deals, lambda deal: value in values(deal))
    chip = page.locator(f"{FORM} .sc-chip")
    expect(chip).to_contain_text(rule["name"])
    chip.focus()
    page.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    assert len(ids(page)) == len(deals)
    page.wait_for_url(f"**/{PAGE}")


def test_clear_shows_all_as_they_were_listed(watch: Watch, deals: list[Deal]) -> None:
    clear = f"{FORM} button[type='reset']"
    page = opened(watch)
    expect(page.locator(clear)).to_be_hidden()
    opened(watch, "?stage=scope&cause=nothing&text=a&sort=amount-desc")
    page.locator(clear).click()
    says(page, len(deals), len(deals))
    assert ids(page) == [deal["id"] for deal in deals]
    expect(page.locator(clear)).to_be_hidden()
    page.wait_for_url(f"**/{PAGE}")


@pytest.mark.parametrize(
    "value", ["<img src=x onerror=\"window.ran='stage'\">", "'\"><script>window.ran=1</script>", "%", "a\nb"]
)
def test_a_value_that_is_not_there_is_shown_as_text_and_fits_no_row(
    value: str, watch: Watch, deals: list[Deal]
) -> None:
    page = opened(
        watch, "?" + urlencode({"stage": value, "cause": value, "text": "a\nb", "sort": value, "other": value})
    )
    assert ids(page) == []
    assert page.locator(f"{FORM} [name='stage'] option:checked").inner_text() == f"{value} (not here)"
    expect(page.locator(f"{FORM} .sc-chip")).to_have_text(f"Leading cause: {value} (not here)")
    assert page.locator(f"{FORM} :is(img, script)").count() == 0
    page.locator(f"{FORM} button[type='reset']").click()
    says(page, len(deals), len(deals))
    assert query_of(page).get("other") == [value]


# Order.


def by_worth(deals: list[Deal], *, largest_first: bool) -> list[str]:
    """Order by the amount in the team's currency; those without one come last both ways, as they were listed."""
    known = [deal for deal in deals if deal["worth"] is not None]
    known.sort(key=lambda deal: float(deal["worth"]) * (-1 if largest_first else 1))
    return [deal["id"] for deal in known] + that(deals, lambda deal: deal["worth"] is None)


def test_a_click_on_a_head_sorts_by_value_and_what_is_not_known_stands_last(watch: Watch, deals: list[Deal]) -> None:
    page = opened(watch)
    head = page.locator("th[data-sc-column='amount']")
    for way, expected, sort in [
        ("descending", by_worth(deals, largest_first=True), ["amount-desc"]),
        ("ascending", by_worth(deals, largest_first=False), ["amount"]),
        (None, [deal["id"] for deal in deals], None),
    ]:
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == way
        assert ids(page) == expected
        page.wait_for_function(
            "(sort) => new URLSearchParams(location.search).get('sort') === sort", arg=sort and sort[0]
        )
    assert any(deal["worth"] is None for deal in deals)


def test_a_head_sorts_by_keyboard(watch: Watch, deals: list[Deal]) -> None:
    page = opened(watch)
    expected = sorted((deal for deal in deals if deal["close_date"]), key=lambda deal: deal["close_date"])
    without = that(deals, lambda deal: not deal["close_date"])
    head = page.locator("th[data-sc-column='close']")
    head.get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert ids(page) == [deal["id"] for deal in expected] + without
    expect(head.get_by_role("button")).to_be_focused()
    page.keyboard.press("Space")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert ids(page)[-1:] == without[-1:]
    assert page.locator("th[aria-sort]").count() == 1


def test_stages_sort_in_the_order_of_the_playbook(watch: Watch, deals: list[Deal], sample: Project) -> None:
    order = [stage["id"] for stage in sample.review()["playbook"]["stages"]]
    stages = {deal["id"]: deal["stage"] for deal in deals}
    found = [order.index(stages[each]) for each in ids(opened(watch, "?sort=stage"))]
    assert found == sorted(found)
    assert len(set(found)) > 3


def test_forecasts_sort_from_commit_down_and_what_stands_in_none_last(watch: Watch, deals: list[Deal]) -> None:
    order = ["commit", "best_case", "pipeline", "omitted", None]
    forecasts = {deal["id"]: deal["forecast"] for deal in deals}
    found = [order.index(forecasts[each]) for each in ids(opened(watch, "?sort=forecast"))]
    assert found == sorted(found)
    assert len(set(found)) > 2


def test_the_select_sorts_where_no_heads_are_shown(browser: Browser, server: str, deals: list[Deal]) -> None:
    with watched(browser, server, PHONE) as phone:
        page = opened(phone, "?stage=scope&sort=days-desc")
        assert page.evaluate(WIDTH) <= PHONE["width"]
        expect(page.locator(".sc-open-table thead")).to_be_hidden()
        choose(page, "sort", "amount-desc")
        scope = [deal for deal in deals if deal["stage"] == "scope"]
        assert ids(page) == by_worth(scope, largest_first=True)
        phone.nothing_happened()


# Links that can be sent.


def test_the_address_of_a_view_shows_the_same_rows_to_somebody_else(browser: Browser, address: str) -> None:
    with watched(browser, address) as mine, watched(browser, address) as theirs:
        page = opened(mine)
        choose(page, "manager", "maeve-corrigan")
        page.locator(f"{FORM} [name='text']").fill("& e")
        page.locator("th[data-sc-column='days'] button").click()
        page.wait_for_url("**sort=days-desc")
        other = opened(theirs, "?" + urlsplit(page.url).query)
        assert 1 < len(ids(page)) == len(ids(other))
        assert ids(other) == ids(page)
        expect(other.locator(f"{FORM} [name='manager']")).to_have_value("maeve-corrigan")
        expect(other.locator(f"{FORM} [name='text']")).to_have_value("& e")
        mine.nothing_happened()
        theirs.nothing_happened()


def test_going_back_from_a_scorecard_shows_the_view_again(browser: Browser, address: str, deals: list[Deal]) -> None:
    with watched(browser, address) as watch:
        page = opened(watch)
        choose(page, "rep", "ravi-menon")
        page.wait_for_url("**?rep=ravi-menon")
        page.locator(f"{ROWS} a").first.click()
        page.wait_for_url("**/ravi-menon.html#**")
        page.go_back()
        page.wait_for_url("**?rep=ravi-menon")
        says(page, len(that(deals, lambda deal: deal["owner"] == "ravi-menon")), len(deals))
        expect(page.locator(f"{FORM} [name='rep']")).to_have_value("ravi-menon")
        watch.nothing_happened()


def test_going_back_within_the_page_shows_what_the_address_says(watch: Watch, deals: list[Deal]) -> None:
    page = opened(watch, "?stage=scope")
    page.evaluate("() => history.pushState(null, '', '?stage=sign')")
    page.go_back()
    page.wait_for_url("**?stage=scope")
    page.go_forward()
    page.wait_for_url("**?stage=sign")
    says(page, len(that(deals, lambda deal: deal["stage"] == "sign")), len(deals))


# Other tables, and pages without a script.


def test_every_table_that_is_marked_sorts(watch: Watch, sample: Project) -> None:
    marked = [
        path.relative_to(sample.site).as_posix()
        for path in sample.site.rglob("*.html")
        if "data-sc-table" in path.read_text("utf-8")
    ]
    assert {"scorecards/accounts.html", "scorecards/unknown.html", "scorecards/territories.html"} <= set(marked)
    for name in marked:
        page = opened(watch, name=name)
        assert page.locator("th[data-sc-column]:not(:has(button))").count() == 0, name
        for head in page.locator("th[data-sc-column] button").all():
            rows = head.locator("xpath=ancestor::table//tbody/tr")
            before = sorted(flats(rows.all_inner_texts()))
            head.click()
            assert sorted(flats(rows.all_inner_texts())) == before


def test_a_table_beside_others_keeps_its_own_order_in_the_address(watch: Watch) -> None:
    page = opened(watch, name="scorecards/index.html")
    head = page.locator("table[data-sc-table='idris-fontaine'] th[data-sc-column='open']")
    head.get_by_role("button").click()
    page.wait_for_url("**?idris-fontaine.sort=open-desc")
    page.reload()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert page.locator("th[aria-sort]").count() == 1


def test_an_address_that_points_at_a_row_shows_it(watch: Watch) -> None:
    page = opened(watch, "#harrow-and-pike", name="scorecards/accounts.html")
    expect(page.locator("[id='harrow-and-pike']")).to_be_in_viewport()


def test_without_a_script_the_table_is_whole(browser: Browser, server: str, deals: list[Deal]) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{server}/{PAGE}?stage=scope")
        assert ids(page) == [deal["id"] for deal in deals]
        expect(page.locator(FORM)).to_be_hidden()
        expect(page.get_by_role("link", name="Download as CSV")).to_be_visible()
        assert page.locator(":is(.sc-table, .sc-download) button").count() == 0


def test_a_table_that_sorts_is_there_on_paper(browser: Browser, server: str, deals: list[Deal]) -> None:
    with watched(browser, server) as watch:
        page = opened(watch)
        page.emulate_media(media="print")
        expect(page.locator(f"{ROWS}:visible")).to_have_count(len(deals))


def test_on_a_phone_accounts_stay_within_the_window(browser: Browser, server: str) -> None:
    with watched(browser, server, PHONE) as phone:
        page = opened(phone, name="scorecards/accounts.html")
        box = page.locator(".sc-accounts-scroll")
        assert box.evaluate("(box) => box.scrollWidth - box.clientWidth") <= 0


def test_the_file_is_downloaded_from_a_link(watch: Watch, sample: Project) -> None:
    page = opened(watch)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == "open.csv"
    assert Path(download.value.path()).read_bytes() == (sample.docs / "scorecards" / "open.csv").read_bytes()


def downloaded(page: Page, count: str) -> bytes:
    """Press the button for the rows that are left, by keyboard, and give what is downloaded."""
    button = page.get_by_role("button", name=f"Download these {count} as CSV")
    button.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "open-shown.csv"
    return Path(download.value.path()).read_bytes()


def lines_of(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def test_the_rows_that_are_left_are_downloaded_in_their_order_as_lines_of_the_whole_file(
    browser: Browser, address: str, sample: Project
) -> None:
    whole = (sample.docs / "scorecards" / "open.csv").read_bytes()
    with watched(browser, address) as watch:
        page = opened(watch, "?text=an&forecast=pipeline&sort=amount-desc")
        found = downloaded(page, str(len(ids(page))))
        assert [line["Id"] for line in lines_of(found)] == ids(page)
        assert 1 < len(ids(page)) < len(lines_of(whole))
        by_id = {line["Id"]: line for line in lines_of(whole)}
        assert lines_of(found) == [by_id[each] for each in ids(page)]
        assert set(found.splitlines(keepends=True)) <= set(whole.splitlines(keepends=True))
        assert found.splitlines()[0] == whole.splitlines()[0]
        choose(page, "stage", "scope")
        again = downloaded(page, str(len(ids(page))))
        assert [line["Id"] for line in lines_of(again)] == ids(page) != [line["Id"] for line in lines_of(found)]
        watch.nothing_happened()


def test_while_all_rows_stand_as_they_were_listed_the_whole_file_alone_is_offered(watch: Watch) -> None:
    page = opened(watch)
    button = page.get_by_role("button", name="as CSV")
    expect(button).to_have_count(0)
    page.locator("th[data-sc-column='close'] button").click()
    expect(button).to_have_count(1)
    page.locator(f"{FORM} [name='text']").fill("no such words")
    expect(button).to_have_count(0)


@pytest.mark.parametrize("name", ["accounts", "territories", "unknown"])
def test_each_table_that_filters_gives_the_rows_that_are_left(name: str, watch: Watch) -> None:
    page = opened(watch, "?text=a&sort=open" if name != "unknown" else "?text=a&sort=given", f"scorecards/{name}.html")
    firsts = flats(page.locator(f".sc-{name}-table tbody td:first-child").all_inner_texts())
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download these {len(firsts)} as CSV").click()
    lines = lines_of(Path(download.value.path()).read_bytes())
    column = {"accounts": "Account", "territories": "Territory", "unknown": "Field"}[name]
    assert len(lines) == len(firsts) > 1
    assert all(first.startswith(flats([line[column]])[0]) for first, line in zip(firsts, lines, strict=True))


# Hostile texts.


def test_hostile_texts_stay_texts_when_they_are_sorted_filtered_and_chosen(browser: Browser, overrun: Project) -> None:
    with served(overrun.site) as server, watched(browser, server) as watch:
        page = opened(watch)
        texts = flats([*hostile.TEXTS.values()])
        page.get_by_role("button", name="Show all").click()
        for name in ("opportunity", "account", "rep", "manager", "stage", "findings"):
            page.locator(f"th[data-sc-column='{name}'] button").click()
            assert set(watch.texts(f"{ROWS} td:first-child bdi")) >= set(texts)
        options = page.locator(f"{FORM} [name='account'] option:not([value=''])")
        assert set(flats(options.all_text_contents())) >= set(texts)
        for place, text in enumerate(hostile.TEXTS.values()):
            choose(page, "account", f"a-{place}")
            assert set(watch.texts(f"{ROWS} td:nth-child(2) bdi")) == set(flats([text]))
        choose(page, "account", "")
        for text in hostile.TEXTS.values():
            page.locator(f"{FORM} [name='text']").fill(text)
            assert set(flats([text])) <= set(watch.texts(f"{ROWS} td:nth-child(2) bdi"))
        watch.nothing_happened()


# As many as a large team has.


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the site of a team with very many open opportunities, of which each answers a little."""
    project = fresh(tmp_path_factory.mktemp("large") / "team")
    for name in ("rulings.yml", "focus.yml", "waivers.yml"):
        (project.folder / "pipeline" / name).unlink()
    for path in (project.folder / "pipeline" / "snapshots").iterdir():
        path.unlink()
    snapshot = {"as_of": "2026-11-16", "opportunities": [_opportunity(place) for place in range(MANY)]}
    text = yaml.safe_dump(snapshot, sort_keys=False)
    (project.folder / "pipeline" / "snapshots" / "2026-11-16.yml").write_text(text, "utf-8")
    project.build()
    return project


STAGES = ("qualify", "meet", "scope", "quote", "decide", "sign")
ACCOUNTS = ("carrigmore-dairy", "harrow-and-pike", "de-korenaar", "ballyhest-glass", "dunmoran-freight")


def _opportunity(place: int) -> dict[str, Any]:
    return {
        "id": f"BIG-{place}",
        "name": f"Crew {place % 97}, site {place}",
        "owner": REPS[place % len(REPS)],
        "status": "open",
        "stage": STAGES[place % len(STAGES)],
        "account": ACCOUNTS[place % len(ACCOUNTS)],
        "stage_entered_on": f"2026-{place % 10 + 1:02}-{place % 28 + 1:02}",
        "amount": 1000 + place * 37 % 90_000,
        "next_steps": [{"what": f"Call about site {place}", "side": "us", "due": f"2026-12-{place % 28 + 1:02}"}],
    }


@pytest.fixture(scope="module")
def crowd(browser: Browser, large: Project) -> Iterator[Watch]:
    with served(large.site) as server, watched(browser, server, {"width": 1280, "height": 900}) as watch:
        yield watch


def test_very_many_rows_filter_in_less_than_a_tenth_of_a_second(crowd: Watch) -> None:
    """From the keystroke to the painted result: for each text the median of nine tries, and of those the slowest.

    Other tests run beside it on the same machine and take time from it: so there are three rounds, of which the best
    counts.
    """
    page = opened(crowd)
    slowest: list[float] = []
    while len(slowest) < ROUNDS and not any(each < MOST_MILLISECONDS for each in slowest):
        tries = [[page.evaluate(KEYSTROKE, text) for text in TYPED] for _ in range(TRIES)]
        slowest.append(max(map(statistics.median, zip(*tries, strict=True))))
    assert 0 < min(slowest) < MOST_MILLISECONDS, slowest
    crowd.nothing_happened()


def test_very_many_rows_are_shown_in_parts_and_found_in_all(crowd: Watch) -> None:
    page = opened(crowd)
    assert len(ids(page)) == 50
    expect(page.locator(f"{FORM} [role='status']")).to_contain_text("2,089 of 2,089, the first 50 shown")
    page.get_by_role("button", name="Show 50 more").click()
    assert len(ids(page)) == 100
    page.get_by_role("button", name="Show all 2,089").click()
    assert len(ids(page)) == MANY
    expect(page.get_by_role("button", name="Show")).to_have_count(0)
    page.locator(f"{FORM} [name='text']").fill("site 2088")
    assert ids(page) == ["BIG-2088"]
    page.locator(f"{FORM} [name='text']").fill("harrow")
    expect(page.locator(f"{FORM} [role='status']")).to_contain_text("418 of 2,089, the first 50 shown")


def test_of_very_many_rows_all_that_are_found_are_downloaded_drawn_or_not(browser: Browser, large: Project) -> None:
    whole = (large.docs / "scorecards" / "open.csv").read_bytes().splitlines(keepends=True)
    with watched(browser, large.site.as_uri()) as watch:
        page = opened(watch, "?text=harrow&sort=amount-desc")
        assert len(ids(page)) == 50
        lines = downloaded(page, "418").splitlines(keepends=True)
        found = lines_of(b"".join(lines))
        assert [line["Id"] for line in found[:50]] == ids(page)
        assert (len(found), {line["Account"] for line in found}) == (418, {"Harrow & Pike"})
        assert set(lines) < set(whole)
        watch.nothing_happened()


def test_on_paper_every_row_that_fits_is_there(crowd: Watch) -> None:
    page = opened(crowd, "?text=harrow")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert len(ids(page)) == 418
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert len(ids(page)) == 50


def test_what_the_reader_had_shown_is_shown_again_after_printing(crowd: Watch) -> None:
    page = opened(crowd, "?text=harrow")
    for button, shown in (("Show 50 more", 100), ("Show all 418", 418)):
        page.get_by_role("button", name=button).click()
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert len(ids(page)) == shown


SENTENCE = "The first 200 of 2,089. All of them stand in the CSV file."


def test_without_a_script_the_page_has_the_first_rows_and_says_where_all_of_them_are(
    browser: Browser, crowd: Watch
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{crowd.address}/{PAGE}")
        assert page.locator(f"{ROWS}:visible").count() == ON_PAGE
        expect(page.locator(".sc-first-rows")).to_have_text(SENTENCE)
        expect(page.locator(".sc-first-rows a")).to_have_attribute("href", "open.csv")


def test_where_the_rows_cannot_be_loaded_the_page_is_as_without_a_script(browser: Browser, crowd: Watch) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/open.rows.js", lambda route: route.abort())
        page.goto(f"{crowd.address}/{PAGE}")
        expect(page.locator(".sc-open-table.sc-ready")).to_be_attached()
        assert page.locator(f"{ROWS}:visible").count() == ON_PAGE
        expect(page.locator(".sc-first-rows")).to_have_text(SENTENCE)
        expect(page.locator(FORM)).to_be_hidden()


# As many as a large company has.

COMPANY = 10 * MANY
MOST_TO_FILTER, MOST_TO_SHOW = 150, 1000
PAINTED = """() => new Promise((done) => {
  const note = (list) => done(Math.max(...list.getEntries().map((each) => each.startTime)));
  new PerformanceObserver(note).observe({type: "largest-contentful-paint", buffered: true});
})"""
"""Gives when the largest part of the first screen was painted, in milliseconds from the click on."""


def times_ten(rows: Any) -> Any:
    """Give the rows of ten such teams: every opportunity with a name of its own, all else alike."""
    name, *others = rows["columns"]
    cells = [
        [[tag, f"{address}-{copy}", [["bdi", "", [f"{text}, copy{copy}"]]]]]
        for copy in range(10)
        for ((tag, address, ((_, _, (text,)),)),) in name["cells"]
    ]
    names = {"cells": cells, "rows": [place + copy * MANY for copy in range(10) for place in name["rows"]]}
    return {
        **rows,
        "count": COMPANY,
        "columns": [names, *({**each, "rows": each["rows"] * 10} for each in others)],
        "keys": {**rows["keys"], "rows": rows["keys"]["rows"] * 10},
    }


def with_rows(large: Project, folder: Path, change: Callable[[Any], Any]) -> Path:
    """Copy a site and change the rows of its table."""
    site = Path(shutil.copytree(large.site, folder / "site"))
    path = site / "scorecards/open.rows.js"
    path.write_bytes(handed("open", change(read(path.read_bytes()))))
    return site


@pytest.fixture(scope="module")
def company(browser: Browser, large: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watch]:
    site = with_rows(large, tmp_path_factory.mktemp("company"), times_ten)
    with watched(browser, site.as_uri(), {"width": 1280, "height": 900}) as watch:
        yield watch


def best_of_rounds(measure: Callable[[], float], limit: float) -> float:
    """Measure until it is below the limit, some times at most: other tests take time from the same machine."""
    found: list[float] = []
    while len(found) < ROUNDS and not any(each < limit for each in found):
        found.append(measure())
    return min(found)


def test_a_companys_rows_from_a_folder_show_first_within_a_second(company: Watch) -> None:
    def painted() -> float:
        company.page.goto("about:blank")
        company.page.goto(f"{company.address}/{PAGE}")
        found: float = company.page.evaluate(PAINTED)
        assert company.page.locator(f"{ROWS}:visible").count() == 50
        return found

    assert 0 < best_of_rounds(lambda: statistics.median(painted() for _ in range(3)), MOST_TO_SHOW) < MOST_TO_SHOW


def test_a_companys_rows_filter_in_less_than_150_milliseconds(company: Watch) -> None:
    page = opened(company)
    expect(page.locator(f"{FORM} [role='status']")).to_contain_text("20,890 of 20,890, the first 50 shown")

    def slowest() -> float:
        tries = [[page.evaluate(KEYSTROKE, text) for text in TYPED] for _ in range(TRIES)]
        found: float = max(map(statistics.median, zip(*tries, strict=True)))
        return found

    assert 0 < best_of_rounds(slowest, MOST_TO_FILTER) < MOST_TO_FILTER
    company.nothing_happened()


def test_a_companys_rows_are_found_in_all_and_drawn_in_parts_by_keyboard(company: Watch) -> None:
    page = opened(company)
    page.locator(f"{FORM} [name='text']").fill("2088 copy9")
    assert ids(page) == ["BIG-2088-9"]
    page.locator(f"{FORM} [name='text']").fill("harrow")
    says_of = page.locator(f"{FORM} [role='status']")
    expect(says_of).to_contain_text("4,180 of 20,890, the first 50 shown")
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()
    page.get_by_role("button", name="Show 50 more").focus()
    page.keyboard.press("Enter")
    expect(says_of).to_contain_text("4,180 of 20,890, the first 100 shown")
    assert len(ids(page)) == 100
    expect(page.get_by_role("button", name="Show 50 more")).to_be_focused()


def test_a_companys_rows_sort_by_value_over_all_of_them(company: Watch) -> None:
    page = opened(company, "?sort=amount-desc")
    largest = max(1000 + place * 37 % 90_000 for place in range(MANY))
    first = [
        f"BIG-{place}-{copy}" for copy in range(10) for place in range(MANY) if 1000 + place * 37 % 90_000 == largest
    ]
    assert ids(page)[: len(first)] == first
    assert page.locator("th[data-sc-column='amount']").get_attribute("aria-sort") == "descending"


def test_an_address_filters_a_companys_rows(company: Watch) -> None:
    page = opened(company, f"?rep={REPS[0]}&stage={STAGES[0]}&text=site")
    expected = [
        f"BIG-{place}-{copy}"
        for copy in range(10)
        for place in range(MANY)
        if place % len(REPS) == 0 and place % len(STAGES) == 0
    ]
    expect(page.locator(f"{FORM} [role='status']")).to_contain_text(f"{len(expected):,} of 20,890, the first 50 shown")
    assert set(ids(page)) <= set(expected)


def test_a_row_from_the_file_is_the_row_of_the_page_tag_by_tag(browser: Browser, large: Project) -> None:
    markup = '(rows) => rows.slice(0, 50).map((row) => row.innerHTML.replace(/ data-order="[^"]*"/g, \'\'))'
    found = []
    for scripts in (False, True):
        with browser.new_context(java_script_enabled=scripts) as context:
            page = context.new_page()
            page.goto(f"{large.site.as_uri()}/{PAGE}")
            if scripts:
                expect(page.locator(".sc-open-table.sc-ready")).to_be_attached()
            found.append(page.locator(ROWS).evaluate_all(markup))
    on_page, from_file = found
    assert len(on_page) == 50
    assert on_page == from_file


def test_hostile_texts_of_a_file_stay_texts(browser: Browser, large: Project, tmp_path: Path) -> None:
    texts = list(hostile.TEXTS.values())

    def overrun(rows: Any) -> Any:
        name, *others = rows["columns"]
        cells = [[["a", "x.html", [["bdi", "", [texts[place % len(texts)]]]]]] for place in range(MANY)]
        return {**rows, "columns": [{**name, "cells": cells}, *others]}

    site = with_rows(large, tmp_path, overrun)
    with watched(browser, site.as_uri()) as watch:
        page = opened(watch)
        assert set(watch.texts(f"{ROWS} td:first-child bdi")) == set(flats(texts))
        assert page.locator("article").locator(FORBIDDEN).count() == 0
        page.locator(f"{FORM} [name='text']").fill("</script>")
        assert len(ids(page)) == 50
        watch.nothing_happened()
