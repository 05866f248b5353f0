"""A snapshot as far as it can be read: one file, or a folder of parts that are read as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from scorecards.model.snapshot import Snapshot
from scorecards.problems.problem import Problem, Problems
from scorecards.read.dates import day_in, day_of
from scorecards.read.folders import is_folder, parts_in
from scorecards.read.sources import Source, bytes_of, misfiled, shown, source_of
from scorecards.yaml_files.document import YamlMapping


@dataclass(frozen=True, slots=True)
class SnapshotFiles:
    """The bytes of a snapshot's files, each with its path; None for those that cannot be read."""

    path: Path
    parts: tuple[tuple[Path, bytes | None], ...]
    is_split: bool = False

    def joined(self) -> bytes | None:
        """Give all bytes, and the names of the parts, as one; None where any of them cannot be read.

        No file of a single snapshot is the same, since none holds such a character as the first one.
        """
        if not self.is_split:
            return self.parts[0][1]
        read = [(path.name.encode("utf-8", "surrogateescape"), data) for path, data in self.parts if data is not None]
        whole = len(read) == len(self.parts) > 0
        return b"\0" + b"".join(b"%s %d\n%s" % (name, len(data), data) for name, data in read) if whole else None


@dataclass(frozen=True, slots=True)
class SnapshotSource:
    """A snapshot's path and its parts, one for a single file.

    ``as_of`` is the day that it shows, None where nothing tells it, and ``data`` all bytes that it was read from.
    """

    path: str
    as_of: date | None
    parts: tuple[Source[Snapshot], ...]
    is_split: bool = False
    data: bytes = b""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of its files in their folder; none where it is a single file."""
        return tuple(_file_name(part.path) for part in self.parts) if self.is_split else ()

    @property
    def checked(self) -> Snapshot:
        """The opportunities of all parts as one snapshot, where they were read without problems."""
        values = [part.checked for part in self.parts]
        if len(values) == 1:
            return values[0]
        named = dict.fromkeys(value.source for value in values if value.source)
        opportunities = tuple(chain.from_iterable(value.opportunities for value in values))
        return values[0].model_copy(update={"opportunities": opportunities, "source": ", ".join(named) or None})

    def name_of(self, path: str, name: str) -> str:
        """Name the file of a part as the pages do, which call the snapshot by ``name``."""
        return f"{name}/{_file_name(path)}" if self.is_split else name

    def rows(self) -> Iterator[tuple[str, YamlMapping]]:
        """Give each opportunity as written, with the path of its file."""
        for part in self.parts:
            for row in part.rows("opportunities"):
                yield part.path, row


def read_snapshot(path: Path, problems: Problems) -> SnapshotSource:
    """Read a snapshot, which must be of the day that its file or folder is named after."""
    return snapshot_of(files_of(path, problems), problems)


def files_of(path: Path, problems: Problems) -> SnapshotFiles:
    """Read the bytes of a snapshot's file, or of the files in its folder."""
    is_split = is_folder(path) and path.suffix != ".yml"
    paths = parts_in(path, problems) if is_split else [path]
    return SnapshotFiles(path, tuple([(each, bytes_of(each, problems)) for each in paths]), is_split)


def snapshot_of(files: SnapshotFiles, problems: Problems) -> SnapshotSource:
    """Validate the content of a snapshot's files; all that is wrong with it is added to ``problems``."""
    parts = [
        Source(shown(path)) if data is None else source_of(shown(path), data, Snapshot, problems)
        for path, data in files.parts
    ]
    days = [(part, day) for part in parts if (day := day_in(part.keys, "as_of"))]
    as_of = days[0][1] if days else None
    name = files.path.name if files.is_split else files.path.stem
    if day_of(name):
        as_of = day_of(name) if files.is_split else as_of
        for part in parts:
            problems.extend(misfiled(part, "as_of", name, "folder" if files.is_split else "file"))
    else:
        problems.extend(_of_other_days(days))
    return SnapshotSource(shown(files.path), as_of, tuple(parts), files.is_split, files.joined() or b"")


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def _of_other_days(days: Sequence[tuple[Source[Snapshot], date]]) -> Iterator[Problem]:
    """Tell of the parts that show another day than the first one, where the folder's name does not tell the day."""
    for part, day in days:
        first, as_of = days[0]
        if day != as_of:
            message = f"read {day}, expected {as_of} as in {first.path}: the parts of a snapshot show one day"
            yield Problem(part.path, *part.keys.value_at("as_of"), "impossible-date", message)
