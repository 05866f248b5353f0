"""Killed at any moment, a build leaves a site that can be read, and the next build makes the right one."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from scorecards import build as flow
from scorecards.cache.cache import Cache
from scorecards.executor.local import Local
from scorecards.render.reference.reference import Reference
from scorecards.review import Folders
from scorecards.write import next_folder, placing
from scorecards.write.disk import WAITING
from scorecards.write.files import write_into
from scorecards.write.generated_list import MANIFEST, hand_written
from scorecards.write.tree import read_tree
from tests.support.budget import spread, times
from tests.support.killing import ERRORS, POSSIBLE, is_told_of_a_failure, is_told_of_a_full_disk, killed, moments
from tests.support.project import BASE, Project, copy_of
from tests.support.weeks import write_weeks
from tests.support.writing import fill_all

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")

MOMENTS = times(60, 500)
"""So many of a build's moments, evenly spread; putting files in their place is killed at every one."""

BEFORE = {"index.html": b"1", "a.html": b"1", "same.html": b"1", "old/gone.html": b"1", "old/er/gone.html": b"1"}
AFTER = {"index.html": b"22", "a.html": b"22", "same.html": b"1", "new/b.html": b"22", "new/er/c.html": b"22"}
TEAM = """
name: A small team
locale: en_IE
currency: EUR
managers:
  - {name: Mara Quinn}
reps:
"""
REPS = ("ana", "bo", "cas", "dee", "eli", "fay", "gus")


def write_team(home: Path, reps: tuple[str, ...], weeks: int) -> None:
    rows = "".join(f"  - {{id: {rep}, name: {rep.title()} Berg, manager: mara-quinn}}\n" for rep in reps)
    (home / "pipeline" / "team.yml").write_text(TEAM + rows, "utf-8")
    days = [f"2026-11-{2 + 7 * week:02d}" for week in range(weeks)]
    write_weeks(home, {day: [deal(rep, number) for rep in reps] for number, day in enumerate(days)})


def deal(rep: str, week: int) -> str:
    return f"id: {rep}-1, name: Night shifts, owner: {rep}, status: open, stage: meet, amount: {1000 * (week + 1)}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a team of which everything was built, and then a week came, a rep left, and another one came."""
    home = tmp_path_factory.mktemp("killed") / "team"
    shutil.copytree(BASE, home)
    (home / "pipeline" / "accounts.yml").unlink()
    (home / "docs").mkdir()
    (home / "docs" / "mine.md").write_bytes(b"# Mine\n")
    write_team(home, REPS[:6], 2)
    with pytest.MonkeyPatch.context() as patch:
        stub(patch)
        build(home)
    write_team(home, REPS[1:], 3)
    return home


@pytest.fixture(autouse=True)
def stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    stub(monkeypatch)


def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "site_builder", stub_builder)


class StubBuilder:
    """Stands in for the site builder: a file of each page, and one that tells of all."""

    def build(self, _: Path, pages: Mapping[str, bytes], as_of: date) -> Mapping[str, bytes]:
        """Give the files of the site."""
        return {**{path.replace(".md", ".html"): b"<p>" + pages[path] for path in pages}, "all.js": str(as_of).encode()}


@contextmanager
def stub_builder(_: Path, scratch: Path, __: Cache) -> Iterator[StubBuilder]:
    write_into(scratch, {"made": b"on the way"})
    yield StubBuilder()


def build(home: Path) -> None:
    folders = Folders(home, home / "playbook", home / "pipeline", home / "docs")
    flow.build(folders, Reference((), (), (), ()), Cache(home / ".cache"), home / "site", Local(processes=1))


@pytest.mark.parametrize("way", ["exchanged", "by two renames", "file by file"])
def test_files_of_two_folders_killed_at_every_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    """What is handed over lies in one folder or the other, and by hand there is one in each."""
    if way == "by two renames":
        monkeypatch.setattr(next_folder, "swap", lambda *_: False)
    if way == "file by file":
        monkeypatch.setattr(placing, "prepare", lambda _: None)
    start = tmp_path / "start"
    for name in ("docs", "site"):
        (start / name).mkdir(parents=True)
        (start / name / "mine.md").write_bytes(b"mine")
    fill_all({start / "docs": BEFORE, start / "site": BEFORE})
    work = tmp_path / "work"
    for moment in range(1, 1 + moments(partial(write_after, copied(start, work)), tmp_path / "count")):
        copied(start, work)
        killed(partial(write_after, work), moment)
        for name in ("docs", "site"):
            if way == "file by file":
                assert_can_be_read(work / name)
            elif way == "exchanged" or (work / name).exists():
                assert_is_whole(work / name, standing(BEFORE), standing(AFTER))
        write_after(work)
        for name in ("docs", "site"):
            assert read_tree(work / name) == standing(AFTER)
            assert {path.name for path in (work / name).rglob("*") if path.is_dir()} == {"new", "er"}
        assert {path.name for path in work.iterdir()} == {"docs", "site"}


def write_after(work: Path) -> None:
    fill_all({work / "docs": AFTER, work / "site": AFTER})


def copied(start: Path, work: Path) -> Path:
    shutil.rmtree(work, ignore_errors=True)
    return Path(shutil.copytree(start, work))


def standing(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {**files, "mine.md": b"mine", MANIFEST: listed(files)}


def listed(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{path}\n" for path in sorted(files)).encode()


def assert_is_whole(folder: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
    """All of it is the old folder or the new one, what was written by hand included."""
    assert read_tree(folder) in (before, after)


def assert_can_be_read(folder: Path) -> None:
    """Each file is the old or the new one; what is new comes before what may lead there, and what is old goes last."""
    assert set(hand_written(folder)) == {"mine.md"}
    there = {path: content for path, content in read_tree(folder).items() if path not in {MANIFEST, "mine.md"}}
    assert [path for path, content in there.items() if content not in {BEFORE.get(path), AFTER.get(path)}] == []
    changed = {path for path in BEFORE.keys() & AFTER.keys() if BEFORE[path] != AFTER[path]}
    assert AFTER.keys() <= there.keys() or all(there[path] == BEFORE[path] for path in changed)
    assert BEFORE.keys() <= there.keys() or all(there.get(path) == content for path, content in AFTER.items())


def test_a_build_killed_at_many_moments(built: Path, tmp_path: Path) -> None:
    count = moments(partial(build, copied(built, tmp_path / "team")), tmp_path / "count")
    expected = {name: read_tree(tmp_path / "team" / name) for name in ("docs", "site")}
    before = {name: read_tree(built / name) for name in ("docs", "site")}
    assert expected == fresh_trees(built, tmp_path / "fresh")
    assert count > MOMENTS
    for moment in spread(count, MOMENTS):
        home = copied(built, tmp_path / "team")
        killed(partial(build, home), moment)
        for name in ("docs", "site"):
            assert_is_whole(home / name, before[name], expected[name])
        build(home)
        assert {name: read_tree(home / name) for name in ("docs", "site")} == expected
        assert not [path for path in home.rglob(".*") if path.name.endswith(WAITING)]
        assert {path.name for path in home.iterdir()} == {".cache", "docs", "pipeline", "playbook", "site"}


def test_a_build_that_finds_the_disk_full_at_many_moments(built: Path, tmp_path: Path) -> None:
    """It says so, or needed no more; and what stands there is old or new, with nothing left beside it."""
    count = moments(partial(build, copied(built, tmp_path / "team")), tmp_path / "count")
    expected = {name: read_tree(tmp_path / "team" / name) for name in ("docs", "site")}
    before = {name: read_tree(built / name) for name in ("docs", "site")}
    told = 0
    for moment in range(1, count, count // times(20, 200)):
        home = copied(built, tmp_path / "team")
        was_told = is_told_of_a_full_disk(partial(build, home), moment)
        told += was_told
        for name in ("docs", "site"):
            assert read_tree(home / name) == (before if was_told else expected)[name]
        assert {path.name for path in home.iterdir()} == {".cache", "docs", "pipeline", "playbook", "site"}
    assert told > times(10, 100)


@pytest.mark.parametrize("error", ERRORS)
def test_a_build_of_which_one_operation_fails(built: Path, tmp_path: Path, error: str) -> None:
    """Reading or writing, whichever fails: it says so or does without, and what stands there is old or new."""
    home = tmp_path / "team"
    last = moments(partial(build, copied(built, home)), tmp_path / "count", within=home)
    expected = {name: read_tree(home / name) for name in ("docs", "site")}
    before = {name: read_tree(built / name) for name in ("docs", "site")}
    told = 0
    for moment in spread(last, times(15, last)):
        copied(built, home)
        told += is_told_of_a_failure(partial(build, home), moment, ERRORS[error], home)
        for name in ("docs", "site"):
            assert_is_whole(home / name, before[name], expected[name])
        build(home)
        assert {name: read_tree(home / name) for name in ("docs", "site")} == expected
        assert {path.name for path in home.iterdir()} == {".cache", "docs", "pipeline", "playbook", "site"}
    assert told > 0


def fresh_trees(built: Path, home: Path) -> dict[str, dict[str, bytes]]:
    """Build the same where nothing was built before."""
    copied(built, home)
    shutil.rmtree(home / ".cache")
    shutil.rmtree(home / "site")
    shutil.rmtree(home / "docs")
    (home / "docs").mkdir()
    (home / "docs" / "mine.md").write_bytes(b"# Mine\n")
    build(home)
    return {name: read_tree(home / name) for name in ("docs", "site")}


def test_builds_of_two_teams_by_turns_killed_at_any_time_from_a_shell(sample: Project, tmp_path: Path) -> None:
    """With the real site builder and all processes that there are; in one of the two a rep is gone."""
    project = copy_of(sample, tmp_path / "team")
    shutil.copytree(project.folder / "pipeline", project.folder / "other")
    for path in (project.folder / "other").rglob("*.yml"):
        path.write_text(path.read_text("utf-8").replace("ravi-menon", "ravi-m"), "utf-8")
    team = project.folder / "other" / "team.yml"
    team.write_text(team.read_text("utf-8").replace("Ravi Menon", "Ravi M"), "utf-8")
    pipelines = ("other", "pipeline")
    trees = {}
    for pipeline in pipelines:
        project.build("build", "--pipeline", pipeline)
        trees[pipeline] = {name: read_tree(project.folder / name) for name in ("docs", "site")}
    assert "scorecards/ravi-m.md" in trees["other"]["docs"].keys() - trees["pipeline"]["docs"].keys()
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    for number in range(times(4, 60)):
        asked, next_one = chance.choice(pipelines), chance.choice(pipelines)
        command = [sys.executable, str(project.folder / "build_scorecards.py"), "build", "--pipeline", asked]
        running = subprocess.Popen(command, cwd=project.folder)
        time.sleep(chance.uniform(0.2, 4.0))
        running.send_signal(signal.SIGKILL)
        running.wait()
        for name in ("docs", "site"):
            assert read_tree(project.folder / name) in [trees[each][name] for each in pipelines]
        if number % 3:
            project.build("build", "--pipeline", next_one)
            assert {name: read_tree(project.folder / name) for name in ("docs", "site")} == trees[next_one]
            assert not [path for path in project.folder.rglob(".*") if path.name.endswith(WAITING)]
