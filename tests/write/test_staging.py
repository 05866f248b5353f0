"""Files are handed over one by one and held by nobody; one process at a time has files for a folder."""

import errno
import os
import shutil
import signal
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from scorecards.problems.problem import ProblemsFound
from scorecards.write import next_folder
from scorecards.write.generated_list import MANIFEST, hand_written
from scorecards.write.placing import put_in_place
from scorecards.write.staging import staging
from scorecards.write.swap import swap
from scorecards.write.tree import read_tree
from scorecards.write.waiting_place import waiting_place
from tests.support.killing import POSSIBLE
from tests.support.writing import fill

REPS = 2_000
SIZE = 200_000


def made() -> Iterator[tuple[str, bytes]]:
    """Give the files of many reps, each made when its turn comes."""
    return ((f"scorecards/{number}.md", b"%d" % number + bytes(SIZE)) for number in range(REPS))


def peak_of_writing(folder: Path) -> int:
    """Write all of them twice, the first time as pages and as a site, and give the most bytes held at a time."""
    tracemalloc.start()
    with staging(folder / "docs") as pages, staging(folder / "site") as site:
        for path, content in made():
            pages.add(path, content)
        site.add_all(pages.outcome())
        written = put_in_place(pages, site)
    with staging(folder / "docs") as pages:
        for path, content in made():
            pages.add(path, content)
        (again,) = put_in_place(pages)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [len(each.written) for each in written] == [REPS + 1, REPS + 1]
    assert (again.written, again.unchanged) == ((), REPS + 1)
    return peak


def test_the_memory_is_that_of_a_few_files_however_many_there_are(tmp_path: Path) -> None:
    """In a process of its own: what threads of other tests hold meanwhile is not counted."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
        assert alone.submit(peak_of_writing, tmp_path).result() < 20 * SIZE


def test_nothing_in_the_folder_changes_before_all_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one"})
    before = read_tree(tmp_path)
    with staging(folder) as pages:
        pages.add("a.md", b"two")
        pages.add("b.md", b"three")
        assert read_tree(folder) == {"a.md": b"one", MANIFEST: b"a.md\n"}
    assert read_tree(tmp_path) == before


def test_what_will_stand_there_can_be_read_before(tmp_path: Path) -> None:
    fill(tmp_path / "docs", {"same.md": b"same", "a.md": b"old", "gone.md": b"gone"})
    (tmp_path / "docs" / "mine.md").write_bytes(b"mine")
    with staging(tmp_path / "docs") as pages:
        pages.add_all({"same.md": b"same", "a.md": b"new"})
        assert dict(pages.outcome()) == {"a.md": b"new", "mine.md": b"mine", "same.md": b"same"}


def test_the_last_of_two_files_for_one_place_counts(tmp_path: Path) -> None:
    with staging(tmp_path / "docs") as pages:
        pages.add("a.md", b"one")
        pages.add("a.md", b"two")
        put_in_place(pages)
    assert read_tree(tmp_path / "docs") == {"a.md": b"two", MANIFEST: b"a.md\n"}


def test_a_folder_that_was_not_there_leaves_nothing_behind_where_nothing_was_put_in_place(tmp_path: Path) -> None:
    with staging(tmp_path / "build" / "docs") as pages:
        pages.add("a.md", b"one")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_build_left_is_no_page_and_goes_with_the_next(tmp_path: Path) -> None:
    place = waiting_place(tmp_path / "docs")
    (place / "files" / "deep").mkdir(parents=True)
    (place / "lock").touch()
    (place / "files" / "deep" / "a.md").write_bytes(b"half")
    fill(tmp_path / "docs", {"b.md": b"one"})
    assert read_tree(tmp_path) == {"docs/b.md": b"one", f"docs/{MANIFEST}": b"b.md\n"}


def test_what_a_build_cannot_remove_goes_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its lock the folder would count as somebody else's, and hinder every build from then on."""

    def refuse(*_: object, **__: object) -> None:
        """Remove nothing, as a broken disk does."""

    monkeypatch.setattr(shutil, "rmtree", refuse)
    fill(tmp_path / "docs", {"a.md": b"one"})
    assert waiting_place(tmp_path / "docs").exists()
    monkeypatch.undo()
    fill(tmp_path / "docs", {"b.md": b"one"})
    assert read_tree(tmp_path) == {"docs/b.md": b"one", f"docs/{MANIFEST}": b"b.md\n"}


def test_where_nothing_may_be_written_beside_the_folder_files_wait_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != tmp_path)
    with staging(folder) as pages:
        pages.add("a.md", b"one")
        assert waiting_place(folder).parent == folder
        assert dict(hand_written(folder)) == {}
        put_in_place(pages)
    assert read_tree(folder) == {"a.md": b"one", MANIFEST: b"a.md\n"}
    assert not waiting_place(folder).exists()


def test_where_another_file_system_is_mounted_files_are_copied_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.parent != target.parent:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    fill(tmp_path / "docs", {"deep/a.md": b"one"})
    assert read_tree(tmp_path) == {"docs/deep/a.md": b"one", f"docs/{MANIFEST}": b"deep/a.md\n"}


def test_a_folder_into_which_nothing_can_be_written_is_a_problem_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "docs"
    (folder / "shut").mkdir(parents=True)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "shut")
    with pytest.raises(ProblemsFound) as caught:
        fill(folder, {"a.md": b"one", "shut/b.md": b"two"})
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ((folder / "shut" / "b.md").as_posix(), "cannot-write")
    assert read_tree(folder) == {}


def test_a_file_that_cannot_be_written_aside_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        fill(tmp_path / "docs", {"a": b"one", "a/b.md": b"two"})
    assert [problem.code for problem in caught.value.problems] == ["cannot-write"]
    assert read_tree(tmp_path) == {}


@pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")
def test_a_second_build_waits_for_the_first_and_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = tmp_path / "docs"
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        with staging(folder) as pages:
            pages.add("a.md", b"first")
            pages.add("of-the-first.md", b"first")
            os.write(told, b".")
            signal.sigtimedwait(set(), 0.5)
            put_in_place(pages)
            os._exit(0)
    os.read(ready, 1)
    fill(folder, {"a.md": b"second"})
    assert os.waitpid(child, 0)[1] == 0
    assert read_tree(folder) == {"a.md": b"second", MANIFEST: b"a.md\n"}
    assert [each.getMessage() for each in caplog.records] == [
        f"another build writes into {folder.as_posix()}: this one waits until it has ended"
    ]
    assert not waiting_place(folder).exists()


# The folder as a whole.


def test_what_does_not_change_is_the_same_file_and_what_was_written_by_hand_too(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one", "same.md": b"same"})
    (folder / "mine").mkdir()
    (folder / "mine" / "page.md").write_bytes(b"mine")
    (folder / "mine" / "link.md").symlink_to("page.md")
    (folder / "mine" / "empty").mkdir()
    (folder / "mine").chmod(0o750)
    before = {path: (folder / path).stat() for path in ("same.md", "mine/page.md")}
    fill(folder, {"a.md": b"two", "same.md": b"same"})
    after = {path: (folder / path).stat() for path in before}
    assert [(each.st_ino, each.st_mtime_ns) for each in after.values()] == [
        (each.st_ino, each.st_mtime_ns) for each in before.values()
    ]
    assert (folder / "mine" / "link.md").readlink() == Path("page.md")
    assert (folder / "mine" / "empty").is_dir()
    assert (folder / "mine").stat().st_mode & 0o777 == 0o750


def test_where_a_file_cannot_have_two_names_it_is_copied_with_its_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse)
    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one", "same.md": b"same"})
    (folder / "mine.md").write_bytes(b"mine")
    for path in ("same.md", "mine.md"):
        os.utime(folder / path, ns=(7, 7))
    fill(folder, {"a.md": b"two", "same.md": b"same"})
    assert read_tree(folder) == {"a.md": b"two", "mine.md": b"mine", "same.md": b"same", MANIFEST: b"a.md\nsame.md\n"}
    assert {(folder / path).stat().st_mtime_ns for path in ("same.md", "mine.md")} == {7}


def test_beside_a_file_that_can_neither_have_two_names_nor_be_copied_files_are_put_in_place_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As somebody else's, which only they may read."""
    folder, link = tmp_path / "docs", os.link

    def refuse(there: Path, here: Path, *, follow_symlinks: bool = True) -> None:
        if Path(there).name == "theirs.md":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
        link(there, here, follow_symlinks=follow_symlinks)

    def refuse_copy(there: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))

    fill(folder, {"a.md": b"one"})
    (folder / "theirs.md").write_bytes(b"theirs")
    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(shutil, "copy2", refuse_copy)
    fill(folder, {"a.md": b"two"})
    assert read_tree(folder) == {"a.md": b"two", "theirs.md": b"theirs", MANIFEST: b"a.md\n"}
    assert not waiting_place(folder).exists()


def test_what_somebody_saves_while_a_folder_is_exchanged_is_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As editors save: another file takes the place of the one that is in the next folder already."""
    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one"})
    (folder / "mine.md").write_bytes(b"mine")

    def save_and_swap(made: Path, there: Path) -> bool:
        (there / "saving").write_bytes(b"mine, saved")
        (there / "saving").replace(there / "mine.md")
        (there / "more").mkdir()
        (there / "more" / "other.md").write_bytes(b"other")
        return swap(made, there)

    monkeypatch.setattr(next_folder, "swap", save_and_swap)
    fill(folder, {"a.md": b"two"})
    saved = {"mine.md": b"mine, saved", "more/other.md": b"other"}
    assert read_tree(folder) == {"a.md": b"two", **saved, MANIFEST: b"a.md\n"}
    assert not waiting_place(folder).exists()


def test_where_the_old_folder_cannot_step_aside_files_are_put_in_place_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As under Windows, where somebody has one of its files open, and of a folder that is mounted."""
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "docs":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return rename(path, target)

    monkeypatch.setattr(next_folder, "swap", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    fill(tmp_path / "docs", {"a.md": b"one", "gone/b.md": b"two"})
    changes = fill(tmp_path / "docs", {"a.md": b"new", "c.md": b"three"})
    assert (changes.written, changes.removed) == ((MANIFEST, "a.md", "c.md"), ("gone/b.md",))
    assert read_tree(tmp_path) == {"docs/a.md": b"new", "docs/c.md": b"three", f"docs/{MANIFEST}": b"a.md\nc.md\n"}


def test_where_the_new_folder_cannot_come_the_old_one_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path.name == "next":
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
        return rename(path, target)

    fill(tmp_path / "docs", {"a.md": b"one"})
    (tmp_path / "docs" / "mine.md").write_bytes(b"mine")
    monkeypatch.setattr(next_folder, "swap", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    fill(tmp_path / "docs", {"a.md": b"new"})
    assert read_tree(tmp_path / "docs") == {"a.md": b"new", "mine.md": b"mine", MANIFEST: b"a.md\n"}


def test_where_neither_can_come_the_old_folder_is_kept_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if target.name == "docs":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return rename(path, target)

    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one"})
    (folder / "mine.md").write_bytes(b"mine")
    monkeypatch.setattr(next_folder, "swap", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refuse)
    assert problems_of(folder, {"a.md": b"new"}) == [("docs", "cannot-write")]
    monkeypatch.undo()
    fill(folder, {"a.md": b"newer"})
    assert read_tree(tmp_path) == {"docs/a.md": b"newer", "docs/mine.md": b"mine", f"docs/{MANIFEST}": b"a.md\n"}


def test_a_folder_in_which_nobody_may_write_goes_with_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one"})
    (folder / "mine").mkdir()
    (folder / "mine" / "page.md").write_bytes(b"mine")
    (folder / "mine").chmod(0o550)
    fill(folder, {"a.md": b"two"})
    assert not waiting_place(folder).exists()
    assert (folder / "mine").stat().st_mode & 0o777 == 0o550
    (folder / "mine").chmod(0o750)


@pytest.mark.parametrize("name", [".a.md.new", ".a.md.scorecards"])
def test_what_an_earlier_version_left_beside_a_file_is_never_read_and_goes(tmp_path: Path, name: str) -> None:
    """And a file of somebody's own that is only called like that stays."""
    folder = tmp_path / "docs"
    fill(folder, {"deep/a.md": b"one"})
    (folder / "deep" / name).write_bytes(b"half")
    (folder / "deep" / ".mine.md.new").write_bytes(b"mine")
    assert dict(hand_written(folder)) == {}
    assert fill(folder, {"deep/a.md": b"one"}).removed == (f"deep/{name}",)
    assert read_tree(folder) == {"deep/.mine.md.new": b"mine", "deep/a.md": b"one", MANIFEST: b"deep/a.md\n"}


# Links, and what is not ours.


def test_a_folder_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs").symlink_to("elsewhere")
    assert problems_of(tmp_path / "docs", {"a.md": b"one"}) == [("docs", "in-the-way")]
    (tmp_path / "docs").unlink()
    (tmp_path / "docs").symlink_to("docs")
    assert problems_of(tmp_path / "docs", {"a.md": b"one"}) == [("docs", "in-the-way")]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_the_place_of_a_file_or_of_a_folder_is_told_once_and_never_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
    wanted = {"a.md": b"one", "deep/b.md": b"two", "deep/er/c.md": b"three"}
    fill(folder, wanted)
    (folder / "deep").rename(elsewhere)
    (folder / "deep").symlink_to("../elsewhere")
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to("../mine.md")
    (tmp_path / "mine.md").write_bytes(b"one")
    assert problems_of(folder, wanted) == [("a.md", "in-the-way"), ("deep", "in-the-way")]
    assert read_tree(elsewhere) == {"b.md": b"two", "er/c.md": b"three"}
    assert (tmp_path / "mine.md").read_bytes() == b"one"


@pytest.mark.parametrize("stands", ["file", "pipe", "folder", "link", "pipe in place of the lock"])
def test_what_stands_where_files_wait_and_is_not_ours_is_left_alone(tmp_path: Path, stands: str) -> None:
    folder, place = tmp_path / "docs", waiting_place(tmp_path / "docs")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "page.md").write_bytes(b"mine")
    if stands == "file":
        place.write_bytes(b"mine")
    elif stands == "pipe":
        os.mkfifo(place)
    elif stands == "link":
        place.symlink_to("mine")
    else:
        place.mkdir()
        (place / "page.md").write_bytes(b"mine")
        if stands.startswith("pipe"):
            os.mkfifo(place / "lock")
    assert problems_of(folder, {"a.md": b"one"}) == [(place.name, "in-the-way")]
    assert os.path.lexists(place)
    assert read_tree(tmp_path / "mine") == {"page.md": b"mine"}


def problems_of(folder: Path, files: dict[str, bytes]) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFound) as caught:
        fill(folder, files)
    return [(Path(each.path).name, each.code) for each in caught.value.problems]


def test_a_link_back_to_a_folder_above_is_not_gone_through_without_end(tmp_path: Path) -> None:
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "deep" / "a.md").write_bytes(b"mine")
    (tmp_path / "docs" / "deep" / "back").symlink_to("../../docs")
    (tmp_path / "docs" / "round").symlink_to("round")
    assert read_tree(tmp_path / "docs") == {"deep/a.md": b"mine"}
