"""Every opportunity's file, with what it must know of other deals looked up once (D20, D37, D39)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import OpportunityRecord, Waiting
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.names import folded
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Contact, LossReason, Opportunity, Wake
from scorecards.model.vocabulary import RULINGS
from scorecards.read.input import Input
from scorecards.report.values import Located, Place


@dataclass(frozen=True)
class OpportunityFiles:
    """The files of the snapshot's opportunities in its order, and of those that left the export and wait to wake."""

    opportunities: tuple[OpportunityFile, ...]
    left_the_export: tuple[OpportunityFile, ...]
    rulings: Mapping[str, tuple[Located[Ruling], ...]]
    """All rulings by opportunity, also on what no snapshot holds any more."""

    @cached_property
    def by_owner(self) -> Mapping[str, tuple[OpportunityFile, ...]]:
        """The files of the snapshot's opportunities by the rep who owns them."""
        return _by_owner(self.opportunities)

    @cached_property
    def left_by_owner(self) -> Mapping[str, tuple[OpportunityFile, ...]]:
        """Those that left the export by the rep who owned them."""
        return _by_owner(self.left_the_export)


def opportunity_files_of(given: Input, history: History) -> OpportunityFiles:
    """Make the file of each opportunity, from the newest snapshot and the history of all."""
    opportunities, as_of = given.snapshot.opportunities, given.snapshot.as_of
    by_id = {each.id: each for each in opportunities}
    rulings = _by_opportunity(given.rulings)
    restarted = _restarted(opportunities, history.histories, as_of)
    gone = left_the_export(history.histories, restarted, rulings, as_of)
    copied = _needs_seen_twice(opportunities)
    people = _people_waited_for(opportunities, gone)
    before = _places_before(given, by_id)

    def file_of(opportunity: Opportunity) -> OpportunityFile:
        path, row = given.rows.get(opportunity.id, (None, None))
        starts_over = opportunity.restarted_from
        return OpportunityFile(
            as_of=as_of,
            opportunity=opportunity,
            path=path,
            row=row,
            history=history.histories[opportunity.id],
            rulings=rulings.get(opportunity.id, ()),
            place_before=before.get(opportunity.id),
            restarted_as=restarted.get(opportunity.id),
            starts_over=(by_id.get(starts_over) or _last_seen(starts_over, history)) if starts_over else None,
            needs_are_copied=needs_map(opportunity) in copied,
            watched=_watched(opportunity, people),
            seen=_seen(opportunity, history),
        )

    return OpportunityFiles(tuple(map(file_of, opportunities)), tuple(map(file_of, gone)), rulings)


def _by_owner(files: Iterable[OpportunityFile]) -> dict[str, tuple[OpportunityFile, ...]]:
    found: defaultdict[str, list[OpportunityFile]] = defaultdict(list)
    for file in files:
        found[file.opportunity.owner].append(file)
    return {owner: tuple(each) for owner, each in found.items()}


def needs_map(opportunity: Opportunity) -> tuple[str, ...]:
    """Give the map of needs in a form in which copies are equal."""
    return tuple(sorted(folded(need.need) for need in opportunity.needs))


def _by_opportunity(rulings: Iterable[Located[Ruling]]) -> dict[str, tuple[Located[Ruling], ...]]:
    found: defaultdict[str, list[Located[Ruling]]] = defaultdict(list)
    for each in rulings:
        found[each.value.opportunity].append(each)
    return {opportunity: tuple(each) for opportunity, each in found.items()}


def _restarted(
    opportunities: Iterable[Opportunity], histories: Mapping[str, OpportunityHistory], as_of: date
) -> dict[str, str]:
    """Give the opportunity that starts another one over, the latest one where there are several, by the old one.

    One that left the export while it was open goes on nowhere: it starts nothing over.
    """
    ended = (each.last for each in histories.values() if each.seen_on < as_of and not each.last.is_open)
    goes_on: list[Opportunity | OpportunityRecord] = [*opportunities, *ended]
    ordered = sorted(goes_on, key=lambda each: (each.created_on or date.min, each.id))
    return {each.restarted_from: each.id for each in ordered if each.restarted_from}


def _last_seen(opportunity: str, history: History) -> OpportunityRecord:
    return history.histories[opportunity].last


def _needs_seen_twice(opportunities: Sequence[Opportunity]) -> frozenset[tuple[str, ...]]:
    """Find the maps of needs of two that have nothing to do with each other; one that starts over keeps its own."""
    before = {each.id: each.restarted_from for each in opportunities if each.restarted_from}
    maps: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for opportunity in opportunities:
        if opportunity.needs:
            maps[needs_map(opportunity)].add(_beginning(opportunity.id, before))
    return frozenset(needs for needs, beginnings in maps.items() if len(beginnings) > 1)


def _beginning(opportunity: str, before: Mapping[str, str]) -> str:
    """Name the opportunity that was started over first; no snapshot with a circle gets this far."""
    while opportunity in before:
        opportunity = before[opportunity]
    return opportunity


_Person = tuple[str, str]
"""An account, or an opportunity without one, and the folded name of somebody there."""


def _people_waited_for(
    opportunities: Sequence[Opportunity], gone: Sequence[Opportunity]
) -> dict[_Person, tuple[tuple[str, Contact], ...]]:
    """Find the people whose change is waited for among the contacts of all opportunities of their account.

    What is ``gone`` from the export, though the cold file keeps it, tells how it was then, so it tells nothing of the
    others.
    """
    found: dict[_Person, tuple[tuple[str, Contact], ...]] = {
        _person_of(each): () for each in (*opportunities, *gone) if each.wake and each.wake.person
    }
    if found:
        for opportunity in opportunities:
            for contact in opportunity.contacts:
                key = (opportunity.account or opportunity.id, folded(contact.name))
                if key in found:
                    found[key] = (*found[key], (opportunity.id, contact))
    return found


def _person_of(opportunity: Opportunity) -> _Person:
    """Name the person whose change an opportunity waits for."""
    wake = opportunity.wake
    return (opportunity.account or opportunity.id, folded((wake and wake.person) or ""))


def _watched(
    opportunity: Opportunity, people: Mapping[_Person, tuple[tuple[str, Contact], ...]]
) -> tuple[tuple[str, Contact], ...]:
    """Give the person whose change an opportunity waits for, among the contacts of the account's other ones."""
    if not opportunity.wake or not opportunity.wake.person:
        return ()
    return tuple(each for each in people[_person_of(opportunity)] if each[0] != opportunity.id)


def _seen(opportunity: Opportunity, history: History) -> tuple[tuple[date, OpportunityRecord], ...]:
    """Give how each snapshot showed an opportunity that waits for a person; nothing of all others."""
    if not opportunity.wake or not opportunity.wake.person:
        return ()
    shown = ((each.as_of, each.records.get(opportunity.id)) for each in history.snapshots)
    return tuple((as_of, record) for as_of, record in shown if record)


def _places_before(given: Input, wanted: Mapping[str, Opportunity]) -> dict[str, Place]:
    """Give where the last snapshot before this one held each opportunity."""
    found: dict[str, Place] = {}
    for snapshot in reversed(given.snapshots[:-1]):
        new = (each for each in snapshot.records if each in wanted and each not in found)
        found |= {each: snapshot.place(each) for each in list(new)}
    return found


def left_the_export(
    histories: Mapping[str, OpportunityHistory],
    restarted: Collection[str],
    rulings: Mapping[str, tuple[Located[Ruling], ...]],
    as_of: date,
) -> tuple[Opportunity, ...]:
    """Give what the snapshot of ``as_of`` leaves out and the cold file goes on holding, in the order of the ids.

    It stays until it starts over, or until its manager rules it dead.
    """
    left = (each for each in histories.values() if each.last.waiting and each.seen_on < as_of)
    gone = (each for each in left if each.last.id not in restarted)
    kept = (each for each in gone if not _is_dead(each, rulings.get(each.last.id, ())))
    return tuple(sorted(map(_as_last_seen, kept), key=lambda each: each.id))


def _is_dead(history: OpportunityHistory, rulings: tuple[Located[Ruling], ...]) -> bool:
    """Tell whether the manager's last word, since a snapshot held it, is that there is no sale here."""
    last = rulings[-1].value if rulings else None
    return last is not None and RULINGS[last.ruling].ends_waiting and last.on > history.seen_on


def _as_last_seen(history: OpportunityHistory) -> Opportunity:
    """Give an opportunity with what the cold file shows of it; all else is not kept."""
    last = history.last
    return Opportunity.model_validate(
        {
            "id": last.id,
            "name": last.name,
            "owner": last.owner,
            "account": last.account,
            "status": last.status,
            "ended": last.ended,
            "closed_on": last.closed_on,
            "amount": last.amount,
            "currency": last.currency,
            "loss_reason": _loss_reason(last),
            "wake": _wake(last.waiting) if last.waiting else None,
            "contacts": tuple(_contacts(last)),
        }
    )


def _loss_reason(last: OpportunityRecord) -> LossReason:
    cause = last.waiting.cause if last.waiting else None
    return LossReason.model_validate({"cause": cause, "reason": last.loss_reason, "said_by": last.loss_said_by})


def _wake(waiting: Waiting) -> Wake:
    return Wake.model_validate(
        {"on": waiting.on, "when": waiting.when, "person": waiting.person, "change": waiting.change}
    )


def _contacts(last: OpportunityRecord) -> Iterator[Contact]:
    for name, title, roles in last.watched:
        yield Contact.model_validate({"name": name, "title": title or None, "roles": roles.split()})
    for name, left_on in last.waiting.left if last.waiting else ():
        yield Contact(name=name, left_on=left_on)
