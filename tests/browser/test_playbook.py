"""The playbook in a browser: words to say are copied, words of the trade are explained, and rules lead to deals."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.browsing import PHONE, WIDTH, Watch, watched
from tests.support.project import fresh

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"window.ran = 'tip'\"> & <b>so on</b>."
FILLED = re.compile(r"\{[a-z_]+\}")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample, with one talk track of several lines, and a meaning that looks like HTML."""
    project = fresh(tmp_path_factory.mktemp("playbook") / "team")
    plays = project.folder / "playbook/plays.yml"
    text = plays.read_text("utf-8")
    first = text.index("        words: >-\n") + len("        words: >-\n")
    lines = "          Hello {contact},\n\n            is {account}  ready?\n          شكرا, {rep}\n"
    end = text.index("      - title:", first)
    plays.write_text(text[: first - len(">-\n")] + "|-\n" + lines + text[end:], "utf-8")
    glossary = project.folder / "playbook/glossary.yml"
    words = glossary.read_text("utf-8")
    old = next(line for line in words.splitlines() if line.startswith("    meaning: The event that puts"))
    glossary.write_text(words.replace(old, f"    meaning: >-\n      {HOSTILE}"), "utf-8")
    project.build()
    return project.site


def pasted(watch: Watch) -> str:
    """Give what the clipboard holds, as a text field takes it."""
    watch.page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), {id: 'paste'}))")
    watch.page.locator("#paste").focus()
    watch.page.keyboard.press("Control+V")
    return watch.page.locator("#paste").input_value()


def copied(watch: Watch, box: Locator) -> str:
    """Copy what is in a box by keyboard alone; give what the clipboard then holds."""
    button = box.get_by_role("button", name="Copy", exact=True)
    button.focus()
    watch.page.keyboard.press("Enter")
    expect(box.get_by_role("status")).to_have_text("Copied")
    return pasted(watch)


def test_words_to_say_are_copied_from_a_play_as_they_are_written(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/playbook/plays.html")
    box = watch.page.locator(".sc-copy").first
    assert copied(watch, box) == "Hello {contact},\n\n  is {account}  ready?\nشكرا, {rep}"


def test_words_of_a_closed_part_are_copied_once_it_is_opened(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/playbook/plays.html")
    part = watch.page.locator(".sc-track").nth(1)
    expect(part.get_by_role("button", name="Copy")).to_be_hidden()
    part.locator("summary").focus()
    watch.page.keyboard.press("Enter")
    assert copied(watch, part.locator(".sc-copy")) == part.locator("blockquote").text_content()


def test_words_to_say_are_copied_from_a_scorecard_with_the_names_filled_in(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html")
    box = watch.page.locator(".sc-action", has_text="Reception and chair plan").locator(".sc-copy").first
    words = box.locator("blockquote").text_content() or ""
    assert copied(watch, box) == words
    assert not FILLED.search(words)
    assert "Fidelma" in words
    assert "Dr Ó Ruairc Dental Group" in words
    assert words.count("\n") == 3


def test_one_status_says_copied_at_a_time(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/niamh-o-shea.html")
    buttons = watch.page.locator(".sc-action .sc-copy button:visible")
    for place in (0, 1):
        buttons.nth(place).click()
        expect(watch.page.locator(".sc-copy [role=status]", has_text="Copied")).to_have_count(1)


def test_where_the_browser_keeps_its_clipboard_the_words_are_copied_all_the_same(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/playbook/plays.html")
    watch.page.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    assert "is {account}" in copied(watch, watch.page.locator(".sc-copy").first)


def test_no_button_is_printed(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/playbook/plays.html")
    watch.page.emulate_media(media="print")
    expect(watch.page.locator(".sc-copy button:visible")).to_have_count(0)
    watch.page.emulate_media(media="screen")
    expect(watch.page.locator(".sc-copy button:visible").first).to_be_visible()


def test_the_rest_of_what_a_rule_concerns_stands_in_the_table(watch: Watch) -> None:
    for page, rule in (
        ("plays", "permission-to-say-no"),
        ("questions", "economic-buyer"),
        ("stages", "scope"),
        ("causes", "wrong-decision-maker"),
        ("checks", "two-next-steps"),
    ):
        watch.page.goto(f"{watch.address}/playbook/{page}.html")
        today = watch.page.locator("section", has=watch.page.locator(f"h2#{rule}")).locator(".sc-today")
        (count,) = re.findall(r"\d+", today.locator("b").inner_text())
        today.get_by_role("link", name="more").click()
        expect(watch.page.locator(".sc-filters [role=status]")).to_have_text(re.compile(rf"^{count} of "))
        expect(watch.page.locator(".sc-open-table tbody tr")).to_have_count(int(count))


# Words of the trade.


def test_a_word_is_explained_by_pointer_and_by_keyboard_and_escape_takes_it_away(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/ravi-menon.html")
    watch.page.locator("#_waits > summary").click()
    word = watch.page.locator("a.sc-term", has_text="stalled").first
    meaning = word.get_attribute("title") or ""
    tip = watch.page.get_by_role("tooltip")
    word.hover()
    expect(tip).to_have_text(meaning)
    watch.page.mouse.move(1, 1)
    expect(tip).to_have_count(0)
    word.focus()
    expect(tip).to_have_text(meaning)
    assert word.get_attribute("aria-describedby") == tip.get_attribute("id")
    watch.page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    expect(word).to_have_attribute("title", meaning)
    word.click()
    watch.page.wait_for_url("**/playbook/glossary.html#stalled")
    expect(watch.page.locator("h2#stalled")).to_be_in_viewport()


def test_a_meaning_that_looks_like_html_is_shown_as_it_is_written(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/playbook/stages.html")
    watch.page.locator("a.sc-term[href$='#entry-trigger']").focus()
    expect(watch.page.get_by_role("tooltip")).to_have_text(HOSTILE)
    expect(watch.page.locator(".sc-tip *")).to_have_count(0)


def test_on_a_phone_an_explanation_stays_on_the_screen(browser: Browser, server: str) -> None:
    with watched(browser, server, PHONE) as watch:
        for page in ("scorecards/ravi-menon", "playbook/stages", "scorecards/open"):
            watch.page.goto(f"{server}/{page}.html")
            for word in watch.page.locator("a.sc-term:visible").all():
                word.focus()
                box = watch.page.get_by_role("tooltip").bounding_box()
                assert box
                assert 0 <= box["x"] <= box["x"] + box["width"] <= PHONE["width"]
                assert 0 <= box["y"] <= box["y"] + box["height"] <= PHONE["height"]
            assert watch.page.evaluate(WIDTH) <= PHONE["width"]
        watch.nothing_happened()


def test_the_table_of_checks_sorts_and_filters(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/playbook/checks.html?weight=critical&sort=mend-desc")
    rows = watch.page.locator(".sc-checks tbody tr")
    assert {row.locator("td").nth(1).inner_text() for row in rows.all()} == {"critical"}
    counts = [int(row.locator("td").nth(2).inner_text()) for row in rows.all()]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) > 3
