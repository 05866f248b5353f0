"""Search, the page for what is not there, and the pages that explain: in a browser, from a server and from a folder."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support import hostile, how_to_read
from tests.support.browsing import Silent, Watch, flat, search, served, watched
from tests.support.project import Project, fresh
from tests.support.tree import tree_of

LARGEST_INDEX = 420_000
"""Bytes of the sample's search index, uncompressed: of which most is the playbook and the guides."""

MOST_OF_A_NAME = 200
"""Bytes of the search index that one more opportunity may take."""

PARTS = [
    *("type", "colours", "summary", "figures", "card", "row", "age", "finding", "evidence", "question", "step"),
    *("timeline", "movement", "figure", "table", "tags"),
]


class _Missing(Silent):
    """Answers as hosts of static sites do: what is not there is answered with the site's own page for that."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        page = (Path(self.directory) / self.path.split("/")[1] / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the sample, as if it were published in a folder of its server."""
    project = fresh(tmp_path_factory.mktemp("finding") / "team")
    project.build(environment={"SITE_URL": "https://team.example/site/"})
    return project


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    return project.site


@pytest.fixture
def watch(desk: Watch) -> Iterator[Watch]:
    desk.happened.clear()
    desk.page.goto("about:blank")
    desk.page.goto(f"{desk.address}/playbook/index.html")
    yield desk
    desk.nothing_happened()


def index(project: Project) -> list[dict[str, str]]:
    """Give the entries of the search index."""
    docs: list[dict[str, str]] = json.loads((project.site / "search/search_index.json").read_text("utf-8"))["docs"]
    return docs


# Search.


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("Ravi Menon", "scorecards/ravi-menon.html"),
        ("Corrigan", "scorecards/maeve-corrigan.html"),
        ("Carrigmore", "scorecards/accounts.html#carrigmore-dairy"),
        ("Creamery shifts", "scorecards/ravi-menon.html#OPP-1001"),
        ("OPP-1019", "scorecards/ravi-menon.html#OPP-1019"),
        ("Noel Carmody", "scorecards/ravi-menon.html#OPP-1001"),
    ],
    ids=["a rep", "a manager", "an account", "an opportunity by name", "an opportunity by id", "a contact"],
)
def test_a_name_leads_with_one_click_to_where_it_stands(words: str, leads_to: str, watch: Watch) -> None:
    search(watch.page, words)
    watch.page.locator(".md-search-result__link[href*='names.html'][href*='#']").first.click()
    watch.page.wait_for_url(f"{watch.address}/{leads_to}")
    if "#" in leads_to:
        target = watch.page.locator(f"[id='{leads_to.split('#')[1]}']")
        expect(target).to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("Permission", "playbook/plays.html#permission-to-say-no"),
        ("The problem", "playbook/questions.html#problem"),
        ("champion", "playbook/checks.html#champion-known"),
    ],
    ids=["a play", "a question", "a check"],
)
def test_a_rule_is_found_where_it_stands_on_its_page(words: str, leads_to: str, watch: Watch) -> None:
    page, anchor = leads_to.split("#")
    search(watch.page, words)
    # The list may be drawn again, and what was opened in it closed, while one aims at a link.
    watch.page.locator(f".md-search-result__link[href*='{page}'][href$='#{anchor}']").first.dispatch_event("click")
    watch.page.wait_for_url(f"**/{page}*#{anchor}")
    expect(watch.page.locator(f"h2[id='{anchor}']")).to_be_in_viewport()


def test_who_opens_the_page_of_names_without_searching_stays_there(watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/names.html#o.OPP-1001")
    expect(watch.page.locator("[id='o.OPP-1001'] a")).to_be_in_viewport()
    assert watch.page.url.endswith("/scorecards/names.html#o.OPP-1001")


@pytest.mark.parametrize("anchor", ["", "no-such-name", "_top", "%E0%A4%A", "'\"><b>"])
def test_who_comes_from_the_search_to_no_name_stays_there(anchor: str, watch: Watch) -> None:
    watch.page.goto(f"{watch.address}/scorecards/names.html?h=creamery#{anchor}")
    expect(watch.page.get_by_role("heading", name="Everything by name")).to_be_visible()
    assert "/names.html?h=creamery" in watch.page.url


def test_every_opportunity_rep_manager_account_and_territory_is_searched_once(project: Project) -> None:
    review = project.review()
    wanted = [f"rep.{each['rep']}" for each in review["scorecards"]]
    wanted += [f"manager.{each['manager']}" for each in review["managers"]]
    wanted += [f"account.{each['account']}" for each in review["accounts"]]
    wanted += [f"territory.{each['territory']}" for each in review["territories"]]
    wanted += [f"o.{each['id']}" for each in review["opportunities"]]
    found = Counter(each["location"].partition("names.html#")[2] for each in index(project))
    assert len(wanted) > 90
    assert {name: found[name] for name in wanted} == dict.fromkeys(wanted, 1)


def test_the_search_index_stays_small(project: Project) -> None:
    entries = index(project)
    names = [each for each in entries if "names.html#o." in each["location"]]
    assert (project.site / "search/search_index.json").stat().st_size < LARGEST_INDEX
    assert len(json.dumps(names, separators=(",", ":"))) < MOST_OF_A_NAME * len(names)
    pages = {each["location"].partition("#")[0] for each in entries}
    assert not pages & {"scorecards/ravi-menon.html", "scorecards/open.html", "scorecards/accounts.html"}
    assert not {page for page in pages if page.startswith(("decisions/", "architecture.html", "recipes.html"))}


def test_a_hostile_name_is_found_and_shown_as_it_is(browser: Browser, overrun: Project) -> None:
    name = hostile.rep_name("rep-0")
    assert "<script>" in name
    with watched(browser, overrun.site.as_uri()) as watch:
        watch.page.goto(f"{watch.address}/index.html")
        search(watch.page, name)
        result = watch.page.locator(".md-search-result__link[href*='names.html'][href*='#rep.rep-0']").first
        assert flat(name) in flat(result.text_content() or "")
        assert result.locator("script, img, iframe").count() == 0
        watch.nothing_happened()


# What is not there.


@pytest.mark.parametrize("gone", ["gone.html", "scorecards/gone.html", "a/b/c/gone.html"])
def test_an_address_that_is_not_there_leads_on_from_any_folder(
    gone: str, browser: Browser, project: Project, tmp_path: Path
) -> None:
    (tmp_path / "site").symlink_to(project.site)
    with served(tmp_path, _Missing) as server, watched(browser, server) as watch:
        answer = watch.page.goto(f"{server}/site/{gone}")
        assert answer is not None
        assert answer.status == 404
        assert [text for text in watch.happened if "404" not in text] == []
        watch.happened.clear()
        expect(watch.page.get_by_role("heading", level=1)).to_have_text("Page not found")
        links = watch.page.locator("article a").evaluate_all("(all) => all.map((each) => each.href)")
        names = ["index", "scorecards/index", "scorecards/accounts", "playbook/index", "scorecards/names"]
        assert links == [f"{server}/site/{name}.html" for name in names]
        for link in links:
            reached = watch.page.goto(link)
            assert reached is not None
            assert reached.ok
        watch.nothing_happened()


# Pages that explain.


def test_the_page_of_parts_shows_each_part_once_under_a_heading_with_when_to_use_it(project: Project) -> None:
    article = tree_of(project.site / "reference/patterns.html").one("article", class_="md-content__inner")
    assert [each.attributes["data-part"] for each in article.all("div", class_="sc-pattern")] == PARTS
    assert [each.attributes["id"] for each in article.all("h2")] == [f"_{part}" for part in PARTS]
    for each in article.all("div", class_="sc-pattern"):
        assert each.flat


def test_the_numbers_of_the_guide_and_of_its_pictures_are_the_same(
    browser: Browser, project: Project, tmp_path: Path
) -> None:
    with served(project.site) as address:
        pictures = how_to_read.take(browser, address, tmp_path)
    names = ["how-to-read.png", "how-to-read-dark.png", "how-to-read-phone.png", "how-to-read-phone-dark.png"]
    assert [path.name for path in pictures] == names
    guide = tree_of(project.site / "how-to-read.html").one("article", class_="md-content__inner")
    assert len(next(guide.all("ol")).children("li")) == len(how_to_read.MARKED)
    shown = [each.attributes["src"] for each in guide.all("img")]
    assert shown == [f"assets/{name}#only-{'dark' if 'dark' in name else 'light'}" for name in names]


@pytest.mark.parametrize(
    ("width", "scheme", "shown"),
    [
        (1280, "light", "how-to-read.png"),
        (1280, "dark", "how-to-read-dark.png"),
        (390, "light", "how-to-read-phone.png"),
        (390, "dark", "how-to-read-phone-dark.png"),
    ],
)
def test_the_guide_shows_the_picture_of_the_scheme_and_of_the_width(
    width: int, scheme: Any, shown: str, browser: Browser, project: Project
) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{project.site.as_uri()}/how-to-read.html")
        visible = [each.get_attribute("src") or "" for each in page.locator("article img").all() if each.is_visible()]
        assert [each.partition("#")[0] for each in visible] == [f"assets/{shown}"]


def test_home_and_each_scorecard_lead_to_the_guide(project: Project) -> None:
    for name, href in (("index", "how-to-read.html"), ("scorecards/ravi-menon", "../how-to-read.html")):
        links = tree_of(project.site / f"{name}.html").one("article", class_="md-content__inner").all("a")
        assert href in [each.attributes.get("href") for each in links]
