"""Whom to talk to: by the step, by who has gone silent, by who decides; the champion last."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from scorecards.derive.activities import they_spoke
from scorecards.derive.named_people import contact_named_in
from scorecards.derive.people import has_left
from scorecards.derive.silence import silent_person
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.playbook.whom import Whom
from scorecards.model.snapshot import Activity, Contact, Opportunity
from scorecards.report.conclusion import Person
from scorecards.report.values import StepState

_NAME: Final = r"[A-ZÀ-Ý][\w'\u2019-]+"
_TITLE: Final = r"(?:Mrs?|Ms|Dr|Prof|Sister|Herr|Frau|Mme)\.? (?:Dr\.? )?"
_NAMED: Final = re.compile(rf"(?:\b(?={_TITLE})|(?<=\())({_TITLE}{_NAME}|{_NAME} {_NAME}(?=\)))")
"""Somebody whom a text names with a title, or in brackets behind a part: Mr Park, the head (Jo Park)."""
_TAKEN_BACK: Final = frozenset({"setback"})
_ANYBODY: Final[tuple[Whom, ...]] = ("silent", "decides", "close_to_us", "last_talk", "anybody")


def person_for(whom: Sequence[Whom], step: StepState | None, file: OpportunityFile) -> Person | None:
    """Give the first person whom the record names, of these; None where it names none.

    Somebody who has left the company is never called any more, nor is the one whose change a closed deal waits for
    (D39).
    """
    opportunity = file.opportunity
    for why in whom:
        for name in _CHOICE[why](opportunity, step, file.as_of):
            if name and not _has_left(name, file) and not _is_waited_out(name, file):
                return Person(_as_listed(name, opportunity), why)
    return None


def main_contact(file: OpportunityFile) -> str | None:
    """Name the person to talk to on a deal as a whole: who is silent, who decides, who speaks for us, or anybody."""
    found = person_for(_ANYBODY, None, file)
    return found.name if found else None


def _as_listed(name: str, opportunity: Opportunity) -> str:
    """Give a name as the contacts have it, where a step or an activity writes only a part of it."""
    listed = [each.name for each in opportunity.contacts if folded(each.name) == folded(name)]
    return listed[0] if listed else contact_named_in(name, opportunity) or name


def _has_left(name: str, file: OpportunityFile) -> bool:
    same = [each for each in file.opportunity.contacts if folded(each.name) == folded(name)]
    return folded(name) in file.left_in_account or (bool(same) and all(has_left(each, file) for each in same))


def _is_waited_out(name: str, file: OpportunityFile) -> bool:
    wake = file.opportunity.wake
    return bool(file.opportunity.status != "open" and wake and wake.person and folded(wake.person) == folded(name))


def _step_owner(opportunity: Opportunity, step: StepState | None, _: date) -> Iterator[str | None]:
    """Give who does a step of theirs, and whom a step of ours names: that person waits for it."""
    if step is not None:
        if not step.is_ours:
            yield step.owner
        yield contact_named_in(step.what, opportunity)


def _silent(opportunity: Opportunity, _: StepState | None, as_of: date) -> Iterator[str | None]:
    if found := silent_person(opportunity, as_of):
        yield found.name


def _turned(opportunity: Opportunity, _: StepState | None, as_of: date) -> Iterator[str | None]:
    yield from _latest(each for each in opportunity.activities if each.outcome in _TAKEN_BACK and each.on <= as_of)


def _last_talk(opportunity: Opportunity, _: StepState | None, as_of: date) -> Iterator[str | None]:
    yield from _latest(each for each in opportunity.activities if they_spoke(each) and each.on <= as_of)


def _latest(activities: Iterator[Activity]) -> list[str | None]:
    return [each.contact for each in sorted(activities, key=lambda each: each.on, reverse=True)]


def _decides(opportunity: Opportunity, _: StepState | None, __: date) -> Iterator[str | None]:
    """Give who holds the money, then who decides: an economic buyer is not any voter."""
    for role in ("economic_buyer", "decision_maker"):
        yield from (each.name for each in opportunity.contacts if role in each.roles)


def _close_to_us(opportunity: Opportunity, _: StepState | None, __: date) -> Iterator[str | None]:
    close: tuple[Callable[[Contact], bool], ...] = (
        lambda each: "champion" in each.roles,
        lambda each: each.rapport == "built",
    )
    for is_close in close:
        yield from (each.name for each in opportunity.contacts if is_close(each))


def _anybody(opportunity: Opportunity, _: StepState | None, as_of: date) -> Iterator[str | None]:
    """Give the contacts; where none is listed, who does their next step, else whom we last tried."""
    yield from (each.name for each in opportunity.contacts if "blocker" not in each.roles)
    yield from (each.name for each in opportunity.contacts)
    theirs = [step for step in opportunity.next_steps if step.side == "customer" and step.done_on is None]
    yield from (step.owner for step in sorted(theirs, key=lambda step: step.due or date.max))
    yield from _latest(each for each in opportunity.activities if each.on <= as_of)
    reason = opportunity.loss_reason
    for text in (opportunity.notes, reason.reason if reason else None):
        yield from (found.group(1) for found in _NAMED.finditer(text or ""))


_CHOICE: Final[Mapping[Whom, Callable[[Opportunity, StepState | None, date], Iterator[str | None]]]] = {
    "step_owner": _step_owner,
    "silent": _silent,
    "turned": _turned,
    "decides": _decides,
    "close_to_us": _close_to_us,
    "last_talk": _last_talk,
    "anybody": _anybody,
}
