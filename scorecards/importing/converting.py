"""A mapping applied to rows: each cell to a value as the snapshot writes it, or to a fault with its reason.

A value is a text, a blank (None: the cell is there and empty) or absent (the mapping gives nothing for
this row).  A value that cannot be read is a fault and never replaced by another.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, Literal

from scorecards.decoding import UNWRITABLE
from scorecards.document import quoted
from scorecards.errors import Problem
from scorecards.importing.fitting import NAMES, refusal
from scorecards.importing.mapping import CsvSource, LookUp, Source
from scorecards.importing.tables import Table
from scorecards.names import did_you_mean
from scorecards.snapshot import Opportunity

DAYS: Final = frozenset({"created_on", "stage_entered_on", "closed_on", "close_date", "verbal_yes_on", "signed_on"})
_AS_WRITTEN = frozenset({"name", "crm_stage", "notes", "answers"})
_MOST_FAULTS = 20


class Nothing(Enum):
    """What a source gives where its condition does not hold."""

    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read."""

    column: str
    code: str
    message: str


Value = str | None | Literal[Nothing.ABSENT] | Fault
Reader = Callable[[list[str]], Value]
LookUps = Mapping[LookUp, Mapping[str, str]]
"""For each look-up the values by key."""


class Faults:
    """Faults of one table: the same fault in many rows is told once, with its first line and the number of rows."""

    def __init__(self, table: Table) -> None:
        """Begin without faults."""
        self.table = table
        self._rows: dict[Fault, list[int]] = {}

    def add(self, line: int, fault: Fault) -> None:
        """Take a fault of the row in a line."""
        self._rows.setdefault(fault, []).append(line)

    def problems(self) -> Iterable[Problem]:
        """Give a problem for each fault; of many of one kind in one column, the first ones and a count."""
        by_kind: dict[tuple[str, str], list[Fault]] = {}
        for fault in self._rows:
            by_kind.setdefault((fault.column, fault.code), []).append(fault)
        for faults in by_kind.values():
            for fault in faults[:_MOST_FAULTS]:
                yield self._problem(fault, self._rows[fault])
            left = faults[_MOST_FAULTS:]
            if left:
                rows = sum(len(self._rows[fault]) for fault in left)
                message = (
                    f"{len(left)} more values in this column cannot be read either (in {rows} rows; the first is here)"
                )
                yield self.table.problem(self._rows[left[0]][0], left[0].column, left[0].code, message)

    def _problem(self, fault: Fault, lines: list[int]) -> Problem:
        count = f" ({len(lines)} rows; the first is here)" if len(lines) > 1 else ""
        return self.table.problem(lines[0], fault.column, fault.code, fault.message + count)


def field_reader(name: str, source: Source, table: Table, look_ups: LookUps, csv: CsvSource) -> Reader:
    """Make the reader of one field of a table; equal cells are read once."""
    read = _Field(name.partition(".")[0], table, look_ups, csv).reader(source)
    positions = sorted({table.index(column) for column in source.columns()})
    seen: dict[tuple[str, ...], Value] = {}

    def read_field(cells: list[str]) -> Value:
        key = tuple([cells[position] for position in positions])
        if key not in seen:
            seen[key] = read(cells)
        return seen[key]

    return read_field


def leading_column(source: Source, table: Table) -> str:
    """Name the column to point at where a row has no value of this source."""
    named = [part.column or (part.join or ("",))[0] for part in source.parts()]
    return next((column for column in (*named, *source.columns()) if column), table.header[0])


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of a table, for which readers are made; what the mapping itself says is taken as it is."""

    name: str
    table: Table
    look_ups: LookUps
    csv: CsvSource

    def reader(self, source: Source) -> Reader:
        """Make the reader of a source."""
        if source.first is not None:
            read = _first([self.reader(alternative) for alternative in source.first])
        elif source.join is not None:
            read = self._joined(source.join, source.separator or " ")
        elif source.column is not None:
            read = self._cell(source, source.column)
        else:
            read = _fixed(source.value)
        return self._where(source, read) if source.when else read

    def _where(self, source: Source, read: Reader) -> Reader:
        conditions = [(self.table.index(column), frozenset(words)) for column, words in source.when.items()]

        def read_where(cells: list[str]) -> Value:
            holds = all(cells[position].strip() in words for position, words in conditions)
            return read(cells) if holds else Nothing.ABSENT

        return read_where

    def _joined(self, columns: tuple[str, ...], separator: str) -> Reader:
        positions = [self.table.index(column) for column in columns]

        def read(cells: list[str]) -> Value:
            parts = [cells[position] for position in positions if cells[position].strip()]
            return _finished(self.name, separator.join(parts), columns[0], self.csv) if parts else None

        return read

    def _cell(self, source: Source, column: str) -> Reader:
        position = self.table.index(column)

        def read(cells: list[str]) -> Value:
            text = cells[position]
            word = text.strip()
            if not word:
                return None
            if word in source.aliases:
                text = word = source.aliases[word]
            if source.values:
                return _meaning(column, word, source.values)
            found = _looked_up(column, word, source.look_up, self.look_ups[source.look_up]) if source.look_up else text
            return _finished(self.name, found, column, self.csv) if isinstance(found, str) else found

        return read


def _fixed(value: str | None) -> Reader:
    return lambda _cells: value


def _first(readers: list[Reader]) -> Reader:
    def read(cells: list[str]) -> Value:
        values = [reader(cells) for reader in readers]
        given = [value for value in values if value is not Nothing.ABSENT]
        return next((value for value in given if value is not None), None if given else Nothing.ABSENT)

    return read


def _meaning(column: str, word: str, values: Mapping[str, str | None]) -> Value:
    if word in values:
        return values[word]
    expected = f"one of the words that the mapping lists ({', '.join(values)})"
    return Fault(column, "csv-word", f"read {quoted(word)}, expected {expected}{did_you_mean(word, values)}")


def _looked_up(column: str, word: str, look_up: LookUp, known: Mapping[str, str]) -> Value:
    if word in known:
        return known[word] if known[word].strip() else None
    expected = f"a word that stands under {look_up.by} in {look_up.file}"
    return Fault(column, "csv-look-up", f"read {quoted(word)}, expected {expected}{did_you_mean(word, known)}")


def _finished(field: str, text: str, column: str, csv: CsvSource) -> Value:
    """Write a text as the snapshot's field has it, or say why that cannot be."""
    plain = text if field in _AS_WRITTEN else text.strip()
    found: str | None = plain
    code, expected = "", ""
    if field in DAYS:
        found, code, expected = _day(plain, csv.dates), "not-a-date", f"a date written as {csv.dates}"
    elif field == "amount":
        sample = f"1{csv.thousands or ''}200{csv.decimal}50"
        found, code, expected = _amount(plain, csv), "not-a-number", f"an amount such as {sample}"
    if found is None:
        return Fault(column, code, f"read {quoted(text)}, expected {expected}")
    invisible = UNWRITABLE.search(found)
    if invisible:
        code = "control-character"
        message = f"read the invisible character U+{ord(invisible[0]):04X}, expected text that can be shown; remove it"
        return Fault(column, code, message)
    refused = refusal(Opportunity, "notes" if field == "answers" else field, found)
    if refused is None:
        return found
    if field in DAYS:
        return Fault(column, code, f"read {quoted(text)}, expected {expected}")
    return Fault(column, "csv-name" if field in NAMES else "csv-value", f"read {quoted(text)}, expected {refused}")


def _day(text: str, pattern: str) -> str | None:
    written = re.escape(pattern).replace("YYYY", r"(?P<year>\d{4})")
    written = written.replace("MM", r"(?P<month>\d{1,2})").replace("DD", r"(?P<day>\d{1,2})")
    found = re.fullmatch(written, text, re.ASCII)
    return f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}" if found else None


def _amount(text: str, csv: CsvSource) -> str | None:
    mark = re.escape(csv.thousands) if csv.thousands else None
    whole = rf"-?(\d{{1,3}}({mark}\d{{3}})+|\d+)" if mark else r"-?\d+"
    found = re.fullmatch(rf"({whole})({re.escape(csv.decimal)}(?P<decimals>\d+))?", text, re.ASCII)
    if not found:
        return None
    digits = found[1].replace(csv.thousands, "") if csv.thousands else found[1]
    return f"{digits}.{found['decimals']}" if found["decimals"] else digits
