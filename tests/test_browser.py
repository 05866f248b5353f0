"""The built site in a browser: what the CRM holds is shown and never run, and the pages work from anywhere."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect, sync_playwright

from tests import hostile
from tests.project import REPS, Project, fresh

pytestmark = pytest.mark.browser

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
OPEN_ALL = "() => document.querySelectorAll('details').forEach((each) => { each.open = true; })"
PHONE = {"width": 390, "height": 844}
TITLE_END = " - Sales Scorecards"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("There is no Chromium here; `make test` installs one.")
    if path is None:
        pytest.skip("There is no Chromium here; `make test` installs one.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sample, and the team whose texts try to get out of their place; give the folder of both."""
    folder = tmp_path_factory.mktemp("browser")
    sample = fresh(folder / "sample")
    attacked = fresh(folder / "hostile")
    hostile.overrun(attacked)
    for project in (sample, attacked):
        project.build("build", "--site", folder / "sites" / project.folder.name)
    return folder / "sites"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as in the base class
        """Say nothing."""


@pytest.fixture(scope="module")
def server(sites: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(sites))) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


@pytest.fixture(scope="module", params=["from a server", "from a folder"])
def address(request: pytest.FixtureRequest, server: str, sites: Path) -> str:
    """Give the address of both sites: on a server, and as files."""
    return server if request.param == "from a server" else sites.as_uri()


class Watch:
    """A page of the browser, with everything noted that must not happen on it."""

    def __init__(self, page: Page, address: str) -> None:
        """Listen from the first request on."""
        self.page = page
        self.address = address
        self.happened: list[str] = []
        page.set_default_timeout(10_000)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.happened.append(f"error: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)
        page.on("popup", lambda _: self.happened.append("a window was opened"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"warning", "error", "assert"}:
            self.happened.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.happened.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in {"data", "blob", "about"} and not request.url.startswith(self.address):
            self.happened.append(f"request: {request.url}")

    def goto(self, name: str) -> None:
        """Open a page, and everything on it that opens in place."""
        self.page.goto(f"{self.address}/{name}")
        self.page.evaluate(OPEN_ALL)

    def text(self, selector: str = "body") -> str:
        """Give the text of an element as a reader sees it, with single spaces."""
        return flat(self.page.locator(selector).first.inner_text())

    def nothing_happened(self) -> None:
        """Fail where something ran, was asked of another host, or was complained about."""
        assert self.page.evaluate("() => window.ran") is None
        assert self.happened == []


@pytest.fixture
def watch(browser: Browser, address: str) -> Iterator[Watch]:
    with browser.new_context() as context:
        yield Watch(context.new_page(), address)


def flat(text: str) -> str:
    return " ".join(text.split())


def pages(sites: Path, site: str) -> list[str]:
    return sorted(
        f"{site}/{path.relative_to(sites / site).as_posix()}"
        for path in (sites / site).rglob("*.html")
        if path.name != "404.html"
    )


# What the CRM holds is shown as it is.


def test_nothing_that_the_crm_holds_runs_on_any_page(watch: Watch, sites: Path) -> None:
    for name in pages(sites, "hostile"):
        watch.goto(name)
        for tag in ("script", "img", "iframe", "object", "embed", "style", "link", "b b", "[onload]", "[onerror]"):
            assert watch.page.locator(f"article {tag}").count() == 0, f"{name}: {tag}"
        assert watch.page.locator("article a[href^='javascript:'], article a[href*='example.org']").count() == 0, name
        watch.nothing_happened()


@pytest.mark.parametrize("place", range(len(hostile.TEXTS)), ids=list(hostile.TEXTS))
def test_every_text_stands_literally_on_the_scorecard(place: int, watch: Watch) -> None:
    text = list(hostile.TEXTS.values())[place]
    watch.goto(f"hostile/scorecards/{hostile.owner(place)}.html")
    deal = f"[id='{hostile.opportunity_id(place)}']"
    assert watch.text(f"{deal} .sc-name b") == flat(text)
    assert watch.text(f"{deal} .sc-name .sc-quiet") == flat(text)
    assert watch.text(f"{deal} .sc-next").startswith(flat(f"Next: {text}"))
    about = watch.text(f"{deal} > .sc-note")
    assert flat(f"{text} in the CRM") in about
    assert flat(f"contact {text}") in about
    steps = [flat(each) for each in watch.page.locator(f"{deal} .sc-steps bdi").all_inner_texts()]
    assert steps[:3] == [flat(text), flat(text), flat(f"Waiting for {text}")]
    answers = [flat(each) for each in watch.page.locator(f"{deal} .sc-answers bdi").all_inner_texts()]
    assert flat(text) in answers
    notes = watch.page.locator(f"{deal} .sc-notes").inner_text()
    assert notes.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    watch.nothing_happened()


def test_every_text_stands_literally_on_the_page_of_all(watch: Watch) -> None:
    watch.goto("hostile/scorecards/open.html")
    rows = watch.page.locator("tbody tr")
    shown = {}
    for row in rows.all():
        cells = row.locator("td")
        link = cells.nth(0).locator("a").get_attribute("href") or ""
        shown[link.partition("#")[2]] = [flat(cell) for cell in cells.all_inner_texts()]
    for place, text in enumerate(hostile.TEXTS.values()):
        cells = shown[hostile.opportunity_id(place)]
        assert cells[:2] == [flat(text), flat(text)]
        assert cells[3].endswith(flat(text))
        assert cells[-1].startswith(flat(text))
    watch.nothing_happened()


def test_the_names_of_people_and_places_stand_literally_where_they_are_listed(watch: Watch) -> None:
    names = [flat(hostile.TEXTS[key]) for key in hostile.REPS[:-1]] + [hostile.HARMLESS]
    watch.goto("hostile/index.html")
    assert watch.text("article h1") == hostile.TEXTS["script"]
    assert watch.text(".sc-byline").endswith(f"from {hostile.TEXTS['vector']}")
    assert [flat(each) for each in watch.page.locator(".sc-names li").all_inner_texts()] == names
    managers = watch.text(".sc-roles")
    assert hostile.TEXTS["image"] in managers
    assert flat(hostile.TEXTS["table"]) in managers
    watch.nothing_happened()
    watch.goto("hostile/scorecards/index.html")
    listed = [flat(each) for each in watch.page.locator("tbody td:first-child").all_inner_texts()]
    assert sorted(listed) == sorted(names)
    assert [flat(each) for each in watch.page.locator("article h2").all_inner_texts()] == [
        hostile.TEXTS["image"],
        flat(hostile.TEXTS["table"]),
    ]
    assert {flat(each) for each in watch.page.locator("tbody td:last-child").all_inner_texts()} == {
        hostile.TEXTS["closing"]
    }
    watch.nothing_happened()


@pytest.mark.parametrize("place", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_a_name_does_no_harm_in_the_heading_and_in_the_title_of_the_tab(place: int, watch: Watch) -> None:
    """A name that a title could not hold unescaped is replaced there by the rep's id."""
    harmless = place == len(hostile.REPS) - 1
    name = hostile.HARMLESS if harmless else flat(hostile.TEXTS[hostile.REPS[place]])
    watch.goto(f"hostile/scorecards/{hostile.rep_id(place)}.html")
    assert watch.text("article h1") == name
    assert watch.page.title() in (
        [name + TITLE_END] if harmless else [name + TITLE_END, hostile.rep_id(place) + TITLE_END]
    )
    assert hostile.TEXTS["closing"] in watch.text(".sc-byline")
    watch.nothing_happened()


def test_the_words_to_say_hold_the_names_literally(watch: Watch) -> None:
    found = 0
    for place, text in enumerate(hostile.TEXTS.values()):
        watch.goto(f"hostile/scorecards/{hostile.owner(place)}.html")
        said = [flat(each) for each in watch.page.locator(".sc-words").all_inner_texts()]
        found += any(flat(text) in each for each in said)
    assert found > len(hostile.TEXTS) / 2
    watch.nothing_happened()


@pytest.mark.parametrize("text", ["script", "image", "closing", "markdown"])
def test_searching_for_a_name_runs_nothing(text: str, watch: Watch) -> None:
    watch.goto("hostile/index.html")
    search(watch.page, hostile.TEXTS[text])
    watch.nothing_happened()
    watch.goto(f"hostile/index.html?h={quote(hostile.TEXTS[text])}")
    assert watch.text("article h1") == hostile.TEXTS["script"]
    watch.nothing_happened()


def search(page: Page, words: str) -> None:
    """Type into the search box, and wait for what it says."""
    page.keyboard.press("/")
    page.locator("[data-md-component='search-query']").fill(words)
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching document")


# The pages work, from a server and from a folder.


def test_no_page_complains_or_asks_another_host(watch: Watch, sites: Path) -> None:
    for name in pages(sites, "sample"):
        watch.goto(name)
        assert watch.page.locator("h1").count() == 1, name
        watch.nothing_happened()


def test_evidence_opens_by_click(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/sample/scorecards/ravi-menon.html")
    deal = watch.page.locator("[id='OPP-1001']")
    proof = deal.locator(".sc-proof").first
    expect(proof).to_be_hidden()
    deal.locator("summary").first.click()
    expect(proof).to_be_hidden()
    deal.locator(".sc-findings summary").first.click()
    expect(proof).to_be_visible()
    expect(proof).to_contain_text("pipeline/snapshots/2026-11-16.yml:")
    deal.locator("summary").first.click()
    expect(proof).to_be_hidden()
    watch.nothing_happened()


def test_evidence_opens_by_keyboard(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/sample/scorecards/ravi-menon.html")
    deal = watch.page.locator("[id='OPP-1001']")
    proof = deal.locator(".sc-proof").first
    deal.locator("summary").first.focus()
    watch.page.keyboard.press("Enter")
    expect(deal.locator(".sc-findings").first).to_be_visible()
    for _ in range(20):
        watch.page.keyboard.press("Tab")
        if watch.page.evaluate("() => document.activeElement.matches('.sc-findings summary')"):
            break
    expect(proof).to_be_hidden()
    watch.page.keyboard.press("Space")
    expect(proof).to_be_visible()
    watch.nothing_happened()


def test_an_address_with_an_opportunity_opens_it(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/sample/scorecards/ravi-menon.html#OPP-1001")
    deal = watch.page.locator("[id='OPP-1001']")
    expect(deal).to_have_attribute("open", "")
    expect(deal.locator("summary").first).to_be_in_viewport()
    assert watch.page.locator("details.sc-deal[open]").count() == 1
    watch.page.goto(f"{watch.address}/sample/scorecards/ravi-menon.html#no-such-opportunity")
    watch.page.goto(f"{watch.address}/sample/scorecards/ravi-menon.html#%E0%A4%A")
    watch.nothing_happened()


def test_a_link_to_an_opportunity_opens_it_on_the_same_page_and_from_another(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/sample/scorecards/ravi-menon.html")
    link = watch.page.locator(".sc-action-title a").first
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(watch.page.locator(f"[id='{target}']")).to_have_attribute("open", "")
    watch.page.goto(f"{watch.address}/sample/scorecards/open.html")
    watch.page.locator(f"a[href$='#{target}']").click()
    expect(watch.page.locator(f"[id='{target}']")).to_have_attribute("open", "")
    watch.nothing_happened()


def test_the_search_finds_a_rule_of_the_playbook(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/sample/index.html")
    search(watch.page, "Permission to say no")
    result = watch.page.locator(".md-search-result__link[href*='playbook/plays.html']").first
    expect(result).to_be_visible()
    result.click()
    watch.page.wait_for_url("**/playbook/plays.html**")
    expect(watch.page.get_by_role("heading", name="Permission to say no")).to_be_in_viewport()
    watch.nothing_happened()


# The pages can be read, on a phone and in the dark.


@pytest.mark.parametrize("site", ["sample", "hostile"])
def test_no_page_scrolls_sideways_on_a_phone(site: str, browser: Browser, server: str, sites: Path) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        watch = Watch(context.new_page(), server)
        for name in pages(sites, site):
            watch.goto(name)
            width = watch.page.evaluate(
                "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
            )
            assert width <= PHONE["width"], f"{name} is {width} pixels wide"
        watch.nothing_happened()


LEAST_CONTRAST = """() => {
  const parse = (colour) => { const c = colour.match(/[\\d.]+/g).map(Number); return c.length < 4 ? [...c, 1] : c; };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    if (!element) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(element.parentElement));
  };
  let least = [99, ""];
  for (const element of document.querySelectorAll("article *")) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
    if (!own.length || !element.getClientRects().length || element.matches(".headerlink")) continue;
    const under = ground(element);
    const [a, b] = [light(over(parse(getComputedStyle(element).color), under)), light(under)];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < least[0]) least = [contrast, element.outerHTML.slice(0, 120)];
  }
  return least;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: Any, browser: Browser, server: str) -> None:
    """At least as much as the accessibility guidelines ask of small text: 4.5 to 1."""
    with browser.new_context(color_scheme=scheme) as context:
        watch = Watch(context.new_page(), server)
        for name in (
            "index",
            "scorecards/ravi-menon",
            "scorecards/open",
            "scorecards/unknown",
            "playbook/checks",
            "playbook/plays",
        ):
            watch.goto(f"sample/{name}.html")
            contrast, where = watch.page.evaluate(LEAST_CONTRAST)
            assert contrast >= 4.5, f"{name}: {contrast:.2f} {where}"
        watch.nothing_happened()


def test_the_page_follows_the_colours_of_the_system(browser: Browser, server: str) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type] - one of its words
            page = context.new_page()
            page.goto(f"{server}/sample/index.html")
            grounds[scheme] = page.evaluate(
                "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('article h1')).color]"
            )
    assert grounds["light"][0] != grounds["dark"][0]
    assert grounds["light"][1] != grounds["dark"][1]
