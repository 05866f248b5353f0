"""What several tests need: a small valid team to change, and the option that accepts golden files."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser

from tests.support import hostile
from tests.support.browsing import Watch, chromium, served, watched
from tests.support.flooded import flood
from tests.support.project import BASE, MAVEN, Project, fresh

# How long an example takes says more of what else the machine does than of the product.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-golden", action="store_true", help="Write what comes out into the golden files, for review in git."
    )


@pytest.fixture
def accept_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept-golden"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the sample as a first build from a shell leaves it; all tests share it, so it is not to be changed."""
    return Project(_shared(tmp_path_factory, "sample", lambda folder: fresh(folder).build(cold=True)))


@pytest.fixture(scope="session")
def maven(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the Maven data set, imported and built with the commands of the guide; not to be changed either."""
    return Project(_shared(tmp_path_factory, "maven", _build_maven) / "build" / "maven")


@pytest.fixture(scope="session")
def overrun(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the site of a team whose texts try to get out of their place; not to be changed either."""
    return Project(_shared(tmp_path_factory, "overrun", _build_overrun))


@pytest.fixture(scope="session")
def flooded(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the site of the sample with a hostile text in every field; not to be changed either."""
    return Project(_shared(tmp_path_factory, "flooded", _build_flooded))


def _build_flooded(folder: Path) -> None:
    project = fresh(folder)
    flood(project)
    project.build()


def _build_overrun(folder: Path) -> None:
    project = fresh(folder)
    hostile.overrun(project)
    project.build()


def _build_maven(folder: Path) -> None:
    project, into = fresh(folder), "build/maven/pipeline"
    export = MAVEN / "sales_pipeline.csv"
    said = project.build("import", export, "--from", "mappings/maven.yml", "--as-of", "2017-12-31", "--into", into)
    assert "8,800 opportunities" in said
    project.build("build", "--pipeline", into, "--docs", "build/maven/docs", "--site", "build/maven/site")


def _shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Make a folder once for all workers; where two of them make it at the same time, one is taken."""
    own = factory.getbasetemp()
    place = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    if not place.exists():
        made = factory.mktemp(name) / "made"
        make(made)
        with suppress(OSError):
            made.rename(place)
    return place


# What tests in a browser share.  A module that looks at another site has a `site` of its own, and so on.


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(sample: Project) -> Path:
    return sample.site


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture(scope="module", params=["from a server", "from a folder"])
def address(request: pytest.FixtureRequest, server: str, site: Path) -> str:
    """Give the address of the site: on a server, and as files."""
    return server if request.param == "from a server" else site.as_uri()


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


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a small valid playbook and pipeline, and make it the working directory."""
    folder = tmp_path / "team"
    shutil.copytree(BASE, folder)
    monkeypatch.chdir(folder)
    return folder
