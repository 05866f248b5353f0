"""Silence belongs to a person: who has not answered us, how often we tried, and when they last replied (D12, D34).

A colleague's word ends the deal's silence and not that person's.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from scorecards.derive.activities import is_after, last_maybe_on, last_word_on, they_spoke, tries_in
from scorecards.derive.counts import between
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.snapshot import Activity, Opportunity
from scorecards.report.values import AtLeast, Value

_LATELY = 60
"""Days for which somebody who talked with us counts as answering."""
DECIDING = frozenset({"economic_buyer", "decision_maker"})
"""The roles of those who decide: their silence is told before anybody else's."""


@dataclass(frozen=True, slots=True)
class Silence:
    """A person who does not answer: ``attempts`` are ours since that person's last reply, of which none is answered.

    ``last_reply_on`` is None where no reply of theirs is on file, or where a later contact may have been one.
    """

    name: str | None
    attempts: int | AtLeast
    last_reply_on: date | None
    first_try: Activity
    last_try: Activity


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.silence.FACTS`; where no attempt in vain names anybody, of all together."""
    opportunity = file.opportunity
    if "activities" not in opportunity.model_fields_set:
        return
    silence = silent_person(opportunity, file.as_of) or _silence(opportunity.activities)
    yield "somebody_else_answers", silence is not None and _somebody_else_answers(silence, opportunity, file.as_of)
    if silence is None:
        yield "unanswered_attempts", tries_in(opportunity.activities)
        return
    yield "unanswered_attempts", silence.attempts
    yield "working_days_since_first_attempt", index.workdays.between(silence.first_try.on, file.as_of)
    if silence.last_reply_on:
        yield "days_since_persons_last_reply", (file.as_of - silence.last_reply_on).days
        yield "working_days_since_persons_last_reply", index.workdays.between(silence.last_reply_on, file.as_of)


def silent_person(opportunity: Opportunity, as_of: date) -> Silence | None:
    """Give the person who is silent; None where no attempt in vain names anybody who is still there.

    Those who decide come first, then whoever was tried most often, then whoever was tried last.
    """
    past = [each for each in opportunity.activities if each.on <= as_of]
    if all(they_spoke(each) is not False for each in past):
        return None
    gone = _gone(opportunity, as_of)
    deciders = _playing(DECIDING, opportunity)
    named = dict.fromkeys(folded(each.contact) for each in past if each.contact and they_spoke(each) is False)
    nameless = [each for each in past if not each.contact]
    silent: list[tuple[bool, Silence]] = []
    for name in named:
        theirs = [each for each in past if each.contact and folded(each.contact) == name]
        silence = None if name in gone else _silence(theirs, nameless)
        if silence:
            silent.append((name in deciders, silence))
    return max(silent, key=_first_told)[1] if silent else None


def _somebody_else_answers(silence: Silence, opportunity: Opportunity, as_of: date) -> bool:
    """Tell whether somebody who decides or speaks for us talked with us lately, and was not tried in vain since.

    Where the person who is silent decides, nobody else's answer ends that silence.
    """
    deciders = _playing(DECIDING, opportunity)
    if silence.name is None or folded(silence.name) in deciders:
        return False
    others = (deciders | _playing({"champion"}, opportunity)) - _gone(opportunity, as_of) - {folded(silence.name)}
    past = [each for each in opportunity.activities if each.on <= as_of]
    theirs = ([each for each in past if each.contact and folded(each.contact) == name] for name in others)
    return any(_answers(each, as_of) for each in theirs)


def _answers(theirs: Sequence[Activity], as_of: date) -> bool:
    last_word = last_word_on(theirs)
    if last_word is None or (as_of - last_word).days > _LATELY:
        return False
    return not any(they_spoke(each) is False and each.on > last_word for each in theirs)


def _playing(roles: AbstractSet[str], opportunity: Opportunity) -> set[str]:
    return {folded(each.name) for each in opportunity.contacts if roles & set(each.roles)}


def _gone(opportunity: Opportunity, as_of: date) -> set[str]:
    return {folded(each.name) for each in opportunity.contacts if each.left_on and each.left_on <= as_of}


def _first_told(each: tuple[bool, Silence]) -> tuple[bool, int, date]:
    decides, silence = each
    attempts = silence.attempts
    surely = attempts.certain if isinstance(attempts, AtLeast) else attempts
    return decides, surely, silence.last_try.on


def _silence(theirs: Sequence[Activity], nameless: Sequence[Activity] = ()) -> Silence | None:
    """Tell of the silence in one person's contacts; None where no attempt is surely in vain.

    A word of which nobody noted whose it was may have been this person's.
    """
    last_word = last_word_on(theirs)
    last_maybe = last_maybe_on((*theirs, *nameless))
    in_vain = [each for each in theirs if they_spoke(each) is False and is_after(each, last_maybe)]
    if not in_vain:
        return None
    possibly = sum(not they_spoke(each) and is_after(each, last_word) for each in theirs)
    last = max(in_vain, key=lambda each: each.on)
    return Silence(
        name=last.contact,
        attempts=between(len(in_vain), possibly) or len(in_vain),
        last_reply_on=last_word if last_word == last_maybe else None,
        first_try=min(in_vain, key=lambda each: each.on),
        last_try=last,
    )
