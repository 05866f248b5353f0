"""Facts of the customer's side: their date, their plan, their needs, their own rating (D20, D23, D24, D29, D30)."""

from collections.abc import Iterator
from datetime import date

from scorecards.derive.counts import certain, filled_in
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.snapshot import BuyingStep, Need
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:  # noqa: ARG001 - all parts take the same
    """Derive :data:`scorecards.model.facts.buyer_side.FACTS`."""
    opportunity = file.opportunity
    yield from _deadline(file)
    yield from _buying_plan(file)
    yield from _needs(file)
    yield from _gap_rating(file)
    if "stories_told" in opportunity.model_fields_set:
        yield "stories_told", len(opportunity.stories_told)


def _deadline(file: OpportunityFile) -> Iterator[tuple[str, Value | None]]:
    opportunity = file.opportunity
    deadline = opportunity.deadline
    if deadline is None:
        yield "has_deadline", False if "deadline" in opportunity.model_fields_set else None
        return
    yield "has_deadline", filled_in(deadline, "date")
    yield "deadline_has_consequence", filled_in(deadline, "consequence")
    if deadline.date is None:
        return
    yield "deadline_said_by_buyer", None if filled_in(deadline, "said_by") is None else deadline.said_by == "buyer"
    yield "days_to_deadline", (deadline.date - file.as_of).days
    if opportunity.close_date:
        yield "days_close_date_after_deadline", (opportunity.close_date - deadline.date).days


def _buying_plan(file: OpportunityFile) -> Iterator[tuple[str, Value | None]]:
    opportunity = file.opportunity
    if "buying_plan" not in opportunity.model_fields_set:
        return
    steps = [step for step in opportunity.buying_plan if step.done_on is None]
    helped = [filled_in(step, "our_help") for step in steps]
    yield "has_buying_plan", bool(opportunity.buying_plan)
    yield "buying_steps", len(steps)
    yield "buying_steps_without_help", certain(None if known is None else not known for known in helped)
    yield "buying_steps_overdue", certain(_is_overdue(step, file.as_of) for step in steps)


def _is_overdue(step: BuyingStep, as_of: date) -> bool | None:
    return step.due < as_of if step.due else filled_in(step, "due")


def _needs(file: OpportunityFile) -> Iterator[tuple[str, Value | None]]:
    opportunity = file.opportunity
    if opportunity.first_need and opportunity.present_need:
        first, now = opportunity.first_need.need, opportunity.present_need.need
        has_changed = folded(first) != folded(now)
        yield "need_has_changed", has_changed
        yield "changed_need_from_buyer", has_changed and opportunity.present_need.said_by == "buyer"
    if "needs" not in opportunity.model_fields_set:
        return
    needs = opportunity.needs
    yield "needs", len(needs)
    yield "needs_in_their_words", certain(filled_in(need, "in_their_words") for need in needs)
    yield "unmet_must_needs", certain(_is_unmet_must(need) for need in needs)
    yield "unclear_must_needs", certain(_is_unclear_must(need) for need in needs)
    yield "needs_are_copied", file.needs_are_copied


def _is_unmet_must(need: Need) -> bool | None:
    """Tell whether they cannot do without it and we do not meet it; a need without a priority may be such a one."""
    if need.met == "yes" or need.priority in {"should", "could"}:
        return False
    return True if need.met == "no" and need.priority == "must" else None


def _is_unclear_must(need: Need) -> bool | None:
    if need.met != "unknown" or need.priority in {"should", "could"}:
        return False
    return True if need.priority == "must" else None


def _gap_rating(file: OpportunityFile) -> Iterator[tuple[str, Value | None]]:
    opportunity = file.opportunity
    rating = opportunity.gap_rating
    if rating is None:
        yield "has_gap_rating", False if "gap_rating" in opportunity.model_fields_set else None
        return
    yield "has_gap_rating", True
    yield "gap_score", rating.score
    yield "gap_rating_has_follow_up", filled_in(rating, "to_reach_10")
    if rating.on:
        yield "days_since_gap_rating", (file.as_of - rating.on).days
