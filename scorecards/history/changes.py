"""What differs between two records of an opportunity, and which of it is the buyer's movement (D16).

Only what the buyer does or says counts as movement.  A stage that we set forward, a close date that we move and a
message that we send move nothing; a stage that we set back admits that it went backward.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.history.record import Act, OpportunityRecord, SnapshotRecord, in_order
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change
from scorecards.report.values import Money, Place

_FIELD_OF_ACT = {
    "advance": "activities",
    "setback": "activities",
    "criterion_met": "exit_criteria",
    "step_done": "next_steps",
    "buying_step_done": "buying_plan",
    "verbal_yes": "verbal_yes_on",
    "signed": "signed_on",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What comparing needs of the playbook and the team: the order of stages, phrases that wait, names, currency."""

    stages: Mapping[str, int]
    waiting: re.Pattern[str]
    people: Mapping[str, str]
    currency: str


@dataclass(frozen=True, slots=True)
class _Pair:
    """An opportunity before and now, with the places of both and the present day."""

    before: OpportunityRecord
    place_before: Place
    now: OpportunityRecord
    place: Place
    as_of: date

    def held(self, field: str) -> bool:
        """Tell whether both snapshots hold a field: one that an export leaves out was not taken out (promise 2)."""
        return field in self.before.offsets and field in self.now.offsets

    def change(
        self, kind: str, field: str, moves: str = "nothing", on: date | None = None, **details: object
    ) -> Change:
        """Make a change of a field, with its place in both files."""
        return Change(
            kind=kind,  # type: ignore[arg-type]
            on=on or self.as_of,
            told_on=self.as_of,
            moves=moves,  # type: ignore[arg-type]
            place_before=_below(self.place_before, self.before, field),
            place_after=_below(self.place, self.now, field),
            **details,  # type: ignore[arg-type]
        )


def _below(place: Place, record: OpportunityRecord, field: str) -> Place:
    """Give the place of a field, or that of the opportunity where it has none of its own."""
    return Place(place.path, place.line + record.offsets.get(field, 0))


def is_waiting(act: Act, terms: Terms) -> bool:
    """Tell whether a step that was done only waited, checked in or sent again (D28)."""
    return act.kind in {"step_done", "buying_step_done"} and terms.waiting.search(act.text or "") is not None


def changes_between(  # noqa: PLR0913, PLR0917 - what one comparison needs
    history: OpportunityHistory,
    now: OpportunityRecord,
    snapshot: SnapshotRecord,
    new_acts: Collection[Act],
    missed: Collection[date],
    terms: Terms,
) -> Iterator[Change]:
    """Give what changed since the last record, what the buyer did first."""
    pair = _Pair(history.last, history.place, now, snapshot.place(now.id), snapshot.as_of)
    yield from _acts(pair, new_acts)
    yield from _undone(pair)
    if missed:
        yield pair.change("back", "id", day_before=history.seen_on, day_after=snapshot.as_of)
    yield from _ending(pair)
    yield from _stage(pair, terms)
    yield from _figures(pair, terms)
    yield from _names(pair, terms)


def _acts(pair: _Pair, acts: Collection[Act]) -> Iterator[Change]:
    for act in sorted(acts, key=in_order):
        moves = "backward" if act.kind == "setback" else "forward"
        yield pair.change(act.kind, _FIELD_OF_ACT[act.kind], moves, act.on, text=act.text, who=act.who)


def _undone(pair: _Pair) -> Iterator[Change]:
    """Tell of criteria that changed without a day of their own, and of a yes that was taken back."""
    dated = {act.text for act in pair.now.acts if act.kind == "criterion_met"}
    for criterion in pair.now.met if pair.held("exit_criteria") else ():
        if criterion not in pair.before.met and criterion not in dated:
            yield pair.change("criterion_met", "exit_criteria", "forward", text=criterion)
    for criterion in pair.before.met:
        if criterion in pair.now.unmet:
            yield pair.change("criterion_lost", "exit_criteria", "backward", text=criterion)
    said = [act for act in pair.before.acts if act.kind == "verbal_yes"]
    if said and "verbal_yes_on" in pair.now.offsets and not any(act.kind == "verbal_yes" for act in pair.now.acts):
        yield pair.change("verbal_yes", "verbal_yes_on", "backward", day_before=said[0].on)


def _ending(pair: _Pair) -> Iterator[Change]:
    before, now = pair.before, pair.now
    if before.status != now.status:
        kind = "reopened" if now.status == "open" else CLOSED[now.status]
        on = now.closed_on if now.status != "open" else None
        yield pair.change(kind, "status", on=on, before=before.status, after=now.status)
    if now.ended != before.ended and now.ended in {"vanished", "reversed"}:
        yield pair.change("ended", "ended", "backward", before=before.ended, after=now.ended)
    if now.claim != before.claim and now.claim:
        yield pair.change("claim", "claim", before=before.claim, after=now.claim)


def _stage(pair: _Pair, terms: Terms) -> Iterator[Change]:
    before, now = pair.before.stage, pair.now.stage
    if before == now or before is None or now is None:
        return
    back = before in terms.stages and now in terms.stages and terms.stages[now] < terms.stages[before]
    yield pair.change(
        "stage", "stage", "backward" if back else "nothing", pair.now.stage_entered_on, before=before, after=now
    )


def _figures(pair: _Pair, terms: Terms) -> Iterator[Change]:
    before, now = pair.before, pair.now
    if pair.held("amount") and (before.amount, before.currency) != (now.amount, now.currency):
        yield pair.change("amount", "amount", amount_before=_money(before, terms), amount_after=_money(now, terms))
    if pair.held("close_date") and before.close_date != now.close_date:
        yield pair.change("close_date", "close_date", day_before=before.close_date, day_after=now.close_date)
    if pair.held("forecast_category") and before.forecast_category != now.forecast_category:
        yield pair.change(
            "forecast_category", "forecast_category", before=before.forecast_category, after=now.forecast_category
        )
    if now.gap_score is not None and (before.gap_score, before.gap_on) != (now.gap_score, now.gap_on):
        fell = before.gap_score is not None and now.gap_score < before.gap_score
        was = None if before.gap_score is None else str(before.gap_score)
        moves = "backward" if fell else "nothing"
        yield pair.change("gap_rating", "gap_rating", moves, now.gap_on, before=was, after=str(now.gap_score))


def _names(pair: _Pair, terms: Terms) -> Iterator[Change]:
    before, now = pair.before, pair.now
    if before.owner != now.owner:
        names = terms.people
        yield pair.change(
            "owner", "owner", before=names.get(before.owner, before.owner), after=names.get(now.owner, now.owner)
        )
    if before.name != now.name:
        yield pair.change("renamed", "name", before=before.name, after=now.name)
    if before.present_need != now.present_need and now.present_need:
        yield pair.change("need", "present_need", before=before.present_need, after=now.present_need)


def _money(record: OpportunityRecord, terms: Terms) -> Money | None:
    return None if record.amount is None else Money(record.amount, record.currency or terms.currency)
