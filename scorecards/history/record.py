"""What history keeps of one opportunity as one snapshot held it: small, and free of the playbook and the team.

A record is made from a snapshot's file alone, so it can be kept beside that file's fingerprint (``snapshot_cache``).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from scorecards.model.snapshot import Opportunity
from scorecards.model.vocabulary import WITHOUT_A_SALE
from scorecards.report.values import Place
from scorecards.yaml_files.document import YamlMapping

ActKind = Literal["advance", "setback", "criterion_met", "step_done", "buying_step_done", "verbal_yes", "signed"]

_LOCATED = frozenset(
    {
        "name",
        "owner",
        "status",
        "stage",
        "ended",
        "claim",
        "amount",
        "close_date",
        "forecast_category",
        "gap_rating",
        "present_need",
        "exit_criteria",
        "activities",
        "next_steps",
        "buying_plan",
        "verbal_yes_on",
        "signed_on",
    }
)
_TELLING = frozenset({"activities", "exit_criteria", "next_steps", "buying_plan"})


class Act(NamedTuple):
    """Something that the buyer did, on a day: an advance, a setback, a step done, a criterion met, a yes."""

    on: date
    kind: ActKind
    text: str | None
    who: str | None


class Waiting(NamedTuple):
    """What a closed opportunity that is not final waits for: a day, an event, or a change with a person (D39, D40).

    ``left`` are the contacts who left, each with the day, where a person is waited for; ``cause`` is the playbook's
    cause for its end.
    """

    on: date | None
    when: str | None
    person: str | None
    change: str | None
    left: tuple[tuple[str, date], ...]
    cause: str | None


def in_order(act: Act) -> tuple[date, str, str, str]:
    """Give what acts are sorted by: their day first."""
    return act.on, act.kind, act.text or "", act.who or ""


class OpportunityRecord(NamedTuple):
    """One opportunity in one snapshot.

    ``acts`` are the buyer's dated acts that the snapshot tells, ``met`` and ``unmet`` the exit criteria by their state,
    ``watched`` the name, title and roles of each contact where a person is watched for the cold file.  ``waiting`` is
    what wakes it there, None where it does not wait for anything, and ``restarted_from`` what it starts over.
    ``tells`` says that the snapshot holds any field that would show the buyer's movement.  ``untold_on`` is the day of
    the last contact that does not say what came of it, ``talks_from`` that of the first contact that is kept.
    ``offsets`` tell how many lines below its first one each field stands that is compared, so that an opportunity of
    which nothing changed is the same in every snapshot, wherever it stands there.
    """

    id: str
    name: str
    owner: str
    account: str | None
    status: str
    stage: str | None
    ended: str | None
    claim: str | None
    created_on: date | None
    stage_entered_on: date | None
    closed_on: date | None
    close_date: date | None
    amount: Decimal | None
    currency: str | None
    amount_basis: str | None
    push_count: int | None
    forecast_category: str | None
    gap_score: int | None
    gap_on: date | None
    present_need: str | None
    loss_reason: str | None
    loss_said_by: str | None
    loss_cause: str | None
    acts: tuple[Act, ...]
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    watched: tuple[tuple[str, str, str], ...]
    waiting: Waiting | None
    restarted_from: str | None
    tells: bool
    untold_on: date | None
    talks_from: date | None
    offsets: dict[str, int]

    @property
    def is_signed(self) -> bool:
        """Whether the day of the signature was given (D35)."""
        return any(act.kind == "signed" for act in self.acts)

    @property
    def is_said_no(self) -> bool:
        """Whether it was closed because they said so: an honest no (D09).

        What the buyer gave as the reason is a word of theirs.  Without one, the way in which it ended must say that
        they chose: silence, a yes that was called off, and what is only noted as other do not.
        """
        if self.status not in WITHOUT_A_SALE:
            return False
        return self.loss_said_by == "buyer" or self.ended in {"declined", "no_need"}

    @property
    def is_open(self) -> bool:
        """Whether it was open."""
        return self.status == "open"


@dataclass(frozen=True, slots=True)
class SnapshotRecord:
    """One snapshot as history keeps it: its day, the name of its file, its records and their lines by id.

    Where it is split, ``path`` is its folder, ``files`` the names of the files in it, and ``parts`` the number of the
    file for each id; both are empty otherwise.
    """

    as_of: date
    path: str
    records: dict[str, OpportunityRecord]
    lines: dict[str, int]
    files: tuple[str, ...] = ()
    parts: dict[str, int] = field(default_factory=dict)

    def place(self, opportunity: str) -> Place:
        """Tell where an opportunity stands."""
        path = f"{self.path}/{self.files[self.parts[opportunity]]}" if self.files else self.path
        return Place(path, self.lines[opportunity])


def record_of(opportunity: Opportunity, row: YamlMapping) -> OpportunityRecord:
    """Keep what history needs of an opportunity; ``row`` is where it stands in its file."""
    rating = opportunity.gap_rating
    criteria = opportunity.exit_criteria
    loss = opportunity.loss_reason
    first = row.own_place()[0]
    return OpportunityRecord(
        id=opportunity.id,
        name=opportunity.name,
        owner=opportunity.owner,
        account=opportunity.account,
        status=opportunity.status,
        stage=opportunity.stage,
        ended=opportunity.ended,
        claim=opportunity.claim.state if opportunity.claim else None,
        created_on=opportunity.created_on,
        stage_entered_on=opportunity.stage_entered_on,
        closed_on=opportunity.closed_on,
        close_date=opportunity.close_date,
        amount=opportunity.amount,
        currency=opportunity.currency,
        amount_basis=opportunity.amount_basis,
        push_count=opportunity.push_count,
        forecast_category=opportunity.forecast_category,
        gap_score=rating.score if rating else None,
        gap_on=rating.on if rating else None,
        present_need=opportunity.present_need.need if opportunity.present_need else None,
        loss_reason=loss.reason if loss else None,
        loss_said_by=loss.said_by if loss else None,
        loss_cause=loss.cause if loss else None,
        acts=tuple(sorted(_acts(opportunity), key=in_order)),
        met=tuple(sorted(each for each, state in criteria.items() if state.met == "yes")),
        unmet=tuple(sorted(each for each, state in criteria.items() if state.met == "no")),
        watched=tuple(
            (contact.name, contact.title or "", " ".join(sorted(contact.roles))) for contact in opportunity.contacts
        )
        if opportunity.wake and opportunity.wake.person
        else (),
        waiting=_waiting(opportunity),
        restarted_from=opportunity.restarted_from,
        tells=bool(opportunity.model_fields_set & _TELLING),
        untold_on=max((each.on for each in opportunity.activities if each.outcome is None), default=None),
        talks_from=min((each.on for each in opportunity.activities), default=None),
        offsets={key: line - first for key, line in row.lines() if key in _LOCATED},
    )


def _waiting(opportunity: Opportunity) -> Waiting | None:
    wake, loss = opportunity.wake, opportunity.loss_reason
    if opportunity.status not in WITHOUT_A_SALE or opportunity.final:
        return None
    if wake is None or not (wake.on or wake.when or wake.person):
        return None
    left = ((each.name, each.left_on) for each in opportunity.contacts if each.left_on) if wake.person else ()
    return Waiting(wake.on, wake.when, wake.person, wake.change, tuple(left), loss.cause if loss else None)


def _acts(opportunity: Opportunity) -> Iterator[Act]:
    for activity in opportunity.activities:
        if activity.outcome in {"advance", "setback"}:
            yield Act(activity.on, activity.outcome, activity.note, activity.contact)
    yield from _steps(opportunity)
    for criterion, state in opportunity.exit_criteria.items():
        if state.met == "yes" and state.on:
            yield Act(state.on, "criterion_met", criterion, None)
    if opportunity.verbal_yes_on:
        yield Act(opportunity.verbal_yes_on, "verbal_yes", None, None)
    if opportunity.signed_on:
        yield Act(opportunity.signed_on, "signed", None, None)


def _steps(opportunity: Opportunity) -> Iterator[Act]:
    for step in opportunity.next_steps:
        if step.side == "customer" and step.done_on:
            yield Act(step.done_on, "step_done", step.what, step.owner)
    for part in opportunity.buying_plan:
        if part.done_on:
            yield Act(part.done_on, "buying_step_done", part.step, part.owner)
