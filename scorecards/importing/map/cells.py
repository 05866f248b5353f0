"""A mapping applied to rows: each cell to a value as the snapshot writes it, or to a fault with its reason.

A value is a text, several, a blank (None: the cell is there and empty) or absent (the mapping gives nothing for
this row).  A value that cannot be read is a fault and never replaced by another.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import islice
from typing import Final, Literal

from scorecards.importing.detect.amounts import Money
from scorecards.importing.detect.notations import Notation, Notations
from scorecards.importing.map.conditions import condition, doubtful_truth, naming, same_word
from scorecards.importing.map.field_texts import Wording, finisher
from scorecards.importing.map.row_ids import MadeIds, id_maker
from scorecards.importing.mapping.source import LookUp, Source
from scorecards.importing.mapping.targets import Target
from scorecards.importing.open.table import Fault, Row, Table
from scorecards.model.crm_ids import id_key, looks_like_id
from scorecards.model.names import did_you_mean, nearest
from scorecards.yaml_files.decode import UNWRITABLE
from scorecards.yaml_files.document import quoted

_FIRST_OF_SEVERAL: Final = " (1)"
"""How the name of a column ends that stands several times, with different cells."""

_FEW: Final = 2
_MOST_KEPT: Final = 20_000
_GAVE_WAY: Final = "if the look-up doesn't find a word, the next source is tried"
"""So many texts of a column are read once: more are hardly ever words that come again, and take memory."""


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of the CRM that the mapping does not know, with the known word that is nearest."""

    column: str
    word: str
    rows: int
    nearest: str | None


class Nothing(Enum):
    """What a source gives where its condition does not hold, or where its column is missing."""

    ABSENT = "absent"


_MOST_LISTED: Final = 20

Value = str | Money | tuple[str, ...] | None | Literal[Nothing.ABSENT] | Fault
Reader = Callable[[Row], Value]
LookUps = Mapping[LookUp, Mapping[str, str | None]]
"""For each look-up the values by key; one whose file is missing is not there."""


@dataclass(frozen=True, slots=True)
class CellContext:
    """What it takes to read any cell, and what was noticed on the way."""

    notations: Notations
    look_ups: LookUps
    blanks: frozenset[str] = frozenset()
    wording: Wording = field(default_factory=Wording)
    looked_up_in: Mapping[LookUp, Sequence[Table]] = field(default_factory=dict)
    """The tables that the values of each look-up come from."""
    shared_names: Mapping[tuple[LookUp, ...], Mapping[str, str]] = field(default_factory=dict)
    """By look-ups, and by an id of which another one has the same name: what to ask; blank where the id counts."""
    nearest: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """For each column and word that the mapping does not know, the known word that is nearest."""
    made: MadeIds = field(default_factory=MadeIds)
    """Ids made from rows."""

    def unknown_word(self, column: str, word: str, known: Mapping[str, object]) -> Fault:
        """Tell of a word that the mapping does not list."""
        self.nearest[column, word] = nearest(word, known)
        listed = [*islice(known, _MOST_LISTED), *(["…"] if len(known) > _MOST_LISTED else [])]
        expected = f"one of the values in the mapping ({', '.join(listed)})"
        message = f"read {quoted(word)}, expected {expected}{did_you_mean(word, known)}"
        return Fault(column, "csv-word", message, word, of_field=True)


def field_reader(
    target: Target, source: Source, table: Table, context: CellContext, currency: Reader | None = None
) -> Reader:
    """Make the reader of one field of a table; ``currency`` reads that of an amount."""
    return _Field(target, table, context, currency).reader(source)


def leading_column(source: Source, table: Table) -> str:
    """Name the column to point at where a row has no value of this source; blank where none of its columns is there."""
    named = [part.column or (part.join or ("",))[0] for part in source.parts()]
    columns = [*named, *(column for column, _ in source.columns())]
    there = next((column for column in columns if column in table.header), None)
    return there or ""


def column_read(source: Source, table: Table, row: Row) -> str | None:
    """Name the column that a row's value of a source comes from; None where none of it is filled in."""
    if source.when and not condition(source.when, table, {}, ())(row.cells):
        return None
    if source.first is not None:
        return next(filter(None, (column_read(each, table, row) for each in source.first)), None)
    named = naming(source.column_named, table.header)(row.cells) if source.column_named else source.column
    columns = (named, *(source.join or ()), *(source.made_from or ()))
    header = table.header
    return next((each for each in columns if each in header and (row.cells[header.index(each)] or "").strip()), None)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a table, for which readers are made; what the mapping itself says is taken as it is."""

    target: Target
    table: Table
    context: CellContext
    currency: Reader | None

    def reader(self, source: Source) -> Reader:
        """Make the reader of a source."""
        read = self._reader(source)
        if not source.when:
            return read
        holds = condition(source.when, self.table, self.context.wording.flags, self.context.blanks)
        doubt = doubtful_truth(source.when, self.table, self.context.wording.flags, self.context.blanks)
        return lambda row: read(row) if holds(row.cells) else doubt(row.cells) or Nothing.ABSENT

    def _reader(self, source: Source) -> Reader:
        if source.first is not None:
            return self._first([self._alternative(source.first, at) for at in range(len(source.first))])
        if source.join is not None:
            return self._joined(source.join, source.separator or " ")
        if source.column_named is not None:
            return self._named(source)
        if source.made_from is not None:
            return id_maker(source.made_from, self.table, self.context.made)
        if source.column is not None:
            return self._cell(source, source.column) if source.column in self.table.header else _absent
        return self._fixed(source.value)

    def _alternative(self, first: Sequence[Source], at: int) -> Reader:
        """Make the reader of one of several sources; an id that is not found gives way to itself."""
        source = first[at]
        read = self.reader(source)
        if not source.look_up or not any(each.column == source.column and not each.look_up for each in first[at + 1 :]):
            return read

        def read_or_give_way(row: Row) -> Value:
            value = read(row)
            return Nothing.ABSENT if isinstance(value, Fault) and value.code == "csv-look-up" else value

        return read_or_give_way

    def _first(self, readers: list[Reader]) -> Reader:
        """Read the first that gives something; a word that is not found is a fault where nothing comes after it."""

        def read(row: Row) -> Value:
            nothing: Value = Nothing.ABSENT
            for reader in readers:
                value = reader(row)
                if isinstance(value, Fault) and value.code == "csv-look-up":
                    nothing = nothing if isinstance(nothing, Fault) else value
                elif value is None:
                    nothing = nothing if isinstance(nothing, Fault) else None
                elif value is not Nothing.ABSENT:
                    if isinstance(nothing, Fault):
                        self.context.wording.notice(nothing.column, _GAVE_WAY, quoted(nothing.value))
                    return value
            return nothing

        return read

    def _fixed(self, value: str | None) -> Reader:
        given = (value,) if self.target.is_list() and value is not None else value
        return lambda _row: given

    def _joined(self, columns: tuple[str, ...], separator: str) -> Reader:
        header = self.table.header
        positions = [header.index(column) for column in columns if column in header]
        first = next((column for column in columns if column in header), "")
        finish = self._finish(first, self.context.notations.of(self.table))

        def read(row: Row) -> Value:
            there = [cell for position in positions if (cell := row.cells[position]) is not None]
            parts = [cell for cell in there if not self._is_blank(cell)]
            if parts:
                return finish(separator.join(parts), row)
            return None if there else Nothing.ABSENT

        return read

    def _named(self, source: Source) -> Reader:
        header = self.table.header
        name = naming(source.column_named or "", header)
        readers = {column: self._cell(source, column) for column in header}
        doubled = {
            column.removesuffix(_FIRST_OF_SEVERAL): _one_of_doubled(column, header, readers)
            for column in header
            if column.endswith(_FIRST_OF_SEVERAL)
        }
        readers = {**doubled, **readers}
        return lambda row: readers.get(name(row.cells) or "", _absent)(row)

    def _cell(self, source: Source, column: str) -> Reader:
        """Read a cell: as several words where there is a text between them, else as one."""
        position = self.table.index(column)
        meaning = self._meaning_of(source, column)
        if self.target.is_list():
            meaning = self._several(source.split, meaning)
        elif source.split:
            meaning = self._only(source.split, column, meaning)
        seen: dict[str | None, Value] = {None: Nothing.ABSENT}
        depends_on_row = self.currency is not None

        def read(row: Row) -> Value:
            text = row.cells[position]
            if text in seen:
                return seen[text]
            value = None if self._is_blank(text or "") else meaning(text or "", row)
            if not depends_on_row and len(seen) < _MOST_KEPT:
                seen[text] = value
            return value

        return read

    def _several(self, divider: str | None, meaning: Callable[[str, Row], Value]) -> Callable[[str, Row], Value]:
        def meaning_of_each(text: str, row: Row) -> Value:
            words = text.split(divider) if divider else [text]
            return _listed([meaning(word, row) for word in words if not self._is_blank(word)])

        return meaning_of_each

    def _only(self, divider: str, column: str, meaning: Callable[[str, Row], Value]) -> Callable[[str, Row], Value]:
        def meaning_of_the_only(text: str, row: Row) -> Value:
            words = list(dict.fromkeys(word.strip() for word in text.split(divider) if not self._is_blank(word)))
            if len(words) == 1:
                return meaning(words[0], row)
            message = (
                f"read {quoted(text)}, which are {len(words)}, expected one of them: it's unclear which one counts"
            )
            return Fault(column, "csv-value", message, text, of_field=True) if words else None

        return meaning_of_the_only

    def _meaning_of(self, source: Source, column: str) -> Callable[[str, Row], Value]:
        tables = self.context.looked_up_in.get(source.look_up[-1], ()) if source.look_up else (self.table,)
        notation = self.context.notations.of(*tables)
        if source.dates:
            notation = replace(notation, days=notation.days.telling(source.dates))
        finish = self._finish(column, notation)

        def meaning(text: str, row: Row) -> Value:
            word = text.strip()
            if word in source.aliases:
                text = word = source.aliases[word]
            if source.values:
                return self._listed_meaning(source, column, word)
            found = self._looked_up(source.look_up, column, word) if source.look_up else text
            return finish(found, row) if isinstance(found, str) else found

        return meaning if source.aliases or source.values or source.look_up else finish

    def _listed_meaning(self, source: Source, column: str, word: str) -> Value:
        listed = same_word(word, source.values, self.context.wording.flags)
        if listed is not None:
            return source.values[listed]
        return source.otherwise or self.context.unknown_word(column, word, source.values)

    def _looked_up(self, look_ups: tuple[LookUp, ...], column: str, word: str) -> Value:
        asked = self.context.shared_names.get(look_ups, {}).get(id_key(word))
        if asked is not None:
            return Fault(column, "csv-two-meant", asked, word) if asked else word
        for look_up in look_ups:
            known = self.context.look_ups.get(look_up)
            if known is None:
                return Nothing.ABSENT
            key = id_key(word)
            if key not in known:
                expected = f"a word that stands under {look_up.by} in {' or '.join(look_up.file)}"
                near = "" if looks_like_id(word) else did_you_mean(word, known)
                message = f"read {quoted(word)}, expected {expected}{near}"
                return Fault(column, "csv-look-up", message, word, of_field=True)
            found = known[key]
            if found is None:
                return Nothing.ABSENT
            if self._is_blank(found):
                return None
            text, word = found, found.strip()
        return text

    def _finish(self, column: str, notation: Notation) -> Callable[[str, Row], Value]:
        """Finish a text as the field has it; equal texts once."""
        seen: dict[tuple[str, str | None], str | Money | Fault] = {}
        finish_text = finisher(self.target, column, notation, self.context.wording)
        currency = self.currency

        def finish(text: str, row: Row) -> Value:
            unit = currency(row) if currency else None
            key = (text, unit if isinstance(unit, str) else None)
            if key in seen:
                return seen[key]
            finished = finish_text(text, key[1])
            if len(seen) < _MOST_KEPT:
                seen[key] = finished
            return finished

        return finish

    def _is_blank(self, text: str) -> bool:
        word = (text if text.isprintable() else UNWRITABLE.sub("", text)).strip()
        return not word or word in self.context.blanks


def _absent(_row: Row) -> Value:
    return Nothing.ABSENT


def _one_of_doubled(first: str, header: Sequence[str], readers: Mapping[str, Reader]) -> Reader:
    """Read columns of one name: what the only filled one holds, or all of them alike."""
    name = first.removesuffix(_FIRST_OF_SEVERAL)
    columns = [
        first,
        *(column for column in header if re.fullmatch(rf"{re.escape(name)} \(\d+\)", column) and column != first),
    ]

    def read(row: Row) -> Value:
        found = dict.fromkeys(value for column in columns if (value := readers[column](row)) is not Nothing.ABSENT)
        filled = [value for value in found if value is not None]
        if len(filled) < _FEW:
            return next(iter((*filled, *found)), Nothing.ABSENT)
        message = f"read the column {name!r} several times with different cells, expected it once; rename one of them"
        return Fault(first, "csv-column", message)

    return read


def _listed(values: list[Value]) -> Value:
    fault = next((value for value in values if isinstance(value, Fault)), None)
    texts = dict.fromkeys(value for value in values if isinstance(value, str))
    return fault or tuple(texts) or None
