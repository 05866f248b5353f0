"""What the manager ruled on one opportunity, and what moved after each ruling (D01, D02, D04)."""

from datetime import date
from typing import Literal

from scorecards.compose.material import Material
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.report.changes import Change
from scorecards.report.interventions import Intervention, Pause
from scorecards.report.values import Place

_ENDS = frozenset({"won", "lost", "no_decision", "reopened", "ended", "signed"})


def interventions_of(opportunity: str, material: Material) -> tuple[Intervention, ...]:
    """Give the rulings on an opportunity, the oldest first, each with what the buyer did until the next one (D04)."""
    rulings = material.rulings.get(opportunity, ())
    if not rulings:
        return ()
    ends = [*(ruling.on for ruling, _ in rulings[1:]), date.max]
    changes = _telling(opportunity, material)
    return tuple(
        _intervention(at, rulings, tuple(each for each in changes if ruling.on < each.on <= end), material)
        for at, ((ruling, _), end) in enumerate(zip(rulings, ends, strict=True))
    )


def pause_of(opportunity: Opportunity, material: Material) -> Pause | None:
    """Give the pause that the manager approved and that still runs on the day of the snapshot (D02).

    On the day of the review it runs no more: that is the day to look again.
    """
    rulings = material.standing_rulings(opportunity.id)
    if not rulings or opportunity.status != "open":
        return None
    last, place = rulings[-1]
    if last.ruling != "stalled" or last.review_on is None or last.review_on <= material.snapshot.as_of:
        return None
    return Pause(last.review_on, last.reason or "", material.managers[last.by].name, place)


def _telling(opportunity: str, material: Material) -> tuple[Change, ...]:
    """Give the buyer's movement in all snapshots so far, and how it ended."""
    story = material.history.stories.get(opportunity)
    changes = story.changes if story else ()
    return tuple(change for change in changes if change.moves != "nothing" or change.kind in _ENDS)


def _intervention(
    at: int, rulings: tuple[tuple[Ruling, Place], ...], moved: tuple[Change, ...], material: Material
) -> Intervention:
    ruling, place = rulings[at]
    return Intervention(
        opportunity=ruling.opportunity,
        number=at + 1,
        of=len(rulings),
        ruling=ruling.ruling,
        by=ruling.by,
        by_name=material.managers[ruling.by].name,
        on=ruling.on,
        reason=ruling.reason,
        course_of_action=ruling.course_of_action,
        review_on=ruling.review_on,
        place=place,
        days_still_open=_days_still_open(ruling, material) if at + 1 == len(rulings) else None,
        until=rulings[at + 1][0].on if at + 1 < len(rulings) else None,
        moved=moved,
        movement=_known(ruling, material),
    )


def _days_still_open(last: Ruling, material: Material) -> int | None:
    opportunity = material.opportunities.get(last.opportunity)
    if opportunity is None or not is_over(opportunity, material):
        return None
    return max(0, (material.snapshot.as_of - last.on).days)


def _known(ruling: Ruling, material: Material) -> Literal["known", "unknown", "too_early"]:
    """Tell whether the snapshots can show what moved after a ruling."""
    if ruling.on >= material.snapshot.as_of:
        return "too_early"
    story = material.history.stories.get(ruling.opportunity)
    return "known" if story and story.last.tells else "unknown"


def is_over(opportunity: Opportunity, material: Material) -> bool:
    """Tell whether the manager has ruled an opportunity lost or dead that the CRM still holds open."""
    return ruled_over(opportunity.id, material) is not None


def ruled_over(opportunity: str, material: Material) -> Literal["lost", "dead"] | None:
    """Give the ruling that an opportunity is lost or dead, where the newest snapshot still holds it open."""
    held = material.opportunities.get(opportunity)
    rulings = material.standing_rulings(opportunity)
    if held is None or held.status != "open" or not rulings:
        return None
    last = rulings[-1][0].ruling
    return last if last in {"lost", "dead"} else None
