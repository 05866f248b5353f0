"""Files of the team are written in the place of others as one: all or nothing, also where a process is killed."""

import json
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from scorecards.problems.problem import ProblemsFound
from scorecards.write.exchange import exchange, recover
from scorecards.write.folder_lock import reading
from scorecards.write.journal import Journal, stands_in
from scorecards.write.tree import read_tree
from tests.support.budget import times
from tests.support.killing import POSSIBLE, is_told_of_a_full_disk, killed, moments

needs_fork = pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")

PARTS = {"team.yml": b"team", "day/a.yml": b"a", "day/b.yml": b"b", "rejects/one.csv": b"1"}
NEXT = {"team.yml": b"bigger team", "day/b.yml": b"b and more", "day/c.yml": b"c", "other/d.yml": b"d"}
STALE = ("day/a.yml", "rejects/one.csv")


def make(folder: Path) -> Path:
    for path, content in PARTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def change(folder: Path) -> None:
    exchange(folder, {folder / path: content for path, content in NEXT.items()}, [folder / path for path in STALE])


def test_files_are_exchanged_for_others_and_an_empty_folder_goes_with_them(tmp_path: Path) -> None:
    change(make(tmp_path))
    assert read_tree(tmp_path) == NEXT
    assert not (tmp_path / "rejects").exists()


def test_a_folder_is_exchanged_for_a_file_of_its_name(tmp_path: Path) -> None:
    folder = make(tmp_path)
    exchange(folder, {folder / "day.yml": b"both"}, sorted((folder / "day").iterdir()))
    assert read_tree(folder) == {"team.yml": b"team", "rejects/one.csv": b"1", "day.yml": b"both"}
    assert not (folder / "day").exists()


def test_all_stand_as_they_stood_where_a_file_cannot_be_written(tmp_path: Path) -> None:
    folder = make(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        exchange(folder, {folder / "new" / "e.yml": b"e", folder / "team.yml" / "f.yml": b"f"}, [folder / "day/a.yml"])
    assert [(each.path, each.code) for each in found.value.problems] == [
        ((folder / "team.yml" / "f.yml").as_posix(), "cannot-write")
    ]
    assert read_tree(folder) == PARTS
    assert not (folder / "new").exists()


@pytest.mark.parametrize("path", ["day", "shut/a.yml"])
def test_nothing_is_written_where_something_that_is_to_go_cannot_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    folder = make(tmp_path)
    (folder / "shut").mkdir()
    (folder / "shut" / "a.yml").write_bytes(b"a")
    before = read_tree(folder)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "shut")
    with pytest.raises(ProblemsFound) as found:
        exchange(folder, {folder / "team.yml": b"new"}, [folder / path])
    assert [(each.path, each.code) for each in found.value.problems] == [((folder / path).as_posix(), "cannot-write")]
    assert read_tree(folder) == before


def test_something_that_is_no_plain_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "team.yml").mkdir()
    with pytest.raises(ProblemsFound, match="1 problems"):
        exchange(tmp_path, {tmp_path / "team.yml": b"new"})
    assert read_tree(tmp_path) == {}


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "rulings.yml").write_bytes(b"old")
    (tmp_path / "rulings.yml").chmod(0o600)
    exchange(tmp_path, {tmp_path / "rulings.yml": b"new"})
    assert (tmp_path / "rulings.yml").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links need rights elsewhere")
def test_a_link_stays_one_and_the_file_that_it_leads_to_is_written(tmp_path: Path) -> None:
    pipeline, shared = tmp_path / "pipeline", tmp_path / "shared"
    pipeline.mkdir()
    shared.mkdir()
    (shared / "all.yml").write_bytes(b"old")
    (pipeline / "rulings.yml").symlink_to("../shared/all.yml")
    exchange(pipeline, {pipeline / "rulings.yml": b"new"})
    assert (pipeline / "rulings.yml").readlink() == Path("../shared/all.yml")
    assert read_tree(shared) == {"all.yml": b"new"}


@pytest.mark.skipif(os.name != "posix", reason="only there can a folder be synchronized")
def test_what_is_new_is_on_the_disk_before_it_counts_and_the_names_before_anything_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut loses what was not synchronized: so the order of that is the order in which things count."""
    told: list[str] = []
    synchronize, rename, unlink = os.fsync, Path.replace, Path.unlink

    def fsync(file: int) -> None:
        told.append(f"disk {Path(f'/proc/self/fd/{file}').readlink().name}")
        synchronize(file)

    def replace(path: Path, target: Path) -> Path:
        told.append(f"rename {target.name}")
        return rename(path, target)

    def remove(path: Path, *, missing_ok: bool = False) -> None:
        if path.exists():
            told.append(f"remove {path.name}")
        unlink(path, missing_ok=missing_ok)

    folder = make(tmp_path / "pipeline")
    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(Path, "unlink", remove)
    exchange(folder, {folder / "team.yml": b"new"}, [folder / "day" / "a.yml"])
    kept = ["disk .scorecards-journal.new", "rename .scorecards-journal", "disk pipeline"]
    assert told == [
        *(*kept, "disk .team.yml.scorecards", *kept),
        *("rename team.yml", "disk pipeline", "remove a.yml", "disk day"),
        *("remove .scorecards-journal", "disk pipeline"),
    ]


@needs_fork
def test_killed_at_every_moment_old_or_new_stands_there_once_anybody_reads(tmp_path: Path) -> None:
    assert killed_at_each_moment(tmp_path, change) == {"old", "new"}


@needs_fork
def test_what_was_begun_is_finished_or_undone_though_that_is_killed_too(tmp_path: Path) -> None:
    start = make(tmp_path / "start")
    begun, count = tmp_path / "begun", tmp_path / "count"
    last = moments(partial(change, shutil.copytree(start, count)), tmp_path / "counted")
    for moment in range(1, 1 + last, times(13, 1)):
        shutil.rmtree(begun, ignore_errors=True)
        killed(partial(change, shutil.copytree(start, begun)), moment)
        shutil.rmtree(count)
        for later in range(1, 1 + moments(partial(recover, shutil.copytree(begun, count)), tmp_path / "counted")):
            folder = shutil.copytree(begun, tmp_path / f"{moment} {later}")
            killed(partial(recover, folder), later)
            with reading(folder):
                assert read_tree(folder) in (PARTS, NEXT)
            assert not [each for each in folder.rglob(".*") if each.is_file()]


@needs_fork
def test_where_the_disk_is_full_at_any_moment_it_is_told_and_all_stand_as_they_stood(tmp_path: Path) -> None:
    start = make(tmp_path / "start")
    last = moments(partial(change, shutil.copytree(start, tmp_path / "count")), tmp_path / "counted")
    told = []
    for moment in range(1, 1 + last):
        folder = shutil.copytree(start, tmp_path / str(moment))
        told.append(is_told_of_a_full_disk(partial(change, folder), moment))
        assert read_tree(folder) == (PARTS if told[-1] else NEXT)
    assert set(told) == {True, False}


def killed_at_each_moment(tmp_path: Path, work: Callable[[Path], None]) -> set[str]:
    """Kill the work at each moment, look at what is read then, and name what was found."""
    seen = set()
    start = make(tmp_path / "start")
    last = moments(partial(work, shutil.copytree(start, tmp_path / "count")), tmp_path / "counted")
    assert read_tree(tmp_path / "count") == NEXT
    for moment in range(1, 1 + last):
        folder = shutil.copytree(start, tmp_path / str(moment))
        killed(partial(work, folder), moment)
        with reading(folder):
            found = read_tree(folder)
        assert found in (PARTS, NEXT)
        seen.add("old" if found == PARTS else "new")
        change(folder)
        assert read_tree(folder) == NEXT
        assert {each.name for each in folder.iterdir()} == {"team.yml", "day", "other"}
    return seen


def test_a_journal_that_came_with_somebody_elses_files_reaches_nothing_outside_the_folder(tmp_path: Path) -> None:
    folder = make(tmp_path / "pipeline")
    (tmp_path / "mine.yml").write_bytes(b"mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.yml").write_bytes(b"a")
    (folder / "linked").symlink_to("../elsewhere")
    stale = ["../mine.yml", str(tmp_path / "mine.yml"), "linked/a.yml", "a\0b", 7]
    said = {"new": ["../mine.yml"], "stale": stale, "is_decided": True}
    (folder / ".scorecards-journal").write_text(json.dumps(said))
    with reading(folder):
        pass
    assert (tmp_path / "mine.yml").read_bytes() == b"mine"
    assert read_tree(tmp_path / "elsewhere") == {"a.yml": b"a"}
    assert not stands_in(folder)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"new": 7}', b"\xff", b"[" * 100_000])
def test_half_a_journal_counts_as_none_and_goes(tmp_path: Path, text: bytes) -> None:
    folder = make(tmp_path)
    (folder / ".scorecards-journal").write_bytes(text)
    with reading(folder):
        assert read_tree(folder) == PARTS


def test_what_was_only_begun_hinders_nobody_who_may_only_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path)
    Journal(folder, ["team.yml"], []).keep()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with reading(folder):
        assert (folder / "team.yml").read_bytes() == b"team"
