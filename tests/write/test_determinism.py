"""The same input gives the same bytes, whatever the machine, the place, the language, the clock and the file times."""

import gzip
import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.support.project import ROOT, Project, fresh

LONG_AGO = 1_000_000_000


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder, what is packed unpacked."""
    return {path.relative_to(folder).as_posix(): content(path) for path in folder.rglob("*") if path.is_file()}


def content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def packed(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.gz")}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build on a machine that knows ASCII alone, in the west, from the project's own folder."""
    project = fresh(tmp_path_factory.mktemp("here") / "a team's")
    ascii_alone = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    project.build(environment={"TZ": "Pacific/Pago_Pago", "PYTHONHASHSEED": "0", **ascii_alone})
    return project


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the same far east of it, in a folder of another name, from the root, with old files in another order."""
    project = fresh(tmp_path_factory.mktemp("there") / "déjà" / "vu", backwards=True)
    for path in project.folder.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    language = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}
    project.build(cwd=Path("/"), environment={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", **language})
    return project


def test_the_pages_and_the_json_are_the_same_bytes(here: Project, there: Project) -> None:
    pages = tree(here.docs)
    assert {"index.md", "scorecards/scorecards.json", "scorecards/ravi-menon.md", ".generated"} <= set(pages)
    assert pages == tree(there.docs)


def test_the_built_site_is_the_same_bytes(here: Project, there: Project) -> None:
    site = tree(here.site)
    assert {"index.html", "sitemap.xml.gz", "scorecards/ravi-menon.html", ".generated"} <= set(site)
    assert site == tree(there.site)
    assert packed(here.site) == packed(there.site)


def test_nothing_tells_where_it_was_built(here: Project, there: Project) -> None:
    places = [here.folder, there.folder, ROOT, Path(sys.prefix), Path.home(), Path(tempfile.gettempdir())]
    for project in (here, there):
        for folder in (project.docs, project.site):
            for name, text in tree(folder).items():
                told = [place for place in places if f"{place}/".encode() in text]
                assert not told, f"{name} names {told}"


def test_the_clock_of_the_build_is_the_day_of_the_snapshot(here: Project) -> None:
    """A packed file holds the time at which it was packed."""
    (sitemap,) = packed(here.site).values()
    packed_at = datetime.fromtimestamp(int.from_bytes(sitemap[4:8], "little"), UTC)
    assert packed_at.date() == date(2026, 11, 16)
