"""How an export writes dates, amounts and flags: told by the mapping, or found in each of its files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scorecards.importing.detect.amounts import Amounts, Money, Unreadable
from scorecards.importing.detect.day_order import about_orders, settle_order
from scorecards.importing.detect.days import Days
from scorecards.importing.detect.decimal_marks import about_marks, settle_marks
from scorecards.importing.detect.distinct_texts import DistinctText, texts_of
from scorecards.importing.detect.unnamed_layouts import layouts_to_name
from scorecards.importing.mapping.source import CsvSource, Truth
from scorecards.importing.open.export import Export
from scorecards.importing.open.table import Table
from scorecards.importing.task.task import Task
from scorecards.problems.problem import Problem
from scorecards.yaml_files.document import quoted

Columns = Iterable[tuple[Table, str]]

_FLAGS: Final[dict[str, Truth]] = {
    **dict.fromkeys(("1", "true", "yes", "y", "t"), "true"),
    **dict.fromkeys(("0", "false", "no", "n", "f"), "false"),
}


@dataclass(frozen=True, slots=True)
class Notation:
    """How dates and amounts are read in a file."""

    days: Days
    amounts: Amounts

    def day(self, text: str) -> str | None:
        """Give the day that a text says, as YYYY-MM-DD; None where it is no day, or could be two."""
        return self.days.read(text)

    def certain_day(self, text: str) -> str | None:
        """Give the day of a text that people typed, which the export's own dates say nothing about; else None."""
        return self.days.certain(text)

    def expected_day(self, text: str) -> str:
        """Say what was expected in place of a text that is no day, in plain words."""
        return self.days.expected(text)

    def amount(self, text: str, of_row: str | None, usual: str | None = None) -> str | Money | Unreadable:
        """Give an amount as the snapshot has it, such as 1234.50, or say what was expected.

        ``of_row`` is the currency that the row names in a column of its own: a sign of another one makes the amount
        unread.  ``usual`` is the mapping's or the team's, which counts where neither the row nor the amount names one;
        a sign that may stand for several must fit that.
        """
        return self.amounts.read(text, of_row, usual)


@dataclass(frozen=True, slots=True)
class Notations:
    """How the files of an import write dates and amounts, with sentences that say so and what shows it."""

    by_file: Mapping[str, Notation]
    elsewhere: Notation
    """What is certain in every file."""
    sentences: tuple[str, ...]
    questions: tuple[Problem, ...] = ()
    """What the columns leave open, or contradict."""

    def of(self, *tables: Table) -> Notation:
        """Give how a table is read; for a value of several tables, what is certain in all of them."""
        found = {self.by_file.get(table.file, self.elsewhere) for table in tables} or {self.elsewhere}
        if len(found) == 1:
            return found.pop()
        days, amounts = self.elsewhere.days, {each.amounts for each in found}
        patterns = frozenset(pattern for each in found for pattern in each.days.patterns)
        return Notation(
            Days(patterns, days.told, days.zone, days.locale),
            amounts.pop() if len(amounts) == 1 else self.elsewhere.amounts,
        )


def detect_notations(task: Task, export: Export) -> Notations:
    """Find how the files of an export write dates and amounts.  Raises ProblemsFound with what has to be asked."""
    notations = settle(task.rules.source, export.day_columns, export.amount_columns, task.zone, task.locale)
    task.problems.extend(notations.questions)
    task.problems.stop()
    return notations


def settle(
    source: CsvSource, day_columns: Columns, amount_columns: Columns, zone: str | None, locale: str | None = None
) -> Notations:
    """Find how dates and amounts are written in each file, unless the mapping says it.

    All tables of a file count together, those with its mended rows included.  ``zone`` is the IANA name of the team's
    time zone, and ``locale`` the one in whose language months may be written.
    """
    clock, about_clock = _zone_of(zone)
    orders = {
        file: settle_order(texts_of(columns, source.blanks), source.dates)
        for file, columns in _by_file(day_columns).items()
    }
    marks = {
        file: settle_marks(texts_of(columns, source.blanks), source)
        for file, columns in _by_file(amount_columns).items()
    }
    no_order, no_mark = settle_order((), source.dates), settle_marks((), source)

    def notation(file: str | None) -> Notation:
        order, mark = (orders.get(file, no_order), marks.get(file, no_mark)) if file else (no_order, no_mark)
        return Notation(Days(order.patterns, source.dates, clock, locale), mark.amounts)

    moment = next((order.moment for order in orders.values() if order.moment), None)
    days = [f"dates: {source.dates}, as the mapping says"] if source.dates else about_orders(list(orders.values()))
    by_mapping = f"amounts: {no_mark.amounts.sample()}, as the mapping says"
    amounts = [by_mapping] if source.decimal else about_marks(list(marks.values()))
    sentences = (*days, *_about_times(about_clock, moment), *amounts)
    asked = (question for order in orders.values() for question in order.questions)
    unnamed = layouts_to_name(day_columns, source, locale)
    questions = (*asked, *unnamed, *(mark.question for mark in marks.values() if mark.question))
    return Notations({file: notation(file) for file in (*orders, *marks)}, notation(None), sentences, questions)


def _by_file(columns: Columns) -> dict[str, list[tuple[Table, str]]]:
    by_file: dict[str, list[tuple[Table, str]]] = {}
    for table, column in columns:
        by_file.setdefault(table.file, []).append((table, column))
    return by_file


def _zone_of(name: str | None) -> tuple[tzinfo, str]:
    """Give the time zone with this IANA name, and say why it is that one; UTC where there is none."""
    if not name:
        return UTC, "UTC, because no time zone is known"
    try:
        return ZoneInfo(name), f"{name}, the team's time zone"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC, f"UTC, because no time zone {quoted(name)} is known"


def _about_times(zone: str, first: DistinctText | None) -> list[str]:
    """Say in which zone the days are, where there is a time that it matters for."""
    return [f"times: the day in {zone}; the first is {first.place()}"] if first else []


def flag(text: str, own: Mapping[str, Truth] = MappingProxyType({})) -> Truth | None:
    """Read a word for yes or no, in capital or small letters; None where it is neither.

    ``own`` are the mapping's own words for that, in small letters.
    """
    word = text.strip().lower()
    return _FLAGS.get(word) or own.get(word)
