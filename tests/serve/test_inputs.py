"""What counts as a save, and when it is whole."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scorecards.serve.inputs import Inputs
from scorecards.serve.saves import Saves
from tests.support.writing import fill


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    fill(folder, {"index.md": b"made", "scorecards/a.md": b"made"})
    (folder / "guide.md").write_bytes(b"by hand")
    return folder


def rename_over(file: Path) -> None:
    aside = file.with_name("guide.md~new")
    aside.write_bytes(file.read_bytes())
    aside.replace(file)


def in_new_folder(folder: Path) -> None:
    folder.mkdir()
    (folder / "new.md").write_bytes(b"")


SAVES: dict[str, Callable[[Path], object]] = {
    "in place, with the same bytes": lambda docs: (docs / "guide.md").write_bytes(b"by hand"),
    "renamed over": lambda docs: rename_over(docs / "guide.md"),
    "a new file": lambda docs: (docs / "new.md").write_bytes(b""),
    "a new folder": lambda docs: in_new_folder(docs / "more"),
    "removed": lambda docs: (docs / "guide.md").unlink(),
    "moved": lambda docs: (docs / "guide.md").rename(docs / "manual.md"),
}
NO_SAVES: dict[str, Callable[[Path], object]] = {
    "what the build writes": lambda docs: fill(docs, {"index.md": b"new", "scorecards/b.md": b"made"}),
    "an editor's own file": lambda docs: (docs / ".guide.md.swp").write_bytes(b""),
    "an editor's folder": lambda docs: in_new_folder(docs / ".idea"),
    "a look": lambda docs: (docs / "guide.md").read_bytes(),
}


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES)
def test_a_save_is_seen_however_an_editor_does_it(docs: Path, save: Callable[[Path], object]) -> None:
    inputs = Inputs((docs,))
    before = inputs.state()
    save(docs)
    assert inputs.state() != before


@pytest.mark.parametrize("save", NO_SAVES.values(), ids=NO_SAVES)
def test_what_nobody_saved_is_no_save(docs: Path, save: Callable[[Path], object]) -> None:
    inputs = Inputs((docs,))
    before = inputs.state()
    save(docs)
    assert inputs.state() == before


def test_a_site_in_a_folder_that_people_save_in_is_no_save(docs: Path) -> None:
    site = docs / "site"
    fill(site, {"index.html": b"made"})
    inputs = Inputs((docs,))
    before = inputs.state()
    fill(site, {"index.html": b"new", "scorecards/a.html": b"made"})
    assert inputs.state() == before


def test_a_link_that_leads_nowhere_is_passed_over(docs: Path) -> None:
    before = Inputs((docs,)).state()
    (docs / "lock").symlink_to("nowhere")
    assert Inputs((docs,)).state() == before


def test_a_single_file_and_what_is_not_there_can_be_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    inputs = Inputs((file, tmp_path / "nowhere"))
    assert inputs.state() == {}
    file.write_bytes(b"")
    assert list(inputs.state()) == [file]


@contextmanager
def heard(docs: Path, stands_still: float = 0.06) -> Iterator[Saves]:
    """Hear of saves; without an event none would be found within the time that a test is given."""
    saves = Saves(Inputs((docs,)), looks_every=600, stands_still=stands_still)
    with saves.heard():
        yield saves


def later(seconds: float, act: Callable[[], object]) -> None:
    threading.Timer(seconds, act).start()


def test_a_save_before_the_wait_counts(docs: Path) -> None:
    saves = Saves(Inputs((docs,)), looks_every=600)
    before = saves.inputs.state()
    (docs / "guide.md").write_bytes(b"new")
    assert saves.next(before) == saves.inputs.state()


def test_a_save_ends_the_wait_at_once(docs: Path) -> None:
    with heard(docs) as saves:
        later(0.2, lambda: (docs / "guide.md").write_bytes(b"new"))
        assert saves.next(saves.inputs.state())[docs / "guide.md"][1] == 3


def test_a_save_ends_the_wait_at_once_after_a_build_put_another_folder_in_place(docs: Path) -> None:
    inode = docs.stat().st_ino
    with heard(docs) as saves:
        fill(docs, {"index.md": b"made anew"})
        assert docs.stat().st_ino != inode
        later(0.2, lambda: (docs / "guide.md").write_bytes(b"new"))
        assert saves.next(saves.inputs.state())[docs / "guide.md"][1] == 3


def test_a_save_is_found_where_the_system_tells_nothing(docs: Path) -> None:
    saves = Saves(Inputs((docs,)), looks_every=0.05)
    later(0.2, lambda: (docs / "guide.md").write_bytes(b"new"))
    assert saves.next(saves.inputs.state())[docs / "guide.md"][1] == 3


def test_a_save_in_several_steps_is_waited_for_until_it_is_whole(docs: Path) -> None:
    def write_slowly() -> None:
        for length in range(1, 6):
            (docs / "guide.md").write_bytes(b"x" * length)
            time.sleep(0.1)

    writer = threading.Thread(target=write_slowly)
    with heard(docs, stands_still=1) as saves:
        before = saves.inputs.state()
        writer.start()
        assert saves.next(before)[docs / "guide.md"][1] == 5
    writer.join()


def test_a_file_that_never_stands_still_is_not_waited_for_without_end(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves = Saves(Inputs((docs,)))
    before = saves.inputs.state()
    lengths = iter(range(1000))
    monkeypatch.setattr(
        "scorecards.serve.saves.time.sleep", lambda _: (docs / "guide.md").write_bytes(b"x" * next(lengths))
    )
    (docs / "guide.md").write_bytes(b"saved")
    assert saves.next(before) != before
    assert next(lengths) == 20
