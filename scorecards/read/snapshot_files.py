"""A snapshot as far as it can be read: one file, or a folder of parts that are read as one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from scorecards.model.snapshot import Snapshot
from scorecards.problems.problem import Problem, Problems
from scorecards.read.dates import day_in, day_of
from scorecards.read.folders import files_in, is_folder, standing_in, yaml_files
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.sources import Source, bytes_of, misfiled, shown, source_of
from scorecards.yaml_files.document import YamlMapping

_LIKE_A_DAY = re.compile(r"\d{4}\D?\d{1,2}\D?\d{1,2}", re.ASCII)


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


def read_snapshot(path: Path, problems: Problems, former: FormerIds = NONE_FORMER) -> SnapshotSource:
    """Read a snapshot, which must be of the day that its file or folder is named after."""
    return snapshot_of(files_of(path, problems), problems, former)


def files_of(path: Path, problems: Problems) -> SnapshotFiles:
    """Read the bytes of a snapshot's file, or of the files in its folder."""
    paths = parts_of(path, problems)
    return SnapshotFiles(path, tuple([(each, bytes_of(each, problems)) for each in paths]), is_split(path))


def snapshot_of(files: SnapshotFiles, problems: Problems, former: FormerIds = NONE_FORMER) -> SnapshotSource:
    """Validate the content of a snapshot's files; all that is wrong with it is added to ``problems``."""
    parts = [part_of(path, data, problems, former) for path, data in files.parts]
    days = [(part, day) for part in parts if (day := day_in(part.keys, "as_of"))]
    as_of = days[0][1] if days else None
    name = files.path.name if files.is_split else files.path.stem
    if day_of(name):
        as_of = day_of(name) if files.is_split else as_of
        for part in parts:
            problems.extend(misfiled(part, "as_of", name, "folder" if files.is_split else "file"))
    else:
        problems.extend(of_other_days(days))
    return SnapshotSource(shown(files.path), as_of, tuple(parts), files.is_split, files.joined() or b"")


def part_of(path: Path, data: bytes | None, problems: Problems, former: FormerIds) -> Source[Snapshot]:
    """Validate the content of one of a snapshot's files, with the present ids in the place of ``former`` ones."""
    if data is None:
        return Source(shown(path))
    return source_of(shown(path), data, Snapshot, problems, former.replace_in)


def _file_name(path: str) -> str:
    return path.rpartition("/")[2]


def of_other_days(days: Sequence[tuple[Source[Snapshot], date]]) -> Iterator[Problem]:
    """Tell of the parts that show another day than the first one, where the folder's name does not tell the day."""
    for part, day in days:
        first, as_of = days[0]
        if day != as_of:
            message = f"read {day}, expected {as_of} as in {first.path}: the parts of a snapshot show one day"
            yield Problem(part.path, *part.keys.value_at("as_of"), "impossible-date", message)


def snapshots(pipeline: Path) -> list[Path]:
    """Give the snapshots of a pipeline, oldest first: the files and the folders that are named after their day.

    Where a day has both, that is the folder; :func:`snapshots_twice` tells of it.
    """
    return [path for _, path in sorted({**_single(pipeline), **_split(pipeline)}.items())]


def snapshots_twice(pipeline: Path) -> Iterator[tuple[date, Problem]]:
    """Tell of each day that has a file and a folder, of which nobody can say which one counts."""
    split = _split(pipeline)
    for day, path in _single(pipeline).items():
        if day in split:
            message = f"read this file and beside it the folder {split[day].name}, expected one of the two; remove one"
            yield day, Problem(shown(path), 1, 1, "snapshot-twice", message)


def is_split(path: Path) -> bool:
    """Tell whether a snapshot is a folder of parts."""
    return is_folder(path) and path.suffix != ".yml"


def parts_of(path: Path, problems: Problems) -> list[Path]:
    """Give the files of a snapshot: the one that it is, or those in its folder."""
    return parts_in(path, problems) if is_split(path) else [path]


def parts_in(folder: Path, problems: Problems) -> list[Path]:
    """Give the files of a snapshot that is split into a folder, by name; a folder without any is a problem."""
    there = files_in(folder, problems)
    if there is None:
        return []
    deeper = [path for path in there if not path.name.startswith(".") and path.suffix != ".yml" and is_folder(path)]
    message = "read a folder, expected files only: the parts of a snapshot stand side by side"
    problems.extend(Problem(shown(path), 1, 1, "not-a-file", message) for path in deeper)
    known = len(problems)
    found = yaml_files((path for path in there if path not in deeper), problems)
    if not found and not deeper and len(problems) == known:
        message = f"read an empty folder, expected a part of the snapshot in it, such as {folder.name}/ana-lima.yml"
        problems.add(Problem(shown(folder), 1, 1, "snapshot-empty", message))
    return found


def _single(pipeline: Path) -> dict[date, Path]:
    found = ((day_of(path.stem), path) for path in _in_snapshots(pipeline) if path.suffix == ".yml")
    return {day: path for day, path in found if day}


def _split(pipeline: Path) -> dict[date, Path]:
    """Give the folders of days; one that holds no part is none where the day has a file."""
    single = _single(pipeline)
    found = ((day_of(path.name), path) for path in _in_snapshots(pipeline))
    return {day: path for day, path in found if day and is_folder(path) and (day not in single or _has_parts(path))}


def _has_parts(folder: Path) -> bool:
    there = (path for path in standing_in(folder) if not path.name.startswith("."))
    return any(path.suffix.lower() in {".yml", ".yaml"} or is_folder(path) for path in there)


def _in_snapshots(pipeline: Path) -> list[Path]:
    return standing_in(pipeline / "snapshots")


def newest_snapshot(pipeline: Path, problems: Problems) -> Path | None:
    """Give the newest snapshot; None, with a problem added, where there is none."""
    folder = pipeline / "snapshots"
    there = files_in(folder, problems)
    if there is None:
        return None
    misnamed = [path for path in yaml_files(there, problems) if not day_of(path.stem)]
    misnamed += [path for path in there if _LIKE_A_DAY.fullmatch(path.name) and not day_of(path.name)]
    message = "read this name, expected the day of the snapshot, such as 2026-11-16"
    problems.extend(Problem(shown(path), 1, 1, "wrong-file-name", message + path.suffix) for path in misnamed)
    found = snapshots(pipeline)
    if not found and not misnamed:
        message = "read a folder without snapshots, expected a file such as 2026-11-16.yml"
        problems.add(Problem(shown(folder), 1, 1, "no-snapshot", message))
    return found[-1] if found else None
