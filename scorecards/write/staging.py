"""Files that are to stand in a folder, handed over one by one: what is new or changed waits beside it.

Nothing in the folder changes until all are there, and none of them is held in memory.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.write.aside import aside
from scorecards.write.files import cannot_write, is_anything, is_file, read_if_there
from scorecards.write.generated_list import (
    MANIFEST,
    digest_of_digests,
    generated,
    hand_written,
    left_over,
    listed,
    still_there,
)
from scorecards.write.tree import Tree


class Staging:
    """The files that a build makes for one folder."""

    def __init__(self, folder: Path, place: Path) -> None:
        """Take the folder, and an empty one beside it, where files wait."""
        self.folder = folder
        self.aside = place
        self._before = generated(folder)
        self._waits: dict[str, bool] = {}
        self._digests: dict[str, bytes] = {}
        self._parents: set[Path] = set()
        self._left_over: tuple[str, ...] | None = None
        self._links: dict[Path, Path | None] = {folder: None}
        self._in_the_way: set[Path] = set()

    def scratch(self) -> Path:
        """Make a folder for files that are needed until all are there; raises ProblemsFound."""
        place = self.aside / "scratch"
        try:
            place.mkdir(exist_ok=True)
        except OSError as error:
            raise cannot_write(self.folder, error) from error
        return place

    def add(self, path: str, content: bytes) -> None:
        """Hand a file over; raises ProblemsFound where it cannot be compared, or cannot be written aside."""
        target = self.folder / path
        link = target if target.is_symlink() else self._link_above(target.parent)
        waits = self._waits[path] = link is not None or read_if_there(target) != content
        self._digests[path] = sha256(content).digest()
        if waits:
            self._write(path, content)
            if link or (is_anything(target) and not (self._is_ours(path) and is_file(target))):
                self._in_the_way.add(link or target)

    def add_all(self, files: Mapping[str, bytes]) -> None:
        """Hand files over, each of which is asked for when its turn comes."""
        for path in files:
            self.add(path, files[path])

    def __contains__(self, path: str) -> bool:
        """Tell whether a file was handed over."""
        return path in self._waits

    def refuse_what_is_in_the_way(self) -> None:
        """Raise ProblemsFound where something stands in the place of a file, and no build wrote it."""
        message = "this was not written by the build, so it is left alone; move it or build elsewhere"
        problems = [Problem(path.as_posix(), 1, 1, "in-the-way", message) for path in sorted(self._in_the_way)]
        if problems:
            raise ProblemsFound(problems)

    def outcome(self) -> Tree:
        """Give what will stand in the folder: what was handed over, and what people wrote there by hand."""
        ours = {path: self.place_of(path) if waits else self.folder / path for path, waits in self._waits.items()}
        return Tree(hand_written(self.folder) | ours)

    def waiting(self) -> list[str]:
        """Give the files that are new or changed: the list of all, what is new, and then what may lead there."""
        return sorted(
            (path for path, waits in self._waits.items() if waits),
            key=lambda path: (path != MANIFEST, is_file(self.folder / path), path),
        )

    def digest(self) -> bytes:
        """Give the digest of what was handed over, which tells whether it still stands there."""
        return digest_of_digests(self._digests)

    def gone(self) -> frozenset[str]:
        """Give the paths of what earlier builds wrote, or were about to write, and this one does not."""
        return self._before - self._waits.keys()

    def count(self) -> int:
        """Count the files that were handed over."""
        return len(self._waits)

    def unchanged(self) -> int:
        """Count the files that stand in the folder as they were handed over."""
        return len(self._waits) - sum(self._waits.values())

    def stale(self) -> tuple[str, ...]:
        """Give those of what is gone that are still there, and what builds that were killed left beside files."""
        if self._left_over is None:
            self._left_over = left_over(self.folder, {*self._before, *self._waits})
        return (*still_there(self.folder, self.gone()), *self._left_over)

    def list_files(self, *others: str) -> None:
        """Hand over the list of all that was handed over, and of other files that builds wrote."""
        self.add(MANIFEST, listed({*self._waits, *others} - {MANIFEST}))

    def place_of(self, path: str) -> Path:
        """Give the place where a file waits."""
        return self.aside / "files" / path

    def _link_above(self, folder: Path) -> Path | None:
        """Give the link behind which a folder below ours lies: what is written there would lie elsewhere."""
        if folder not in self._links:
            self._links[folder] = folder if folder.is_symlink() else self._link_above(folder.parent)
        return self._links[folder]

    def _is_ours(self, path: str) -> bool:
        return path == MANIFEST or path in self._before

    def _write(self, path: str, content: bytes) -> None:
        place = self.place_of(path)
        try:
            if place.parent not in self._parents:
                place.parent.mkdir(parents=True, exist_ok=True)
                self._parents.add(place.parent)
            place.write_bytes(content)
        except OSError as error:
            raise cannot_write(self.folder / path, error) from error


@contextmanager
def staging(folder: Path) -> Iterator[Staging]:
    """Take files for a folder until the block ends; what was not put in place by then is gone.

    Where another process has files for the same folder, this waits until it has ended; what one that was killed left
    half done is finished first.  Raises ProblemsFound.
    """
    _refuse_link(folder)
    with aside(folder) as place:
        yield Staging(folder, place)


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        message = "this is a link, so it is left alone; name the folder that it leads to, or build elsewhere"
        raise ProblemsFound([Problem(folder.as_posix(), 1, 1, "in-the-way", message)])
