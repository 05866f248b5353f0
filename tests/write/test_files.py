"""Writing changes what changed, removes what it wrote itself, and touches nothing else."""

import os
from pathlib import Path
from typing import Any

import pytest

from scorecards.problems.problem import ProblemsFound
from scorecards.write import placing
from scorecards.write.generated_list import MANIFEST, hand_written
from scorecards.write.tree import read_tree
from tests.support.writing import fill, fill_all


def times(folder: Path) -> dict[str, int]:
    return {path: (folder / path).stat().st_mtime_ns for path in read_tree(folder)}


def age(folder: Path) -> None:
    for path in folder.rglob("*"):
        os.utime(path, ns=(1, 1))


def test_the_folder_holds_what_was_given(tmp_path: Path) -> None:
    changes = fill(tmp_path / "new", {"a.md": b"one", "deep/er/b.md": b"two"})
    assert read_tree(tmp_path / "new") == {"a.md": b"one", "deep/er/b.md": b"two", MANIFEST: b"a.md\ndeep/er/b.md\n"}
    assert changes.written == (MANIFEST, "a.md", "deep/er/b.md")


def test_nothing_is_written_when_nothing_changed(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"one", "b/c.md": b"two"})
    age(tmp_path)
    changes = fill(tmp_path, {"b/c.md": b"two", "a.md": b"one"})
    assert (changes.written, changes.removed, changes.unchanged) == ((), (), 3)
    assert set(times(tmp_path).values()) == {1}


def test_only_the_file_that_changed_is_written(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"one", "b.md": b"two"})
    age(tmp_path)
    assert fill(tmp_path, {"a.md": b"one", "b.md": b"three"}).written == ("b.md",)
    assert times(tmp_path)["a.md"] == 1


def test_a_file_that_is_no_longer_wanted_is_removed_with_its_empty_folder(tmp_path: Path) -> None:
    fill(tmp_path, {"a.md": b"one", "gone/b.md": b"two"})
    assert fill(tmp_path, {"a.md": b"one"}).removed == ("gone/b.md",)
    assert not (tmp_path / "gone").exists()


def test_what_somebody_wrote_by_hand_stays(tmp_path: Path) -> None:
    fill(tmp_path, {"pages/a.md": b"one"})
    (tmp_path / "pages" / "mine.md").write_bytes(b"mine")
    fill(tmp_path, {})
    assert read_tree(tmp_path) == {"pages/mine.md": b"mine", MANIFEST: b""}


def test_a_hand_written_file_in_the_way_is_a_problem_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_bytes(b"mine")
    with pytest.raises(ProblemsFound) as caught:
        fill(tmp_path, {"a.md": b"one", "index.md": b"ours"})
    assert [problem.code for problem in caught.value.problems] == ["in-the-way"]
    assert read_tree(tmp_path) == {"index.md": b"mine"}


def test_a_folder_in_the_way_is_a_problem_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(ProblemsFound) as caught:
        fill(tmp_path, {"a.md": b"one", "b.md": b"two"})
    assert [problem.code for problem in caught.value.problems] == ["in-the-way"]
    assert read_tree(tmp_path) == {}


def test_a_file_where_a_folder_is_due_is_a_problem_and_the_old_files_stay(tmp_path: Path) -> None:
    fill(tmp_path, {"z.md": b"old"})
    (tmp_path / "deep").write_bytes(b"mine")
    with pytest.raises(ProblemsFound) as caught:
        fill(tmp_path, {"deep/a.md": b"one", "b.md": b"two", "z.md": b"new"})
    assert [problem.code for problem in caught.value.problems] == ["cannot-write"]
    assert read_tree(tmp_path) == {"deep": b"mine", "z.md": b"old", MANIFEST: b"z.md\n"}


def test_a_spoilt_list_of_files_never_reaches_outside_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(b"mine")
    folder = tmp_path / "docs"
    fill(folder, {"a.md": b"one"})
    (folder / MANIFEST).write_text(f"a.md\n../outside.md\n{outside}\n\nnot-there.md\n")
    fill(folder, {})
    assert outside.read_bytes() == b"mine"
    assert read_tree(folder) == {MANIFEST: b""}


def test_a_stale_file_that_cannot_be_removed_is_a_problem_and_is_removed_by_the_next_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where files are put in place one by one is there one to be removed."""
    monkeypatch.setattr(placing, "prepare", lambda _: None)
    fill(tmp_path, {"a.md": b"one", "gone/b.md": b"two"})
    unlink = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if path.name == "b.md":
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ProblemsFound) as caught:
        fill(tmp_path, {"a.md": b"new", "c.md": b"three"})
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == ((tmp_path / "gone" / "b.md").as_posix(), "cannot-write")
    assert problem.message.endswith(": Permission denied")
    monkeypatch.undo()
    assert fill(tmp_path, {"a.md": b"newer"}).removed == ("c.md", "gone/b.md")
    assert read_tree(tmp_path) == {"a.md": b"newer", MANIFEST: b"a.md\n"}


def test_two_folders_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    pages, site = tmp_path / "pages", tmp_path / "site"
    fill(pages, {"a.md": b"one"})
    (site / "a.html").mkdir(parents=True)
    with pytest.raises(ProblemsFound):
        fill_all({pages: {"a.md": b"new"}, site: {"a.html": b"new"}})
    (site / "deep").write_bytes(b"in the way")
    with pytest.raises(ProblemsFound):
        fill_all({pages: {"a.md": b"new"}, site: {"deep/a.html": b"new"}})
    assert read_tree(pages) == {"a.md": b"one", MANIFEST: b"a.md\n"}


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.md").write_bytes(b"mine")

    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ProblemsFound) as caught:
        read_tree(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.code) == (str(tmp_path / "mine.md"), "file-unreadable")


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if Path(path).name == "mine":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(ProblemsFound) as caught:
        read_tree(tmp_path)
    assert [problem.path for problem in caught.value.problems] == [str(tmp_path / "mine")]


def test_what_is_written_by_hand_is_told_apart_even_where_the_list_is_spoilt(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_bytes(b"mine")
    assert hand_written(tmp_path / "nowhere") == {}
    fill(tmp_path, {"a.md": b"one"})
    assert [*hand_written(tmp_path)] == ["mine.md"]
    (tmp_path / MANIFEST).write_bytes(b"a.md\n\xff\xfe\n" + b"x" * 5000 + b"\n")
    assert [*hand_written(tmp_path)] == ["mine.md"]
    fill(tmp_path, {"a.md": b"two"})
    assert read_tree(tmp_path) == {"a.md": b"two", "mine.md": b"mine", MANIFEST: b"a.md\n"}
