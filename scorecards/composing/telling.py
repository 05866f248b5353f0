"""What was said and noted, to be read back on the next call (D01, D24, D29, D31, D34)."""

from collections.abc import Iterator
from dataclasses import replace

from scorecards.composing.material import Material
from scorecards.deriving.talks import they_spoke
from scorecards.results import Told
from scorecards.snapshot import Opportunity


def told_of(opportunity: Opportunity, material: Material) -> tuple[Told, ...]:
    """Give what an opportunity holds in words, the customer's last word first."""
    parts = (*_last_word(opportunity), *_from_them(opportunity), *_from_us(opportunity))
    return tuple(replace(told, line=material.places.line(opportunity.id, told.field)) for told in parts)


def _last_word(opportunity: Opportunity) -> Iterator[Told]:
    spoken = [activity for activity in opportunity.activities if they_spoke(activity)]
    if spoken:
        last = max(spoken, key=lambda activity: activity.on)
        yield Told("activities", last.kind, last.note, last.contact, last.on, None)


def _from_them(opportunity: Opportunity) -> Iterator[Told]:
    if deadline := opportunity.deadline:
        yield Told("deadline", None, deadline.consequence, deadline.said_by, deadline.date, None)
    if first := opportunity.first_need:
        yield Told("first_need", None, first.need, first.said_by, first.on, None)
    if now := opportunity.present_need:
        yield Told("present_need", None, now.need, now.said_by, now.on, None)
    if rating := opportunity.gap_rating:
        yield Told("gap_rating", str(rating.score), rating.to_reach_10, None, rating.on, None)


def _from_us(opportunity: Opportunity) -> Iterator[Told]:
    if blocker := opportunity.blocker:
        yield Told("blocker", blocker.whose, blocker.what, None, blocker.since, None)
    if claim := opportunity.claim:
        yield Told("claim", claim.state, claim.words, None, claim.on, None)
    if reason := opportunity.loss_reason:
        yield Told("loss_reason", reason.cause, reason.reason, reason.said_by, None, None)
    if wake := opportunity.wake:
        yield Told("wake", None, wake.when, None, wake.on, None)
