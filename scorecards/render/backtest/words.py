"""What a back-test says of shares, columns and checks, in words."""

from typing import Final

from scorecards.report.backtest import (
    CheckTold,
    ClosedDeals,
    ColumnTold,
    KeptCheck,
    LeftOut,
    Lift,
    Replay,
    StageLimit,
    Telling,
)
from scorecards.report.figures import Share, Spread

TELLING: Final[dict[Telling, str]] = {
    "tells": "tells",
    "tells_nothing": "tells nothing here",
    "too_few": "too few",
}

_LEFT_OUT: Final = {
    "names_people": "names people; nobody is ranked",
    "known_after_the_end": "known only after the end: its values give the outcome away",
    "too_many_values": "too many values",
    "one_value": "the same on every deal",
}


_CHANCE: Final = (
    "Many comparisons are made here, and one to five in a hundred come out apart by chance. "
    "What tells is a lead to look into, and no cause."
)
_ONCE: Final = (
    "Each deal counts once for each check: fired if it failed in any review before the end, else passed, else unknown. "
    "A deal that stays open longer is reviewed more often, so it has more chances to fire."
)
_KNOWN_THEN: Final = (
    "Each review knows only what was known on its day. Account plans count from the day they were written; what else "
    "accounts.yml says has no date, so it stays unknown."
)


def counted(share: Share) -> str:
    """Write a share as counts: 119 of 219."""
    return f"{share.part:,} of {share.whole:,}"


def percent(share: Share) -> str:
    """Write a share in percent, blank where there are no cases."""
    return "" if share.percent is None else f"{share.percent} %"


def interval(share: Share) -> str:
    """Write the interval around a share: 48 to 61 %."""
    return "" if share.low is None else f"{share.low} to {share.high} %"


def in_full(share: Share) -> str:
    """Write a share with all that is known of it."""
    return f"{counted(share)}, {percent(share)} ({interval(share)})" if share.whole else "0 of 0"


def value_name(value: str) -> str:
    """Name a value as it stands in the file."""
    return value or "(blank)"


def column_verdict(column: ColumnTold) -> str:
    """Say whether a column tells anything, and by which of its values."""
    if column.apart is None:
        return TELLING[column.telling]
    higher, lower = map(value_name, column.apart)
    if column.known_apart is None:
        return f"tells: only an unknown answer stands apart ({lower} below {higher})"
    return f"tells: {higher} above {lower}"


def left_out(column: LeftOut) -> str:
    """Say why a column is not counted."""
    values = f" ({column.values:,})" if column.why == "too_many_values" else ""
    return f"{column.column}: {_LEFT_OUT[column.why]}{values}"


def closed_headline(found: ClosedDeals) -> str:
    """Give the numbers of a file of closed deals in a line."""
    return f"{found.deals:,} closed deals, {in_full(found.won)} won"


def closed_notes(found: ClosedDeals) -> tuple[str, ...]:
    """Say how the figures are to be read, and what is not in them."""
    notes = [
        f"Won by value, with the 95 % interval (Wilson). Overlap: tells nothing. Under {found.need} deals: too few.",
        _CHANCE,
    ]
    if found.not_closed:
        notes.append(f"{found.not_closed:,} rows left out: {found.outcome} says neither won nor lost.")
    if found.twice:
        notes.append(f"{found.twice:,} rows repeat another word for word. If those are copies, intervals are wider.")
    return tuple(notes)


def replay_headline(found: Replay) -> str:
    """Give the numbers of a replay in a line."""
    return (
        f"{found.reviews:,} reviews from {found.since} to {found.as_of}: {found.ended:,} deals ended, "
        f"{in_full(found.without_a_sale)} without a sale"
    )


def replay_notes(found: Replay) -> tuple[str, ...]:
    """Say how the figures are to be read, and what is not in them."""
    not_counted = f"{found.still_open:,} still open, {found.gone:,} gone from the export"
    return (
        _ONCE,
        f"Losses, with the 95 % interval (Wilson). Overlap: tells nothing. Under {found.need} deals: too few.",
        _CHANCE,
        f"Not counted: {not_counted}, {found.never_seen_open:,} never seen open before they ended.",
        _KNOWN_THEN,
    )


def check_verdict(check: CheckTold) -> str:
    """Say whether a check tells anything, and which way."""
    if check.telling != "tells":
        return TELLING[check.telling]
    return "warns of losses" if check.warns else "points the other way"


def kept_verdict(kept: KeptCheck) -> str:
    """Say in a line what a kept back-test says of a check."""
    verdict, told = check_verdict(kept.told), kept.told
    if told.telling == "too_few":
        return f"{verdict}: fired on {told.fired.whole:,}, passed on {told.passed.whole:,} deals that ended"
    ahead = told.days_ahead_of_losses.median
    days_ahead = "" if ahead is None else f" · {ahead} d ahead of losses"
    return f"{verdict}: lost {in_full(told.fired)} where it fired, {in_full(told.passed)} where it passed{days_ahead}"


def times(lift: Lift) -> str:
    """Write a lift with its interval: 1.4 times (1.2 to 1.6)."""
    return "" if lift.times is None else f"{lift.times:g} times ({lift.low:g} to {lift.high:g})"


def days(spread: Spread) -> str:
    """Write a median of days with what lies around it."""
    if spread.median is None:
        return f"too few ({spread.n})"
    return f"{spread.median} d ({spread.low} to {spread.high})"


def stage_limit(stage: StageLimit) -> str:
    """Say what the team's wins suggest for a stage."""
    unit = "working days" if stage.in_working_days else "days"
    watched = f"{stage.visits:,} visits of wins, {stage.still_there:,} open"
    if stage.suggested is None:
        return f"limit {stage.limit} {unit}; no figure: three in four hadn't left, or too few were watched ({watched})"
    half = f", half by {stage.median}" if stage.median is not None else ""
    return f"limit {stage.limit} {unit}; 75 % had left by {stage.suggested}{half} ({watched})"


STAGE_NOTE: Final = (
    "Days in each stage of deals that were won later; deals open there now count for as long as they were watched "
    "(Kaplan-Meier). Lost deals are left out, and open ones may yet be lost, which makes limits longer. This says what "
    "your wins needed, not that a deal beyond it is lost."
)
