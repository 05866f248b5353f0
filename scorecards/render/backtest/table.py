"""A back-test as rows for a spreadsheet: one for each value of a column, or for each check."""

from collections.abc import Iterator
from decimal import Decimal

from scorecards.render.backtest import words
from scorecards.render.table_columns import Cell, Row
from scorecards.report.backtest import ClosedDeals, Replay
from scorecards.report.figures import Share


def rows_of(found: ClosedDeals | Replay) -> Iterator[Row]:
    """Give the line of headings and all rows."""
    return _closed(found) if isinstance(found, ClosedDeals) else _replay(found)


def _closed(found: ClosedDeals) -> Iterator[Row]:
    yield (
        "Column",
        "Column verdict",
        "Value",
        "Unknown",
        "Won",
        "Deals",
        "Won in %",
        "From %",
        "To %",
        "Value verdict",
    )
    for column in found.columns:
        for each in column.values:
            yield (
                column.column,
                words.column_verdict(column),
                each.value,
                "yes" if each.is_unknown else "no",
                *_share(each.won),
                words.TELLING[each.telling],
            )


def _replay(found: Replay) -> Iterator[Row]:
    shares = ("fired", "passed", "unknown", "recall")
    heads = (f"{name}: {part}" for name in shares for part in ("part", "deals", "%", "from %", "to %"))
    ahead = ("Days ahead of losses", "From", "To", "Days ahead of wins", "From", "To")
    yield ("Check", "Name", "Verdict", *heads, "Lift", "From", "To", *ahead)
    for check in found.checks:
        lift, losses, wins = check.lift, check.days_ahead_of_losses, check.days_ahead_of_wins
        yield (
            check.check,
            check.name,
            words.check_verdict(check),
            *(cell for name in shares for cell in _share(getattr(check, name))),
            *(None if each is None else Decimal(str(each)) for each in (lift.times, lift.low, lift.high)),
            *(losses.median, losses.low, losses.high, wins.median, wins.low, wins.high),
        )


def _share(share: Share) -> tuple[Cell, ...]:
    return share.part, share.whole, share.percent, share.low, share.high
