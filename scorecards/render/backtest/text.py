"""A back-test as lines of text."""

from collections.abc import Iterator

from scorecards.problems.problem import visible
from scorecards.render.backtest import words
from scorecards.report.backtest import CheckTold, ClosedDeals, ColumnTold, Replay


def text_of(found: ClosedDeals | Replay) -> bytes:
    """Write it for a terminal, characters that control one made visible."""
    lines = _closed(found) if isinstance(found, ClosedDeals) else _replay(found)
    return "".join(f"{visible(line)}\n" for line in lines).encode()


def _closed(found: ClosedDeals) -> Iterator[str]:
    yield f"{found.file}: {words.closed_headline(found)}"
    yield from words.closed_notes(found)
    for column in found.columns:
        yield ""
        yield f"{column.column}: {words.column_verdict(column)}"
        yield from _values(column)
    if found.left_out:
        yield ""
        yield "Left out"
        yield from (f"  {words.left_out(each)}" for each in found.left_out)


def _values(column: ColumnTold) -> Iterator[str]:
    width = max(len(words.value_name(each.value)) for each in column.values)
    for each in column.values:
        name, won = words.value_name(each.value), each.won
        figures = f"{words.counted(won):>14}  {words.percent(won):>6}  {words.interval(won):>11}"
        yield f"  {name:<{width}} {figures}  {words.TELLING[each.telling]}"


def _replay(found: Replay) -> Iterator[str]:
    yield words.replay_headline(found)
    yield from words.replay_notes(found)
    for check in found.checks:
        yield ""
        yield f"{check.name} ({check.check}): {words.check_verdict(check)}"
        yield from (f"  {label:<12} {said}" for label, said in check_lines(check))
    yield ""
    yield "Stage limits your wins suggest"
    yield words.STAGE_NOTE
    yield from (f"  {each.name}: {words.stage_limit(each)}" for each in found.stages)


def check_lines(check: CheckTold) -> Iterator[tuple[str, str]]:
    """Give each figure of a check behind its label."""
    yield "fired", f"lost {words.in_full(check.fired)}: the precision"
    yield "passed", f"lost {words.in_full(check.passed)}"
    yield "unknown", f"lost {words.in_full(check.unknown)}"
    yield "recall", f"fired on {words.in_full(check.recall)} of the losses it knew"
    yield "lift", words.times(check.lift) or "none"
    yield (
        "days ahead",
        (f"{words.days(check.days_ahead_of_losses)} of losses, {words.days(check.days_ahead_of_wins)} of wins"),
    )
