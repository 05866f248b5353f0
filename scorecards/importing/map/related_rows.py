"""What other files of an export add to the opportunities: people, activities, steps, needs, and their history."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from scorecards.importing.detect.notations import Notation
from scorecards.importing.map.cells import CellContext, Reader, Value, field_reader
from scorecards.importing.map.field_history import State, entered_on, moment_of, pushes
from scorecards.importing.map.opportunities import leave_out
from scorecards.importing.map.parts import IncompletePart, PartReader, readers_of
from scorecards.importing.map.record import Record, UnreadValue
from scorecards.importing.map.rejected_rows import SetAsideRows
from scorecards.importing.map.stage_words import StageWords
from scorecards.importing.mapping.parts import HistorySources, RelatedSources
from scorecards.importing.mapping.source import Source
from scorecards.importing.mapping.targets import DAY, ID, SPOKEN, Target
from scorecards.importing.open.table import Fault, Rejected, Row, RowKey, Table
from scorecards.importing.task.on_file import Tree
from scorecards.model.crm_ids import id_key

AFTER: Final = "after the day of the export"
_OF_HISTORY: Final = ""
_NOBODY: Final = "belongs to no opportunity of the export"
_OF_REJECTED: Final = "belongs to an opportunity that was rejected"
_OF_LEFT_OUT: Final = "belongs to an opportunity that was left out"
_OF_MERGED: Final = "is the history of an opportunity that was merged into another"


@dataclass(slots=True)
class Additions:
    """What all files add, by the opportunity's id."""

    items: dict[str, dict[str, list[Any]]] = field(default_factory=dict)
    """For each opportunity, the items of each of its lists."""
    states: dict[str, list[State]] = field(default_factory=dict)
    with_gaps: set[str] = field(default_factory=set)
    """Opportunities of whose history a row cannot be read: what came between the others, nobody knows."""
    unread: dict[str, dict[str, tuple[UnreadValue, ...]]] = field(default_factory=dict)
    """By opportunity and list, the values that cannot be taken; none where a rejected row would have added to it."""

    def lack(self, opportunity: str, name: str, *values: UnreadValue) -> None:
        """Note that a list of an opportunity is not whole."""
        of_opportunity = self.unread.setdefault(opportunity, {})
        of_opportunity[name] = (*of_opportunity.get(name, ()), *values)


@dataclass(frozen=True, slots=True)
class KnownOpportunities:
    """The opportunities of the export."""

    ids: Mapping[str, str]
    """By each id, and each that was merged into another, as ids are equal: the id that is left."""
    put_aside: Mapping[str, str]
    """By the id of an opportunity that is not taken, in the form in which ids are equal: what its rows are told."""
    as_of: str
    """The day that the export shows."""

    @classmethod
    def of(
        cls, records: Iterable[Record], rejected: Iterable[str], left_out: Iterable[str], as_of: date
    ) -> "KnownOpportunities":
        """Make it of the opportunities, and of the ids of rows that are rejected or left out."""
        ids: dict[str, str] = {}
        for record in records:
            id_ = record.get("id")
            for each in (id_, *record.merged):
                ids.setdefault(id_key(each), id_)
        put_aside = dict.fromkeys(map(id_key, left_out), _OF_LEFT_OUT) | dict.fromkeys(
            map(id_key, rejected), _OF_REJECTED
        )
        return cls(ids, put_aside, as_of.isoformat())

    def holder(self, text: str | None) -> str | None:
        """Give the id that is left of an opportunity whose id stands in a cell; None where it is none of them."""
        return self.ids.get(id_key(text.strip())) if text else None

    def is_merged(self, text: str) -> bool:
        """Tell whether an id is that of an opportunity that was merged into another."""
        return id_key(text) != id_key(self.ids[id_key(text)])


def read_related(
    related: Sequence[tuple[RelatedSources, Sequence[Table]]], known: KnownOpportunities, context: CellContext
) -> Additions:
    """Read all rows of the other files; each ends up as taken, skipped or rejected in its table."""
    additions = Additions()
    by_table: dict[Table, list[RelatedSources]] = {}
    for sources, chosen in related:
        for table in chosen:
            by_table.setdefault(table, []).append(sources)
    for table, readings in by_table.items():
        _read_table(table, readings, known, context, additions)
    return additions


def add(additions: Additions, values: Tree, words: StageWords) -> None:
    """Put to an opportunity what other files say about it; the history goes before its own columns."""
    key = values["id"]
    for name, items in additions.items.get(key, {}).items():
        values[name] = [*(values.get(name) or ()), *items]
    if len(values.get("contacts", ())) > 1:
        values["contacts"] = _people(values["contacts"])
    if values.get("activities"):
        values["activities"] = sorted(values["activities"], key=lambda activity: str(activity["on"]))
    if key in additions.states and key not in additions.with_gaps:
        values.update(_from_history(additions.states[key], values, words))


def _from_history(states: Sequence[State], values: Mapping[str, Any], words: StageWords) -> dict[str, str]:
    """Give what a history tells; the stage is the playbook's, of which the CRM may have several words."""
    present, word = values.get("stage"), (values.get("crm_stage") or "").strip()
    told = [
        replace(state, stage=present if state.stage == word else words.stage(state.stage)) if state.stage else state
        for state in states
    ]
    entered = entered_on(told, present) if present else None
    count = pushes(states)
    found = {"stage_entered_on": entered, "push_count": None if count is None else str(count)}
    return {name: value for name, value in found.items() if value is not None}


def _people(contacts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each person once, with all their roles; of what else is told, the first counts."""
    people: dict[str, dict[str, Any]] = {}
    for contact in contacts:
        person = people.setdefault(" ".join(contact["name"].casefold().split()), dict(contact))
        roles = dict.fromkeys([*(person.get("roles") or ()), *(contact.get("roles") or ())])
        person.update({key: value for key, value in contact.items() if person.get(key) is None})
        if roles:
            person["roles"] = list(roles)
    return list(people.values())


def _read_table(
    table: Table,
    readings: Sequence[RelatedSources],
    known: KnownOpportunities,
    context: CellContext,
    additions: Additions,
) -> None:
    """Read a table in every way that the mapping names; a row is skipped where none of them takes it."""
    faults, skipped = SetAsideRows(), SetAsideRows()
    taken: dict[RowKey, list[_Found]] = {}
    readers = [_RowReader.of(sources, table, context) for sources in readings]
    for sources, reader in zip(readings, readers, strict=True):
        left_out = SetAsideRows()
        leave_out(sources.skip, table, context, left_out)
        additions.with_gaps.update(_named_in(table.rejected, known) if reader.history else ())
        for row in table.rows:
            doubtful = left_out.faults(row)
            found = doubtful or left_out.reason(row) or reader.read(row, known)
            additions.with_gaps.update(() if left_out.reason(row) else reader.gap(row, known, found))
            if isinstance(found, str):
                skipped.skip(row, found)
            elif isinstance(found, list):
                faults.reject(row, *found)
            else:
                taken.setdefault(row.key, []).append(found)
    for row in table.rows:
        if faults.rejects(row):
            additions.with_gaps.update(each.opportunity for each in taken.get(row.key, ()) if each.state)
            for reader in readers:
                reader.lack_all(row, known, additions)
        elif row.key in taken:
            for each in taken[row.key]:
                each.add_to(additions)
        else:
            faults.skip(row, skipped.reason(row))
    faults.apply_to([table])


def _named_in(rejected: Iterable[Rejected], known: KnownOpportunities) -> Iterator[str]:
    """Give the opportunities that stand in rows with too many or too few cells, whichever cell it is."""
    for each in rejected:
        holders = ((cell, known.holder(cell)) for cell in each.row.cells)
        yield from (id_ for cell, id_ in holders if cell and id_ and not known.is_merged(cell.strip()))


@dataclass(frozen=True, slots=True)
class _Found:
    """What a row adds."""

    opportunity: str
    items: list[tuple[str, dict[str, Any]]]
    state: State | None
    unread: tuple[tuple[str, UnreadValue], ...] = ()
    """What cannot be taken of the row, each with the list that it is for; blank for the history."""

    def add_to(self, additions: Additions) -> None:
        lists = additions.items.setdefault(self.opportunity, {})
        for name, item in self.items:
            lists.setdefault(name, []).append(item)
        if self.state:
            additions.states.setdefault(self.opportunity, []).append(self.state)
        for name, value in self.unread:
            additions.lack(self.opportunity, name, value)


@dataclass(frozen=True, slots=True)
class _HistoryReader:
    day: Reader
    text: Reader
    stage: Reader | None
    close_date: Reader | None
    notation: Notation

    @classmethod
    def of(cls, sources: HistorySources, table: Table, context: CellContext) -> "_HistoryReader":
        def reader(target: Target, source: Source) -> Reader:
            return field_reader(target, source, table, context)

        return cls(
            reader(DAY, sources.on),
            reader(SPOKEN, sources.on),
            reader(SPOKEN, sources.stage) if sources.stage else None,
            reader(DAY, sources.close_date) if sources.close_date else None,
            context.notations.of(table),
        )

    def read(self, row: Row, faults: list[Fault]) -> State | None:
        """Read a state; None where the row has no day.  What cannot be read is added to the faults."""
        day, text = (_text(read(row), faults) for read in (self.day, self.text))
        stage, close_date = (_text(read(row), faults) if read else None for read in (self.stage, self.close_date))
        if day is None or text is None:
            return None
        return State(moment_of(text, day, self.notation), day, stage.strip() if stage else None, close_date)


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Reads the rows of one table in one way."""

    table: Table
    opportunity: Reader
    items: tuple[PartReader, ...]
    history: _HistoryReader | None

    @classmethod
    def of(cls, sources: RelatedSources, table: Table, context: CellContext) -> "_RowReader":
        history = _HistoryReader.of(sources.history, table, context) if sources.history else None
        items = tuple(readers_of(sources.lists(), table, context))
        return cls(table, field_reader(ID, sources.opportunity, table, context), items, history)

    def read(self, row: Row, known: KnownOpportunities) -> _Found | str | list[Fault]:
        """Give what a row adds, why it adds nothing, or what is wrong with it.

        What is wrong with one value costs that value, as long as anything of the row is left.
        """
        faults: list[tuple[str, Fault]] = []
        key = _text(self.opportunity(row), [])
        holder = known.holder(key)
        if key is None or holder is None:
            return known.put_aside.get(id_key(key or ""), _NOBODY)
        items, reasons = self._items(row, known, faults)
        state = self._state(row, faults)
        if state is not None and (state.day > known.as_of or known.is_merged(key)):
            reasons.append(AFTER if state.day > known.as_of else _OF_MERGED)
            state = None
        if faults and ((not items and state is None) or not all(fault.of_field for _, fault in faults)):
            return [fault for _, fault in faults]
        if not items and state is None:
            return next(iter(reasons), "it has no day" if self.history else "nothing is filled in")
        unread = ((name, UnreadValue(self.table.path, row.line, fault)) for name, fault in faults)
        return _Found(holder, items, state, tuple(unread))

    def lack_all(self, row: Row, known: KnownOpportunities, additions: Additions) -> None:
        """Note that the lists of the opportunity of a rejected row are not whole."""
        holder = known.holder(_text(self.opportunity(row), []))
        for each in self.items if holder else ():
            additions.lack(holder or "", each.name)

    def _state(self, row: Row, faults: list[tuple[str, Fault]]) -> State | None:
        found: list[Fault] = []
        state = self.history.read(row, found) if self.history else None
        faults.extend((_OF_HISTORY, fault) for fault in found)
        return state

    def gap(self, row: Row, known: KnownOpportunities, found: _Found | str | list[Fault]) -> tuple[str, ...]:
        """Give the opportunity in whose history the row is missing now: it is rejected, has no day, or is not whole."""
        is_whole = not isinstance(found, _Found) or all(name != _OF_HISTORY for name, _ in found.unread)
        if self.history is None or (isinstance(found, _Found) and found.state and is_whole):
            return ()
        key = _text(self.opportunity(row), [])
        holder = known.holder(key)
        if key is None or holder is None or known.is_merged(key):
            return ()
        is_missing = isinstance(found, list) or self.history.read(row, []) is None
        return () if is_whole and not is_missing else (holder,)

    def _items(
        self, row: Row, known: KnownOpportunities, faults: list[tuple[str, Fault]]
    ) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:
        items: list[tuple[str, dict[str, Any]]] = []
        reasons = []
        for reader in self.items:
            found: list[Fault] = []
            part = reader.read(row, found)
            faults.extend((reader.name, fault) for fault in found)
            if isinstance(part, IncompletePart):
                reasons.append(part.why)
            elif part is not None and reader.name == "activities" and str(part.get("on")) > known.as_of:
                reasons.append(AFTER)
            elif part is not None:
                items.append((reader.name, part))
        return items, reasons


def _text(value: Value, faults: list[Fault]) -> str | None:
    if isinstance(value, Fault):
        faults.append(value)
    return value if isinstance(value, str) else None
