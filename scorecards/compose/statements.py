"""What was said and noted beside their side: their last word, what is in the way, the rep's claim (D01, D17, D34)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from scorecards.derive.activities import they_spoke
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Carried, Told


def told_of(file: OpportunityFile) -> tuple[Told, ...]:
    """Give what an opportunity holds in words, the customer's last word first."""
    parts = (*_last_word(file.opportunity), *_from_us(file.opportunity))
    return tuple(replace(told, line=file.line(told.field)) for told in parts)


def blocker_of(file: OpportunityFile) -> Told | None:
    """Give what keeps them from the next step, None where the snapshot names nothing."""
    blocker = file.opportunity.blocker
    if blocker is None:
        return None
    line = file.line("blocker")
    return Told("blocker", blocker.whose, blocker.what, None, blocker.since, line)


def crm_next_step_of(file: OpportunityFile) -> Told | None:
    """Give the CRM's text for the next step, where nobody has said who does what: no step is in its words."""
    opportunity = file.opportunity
    text = folded(opportunity.crm_next_step or "")
    if not text or any(folded(step.what) in text for step in opportunity.next_steps):
        return None
    line = file.line("crm_next_step")
    return Told("crm_next_step", None, opportunity.crm_next_step, None, None, line)


def carried_of(opportunity: Opportunity) -> tuple[Carried, ...]:
    """Give what the import carried on from earlier snapshots, in the order of the names."""
    return tuple(Carried(field, on) for field, on in sorted(opportunity.carried_from.items()))


def latest_talk(opportunity: Opportunity, outcome: Literal["advance", "setback"]) -> Told | None:
    """Give the latest contact that moved it that way, with its note; None where none is noted (D03, D16)."""
    found = [activity for activity in opportunity.activities if activity.outcome == outcome]
    if not found:
        return None
    last = max(found, key=lambda activity: activity.on)
    return Told("activities", last.kind, last.note, last.contact, last.on, None)


def _last_word(opportunity: Opportunity) -> Iterator[Told]:
    spoken = [activity for activity in opportunity.activities if they_spoke(activity)]
    if spoken:
        last = max(spoken, key=lambda activity: activity.on)
        yield Told("activities", last.kind, last.note, last.contact, last.on, None)


def _from_us(opportunity: Opportunity) -> Iterator[Told]:
    if claim := opportunity.claim:
        yield Told("claim", claim.state, claim.words, None, claim.on, None)
    if call := opportunity.buyer_call:
        yield Told("buyer_call", None, call.words, call.by, call.on, None)
    if reason := opportunity.loss_reason:
        yield Told("loss_reason", reason.cause, reason.reason, reason.said_by, None, None)
    if wake := opportunity.wake:
        yield Told("wake", None, wake.when, None, wake.on, None)
