"""Facts of contact: their last word, our tries since, and whether contacts move anything (D12, D16, D34)."""

from collections.abc import Iterator

from scorecards.deriving.background import Background
from scorecards.results import Value
from scorecards.snapshot import Activity, Opportunity


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.facts.TALKS`.

    Without any word of theirs on file their silence has no known length: it is unknown, however long we tried.
    """
    if "activities" not in opportunity.model_fields_set:
        return
    activities = opportunity.activities
    words = [activity.on for activity in activities if they_spoke(activity)]
    last_word = max(words, default=None)
    if last_word:
        yield "days_since_their_last_word", (background.as_of - last_word).days
    yield (
        "tries_since_their_last_word",
        sum(not they_spoke(activity) and (last_word is None or activity.on > last_word) for activity in activities),
    )
    if opportunity.stage_entered_on:
        in_stage = [activity for activity in activities if activity.on >= opportunity.stage_entered_on]
        yield "contacts_in_stage", len(in_stage)
        yield "advances_in_stage", sum(activity.outcome == "advance" for activity in in_stage)
        yield "setbacks_in_stage", sum(activity.outcome == "setback" for activity in in_stage)


def they_spoke(activity: Activity) -> bool:
    """Tell whether the customer said anything: they began it, or they replied."""
    return activity.direction == "inbound" or activity.outcome != "none"
