"""What the manager ruled on one opportunity, and what moved after each ruling (D01, D02, D04)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.index import Index
from scorecards.model.rulings import Ruling
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change
from scorecards.report.interventions import Intervention
from scorecards.report.values import Located
from scorecards.score.case import Case

_ENDS = frozenset({*CLOSED, "reopened", "ended", "signed"})


def interventions_on(case: Case, index: Index) -> tuple[Intervention, ...]:
    """Give the rulings on a case; see :func:`interventions_of`."""
    return interventions_of(case.file.rulings, case.file.history, index, is_over=case.is_over)


def interventions_of(
    rulings: Sequence[Located[Ruling]], history: OpportunityHistory, index: Index, *, is_over: bool
) -> tuple[Intervention, ...]:
    """Give the rulings on an opportunity, the oldest first, each with what the buyer did until the next one (D04).

    ``is_over`` says that the last one ended it while the CRM still holds it open.
    """
    if not rulings:
        return ()
    followed_by = [*(each.value for each in rulings[1:]), None]
    told = _telling(history)
    return tuple(
        _intervention(ruling, (number, len(rulings)), after, told, index, is_over=is_over, is_known=history.last.tells)
        for number, (ruling, after) in enumerate(zip(rulings, followed_by, strict=True), start=1)
    )


def _telling(history: OpportunityHistory) -> tuple[Change, ...]:
    """Give the buyer's movement in all snapshots so far, and how it ended."""
    return tuple(change for change in history.changes if change.moves != "nothing" or change.kind in _ENDS)


def _intervention(  # noqa: PLR0913 - one ruling among the others
    located: Located[Ruling],
    place: tuple[int, int],
    after: Ruling | None,
    told: Sequence[Change],
    index: Index,
    *,
    is_over: bool,
    is_known: bool,
) -> Intervention:
    ruling, until = located.value, after.on if after else None
    movement: Literal["known", "unknown", "too_early"] = "known" if is_known else "unknown"
    return Intervention(
        opportunity=ruling.opportunity,
        number=place[0],
        of=place[1],
        ruling=ruling.ruling,
        by=ruling.by,
        by_name=index.managers[ruling.by].name,
        on=ruling.on,
        reason=ruling.reason,
        course_of_action=ruling.course_of_action,
        review_on=ruling.review_on,
        place=located.place,
        days_still_open=max(0, (index.as_of - ruling.on).days) if is_over and after is None else None,
        until=until,
        moved=tuple(each for each in told if ruling.on < each.on <= (until or date.max)),
        movement="too_early" if ruling.on >= index.as_of else movement,
    )
