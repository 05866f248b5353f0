"""How an export writes dates, amounts and flags: told by the mapping, or found once for the whole import."""

from collections.abc import Iterable
from dataclasses import dataclass

from scorecards.errors import Problem
from scorecards.importing.mapping import CsvSource
from scorecards.importing.notations.amounts import Amounts, Unread
from scorecards.importing.notations.day_order import settle_days
from scorecards.importing.notations.days import Days
from scorecards.importing.notations.marks import settle_marks
from scorecards.importing.notations.seen import texts_of
from scorecards.importing.notations.words import flag
from scorecards.importing.tables import Table

__all__ = ["Notation", "Unread", "flag", "settle"]

Columns = Iterable[tuple[Table, str]]


@dataclass(frozen=True, slots=True)
class Notation:
    """How an import reads dates and amounts, with sentences that say so and what shows it."""

    days: Days
    amounts: Amounts
    told: tuple[str, ...]

    def day(self, text: str) -> str | None:
        """Give the day that a text says, as YYYY-MM-DD; None where it is no day, or could be two."""
        return self.days.read(text)

    def certain_day(self, text: str) -> str | None:
        """Give the day of a text that people typed, which the export's own dates say nothing about; else None."""
        return self.days.certain(text)

    def expected_day(self, text: str) -> str:
        """Say what was expected in place of a text that is no day, in plain words."""
        return self.days.expected(text)

    def amount(self, text: str, currency: str | None) -> str | Unread:
        """Give an amount as the snapshot has it, such as 1234.50, or say what was expected.

        ``currency`` is the one in which the amount counts, be it the row's, the mapping's or the team's: a sign of
        another one makes the amount unread.  Where it is None, any sign will do.
        """
        return self.amounts.read(text, currency)


def settle(
    source: CsvSource, day_columns: Columns, amount_columns: Columns, zone: str | None, problems: list[Problem]
) -> Notation:
    """Find how dates and amounts are written in all these columns, unless the mapping says it.

    ``zone`` is the IANA name of the team's time zone.  What the columns leave open, or contradict, is a problem.
    """
    days, about_days = settle_days(texts_of(day_columns, source.blanks), source.dates, zone, problems)
    amounts, about_amounts = settle_marks(texts_of(amount_columns, source.blanks), source, problems)
    return Notation(days, amounts, (*about_days, *about_amounts))
