"""What the manager ruled on one opportunity, and what moved after each ruling (D01, D02, D04)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from scorecards.derive.follow_ups import Deed, action_states
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.index import Index
from scorecards.index.opportunity_file import standing
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change
from scorecards.report.interventions import ActionState, Asked, Intervention
from scorecards.report.values import Located
from scorecards.score.case import Case

_ENDS = frozenset({*CLOSED, "reopened", "ended", "signed"})


def interventions_on(case: Case, index: Index) -> tuple[Intervention, ...]:
    """Give the rulings on a case; see :func:`interventions_of`."""
    file = case.file
    return interventions_of(
        file.rulings, file.follow_ups, file.history, index, is_over=case.is_over, opportunity=file.opportunity
    )


def interventions_of(  # noqa: PLR0913 - what a ruling is held against
    rulings: Sequence[Located[Ruling]],
    follow_ups: Sequence[Located[FollowUp]],
    history: OpportunityHistory,
    index: Index,
    *,
    is_over: bool,
    opportunity: Opportunity | None = None,
) -> tuple[Intervention, ...]:
    """Give the rulings on an opportunity, the oldest first, each with what the buyer did until the next one (D04).

    ``is_over`` says that the last one ended it while the CRM still holds it open.  ``opportunity`` is the deal where
    the snapshot holds it: its steps and contacts tell what came of what was asked for.
    """
    if not rulings:
        return ()
    followed_by = [*(each.value for each in rulings[1:]), None]
    told = _telling(history)
    stand = standing(rulings, history)
    deed = Deed(opportunity, history.place, follow_ups)
    return tuple(
        _intervention(
            ruling,
            (number, len(rulings)),
            after,
            told,
            action_states(
                ruling.value,
                deed,
                index,
                until=after.on if after else date.max,
                stands=after is None and ruling in stand,
            ),
            index,
            is_over=is_over,
            is_known=history.last.tells,
        )
        for number, (ruling, after) in enumerate(zip(rulings, followed_by, strict=True), start=1)
    )


def asked_on(cases: Sequence[Case], index: Index) -> tuple[Asked, ...]:
    """Give what the managers' last rulings on open deals ask for, what is due first, then what is done."""
    found = [
        Asked(case.id, ruling.on, ruling.by_name, action)
        for case in cases
        for ruling in interventions_on(case, index)[-1:]
        for action in ruling.actions
        if action.state != "untold"
    ]
    return tuple(sorted(found, key=lambda each: (each.action.is_done, *_soonest_first(each))))


def follow_ups_due(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Give what is not said to be done: the longest overdue first, what has no day last."""
    return tuple(sorted((each for each in asked if each.action.is_due), key=_soonest_first))


def _soonest_first(asked: Asked) -> tuple[date, date, str, str]:
    return asked.action.by or date.max, asked.ruled_on, asked.opportunity, asked.action.key


def _telling(history: OpportunityHistory) -> tuple[Change, ...]:
    """Give the buyer's movement in all snapshots so far, and how it ended."""
    return tuple(change for change in history.changes if change.moves != "nothing" or change.kind in _ENDS)


def _intervention(  # noqa: PLR0913, PLR0917 - one ruling among the others
    located: Located[Ruling],
    place: tuple[int, int],
    after: Ruling | None,
    told: Sequence[Change],
    actions: tuple[ActionState, ...],
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
        weighed=ruling.weighed,
        actions=actions,
        no_action=ruling.no_action,
        review_on=ruling.review_on,
        place=located.place,
        days_still_open=max(0, (index.as_of - ruling.on).days) if is_over and after is None else None,
        until=until,
        moved=tuple(each for each in told if ruling.on < each.on <= (until or date.max)),
        movement="too_early" if ruling.on >= index.as_of else movement,
    )
