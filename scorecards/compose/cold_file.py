"""Afterwards: the cold file, and opportunities that start over (D37, D39, D40)."""

from datetime import date

from scorecards.compose.material import Material
from scorecards.compose.statements import carried_of
from scorecards.compose.sums import money_of
from scorecards.derive.wake import Woken, has_new_role, is_watched, woken
from scorecards.history.record import OpportunityRecord
from scorecards.index.carried_forward import carried_on
from scorecards.model.names import folded
from scorecards.model.snapshot import Opportunity
from scorecards.report.cold_file import Cold, ColdState, OldAnswer, Restart

_ORDER: tuple[ColdState, ...] = ("awake", "asleep", "event", "unset", "restarted")


def cold_file(material: Material) -> tuple[Cold, ...]:
    """Give every closed opportunity that may still become a sale: the longest awake first, then by the next day.

    Only the buyer's world wakes one: its day, or a person on their side who left or has a new role.  One that left the
    CRM's export stays for as long as it waits for something, as it was last told.
    """
    closed = [each for each in material.snapshot.opportunities if each.status in {"lost", "no_decision"}]
    not_final = [each for each in closed if not each.final]
    cold = [_cold(each, material) for each in (*not_final, *material.background.held)]
    return tuple(sorted(cold, key=_order))


def _order(cold: Cold) -> tuple[int, date, str]:
    return (_ORDER.index(cold.state), cold.awake_since or cold.wake_on or cold.closed_on or date.max, cold.opportunity)


def _cold(opportunity: Opportunity, material: Material) -> Cold:
    restarted_as = material.background.restarted.get(opportunity.id)
    wake, reason = opportunity.wake, opportunity.loss_reason
    story = material.history.stories[opportunity.id]
    rep = material.reps.get(opportunity.owner)
    found = None if restarted_as else woken(opportunity, material.background)
    return Cold(
        opportunity=opportunity.id,
        name=opportunity.name,
        account_name=material.account_name(opportunity.account),
        owner=opportunity.owner,
        owner_name=rep.name if rep else opportunity.owner,
        status=opportunity.status,
        ended=opportunity.ended,
        closed_on=opportunity.closed_on,
        amount=money_of(opportunity, material.team),
        state="restarted" if restarted_as else "awake" if found else _resting(opportunity, material),
        because=found.because if found else None,
        awake_since=_since(found, opportunity, material) if found else None,
        wake_on=wake.on if wake else None,
        wake_when=wake.when if wake else None,
        person=wake.person if wake else None,
        change=wake.change if wake else None,
        cause=_known_cause(reason.cause if reason else None, material),
        reason=reason.reason if reason else None,
        said_by=reason.said_by if reason else None,
        restarted_as=restarted_as,
        last_seen=story.seen_on if story.seen_on < material.snapshot.as_of else None,
        carried=carried_of(opportunity),
        place=story.place,
    )


def _known_cause(cause: str | None, material: Material) -> str | None:
    """Give a cause, or None where the playbook of today does not have it."""
    return cause if cause in {each.id for each in material.playbook.causes} else None


def _resting(opportunity: Opportunity, material: Material) -> ColdState:
    """Say how an opportunity rests that nothing woke: one that no build can wake waits for somebody who knows."""
    wake = opportunity.wake
    if wake is None or not (wake.on or wake.when or wake.person):
        return "unset"
    return "asleep" if wake.on or is_watched(opportunity, material.background) else "event"


def _since(found: Woken, opportunity: Opportunity, material: Material) -> date:
    """Give the day since which it is awake: of a new role, the first snapshot in which this opportunity shows it."""
    closed = material.background.stories[opportunity.id].closed
    if found.because != "role_changed" or closed is None:
        return found.since
    weeks = ((week.as_of, week.records.get(opportunity.id)) for week in material.history.weeks)
    since_then = ((as_of, seen) for as_of, seen in weeks if as_of >= closed.seen_on)
    shown = (as_of for as_of, seen in since_then if seen and _shows_new_role(seen, opportunity, closed.record))
    return next(shown, found.since)


def _shows_new_role(seen: OpportunityRecord, opportunity: Opportunity, then: OpportunityRecord) -> bool:
    person = folded((opportunity.wake and opportunity.wake.person) or "")
    return any(folded(each[0]) == person and has_new_role(*each, then) for each in seen.watched)


def restart_of(opportunity: Opportunity, material: Material) -> Restart | None:
    """Give the opportunity that this one starts over, with the answers that count no more."""
    if opportunity.restarted_from is None:
        return None
    old = material.opportunities.get(opportunity.restarted_from)
    if old is None:
        return _no_longer_held(opportunity.restarted_from, material)
    return Restart(
        opportunity=old.id,
        name=old.name,
        status=old.status,
        ended=old.ended,
        closed_on=old.closed_on,
        cause=old.loss_reason.cause if old.loss_reason else None,
        reason=old.loss_reason.reason if old.loss_reason else None,
        old_answers=_old_answers(old, material),
    )


def _no_longer_held(opportunity: str, material: Material) -> Restart:
    """Tell of an opportunity that left the export as its last snapshot showed it; its answers are not kept."""
    last = material.history.stories[opportunity].last
    cause = _known_cause(last.waiting.cause if last.waiting else None, material)
    return Restart(last.id, last.name, last.status, last.ended, last.closed_on, cause, last.loss_reason, ())


def _old_answers(old: Opportunity, material: Material) -> tuple[OldAnswer, ...]:
    """Give the answers that said something, in the playbook's order."""
    said = {each: answer for each, answer in old.answers.items() if material.background.says_something(answer)}
    return tuple(
        OldAnswer(question, said[question].value or "", said[question].on, carried_on(old, "answers", question))
        for question in material.question_order
        if question in said
    )
