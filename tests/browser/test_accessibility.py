"""Every kind of page is fit for those who see little, who use the keyboard alone, and who have it read to them.

axe finds what a machine can find; what is closed is opened first. The rest is tried by hand: a walk with the Tab key.
"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.browsing import Watch, pages, watched
from tests.support.project import MANAGERS, REPS, ROOT, TEAM_PAGES
from tests.support.tree import tree_of

AXE = (Path(__file__).parent.parent / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text("utf-8")
AUDIT = """async (rules) => {
  document.getAnimations().forEach((each) => each.finish());
  const found = await axe.run(document, {resultTypes: ["violations"], ...(rules && {runOnly: rules})});
  return found.violations.filter((each) => ["serious", "critical"].includes(each.impact)).flatMap((each) =>
    each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that look at colours: all others see the same in both schemes."""

CLUTTERED, CLEAN = "ravi-menon", "siobhan-daly"
KINDS = {
    "404.html",
    "index.html",
    "import.html",
    "make-it-yours.html",
    "recipes.html",
    *(f"scorecards/{name}.html" for name in (*TEAM_PAGES, CLUTTERED, CLEAN, MANAGERS[0])),
}
"""With all pages of the playbook and of the reference, whatever is in these folders."""
LIKE_OTHERS = {
    *(f"scorecards/{name}.html" for name in {*REPS, *MANAGERS} - {CLUTTERED, CLEAN, MANAGERS[0]}),
    *(f"{name}.html" for name in ("architecture", "automate", "import-ledger", "sources")),
    *(f"decisions/{path.stem}.html" for path in (ROOT / "docs/decisions").glob("*.md")),
}
"""Pages of a kind of which another page is looked at: axe takes seconds for each."""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def watch(server: str, browser: Browser) -> Iterator[Watch]:
    """Give a page at a desk, served: the page for what is not there finds its styles from the root alone."""
    with watched(browser, server) as watch:
        yield watch
        watch.nothing_happened()


@pytest.fixture(scope="module")
def found(site: Path, watch: Watch) -> dict[str, dict[str, list[str]]]:
    """Give what axe finds in each scheme on every kind of page."""
    names = sorted({"404.html", *pages(site)} - LIKE_OTHERS)
    return {name: audit(watch, name) for name in names}


def audit(watch: Watch, name: str) -> dict[str, list[str]]:
    watch.page.emulate_media(color_scheme="light")
    watch.goto(name)
    watch.page.evaluate(AXE)
    light = watch.page.evaluate(AUDIT, None)
    watch.page.emulate_media(color_scheme="dark")
    expect(watch.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    return {"light": light, "dark": watch.page.evaluate(AUDIT, COLOURS)}


def test_every_kind_of_page_is_looked_at(found: dict[str, dict[str, list[str]]]) -> None:
    assert set(found) >= KINDS
    assert {name.partition("/")[0] for name in found} >= {"playbook", "reference"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(scheme: str, found: dict[str, dict[str, list[str]]]) -> None:
    """No rule of axe is left out."""
    assert {name: each[scheme] for name, each in found.items() if each[scheme]} == {}


def test_axe_finds_what_is_wrong(watch: Watch) -> None:
    """A button without a name, and a text that hardly stands out: so the tests above would fail on them."""
    watch.page.emulate_media(color_scheme="light")
    watch.goto("index.html")
    watch.page.evaluate(AXE)
    wrong = "<button></button><p style='color: #999; background: #fff'>Pale</p>"
    watch.page.evaluate("(html) => document.querySelector('article').insertAdjacentHTML('beforeend', html)", wrong)
    assert {each.partition(":")[0] for each in watch.page.evaluate(AUDIT, None)} == {"button-name", "color-contrast"}


def test_the_headings_of_every_page_form_an_outline(site: Path) -> None:
    """They begin with the only one of the first level, and none is deeper than the one before it by more than one."""
    for name in ["404.html", *pages(site)]:
        levels = [int(each.tag[1]) for each in tree_of(site / name).all() if each.tag in HEADINGS]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        headings = [each.flat for each in tree_of(site / name).all() if each.tag in HEADINGS]
        skipped = [text for (one, other), text in zip(pairwise(levels), headings[1:], strict=True) if other > one + 1]
        assert skipped == [], name


HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


# The keyboard.

REMEMBER = """() => {
  window.reached = new Set();
  window.unseen = [];
  const besides = (target) => (target.matches(".md-option") ? [target.nextElementSibling] : []);
  addEventListener("focusin", ({target}) => {
    const shown = [target, ...besides(target)].some((each) => getComputedStyle(each).outlineStyle !== "none");
    if (!shown && !target.matches("[type=text], [type=search]")) unseen.push(target.outerHTML.slice(0, 200));
    reached.add(target);
  });
}"""
"""Notes what the focus reaches, and where it cannot be seen; in a field for text the caret shows it.

The theme shows the focus of the switch of schemes on the label beside it."""
WHERE = """() => document.activeElement.matches("summary") && !document.activeElement.parentElement.open
  ? "closed" : document.activeElement.tagName"""
PASSED_OVER = """() => [...document.querySelectorAll("article :is(a[href], button, input, select, textarea, summary)")]
  .filter((each) => each.checkVisibility() && !each.closest("svg"))
  .filter((each) => !reached.has(each))
  .filter((each) => ![...reached].some((one) => one.type === "radio" && one.name === each.name))
  .map((each) => each.outerHTML.slice(0, 200))"""
"""Links in pictures are for the pointer: the table beside each has the same ones.  Of radio buttons, Tab stops at one
of a group; the arrow keys lead to the others."""
MOST_STOPS = 1000


@pytest.mark.parametrize("name", [f"scorecards/{CLEAN}", "scorecards/open", f"scorecards/{MANAGERS[1]}"])
def test_everything_is_reached_and_opened_by_the_keyboard_and_its_focus_is_seen(name: str, watch: Watch) -> None:
    """Tab goes from the top to the end, and Enter or Space opens whatever is closed on the way."""
    watch.page.goto(f"{watch.address}/{name}.html")
    watch.page.evaluate(REMEMBER)
    opened = 0
    for _ in range(MOST_STOPS):
        watch.page.keyboard.press("Tab")
        where = watch.page.evaluate(WHERE)
        if where == "BODY":
            break
        if where == "closed":
            watch.page.keyboard.press(["Enter", "Space"][opened % 2])
            opened += 1
    else:
        pytest.fail("Tab does not come to an end.")
    assert watch.page.locator("article details:not([open])").count() == 0
    assert watch.page.evaluate(PASSED_OVER) == []
    assert watch.page.evaluate("unseen") == []


@pytest.mark.parametrize("name", ["index", "scorecards/ravi-menon", "scorecards/maeve-corrigan", "playbook/plays"])
def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(name: str, watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/{name}.html")
    watch.page.keyboard.press("Tab")
    assert watch.page.evaluate("document.activeElement.className").startswith("md-skip")
    watch.page.keyboard.press("Enter")
    watch.page.keyboard.press("Tab")
    assert watch.page.evaluate("document.activeElement.closest('article') !== null")
