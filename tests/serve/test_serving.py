"""``serve`` as somebody who writes has it: a page is open in a browser, and files are saved."""

import socket
from collections.abc import Iterator
from queue import Empty

import pytest
from playwright.sync_api import Browser, Page, expect

from scorecards.serve.reloading import SCRIPT_PATH
from scorecards.write.tree import read_tree
from tests.support.project import Project, copy_of
from tests.support.serving import Serving, serving

pytestmark = pytest.mark.browser

STAGES = "playbook/stages.yml"
HOSTILE = "<img src=x onerror=window.ran=1>"


@pytest.fixture(scope="module")
def server(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(copy_of(sample, tmp_path_factory.mktemp("serving") / "project")) as server:
        assert "built in" in server.built()
        yield server


@pytest.fixture
def stages(server: Serving) -> Iterator[str]:
    """Give the file of the stages as it was, and put it back afterwards."""
    text = (server.project.folder / STAGES).read_text("utf-8")
    yield text
    server.save(STAGES, text)
    server.built()


@pytest.fixture
def page(browser: Browser, server: Serving, stages: str) -> Iterator[Page]:
    """Open the page of the stages; it is closed before the file is put back.

    Chromium may never finish closing a page that loads again at that moment.
    """
    assert stages
    with browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{server.address}/playbook/stages.html")
        yield page


def renamed(stages: str, name: str) -> str:
    _, first, _ = stages.partition("\n    name: ")
    before, _, after = stages.partition(first)
    return before + first + name + after.partition("\n")[1] + after.partition("\n")[2]


def test_the_page_shows_what_was_saved_and_stays_where_it_was(server: Serving, page: Page, stages: str) -> None:
    page.evaluate("scrollTo({ top: 700, behavior: 'instant' })")
    page.evaluate("window.loaded = 'before'")
    server.save(STAGES, renamed(stages, "The stage that was just saved"))
    expect(page.locator("article")).to_contain_text("The stage that was just saved", timeout=60_000)
    page.wait_for_function("scrollY > 0")
    assert page.evaluate("[window.loaded ?? 'again', scrollY]") == ["again", 700]
    assert "built in" in server.built()


def test_a_problem_is_shown_in_the_page_as_text_and_the_last_good_site_stays_up(
    server: Serving, page: Page, stages: str
) -> None:
    before = read_tree(server.project.site)
    server.save(STAGES, stages + f'"{HOSTILE}": 1\n')
    banner = page.get_by_role("alert")
    line = len(stages.splitlines()) + 1
    expect(banner).to_contain_text(f"{STAGES}:{line}:1: unknown-key: ", timeout=60_000)
    expect(banner).to_contain_text(HOSTILE)
    assert f"{STAGES}:{line}:1: unknown-key: " in server.built()

    page.goto(f"{server.address}/index.html")
    expect(banner).to_contain_text(HOSTILE)
    assert page.locator("h1").count() == 1
    assert page.evaluate("window.ran ?? null") is None
    assert read_tree(server.project.site) == before

    server.save(STAGES, stages)
    expect(banner).to_have_count(0, timeout=60_000)
    assert "built in" in server.built()


def test_a_link_of_a_hand_written_page_that_leads_nowhere_is_shown_too(server: Serving, page: Page) -> None:
    name = "docs/how-to-read.md"
    text = (server.project.folder / name).read_text("utf-8")
    server.save(name, text + "\n[nowhere](nowhere.md)\n")
    expect(page.get_by_role("alert")).to_contain_text("nowhere.md", timeout=60_000)
    server.save(name, text)
    expect(page.get_by_role("alert")).to_have_count(0, timeout=60_000)
    assert "nowhere.md" in server.built()
    assert "built in" in server.built()


def test_what_is_saved_during_a_build_is_built_after_it(server: Serving, page: Page, stages: str) -> None:
    server.save(STAGES, renamed(stages, "Saved first"))
    page.wait_for_timeout(500)
    server.save(STAGES, renamed(stages, "Saved second"))
    expect(page.locator("article")).to_contain_text("Saved second", timeout=60_000)
    assert "built in" in server.built()
    assert "built in" in server.built()


def test_what_the_build_writes_is_no_reason_to_build_again(server: Serving, stages: str) -> None:
    server.save(STAGES, renamed(stages, "Written once"))
    assert "written 0" not in server.built().splitlines()[0]
    with pytest.raises(Empty):
        server.builds.get(timeout=4)


def test_no_file_of_the_site_holds_the_script(server: Serving) -> None:
    assert not [path for path in server.project.site.rglob("*.html") if SCRIPT_PATH.encode() in path.read_bytes()]


def test_a_port_in_use_is_said_in_plain_words(sample: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = sample.run("serve", "--port", str(port), cold=True)
    assert result.returncode == 2
    assert f"Can't use port {port}: Address already in use. Try another" in result.stderr
