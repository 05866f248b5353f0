"""How long things take and where they go, as far as there are cases enough to say so."""

from collections.abc import Iterable, Sequence
from statistics import quantiles

from scorecards.model.playbook.scoring import Scoring
from scorecards.report.figures import Spread, Stay, WhereTo
from scorecards.team.shares import percents
from scorecards.team.survival import Exit, Watched, exits_of, followed, reached


def spread(days: Iterable[int], scoring: Scoring) -> Spread:
    """Give the median of whole days, with the quartiles around it, or all of the range where these need more cases."""
    known = sorted(days)
    if len(known) < scoring.figures_need:
        return Spread(len(known), None, None, None, is_range=True)
    low, median, high = (round(each) for each in quantiles(known, n=4, method="inclusive"))
    if len(known) < scoring.quartiles_need:
        return Spread(len(known), median, known[0], known[-1], is_range=True)
    return Spread(len(known), median, low, high, is_range=False)


def stay_of(stage: str, watched: Sequence[Watched], left_out: int, scoring: Scoring) -> Stay:
    """Tell how long visits to a stage last; ``left_out`` counts those that nobody watched."""
    exits = exits_of(watched)
    told = followed(exits, scoring.figures_need)
    enough = len(watched) >= scoring.figures_need
    half = reached(told, 0.5) if enough else None
    last = half or (told[-1] if enough and told else None)
    is_range = len(watched) < scoring.quartiles_need
    low, high = _range(watched) if is_range else (_day(reached(told, 0.75)), _day(reached(told, 0.25)))
    return Stay(
        n=len(watched),
        left=sum(each.end is not None for each in watched),
        left_out=left_out,
        enough=enough,
        median=_day(half),
        at_risk=last.at_risk if last else None,
        followed_to=last.day if last else None,
        is_cut=enough and half is None and len(told) < len(exits),
        low=low if enough else None,
        high=high if enough else None,
        is_range=is_range,
        goes_on=enough and is_range and max(watched, key=lambda each: (each.until, each.end is None)).end is None,
        target=scoring.targets.median_days.get(stage),
    )


def where_to(stage: str, watched: Sequence[Watched], scoring: Scoring) -> WhereTo | None:
    """Tell where visits to a stage led; None where too few were watched, or none of those left."""
    told = followed(exits_of(watched), scoring.figures_need)
    if len(watched) < scoring.figures_need or not told:
        return None
    last = told[-1]
    parts = percents({**last.ended, "still_there": last.still})
    return WhereTo(
        by_day=last.day,
        at_risk=last.at_risk,
        moved_on=parts.get("moved_on", 0),
        back=parts.get("back", 0),
        won=parts.get("won", 0),
        lost=parts.get("lost", 0),
        no_decision=parts.get("no_decision", 0),
        still_there=parts["still_there"],
        target=scoring.targets.moved_on.get(stage),
    )


def _range(watched: Sequence[Watched]) -> tuple[int | None, int | None]:
    """Give the shortest stay of those that left, and the longest of all."""
    ended = (each.until for each in watched if each.end is not None)
    return min(ended, default=None), max((each.until for each in watched), default=None)


def _day(found: Exit | None) -> int | None:
    return found.day if found else None
