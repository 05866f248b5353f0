"""The parts of an opportunity as a row has them: its people, its steps, its deadline, and so on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from scorecards.importing.map.cells import CellContext, Nothing, Reader, field_reader
from scorecards.importing.mapping.fitting import takes_blank
from scorecards.importing.mapping.parts import TWO_WAY, Parts
from scorecards.importing.mapping.source import Source
from scorecards.importing.mapping.targets import part_target
from scorecards.importing.open.table import Fault, Row, Table

_LACKING: Final = {
    "direction": "who started it is unknown",
    "kind": "how it took place is unknown",
    "side": "whose step it is is unknown",
    "on": "it has no day",
}


@dataclass(frozen=True, slots=True)
class IncompletePart:
    """Why a part is not written though something of it is there."""

    why: str


_DIRECTION: Final = "direction"
"""An activity may lack it, where its kind says that both sides spoke."""

Part = dict[str, Any] | IncompletePart | None
"""A tree; None where nothing of it is filled in."""


@dataclass(frozen=True, slots=True)
class PartReader:
    """Reads one part of an opportunity, or one item of a list."""

    name: str
    _readers: tuple[tuple[str, Reader, bool, bool], ...]
    """For each key how it is read, whether the model needs it, and whether it may be blank."""
    _telling: tuple[Reader, ...]
    """What tells whether anything is filled in: all that is not the same for every row."""

    @classmethod
    def of(cls, name: str, parts: Parts, table: Table, context: CellContext) -> "PartReader":
        """Make the reader of a part, by the name of its field."""
        readers, telling = [], []
        for key, source in parts.items():
            target = part_target(name, key)
            needed = target.model.model_fields[target.field].is_required()
            blank = takes_blank(target.model, target.field)
            readers.append((key, field_reader(target, source, table, context), needed, blank))
            filled = _without_fixed(source)
            if filled:
                telling.append(readers[-1][1] if filled is source else field_reader(target, filled, table, context))
        return cls(name, tuple(readers), tuple(telling))

    def is_blank(self, row: Row) -> bool:
        """Tell whether the columns of a row are there and nothing of the part is filled in."""
        found = [read(row) for read in self._telling]
        return not any(map(_is_there, found)) and any(value is None for value in found)

    def read(self, row: Row, faults: list[Fault]) -> Part:
        """Read the part of a row; faults are added.  Where one is of what it needs, or nothing is left, it is none."""
        told = list(filter(_is_there, (read(row) for read in self._telling)))
        if not told:
            return None
        part: dict[str, Any] = {}
        lacking = None
        is_whole = not all(isinstance(each, Fault) for each in told)
        for key, read, needed, blank in self._readers:
            value = read(row)
            if isinstance(value, Fault):
                faults.append(value)
                is_whole = is_whole and not needed
            elif needed and not _is_there(value):
                lacking = lacking or (None if key == _DIRECTION else IncompletePart(_why(key)))
            elif value is not Nothing.ABSENT and (value is not None or blank):
                part[key] = list(value) if isinstance(value, tuple) else value
        if not is_whole:
            return None
        return lacking or (_with_direction(part) if self.name == "activities" else part)


def readers_of(lists: dict[str, tuple[Parts, ...]], table: Table, context: CellContext) -> Iterator[PartReader]:
    """Make the reader of each item that a row adds to lists."""
    for name, parts in lists.items():
        for part in parts:
            yield PartReader.of(name, part, table, context)


def _with_direction(part: dict[str, Any]) -> Part:
    """Give an activity with who started it: in a meeting both sides speak; of others somebody has to say it."""
    if part.get("direction") or part.get("kind") is None:
        return part
    if part["kind"] not in TWO_WAY:
        return IncompletePart(_why(_DIRECTION))
    return {key: part.get(key, "both") for key in ("on", "direction", *part)}


def _why(key: str) -> str:
    return _LACKING.get(key, f"it has no {key}")


def _is_there(value: object) -> bool:
    return value is not None and value is not Nothing.ABSENT


def _without_fixed(source: Source) -> Source | None:
    """Give what of a source depends on the row."""
    if source.value is not None and not source.when:
        return None
    if source.first is None:
        return source
    kept = tuple(filter(None, map(_without_fixed, source.first)))
    return source if kept == source.first else source.model_copy(update={"first": kept}) if kept else None
