"""What all snapshots tell together of an opportunity's past, as entries of its timeline.

Of what the present snapshot still holds it tells the day, the words and the line, so that nothing stands twice: the
last change to what is so now, and the state that it led to, are one entry.
"""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from scorecards.compose.snapshot_entries import place_in
from scorecards.history.record import in_order
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change
from scorecards.report.timeline import EntryKind, TimelineEntry
from scorecards.report.values import Money

_NAMED: Final[dict[str, tuple[EntryKind, str]]] = {
    "renamed": ("renamed", "Renamed"),
    "owner": ("owner", "Owner changed"),
}
_CLOSED_AS: Final = {"won": "Won", "lost": "Lost", "no_decision": "No decision"}
_ENDED_AS: Final = {"vanished": "Went silent", "reversed": "Called off"}
_REMEMBERED: Final[dict[str, tuple[EntryKind, str]]] = {
    "advance": ("talk", "Moved forward"),
    "setback": ("talk", "Setback"),
    "step_done": ("step_done", "Their step done"),
    "buying_step_done": ("step_done", "Buying step done"),
    "criterion_met": ("criterion_met", "Criterion met"),
    "verbal_yes": ("verbal_yes", "Verbal yes"),
    "signed": ("signed", "Signed"),
}
_TOLD_AS_CHANGES: Final = {"criterion_met", "verbal_yes", "signed"}
"""Acts of which every change is an entry already."""


def history_entries(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    """Give what changed from snapshot to snapshot, and what only earlier ones tell."""
    yield from _changed(file, index)
    yield from _stages(file, index)
    yield from _states(file)
    yield from _criteria(file, index)
    yield from _yes(file)
    yield from _ratings(file)
    yield from _remembered(file, index)


def _entry(  # noqa: PLR0913 - an entry with what was and what is
    kind: EntryKind,
    change: Change,
    title: str,
    words: str | None = None,
    *,
    before: date | Money | str | None = None,
    after: date | Money | str | None = None,
    days: int | None = None,
) -> TimelineEntry:
    """Make an entry of a change, with the snapshot that showed it."""
    return TimelineEntry(
        kind,
        change.on,
        title,
        words,
        before=before,
        after=after,
        days=days,
        moves=change.moves,
        seen_on=change.told_on,
        place=change.place_after,
    )


def _changed(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    """Tell what the export holds as a figure or a name: each change is an entry."""
    for change in file.history.changes:
        if change.kind == "close_date":
            yield _close_date(change)
        elif change.kind == "amount":
            yield _amount(change)
        elif change.kind == "forecast_category":
            before, after = _spaced(change.before), _spaced(change.after)
            yield _entry("forecast", change, f"Forecast {_how(before, after)}", before=before, after=after)
        elif change.kind in _NAMED:
            kind, title = _NAMED[change.kind]
            yield _entry(kind, change, title, before=change.before, after=change.after)
        else:
            yield from _coming_and_going(change, file, index)


def _coming_and_going(change: Change, file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    if change.kind == "ended":
        yield _entry("ended", change, _ENDED_AS[change.after or ""])
    elif change.kind == "reopened":
        yield _entry("reopened", change, "Reopened")
    elif change.kind == "back":
        yield _entry("back", change, "Back in export", before=change.day_before, after=change.day_after)
    elif change.kind == "first_seen" and index.previous and not file.opportunity.created_on:
        # The day on which it was opened tells more; and one snapshot alone shows nothing of when it came.
        yield _entry("first_seen", change, "First seen")


def _amount(change: Change) -> TimelineEntry:
    before, after = change.amount_before, change.amount_after
    return _entry("amount", change, f"Amount {_how(before, after)}", before=before, after=after)


def _close_date(change: Change) -> TimelineEntry:
    before, after = change.day_before, change.day_after
    if not before or not after:
        return _entry("close_date", change, f"Close date {_how(before, after)}", before=before, after=after)
    days = (after - before).days
    if days > 0:
        return _entry("push", change, "Close date pushed", before=before, after=after, days=days)
    return _entry("pull", change, "Close date pulled in", before=before, after=after, days=days)


def _how(before: object, after: object) -> str:
    if before is None:
        return "set"
    return "removed" if after is None else "changed"


def _spaced(word: str | None) -> str | None:
    return word.replace("_", " ") if word else None


def _apart(file: OpportunityFile, kinds: Collection[str], now: str | None) -> tuple[tuple[Change, ...], Change | None]:
    """Give the changes that led elsewhere, and the last one where it led to what the present snapshot holds."""
    changes = tuple(change for change in file.history.changes if change.kind in kinds)
    if changes and now and changes[-1].after == now:
        return changes[:-1], changes[-1]
    return changes, None


def _now(made: TimelineEntry, last: Change | None, on: date | None) -> TimelineEntry:
    """Date an entry of what is so now: by its own day, else by the snapshot that first showed it."""
    if last is None:
        return replace(made, on=on)
    return replace(made, on=on or last.on, seen_on=last.told_on, moves=last.moves)


def _stages(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    opportunity, names = file.opportunity, {stage.id: stage.name for stage in index.playbook.stages}
    earlier, last = _apart(file, {"stage"}, opportunity.stage)
    for change in (*earlier, *([last] if last else [])):
        title = "Stage moved back" if change.moves == "backward" else "Stage changed"
        before, after = names.get(change.before or "", change.before), names.get(change.after or "", change.after)
        made = _entry("stage", change, title, before=before, after=after)
        yield _now(made, last, opportunity.stage_entered_on) if change is last else made
    if opportunity.stage and opportunity.stage_entered_on and last is None:
        after, place = names[opportunity.stage], place_in(file, "stage_entered_on")
        yield TimelineEntry("stage", opportunity.stage_entered_on, "Stage entered", after=after, place=place)


def _states(file: OpportunityFile) -> Iterator[TimelineEntry]:
    """Tell how it was closed, what the rep calls it, and the need that they state now: as it is, and as it was."""
    yield from _closed(file)
    claim, need = file.opportunity.claim, file.opportunity.present_need
    claims, last = _apart(file, {"claim"}, claim.state if claim else None)
    for change in claims:
        yield _entry("claim", change, "Rep view", after=change.after)
    if claim:
        made = TimelineEntry("claim", None, "Rep view", claim.words, after=claim.state, place=place_in(file, "claim"))
        yield _now(made, last, claim.on)
    needs, last = _apart(file, {"need"}, need.need if need else None)
    for change in needs:
        yield _entry("need", change, "Need stated", words=change.after)
    if need:
        place = place_in(file, "present_need")
        yield _now(TimelineEntry("need", None, "Need stated", need.need, need.said_by, place=place), last, need.on)


def _closed(file: OpportunityFile) -> Iterator[TimelineEntry]:
    opportunity = file.opportunity
    earlier, last = _apart(file, CLOSED, opportunity.status)
    for change in earlier:
        yield _entry("closed", change, _CLOSED_AS[change.kind])
    if opportunity.status in CLOSED:
        why, title = opportunity.loss_reason, _CLOSED_AS[opportunity.status]
        words, who = (why.reason, why.said_by) if why else (None, None)
        place = place_in(file, "closed_on") or place_in(file, "status")
        yield _now(TimelineEntry("closed", None, title, words, who, place=place), last, opportunity.closed_on)


def _criteria(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    names = _criteria_in_words(index)
    met = {each: state for each, state in file.opportunity.exit_criteria.items() if state.met == "yes"}
    changes = [change for change in file.history.changes if change.kind in {"criterion_met", "criterion_lost"}]
    last = {change.text: change for change in changes}
    led_here = {each: last[each] for each in met if each in last and last[each].kind == "criterion_met"}
    for change in changes:
        after = names.get(change.text or "", change.text)
        if change.kind == "criterion_lost":
            yield _entry("criterion_lost", change, "Criterion lost", after=after)
        elif led_here.get(change.text or "") is not change:
            yield _entry("criterion_met", change, "Criterion met", after=after)
    for each, state in met.items():
        place, after = place_in(file, "exit_criteria", each), names.get(each, each)
        made = TimelineEntry("criterion_met", None, "Criterion met", state.evidence, after=after, place=place)
        yield _now(replace(made, moves="forward"), led_here.get(each), state.on)


def _criteria_in_words(index: Index) -> dict[str, str]:
    return {each.id: each.criterion for stage in index.playbook.stages for each in stage.exit_criteria}


def _yes(file: OpportunityFile) -> Iterator[TimelineEntry]:
    """Tell a yes and a signature, and what was taken back of them (D35)."""
    opportunity = file.opportunity
    given: tuple[tuple[EntryKind, str, date | None], ...] = (
        ("verbal_yes", "Verbal yes", opportunity.verbal_yes_on),
        ("signed", "Signed", opportunity.signed_on),
    )
    for kind, title, day in given:
        found = [change for change in file.history.changes if change.kind == kind]
        stands = day is not None and bool(found) and found[-1].moves == "forward"
        for change in found[:-1] if stands else found:
            if change.moves == "backward":
                yield _entry("yes_withdrawn", change, "Yes taken back", before=change.day_before)
            else:
                yield _entry(kind, change, title)
        if day:
            yield TimelineEntry(kind, day, title, moves="forward", place=place_in(file, f"{kind}_on"))


def _ratings(file: OpportunityFile) -> Iterator[TimelineEntry]:
    """Tell each of their ratings; one without a day that the first snapshot held has none (D23)."""
    history, rating, before = file.history, file.opportunity.gap_rating, None
    changes = {(change.told_on, change.after): change for change in history.changes if change.kind == "gap_rating"}
    for number, point in enumerate(history.gap_ratings, start=1):
        change, score = changes.get((point.told_on, str(point.score))), f"{point.score} of 10"
        made = TimelineEntry("rating", point.on, "Their rating", before=before, after=score)
        if change:
            made = _now(replace(made, place=change.place_after), change, point.on)
        if rating and number == len(history.gap_ratings):
            made = replace(made, words=rating.to_reach_10, place=place_in(file, "gap_rating"))
        yield made
        before = score


def _remembered(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    """Tell what the buyer did that the present snapshot does not hold any more, and that still stands."""
    history, criteria = file.history, _criteria_in_words(index)
    told = {(each.on, each.kind, each.text, each.who): each for each in history.changes}
    for act in sorted(history.acts - set(history.last.acts), key=in_order):
        change = told.get((act.on, act.kind, act.text, act.who))
        if change and act.kind in _TOLD_AS_CHANGES:
            continue
        kind, title = _REMEMBERED[act.kind]
        made = TimelineEntry(kind, act.on, title, who=act.who, moves="backward" if act.kind == "setback" else "forward")
        in_words = criteria.get(act.text or "", act.text)
        made = replace(made, after=in_words) if act.kind == "criterion_met" else replace(made, words=act.text)
        yield replace(made, seen_on=change.told_on, place=change.place_after) if change else made
