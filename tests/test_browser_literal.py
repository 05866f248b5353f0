"""Whatever the CRM holds is shown in the browser as it is, on every page where it stands, and nothing of it runs."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from tests import hostile
from tests.browsing import PHONE, Visit, Watch, chromium, flat, flats, pages, search, served, watched
from tests.project import TEAM_PAGES, fresh

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of a team whose texts try to get out of their place."""
    project = fresh(tmp_path_factory.mktemp("literal") / "team")
    hostile.overrun(project)
    project.build()
    return project.site


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module", params=["from a server", "from a folder"])
def address(request: pytest.FixtureRequest, server: str, site: Path) -> str:
    """Give the address of the site: on a server, and as files."""
    return server if request.param == "from a server" else site.as_uri()


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str, site: Path) -> dict[str, Visit]:
    """Open every page that shows the team's data, on a phone."""
    names = ["index.html", *(f"scorecards/{name}" for name in pages(site / "scorecards"))]
    with watched(browser, address, PHONE) as watch:
        return {name: watch.visit(name) for name in names}


@pytest.fixture(scope="module")
def desk(browser: Browser, address: str) -> Iterator[Watch]:
    with watched(browser, address) as watch:
        yield watch


@pytest.fixture
def watch(desk: Watch) -> Iterator[Watch]:
    """Give a page at a desk, on which nothing that must not happen happens until the test ends."""
    desk.happened.clear()
    yield desk
    desk.nothing_happened()


def test_nothing_that_the_crm_holds_runs(visits: dict[str, Visit]) -> None:
    assert len(visits) == 1 + len(hostile.REPS) + len(hostile.MANAGERS) + len(TEAM_PAGES)
    assert {name: visit.ran for name, visit in visits.items() if visit.ran is not None} == {}


def test_nothing_that_the_crm_holds_becomes_markup(visits: dict[str, Visit]) -> None:
    assert {name: visit.forbidden for name, visit in visits.items() if visit.forbidden} == {}


def test_nothing_that_the_crm_holds_makes_a_page_complain_or_ask_another_host(visits: dict[str, Visit]) -> None:
    assert {name: visit.happened for name, visit in visits.items() if visit.happened} == {}


def test_nothing_that_the_crm_holds_widens_a_page_on_a_phone(visits: dict[str, Visit]) -> None:
    assert {name: visit.width for name, visit in visits.items() if visit.width > PHONE["width"]} == {}


def test_nothing_that_the_crm_holds_breaks_the_headings(visits: dict[str, Visit]) -> None:
    assert {name: visit.headings for name, visit in visits.items() if visit.headings != 1} == {}


@pytest.mark.parametrize("rep", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_every_text_stands_literally_on_a_scorecard(rep: int, watch: Watch) -> None:
    watch.goto(f"scorecards/{hostile.rep_id(rep)}.html")
    own = [place for place in range(len(hostile.TEXTS)) if hostile.owner(place) == hostile.rep_id(rep)]
    assert own
    for place in own:
        text = hostile.text_at(place)
        deal = f"[id='{hostile.opportunity_id(place)}']"
        assert watch.texts(f"{deal} .sc-name bdi") == flats([text, text])
        assert watch.texts(f"{deal} .sc-next bdi") == flats([f"Send {text}"])
        assert {flat(text)} == set(watch.texts(f"{deal} > summary + .sc-note bdi"))
        assert {*flats([f"Call {text}", text, f"Waiting for {text}"])} <= {*watch.texts(f"{deal} .sc-steps bdi")}
        assert flat(text) in watch.texts(f"{deal} .sc-answers bdi")
        assert watch.page.locator(f"{deal} .sc-notes").inner_text() == f"{text}\nThey have gone dark: {text}"


@pytest.mark.parametrize("rep", range(len(hostile.REPS)), ids=[*hostile.REPS[:-1], "harmless"])
def test_a_name_does_no_harm_in_the_heading_and_in_the_title_of_the_tab(rep: int, watch: Watch) -> None:
    """A name that a title could not hold unescaped is replaced there by the rep's id."""
    harmless = rep == len(hostile.REPS) - 1
    name = hostile.HARMLESS if harmless else flat(hostile.TEXTS[hostile.REPS[rep]])
    watch.goto(f"scorecards/{hostile.rep_id(rep)}.html")
    assert watch.texts("article h1") == [name]
    assert watch.texts(".sc-byline bdi")[1] == flat(hostile.TEXTS["closing"])
    titles = [f"{title} - Sales Scorecards" for title in (name, hostile.rep_id(rep))]
    assert watch.page.title() in titles[: 1 if harmless else 2]


def test_every_text_stands_literally_on_the_page_of_all(watch: Watch) -> None:
    watch.goto("scorecards/open.html")
    rows = watch.page.evaluate(
        "() => [...document.querySelectorAll('tbody tr')].map((row) => "
        "[row.querySelector('a').hash, ...[...row.cells].map((cell) => cell.innerText)])"
    )
    shown = {row[0].removeprefix("#"): flats(row[1:]) for row in rows}
    assert len(shown) == len(hostile.TEXTS)
    for place, text in enumerate(hostile.TEXTS.values()):
        cells = shown[hostile.opportunity_id(place)]
        assert cells[:2] == flats([text, text])
        assert cells[3].endswith(flat(text))
        assert cells[-1].startswith(f"They: {flat(text)}")


def test_names_stand_literally_on_the_home_page(watch: Watch) -> None:
    names = flats([*(hostile.TEXTS[key] for key in hostile.REPS[:-1]), hostile.HARMLESS])
    watch.goto("index.html")
    assert watch.texts("article h1") == [hostile.TEXTS["script"]]
    assert watch.texts(".sc-byline bdi") == [hostile.TEXTS["vector"]]
    assert watch.texts(".sc-names bdi") == names
    assert flats([hostile.TEXTS["image"], hostile.TEXTS["table"]]) == watch.texts(".sc-roles section:nth-child(2) bdi")
    assert set(watch.texts(".sc-group a[href*='scorecards/'] bdi")) <= set(flats(list(hostile.TEXTS.values())))


def test_names_stand_literally_in_the_list_of_scorecards(watch: Watch) -> None:
    names = flats([*(hostile.TEXTS[key] for key in hostile.REPS[:-1]), hostile.HARMLESS])
    watch.goto("scorecards/index.html")
    assert watch.texts("tbody td:first-child") == names[::2] + names[1::2]
    assert watch.texts("article h2") == flats([hostile.TEXTS["image"], hostile.TEXTS["table"]])
    assert set(watch.texts("tbody td:last-child")) == {flat(hostile.TEXTS["closing"])}


def test_the_words_to_say_hold_the_names_literally(watch: Watch) -> None:
    watch.goto(f"scorecards/{hostile.rep_id(0)}.html")
    said = watch.texts(".sc-words")
    own = [text for place, text in enumerate(hostile.TEXTS.values()) if hostile.owner(place) == hostile.rep_id(0)]
    assert [text for text in own if any(flat(text) in words for words in said)] == own


@pytest.mark.parametrize("text", ["script", "image", "closing", "vector"])
def test_searching_for_a_name_runs_nothing(text: str, watch: Watch) -> None:
    watch.goto("index.html")
    search(watch.page, hostile.TEXTS[text])
    expect(watch.page.locator("[data-md-component='search-query']")).to_have_value(hostile.TEXTS[text])
    watch.nothing_happened()
    watch.goto(f"index.html?h={quote(hostile.TEXTS[text])}")
    assert watch.texts("article h1") == [hostile.TEXTS["script"]]
