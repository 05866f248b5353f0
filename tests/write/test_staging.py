"""Files are handed over one by one and held by nobody; one process at a time has files for a folder."""

import errno
import os
import signal
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from scorecards.problems.problem import ProblemsFound
from scorecards.write.generated_list import MANIFEST, hand_written
from scorecards.write.placing import put_in_place
from scorecards.write.staging import staging
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
    (place / "files" / "deep" / "a.md").write_bytes(b"half")
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
