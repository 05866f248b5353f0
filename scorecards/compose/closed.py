"""The closed opportunities of a rep of which something is still to be mended or asked."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from scorecards.compose.asks import asks_of
from scorecards.index.index import Index
from scorecards.report.scorecard import Ask
from scorecards.score.case import Case

_SHOWN: Final = 10
_ASKED_ABOUT_FOR: Final = timedelta(days=90)


def closed_shown(cases: Sequence[Case], asks: Sequence[Ask], index: Index) -> tuple[tuple[str, ...], int]:
    """Give the closed opportunities to show, of a rep's cases, and how many more have something to mend.

    ``asks`` are the questions about them.  Those that a question names are among them, and those that went away of
    late: why is still to be found out (D36).
    """
    closed = [case for case in cases if not case.is_open]
    named = {opportunity for ask in asks for opportunity in ask.begin_with}
    named |= {case.id for case in _of_late(closed, index.as_of) if case.said_to_have_gone}
    to_mend = [case.id for case in closed if case.findings.failed]
    first = set(to_mend[:_SHOWN])
    shown = tuple(case.id for case in closed if case.id in first | named)
    return shown, len(set(to_mend) - set(shown))


def asks_about_closed(cases: Sequence[Case], index: Index) -> tuple[Ask, ...]:
    """Give what is to be asked about the closed ones among a rep's cases."""
    return asks_of(_of_late([case for case in cases if not case.is_open], index.as_of), index)


def _of_late(closed: Sequence[Case], as_of: date) -> list[Case]:
    """Give the closed ones that somebody can still be asked about; those without a day of closing are among them."""
    return [case for case in closed if _age(case.opportunity.closed_on, as_of) <= _ASKED_ABOUT_FOR]


def _age(closed_on: date | None, as_of: date) -> timedelta:
    return as_of - closed_on if closed_on else timedelta()
