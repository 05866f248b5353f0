"""What the present snapshot tells of an opportunity's past, as entries of its timeline, each with its line."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from scorecards.derive.activities import they_spoke
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Activity
from scorecards.report.timeline import EntryKind, Moves, TimelineEntry
from scorecards.report.values import Place

_MOVES: Final[dict[str | None, Moves]] = {"advance": "forward", "setback": "backward"}
_FORWARD: Final[Moves] = "forward"
_STILL: Final[Moves] = "nothing"


def snapshot_entries(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    """Give the contacts, answers, needs, steps and days that the present snapshot holds.

    What it holds as it is now, and earlier snapshots may have shown otherwise, stands among those of the history.
    """
    yield from _contacts(file)
    yield from _answers(file, index)
    yield from _first_need(file)
    yield from _steps(file)
    yield from _deadline(file)
    yield from _days(file)
    yield from _people(file)


def place_in(file: OpportunityFile, *way: str | int) -> Place | None:
    """Give the place of something that the present snapshot holds."""
    line = file.line(*way)
    return Place(file.path, line) if file.path and line else None


def _contacts(file: OpportunityFile) -> Iterator[TimelineEntry]:
    for number, activity in enumerate(file.opportunity.activities):
        kind, title = _told_contact(activity)
        yield TimelineEntry(
            kind,
            activity.on,
            title,
            words=activity.note,
            who=activity.contact,
            moves=_MOVES.get(activity.outcome, "nothing"),
            place=place_in(file, "activities", number),
        )


def _told_contact(activity: Activity) -> tuple[EntryKind, str]:
    """Say what kind of contact it was: that an outcome is not told is told as such (promise 2)."""
    channel = "contact" if activity.kind == "other" else activity.kind
    if activity.direction == "inbound":
        return "talk", f"Inbound {channel}"
    if activity.direction == "both":
        return "talk", channel.capitalize()
    spoke = they_spoke(activity)
    if spoke is None:
        return "contact", f"{channel.capitalize()}, outcome unknown"
    return ("talk", f"{channel.capitalize()}, reply") if spoke else ("try", f"{channel.capitalize()}, no reply")


def _answers(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    names = {question.id: question.name for question in index.playbook.questions}
    for question, answer in file.opportunity.answers.items():
        if index.says_something(answer):
            title, place = names.get(question, question), place_in(file, "answers", question)
            yield TimelineEntry("answer", answer.on, title, words=answer.value, who=answer.said_by, place=place)


def _first_need(file: OpportunityFile) -> Iterator[TimelineEntry]:
    """Tell the need that they stated first, unless it is the present one, which stands among what changed."""
    first = file.opportunity.first_need
    if first and first != file.opportunity.present_need:
        place = place_in(file, "first_need")
        yield TimelineEntry("need", first.on, "First need", words=first.need, who=first.said_by, place=place)


def _steps(file: OpportunityFile) -> Iterator[TimelineEntry]:
    """Tell the steps that were done, and those whose day has passed: what is still ahead has not happened."""
    for number, step in enumerate(file.opportunity.next_steps):
        ours, place = step.side == "us", place_in(file, "next_steps", number)
        whose, moves = ("Our step", _STILL) if ours else ("Their step", _FORWARD)
        if step.done_on:
            yield TimelineEntry(
                "step_done", step.done_on, f"{whose} done", step.what, step.owner, moves=moves, place=place
            )
        elif _has_passed(step.due, file):
            yield TimelineEntry("step_overdue", step.due, f"{whose} overdue", step.what, step.owner, place=place)
    for number, part in enumerate(file.opportunity.buying_plan):
        place = place_in(file, "buying_plan", number)
        if part.done_on:
            yield TimelineEntry(
                "step_done", part.done_on, "Buying step done", part.step, part.owner, moves=_FORWARD, place=place
            )
        elif _has_passed(part.due, file):
            yield TimelineEntry("step_overdue", part.due, "Buying step overdue", part.step, part.owner, place=place)


def _has_passed(day: date | None, file: OpportunityFile) -> bool:
    """Tell whether a day passed while the opportunity was open."""
    opportunity = file.opportunity
    until = file.as_of if opportunity.status == "open" else opportunity.closed_on
    return day is not None and until is not None and day < until


def _deadline(file: OpportunityFile) -> Iterator[TimelineEntry]:
    """Tell that they named a deadline, which the snapshot does not date, and that its day has passed (D29, D31)."""
    deadline = file.opportunity.deadline
    if deadline is None or deadline.date is None:
        return
    place, day = place_in(file, "deadline"), deadline.date
    yield TimelineEntry(
        "deadline", None, "Deadline named", words=deadline.consequence, who=deadline.said_by, after=day, place=place
    )
    if _has_passed(day, file):
        yield TimelineEntry("deadline", day, "Deadline passed", place=place)


def _days(file: OpportunityFile) -> Iterator[TimelineEntry]:
    opportunity = file.opportunity
    if opportunity.created_on:
        yield TimelineEntry("opened", opportunity.created_on, "Opened", place=place_in(file, "created_on"))
    if blocker := opportunity.blocker:
        yield TimelineEntry("blocker", blocker.since, "Blocker", words=blocker.what, place=place_in(file, "blocker"))


def _people(file: OpportunityFile) -> Iterator[TimelineEntry]:
    for number, contact in enumerate(file.opportunity.contacts):
        if contact.left_on:
            place = place_in(file, "contacts", number)
            yield TimelineEntry("left", contact.left_on, "Contact left", who=contact.name, place=place)
