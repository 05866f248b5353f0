"""Every opportunity's file, with what it must know of other deals looked up once (D20, D37, D39)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import OpportunityRecord, Waiting
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.waivers import WaiversOn
from scorecards.model.names import folded
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.model.snapshot import Contact, LossReason, Opportunity, Wake
from scorecards.model.vocabulary import RULINGS
from scorecards.read.input import Input
from scorecards.read.written import Written, WrittenOpportunity
from scorecards.report.values import Located, Place

Entry = TypeVar("Entry", Ruling, FollowUp)


@dataclass(frozen=True)
class OpportunityFiles:
    """What each opportunity must know of the others, from which its file is made once it is worked on.

    ``restarted`` are the opportunities that start others over, by the old one; ``starting_over`` those that are started
    over and that the snapshot holds.  ``copied`` are maps of needs that stand on several, ``people`` those whose change
    is waited for.  ``left_the_export`` are the files of those that left it and wait to wake.
    """

    as_of: date
    written: Written
    history: History
    rulings: Mapping[str, tuple[Located[Ruling], ...]]
    """All rulings by opportunity, also on what no snapshot holds any more."""
    follow_ups: Mapping[str, tuple[Located[FollowUp], ...]]
    """All that was said of what rulings ask for, by opportunity."""
    waivers: WaiversOn
    baseline: Mapping[str, frozenset[str]]
    restarted: Mapping[str, str]
    started_over: Mapping[str, Opportunity]
    copied: frozenset[tuple[str, ...]]
    people: Mapping["_Person", tuple[tuple[str, Contact], ...]]
    gone: tuple[Opportunity, ...]

    def of_owner(self, owner: str) -> tuple[OpportunityFile, ...]:
        """Make the files of the snapshot's opportunities that a rep owns, in its order."""
        return tuple(map(self._file_of, self.written.of_owner(owner)))

    def of(self, ids: Collection[str]) -> dict[str, OpportunityFile]:
        """Make the files of some opportunities, by id, as far as the snapshot or the cold file holds them."""
        if not ids:
            return {}
        found = {file.opportunity.id: file for file in self.left_the_export if file.opportunity.id in ids}
        named = (each for each in self.written if each.opportunity.id in ids)
        return found | {each.opportunity.id: self._file_of(each) for each in named}

    @cached_property
    def left_the_export(self) -> tuple[OpportunityFile, ...]:
        """The files of the opportunities that left the export, and that the cold file goes on holding."""
        return tuple(self._file_of(WrittenOpportunity(each)) for each in self.gone)

    @cached_property
    def left_by_owner(self) -> Mapping[str, tuple[OpportunityFile, ...]]:
        """Those that left the export by the rep who owned them."""
        found: defaultdict[str, list[OpportunityFile]] = defaultdict(list)
        for file in self.left_the_export:
            found[file.opportunity.owner].append(file)
        return {owner: tuple(each) for owner, each in found.items()}

    def digests_of_owner(self, owner: str) -> Iterator[bytes]:
        """Give digests of all that bears on a rep's opportunities and is not the same for all reps."""
        yield from (part.digest for part in self.written.by_owner.get(owner, ()))
        left = [file.opportunity.id for file in self.left_by_owner.get(owner, ())]
        yield repr(left).encode()
        for opportunity in (*self.ids_of_owner(owner), *left):
            yield from self._told_elsewhere(opportunity)
        if self.copied or self.people:
            files = (*self.of_owner(owner), *self.left_by_owner.get(owner, ()))
            told = ((file.opportunity.id, file.needs_are_copied, file.watched) for file in files)
            yield repr([each for each in told if any(each[1:])]).encode()

    def ids_of_owner(self, owner: str) -> Iterator[str]:
        """Name the opportunities that a rep owns."""
        for part in self.written.by_owner.get(owner, ()):
            yield from part.ids

    def _told_elsewhere(self, opportunity: str) -> Iterator[bytes]:
        """Give what the rulings, the waivers and other opportunities tell of one."""
        told = self.rulings.get(opportunity), self.follow_ups.get(opportunity), self.restarted.get(opportunity)
        if any(told):
            yield repr((opportunity, told)).encode()
        last = self.history.histories[opportunity].last
        if waivers := self.waivers.on(last):
            yield repr((opportunity, waivers)).encode()
        if opportunity in self.baseline:
            yield repr((opportunity, sorted(self.baseline[opportunity]))).encode()
        told_there = self.written.people.told_of(last.account or "")
        if any(told_there):
            yield repr((opportunity, told_there)).encode()
        old = last.restarted_from
        if old and old in self.started_over:
            yield repr(self.started_over[old]).encode()

    def _file_of(self, written: WrittenOpportunity) -> OpportunityFile:
        opportunity, history = written.opportunity, self.history
        starts_over = opportunity.restarted_from
        return OpportunityFile(
            as_of=self.as_of,
            opportunity=opportunity,
            path=written.path,
            row=written.row,
            history=history.histories[opportunity.id],
            rulings=self.rulings.get(opportunity.id, ()),
            follow_ups=self.follow_ups.get(opportunity.id, ()),
            waivers=self.waivers.on(opportunity),
            baseline=self.baseline.get(opportunity.id, frozenset()),
            place_before=_place_before(opportunity.id, history) if written.path else None,
            restarted_as=self.restarted.get(opportunity.id),
            starts_over=(self.started_over.get(starts_over) or _last_seen(starts_over, history))
            if starts_over
            else None,
            needs_are_copied=bool(self.copied) and needs_map(opportunity) in self.copied,
            watched=_watched(opportunity, self.people),
            people_in_account=self.written.people.known.get(opportunity.account or "", 0),
            left_in_account=self.written.people.left_by(self.as_of, opportunity.account),
            was_turned_down=self.written.people.turned_down_by(opportunity),
            seen=_seen(opportunity, history),
        )


def opportunity_files_of(given: Input, history: History) -> OpportunityFiles:
    """Look up what opportunities must know of each other, from the newest snapshot and the history of all."""
    rulings = _by_opportunity(given.rulings)
    restarted = _restarted(history.histories, given.as_of)
    gone = left_the_export(history.histories, restarted, rulings, given.as_of)
    return OpportunityFiles(
        as_of=given.as_of,
        written=given.written,
        history=history,
        rulings=rulings,
        follow_ups=_by_opportunity(given.follow_ups),
        waivers=WaiversOn.of(given.waivers, given.team),
        baseline=given.baseline.by_opportunity() if given.baseline else {},
        restarted=restarted,
        started_over={
            each.opportunity.id: each.opportunity for each in given.written if each.opportunity.id in restarted
        }
        if restarted
        else {},
        copied=_needs_seen_twice(_opportunities(given.written) if given.written.any_needs else ()),
        people=_people_waited_for(given.written, gone),
        gone=gone,
    )


def needs_map(opportunity: Opportunity) -> tuple[str, ...]:
    """Give the map of needs in a form in which copies are equal."""
    return tuple(sorted(folded(need.need) for need in opportunity.needs))


def _by_opportunity(entries: Iterable[Located[Entry]]) -> dict[str, tuple[Located[Entry], ...]]:
    found: defaultdict[str, list[Located[Entry]]] = defaultdict(list)
    for each in entries:
        found[each.value.opportunity].append(each)
    return {opportunity: tuple(each) for opportunity, each in found.items()}


def _restarted(histories: Mapping[str, OpportunityHistory], as_of: date) -> dict[str, str]:
    """Give the opportunity that starts another one over, the latest one where there are several, by the old one.

    One that left the export while it was open goes on nowhere: it starts nothing over.
    """
    goes_on = (each.last for each in histories.values() if each.seen_on == as_of or not each.last.is_open)
    starting = [each for each in goes_on if each.restarted_from]
    ordered = sorted(starting, key=lambda each: (each.created_on or date.min, each.id))
    return {each.restarted_from: each.id for each in ordered if each.restarted_from}


def _last_seen(opportunity: str, history: History) -> OpportunityRecord:
    return history.histories[opportunity].last


def _needs_seen_twice(opportunities: Iterable[Opportunity]) -> frozenset[tuple[str, ...]]:
    """Find the maps of needs of two that have nothing to do with each other; one that starts over keeps its own."""
    before: dict[str, str] = {}
    maps: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for opportunity in opportunities:
        if opportunity.restarted_from:
            before[opportunity.id] = opportunity.restarted_from
        if opportunity.needs:
            maps[needs_map(opportunity)].add(opportunity.id)
    return frozenset(needs for needs, ids in maps.items() if len({_beginning(each, before) for each in ids}) > 1)


def _beginning(opportunity: str, before: Mapping[str, str]) -> str:
    """Name the opportunity that was started over first; no snapshot with a circle gets this far."""
    while opportunity in before:
        opportunity = before[opportunity]
    return opportunity


_Person = tuple[str, str]
"""An account, or an opportunity without one, and the folded name of somebody there."""


def _people_waited_for(written: Written, gone: Sequence[Opportunity]) -> dict[_Person, tuple[tuple[str, Contact], ...]]:
    """Find the people whose change is waited for among the contacts of all opportunities of their account.

    What is ``gone`` from the export, though the cold file keeps it, tells how it was then, so it tells nothing of the
    others.
    """
    found: dict[_Person, tuple[tuple[str, Contact], ...]] = {
        _person_of(each): ()
        for each in chain(_opportunities(written) if written.any_waits_for_a_person else (), gone)
        if each.wake and each.wake.person
    }
    for opportunity in _opportunities(written) if found else ():
        for contact in opportunity.contacts:
            key = (opportunity.account or opportunity.id, folded(contact.name))
            if key in found:
                found[key] = (*found[key], (opportunity.id, contact))
    return found


def _opportunities(written: Written) -> Iterator[Opportunity]:
    return (each.opportunity for each in written)


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


def _place_before(opportunity: str, history: History) -> Place | None:
    """Give where the last snapshot before this one held an opportunity; None where none did."""
    before = (each for each in reversed(history.snapshots[:-1]) if opportunity in each.records)
    return next((each.place(opportunity) for each in before), None)


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
