"""The text of a day's snapshot as an import writes it: one file, or a folder of parts that each can be read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

from scorecards.importing.map.record import Record
from scorecards.importing.map.team_members import Member
from scorecards.importing.propose.draft import Draft
from scorecards.importing.propose.layout import laid_out
from scorecards.model.team import Team
from scorecards.read.folders import standing_in
from scorecards.read.people import with_ids
from scorecards.yaml_files.decode import LARGEST
from scorecards.yaml_files.emit import item, mapping, scalar
from scorecards.yaml_files.limits import MOST_ITEMS


@dataclass(frozen=True, slots=True)
class Split:
    """How a day's snapshot is split; ``teams`` gives the manager's id for a rep's."""

    by: Literal["owner", "team"] | None = None
    teams: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, owner: str) -> str:
        """Name the part that holds a rep's opportunities: a rep of no team has one of his own."""
        if self.by is None:
            return ""
        return self.teams.get(owner, owner) if self.by == "team" else owner

    def path(self, into: Path, as_of: date, name: str) -> Path:
        """Give the path of a part, or that of the snapshot where it has no parts."""
        day = into / "snapshots" / as_of.isoformat()
        return day.with_name(f"{day.name}.yml") if self.by is None else day / f"{name}.yml"


def teams_on_file(team: Team, as_of: date) -> dict[str, str]:
    """Give the manager of each rep on a day, by id; whoever has none is left out."""
    named = with_ids(team)
    led_by = ((rep.id, rep.manager_on(as_of)) for rep in (*named.reps, *named.former_reps))
    return {rep: manager for rep, manager in led_by if manager}


def teams_of(members: Iterable[Member]) -> dict[str, str]:
    """Give the manager of each rep by id, as the export has them; whoever has none is left out."""
    return {member.rep_id: member.manager_id for member in members if member.manager_id}


def replaced(into: Path, as_of: date, written: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files that hold a snapshot of the day now, and of which nothing is written again."""
    day = into / "snapshots" / as_of.isoformat()
    there = [day.with_name(f"{day.name}.yml"), *(path for path in standing_in(day) if path.suffix == ".yml")]
    keep = set(written)
    return tuple(path for path in there if path.is_file() and path not in keep and not path.name.startswith("."))


@dataclass(frozen=True, slots=True)
class DividedFile:
    """A file of ``size`` bytes and so many opportunities that no build would read, and the files in its place."""

    name: str
    """The part's name; blank for the snapshot as a whole, which is divided by owner."""
    size: int
    largest: int
    """So many bytes a build reads of one file."""
    opportunities: int
    files: int


@dataclass(frozen=True, slots=True)
class SnapshotDraft:
    """The files of a day's snapshot, and those that hold it now and are not written again."""

    as_of: date
    files: tuple[Draft, ...]
    stale: tuple[Path, ...]
    divided: tuple[DividedFile, ...] = ()


def draft_snapshot(into: Path, as_of: date, records: Iterable[Record], split: Split) -> SnapshotDraft:
    """Write the opportunities for a pipeline in the folder ``into``, sorted by id.

    A snapshot that is too large for one file is split by owner, and a part that is too large into numbered ones.
    """
    by_id = sorted(records, key=lambda record: str(record.get("id")))
    head = _head(as_of, by_id)
    blocks = [_Block(record, "\n" + item(laid_out(record.values).items())) for record in by_id]
    size = len(head.encode()) + _size(blocks)
    too_large = split.by is None and (size > LARGEST or len(blocks) > MOST_ITEMS)
    chosen = Split("owner") if too_large else split if blocks else Split()
    parts = list(_parts(blocks, chosen, LARGEST - len(head.encode())))
    files = tuple(_file(chosen.path(into, as_of, part.file), head, part.blocks) for part in parts)
    divided = [DividedFile("", size, LARGEST, len(blocks), len(files))] if too_large else []
    divided += _numbered(parts, head)
    return SnapshotDraft(as_of, files, replaced(into, as_of, [file.path for file in files]), tuple(divided))


def _head(as_of: date, records: Iterable[Record]) -> str:
    sources = sorted({record.table.path.rpartition("/")[2] for record in records})
    named = [("source", scalar(", ".join(sources)))] if sources else []
    return mapping([("as_of", as_of.isoformat()), *named]) + "opportunities:\n"


@dataclass(frozen=True, slots=True)
class _Block:
    """An opportunity, and its text."""

    record: Record
    text: str

    @property
    def size(self) -> int:
        return len(self.text) if self.text.isascii() else len(self.text.encode())


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands in one file; ``number`` counts the files of a part that is too large for one."""

    name: str
    number: int | None
    blocks: Sequence[_Block]

    @property
    def file(self) -> str:
        """The file's name, which no other part has: an id holds no point."""
        return self.name if self.number is None else f"{self.name}.{self.number}"


def _parts(blocks: Iterable[_Block], split: Split, room: int) -> Iterator[_Part]:
    of_part: dict[str, list[_Block]] = {} if split.by else {"": []}
    for block in blocks:
        of_part.setdefault(split.name_of(str(block.record.get("owner"))), []).append(block)
    for name in sorted(of_part):
        filled = list(_filled(of_part[name], room))
        for number, each in enumerate(filled, 1):
            yield _Part(name, number if len(filled) > 1 else None, each)


def _filled(blocks: Sequence[_Block], room: int) -> Iterator[Sequence[_Block]]:
    """Divide blocks in their order, into as many as there is room for; a block that is larger stands alone."""
    start, left = 0, room
    for at, block in enumerate(blocks):
        if at > start and (block.size > left or at - start == MOST_ITEMS):
            yield blocks[start:at]
            start, left = at, room
        left -= block.size
    yield blocks[start:]


def _numbered(parts: Iterable[_Part], head: str) -> Iterator[DividedFile]:
    for name, numbered in groupby((part for part in parts if part.number), lambda part: part.name):
        blocks = [part.blocks for part in numbered]
        size = len(head.encode()) + sum(map(_size, blocks))
        yield DividedFile(name, size, LARGEST, sum(map(len, blocks)), len(blocks))


def _size(blocks: Iterable[_Block]) -> int:
    return sum(block.size for block in blocks)


def _file(path: Path, head: str, blocks: Iterable[_Block]) -> Draft:
    draft = Draft(path)
    draft.add(head)
    for block in blocks:
        draft.add(block.text, block.record)
    return draft
