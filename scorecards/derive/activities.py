"""Facts of contact: their last word, our tries since, and whether contacts move anything (D12, D16, D34)."""

from collections.abc import Iterator, Sequence
from datetime import date

from scorecards.derive.counts import between, certain
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Activity, Opportunity
from scorecards.report.values import AtLeast, Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.activities.FACTS`.

    Without any word of theirs on file their silence has no known length: it is unknown, however long we tried.
    So it is while a contact of ours after their last word does not say what came of it: it may have been a talk.
    """
    opportunity = file.opportunity
    yield "nothing_told_on_record", not _tells(opportunity)
    if "activities" not in opportunity.model_fields_set:
        return
    activities = opportunity.activities
    last_word = last_word_on(activities)
    last_maybe = last_maybe_on(activities)
    if last_word and last_word == last_maybe:
        yield "days_since_their_last_word", (file.as_of - last_word).days
        yield "working_days_since_their_last_word", index.workdays.between(last_word, file.as_of)
    yield "tries_since_their_last_word", tries_in(activities)
    yield "advances", certain(_came_to(activity, "advance") for activity in activities)
    if opportunity.stage_entered_on:
        in_stage = [activity for activity in activities if activity.on >= opportunity.stage_entered_on]
        yield "contacts_in_stage", len(in_stage)
        yield "advances_in_stage", certain(_came_to(activity, "advance") for activity in in_stage)
        yield "setbacks_in_stage", certain(_came_to(activity, "setback") for activity in in_stage)
        yield "offences_told_in_stage", sum(each.about == "offence" for each in in_stage if each.outcome == "setback")
        yield "offences_in_stage", certain(_may_offend(activity) for activity in in_stage)


def _tells(opportunity: Opportunity) -> bool:
    """Tell whether anything is on record that was said, agreed or noted."""
    said = (opportunity.activities, opportunity.next_steps, opportunity.needs, opportunity.notes, opportunity.claim)
    return any(said) or any(answer.value for answer in opportunity.answers.values())


def they_spoke(activity: Activity) -> bool | None:
    """Tell whether the customer said anything: they began it, both spoke, or they replied; None where nobody says."""
    if activity.direction != "outbound":
        return True
    return None if activity.outcome is None else activity.outcome != "none"


def last_word_on(activities: Sequence[Activity]) -> date | None:
    """Give the day of their last word; None without any on file."""
    return max((each.on for each in activities if they_spoke(each)), default=None)


def last_maybe_on(activities: Sequence[Activity]) -> date | None:
    """Give the day of the last contact that was a word of theirs, or may have been one; None without any."""
    return max((each.on for each in activities if they_spoke(each) is not False), default=None)


def is_after(activity: Activity, day: date | None) -> bool:
    """Tell whether a contact came after a day, as each does after a day that never was."""
    return day is None or activity.on > day


def tries_in(activities: Sequence[Activity]) -> int | AtLeast | None:
    """Count our tries without a reply: those after what may have been a word surely, those after a word possibly."""
    last_word, last_maybe = last_word_on(activities), last_maybe_on(activities)
    surely = sum(they_spoke(each) is False and is_after(each, last_maybe) for each in activities)
    possibly = sum(not they_spoke(each) and is_after(each, last_word) for each in activities)
    return between(surely, possibly)


def _came_to(activity: Activity, outcome: str) -> bool | None:
    return None if activity.outcome is None else activity.outcome == outcome


def _may_offend(activity: Activity) -> bool | None:
    """Tell whether it was a setback that put them off, or one that does not say what it was about (D39)."""
    return False if activity.about not in {None, "offence"} else _came_to(activity, "setback")
