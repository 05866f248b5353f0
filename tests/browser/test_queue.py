"""A manager's page in a browser: how long it takes to read, its filter, its marks, and what is printed of it."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # the package comes without types
import pytest
from playwright.sync_api import Browser, Locator

from tests.support.browsing import Watch, flat, watched
from tests.support.project import MANAGERS

MOST_TO_READ, MOST_IN_TRIAGE = 2400, 960
"""Ten minutes, and four, at 240 words a minute."""
WORDS = r"""() => document.querySelector("article").innerText.split(/\s+/)
  .filter((each) => /[\p{L}\p{N}]/u.test(each)).length"""
NOT_READ = "article :is(svg, select, .sc-copy, .sc-ready details) { display: none !important; }"
"""Pictures, whose numbers are looked at; what a field offers; and what is there to be copied."""
FIRST_THREE = """() => {
  for (const each of [...document.querySelectorAll("details.sc-case")].slice(0, 3)) {
    for (const part of [each, ...each.querySelectorAll("details")]) part.open = true;
  }
}"""
OF_MAEVE = "scorecards/maeve-corrigan.html"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def watch(site: Path, browser: Browser) -> Iterator[Watch]:
    with watched(browser, site.as_uri()) as watch:
        yield watch
        watch.nothing_happened()


def go_to(watch: Watch, name: str = OF_MAEVE) -> None:
    """Go to a page and leave it as it is: closed."""
    watch.page.goto(f"{watch.address}/{name}")


def field(watch: Watch, name: str) -> Locator:
    return watch.page.locator(f"form[data-sc-queue] select[name={name}]")


@pytest.mark.parametrize("manager", MANAGERS)
def test_a_managers_page_is_triaged_in_four_minutes_and_read_with_three_cases_in_ten(
    manager: str, watch: Watch
) -> None:
    go_to(watch, f"scorecards/{manager}.html")
    watch.page.add_style_tag(content=NOT_READ)
    assert 300 < watch.page.evaluate(WORDS) <= MOST_IN_TRIAGE
    watch.page.evaluate(FIRST_THREE)
    assert 1200 < watch.page.evaluate(WORDS) <= MOST_TO_READ


def shown(watch: Watch) -> list[str]:
    return [each.get_attribute("id") or "" for each in watch.page.locator("details.sc-case:visible").all()]


def test_the_queue_is_filtered_by_the_keyboard_and_the_address_has_the_view(watch: Watch) -> None:
    go_to(watch)
    everything = shown(watch)
    field(watch, "rep").focus()
    watch.page.keyboard.type("Lotte")
    watch.page.keyboard.press("Tab")
    assert shown(watch) == ["OPP-1060"]
    assert watch.page.url.endswith("?rep=lotte-brandt")
    assert watch.page.get_by_role("status").first.inner_text() == "1 of 9 shown"
    watch.page.reload()
    assert shown(watch) == ["OPP-1060"]
    watch.page.locator("form[data-sc-queue] [type=reset]").press("Enter")
    watch.page.wait_for_function("!location.search")
    assert shown(watch) == everything
    field(watch, "why").select_option(label="Review due")
    assert shown(watch) == ["OPP-1001", "OPP-1020"]


def test_a_case_that_is_decided_here_counts_in_the_progress_as_long_as_the_tab_lasts(watch: Watch) -> None:
    go_to(watch)
    progress = watch.page.locator(".sc-progress")
    assert flat(progress.inner_text()) == "0 of 9 decided"
    first = watch.page.locator("details.sc-case").first
    first.locator("summary").first.press("Enter")
    first.get_by_label("Decided").press("Space")
    assert flat(progress.inner_text()) == "1 of 9 decided"
    field(watch, "status").select_option("decided")
    assert shown(watch) == ["OPP-1001"]
    watch.page.reload()
    assert flat(progress.inner_text()) == "1 of 9 decided"
    watch.page.evaluate("sessionStorage.clear()")


def test_what_is_chosen_and_written_goes_into_the_command_as_a_shell_takes_it(watch: Watch) -> None:
    go_to(watch)
    case = watch.page.locator("details.sc-case").first
    case.locator("summary").first.click()
    case.get_by_label("dead").check()
    case.locator("textarea").first.fill("He's gone; $(rm) `x`")
    case.get_by_label("No action, because").fill("They call us")
    command = case.locator("pre.sc-command").inner_text()
    assert command.endswith(r"--ruling dead --reason 'He'\''s gone; $(rm) `x`' --no-action 'They call us'")


def test_without_a_script_the_whole_queue_is_seen_and_no_field(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{OF_MAEVE}?rep=lotte-brandt")
        assert page.locator("details.sc-case:visible").count() == 9
        assert not page.locator("form.sc-filters").is_visible()
        assert "0 of 9 decided" in flat(page.evaluate("document.querySelector('.sc-progress').innerText"))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_agenda_prints_on_two_sheets_and_each_1_to_1_on_one(paper: str, watch: Watch) -> None:
    go_to(watch)
    agenda = sheets(watch, paper)
    assert len(agenda) == 2
    assert "☐ stalled" in agenda[0]
    assert "Sign the contract 38 d overdue (9 Oct 2026)" in agenda[0]
    watch.page.evaluate("window.print = () => {}")
    watch.page.get_by_role("button", name="Print 1:1 sheets").click()
    ones = sheets(watch, paper)
    assert [text.partition(" Open ")[0] for text in ones] == ["Siobhán Daly", "Ravi Menon", "Lotte Brandt"]
    assert all("1:1 with Maeve Corrigan" in text and "Agreed" in text for text in ones)


def sheets(watch: Watch, paper: str) -> list[str]:
    """Print the page as it stands; give what each sheet says."""
    with pypdfium2.PdfDocument(watch.page.pdf(format=paper)) as document:
        return [flat(sheet.get_textpage().get_text_bounded()) for sheet in document]
