"""Facts of the customer's side: their date, their plan, their needs, their own rating (D20, D23, D24, D29, D30)."""

from collections.abc import Iterator

from scorecards.deriving.background import Background, needs_map
from scorecards.deriving.certain import certain
from scorecards.fields import Model
from scorecards.results import Value
from scorecards.snapshot import Opportunity

_MET = {"yes": True, "no": False, "unknown": None}


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.facts.THEIR_SIDE`."""
    yield from _deadline(opportunity, background)
    yield from _buying_plan(opportunity, background)
    yield from _needs(opportunity, background)
    yield from _gap_rating(opportunity, background)
    if "stories_told" in opportunity.model_fields_set:
        yield "stories_told", len(opportunity.stories_told)


def _given(part: Model, field: str) -> bool | None:
    """Tell whether a field of a part is filled in; None where its key is not there."""
    return getattr(part, field) is not None if field in part.model_fields_set else None


def _deadline(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    deadline = opportunity.deadline
    if deadline is None:
        yield "has_deadline", False if "deadline" in opportunity.model_fields_set else None
        return
    yield "has_deadline", _given(deadline, "date")
    yield "deadline_has_consequence", _given(deadline, "consequence")
    if deadline.date is None:
        return
    yield "deadline_said_by_buyer", None if _given(deadline, "said_by") is None else deadline.said_by == "buyer"
    yield "days_to_deadline", (deadline.date - background.as_of).days
    if opportunity.close_date:
        yield "days_close_date_after_deadline", (opportunity.close_date - deadline.date).days


def _buying_plan(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    if "buying_plan" not in opportunity.model_fields_set:
        return
    steps = [step for step in opportunity.buying_plan if step.done_on is None]
    helped = [_given(step, "our_help") for step in steps]
    yield "has_buying_plan", bool(opportunity.buying_plan)
    yield "buying_steps", len(steps)
    yield "buying_steps_without_help", certain(None if known is None else not known for known in helped)
    yield "buying_steps_overdue", certain(None if step.due is None else step.due < background.as_of for step in steps)


def _needs(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    if opportunity.first_need and opportunity.present_need:
        first, now = opportunity.first_need.need, opportunity.present_need.need
        yield "need_has_changed", first.casefold().split() != now.casefold().split()
    if "needs" not in opportunity.model_fields_set:
        return
    needs = opportunity.needs
    must = [_MET[need.met] for need in needs if need.priority == "must"]
    yield "needs", len(needs)
    yield "needs_in_their_words", certain(_given(need, "in_their_words") for need in needs)
    yield "unmet_must_needs", certain(None if met is None else not met for met in must)
    yield "unclear_must_needs", must.count(None)
    yield "needs_are_copied", needs_map(opportunity) in background.copied_needs


def _gap_rating(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    rating = opportunity.gap_rating
    if rating is None:
        yield "has_gap_rating", False if "gap_rating" in opportunity.model_fields_set else None
        return
    yield "has_gap_rating", True
    yield "gap_score", rating.score
    yield "gap_rating_has_follow_up", _given(rating, "to_reach_10")
    if rating.on:
        yield "days_since_gap_rating", (background.as_of - rating.on).days
