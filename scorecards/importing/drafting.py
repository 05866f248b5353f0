"""The text of a snapshot, of team.yml and of accounts.yml, each line of which knows the row that it comes from."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scorecards.emitting import item, mapping, number_or_day, scalar
from scorecards.importing.converting import DAYS
from scorecards.importing.mapping import Mapping, OpportunitySources
from scorecards.importing.records import ANSWER, Member, Record
from scorecards.importing.rosters import Names, Roster
from scorecards.importing.tables import Table
from scorecards.names import page_name

_KEY = re.compile(r"[ -]*([a-z_]+):")
_NUMBERS = frozenset({"amount", "push_count"})
_FIELDS = tuple(OpportunitySources.model_fields)


@dataclass(frozen=True, slots=True)
class Origin:
    """The row that a piece of text was made from."""

    table: Table
    line: int


@dataclass(slots=True)
class Draft:
    """A file's text, piece by piece."""

    path: Path
    pieces: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _origins: list[Origin | None] = field(default_factory=list)
    _lines: int = 0

    def add(self, piece: str, origin: Origin | None = None) -> None:
        """Append whole lines."""
        self.pieces.append(piece)
        self._starts.append(self._lines + 1)
        self._origins.append(origin)
        self._lines += piece.count("\n")

    def text(self) -> str:
        """Give the whole text."""
        return "".join(self.pieces)

    def origin(self, line: int) -> tuple[Origin | None, str]:
        """Give the row that a line was made from, and the key that stands in it."""
        number = bisect_right(self._starts, line) - 1
        within = self.pieces[number].split("\n")[line - self._starts[number]]
        found = _KEY.match(within)
        return self._origins[number], found[1] if found else ""


def draft_snapshot(
    path: Path, rules: Mapping, as_of: date, records: Iterable[Record], rosters: dict[str, Roster]
) -> Draft:
    """Write the opportunities, sorted by id."""
    draft = Draft(path)
    by_id = sorted(records, key=lambda record: str(record.values["id"]))
    sources = dict.fromkeys(record.table.path.rpartition("/")[2] for record in by_id)
    draft.add(mapping([("as_of", as_of.isoformat())]))
    if sources:
        draft.add(mapping([("source", scalar(", ".join(sources)))]))
    draft.add("opportunities:\n")
    for record in by_id:
        draft.add(item(_opportunity(record, rules, rosters)), Origin(record.table, record.line))
    return draft


def draft_team(path: Path, rules: Mapping, members: list[Member]) -> Draft | None:
    """Write the team, each list sorted by id; None where there is nobody."""
    if rules.team is None or not members:
        return None
    about = rules.team
    settings = [
        ("name", about.name),
        ("locale", about.locale),
        ("currency", rules.currency),
        ("time_zone", about.time_zone),
    ]
    draft = Draft(path)
    draft.add(mapping((key, scalar(value)) for key, value in settings if value is not None))
    draft.add("managers:\n")
    _add_named(draft, {member.manager: Origin(member.table, member.line) for member in reversed(members)})
    draft.add("reps:\n")
    for member in sorted(members, key=lambda member: page_name(member.rep)):
        more = [("manager", page_name(member.manager))]
        if member.territory is not None:
            more.append(("territory", page_name(member.territory)))
        draft.add(_named(member.rep, more), Origin(member.table, member.line))
    territories = {
        member.territory: Origin(member.table, member.line) for member in reversed(members) if member.territory
    }
    if territories:
        draft.add("territories:\n")
        _add_named(draft, territories)
    return draft


def draft_accounts(path: Path, names: Names) -> Draft:
    """Write the accounts, sorted by id."""
    draft = Draft(path)
    draft.add("accounts:\n")
    _add_named(draft, {name: Origin(cell.table, cell.line) for name, cell in names.cells.items()})
    return draft


def _add_named(draft: Draft, names: dict[str, Origin]) -> None:
    by_id = {page_name(name): (name, origin) for name, origin in names.items()}
    for _, (name, origin) in sorted(by_id.items()):
        draft.add(_named(name, []), origin)


def _named(name: str, more: list[tuple[str, str]]) -> str:
    return item((key, scalar(value)) for key, value in [("id", page_name(name)), ("name", name), *more])


def _opportunity(record: Record, rules: Mapping, rosters: dict[str, Roster]) -> Iterator[tuple[str, str]]:
    values = record.values
    for name in _FIELDS:
        if name == "answers":
            yield from _answers(record, rules)
        elif name == "currency" and record.takes_currency():
            yield name, scalar(rules.currency)
        elif name in values:
            yield name, _written(name, values[name], rosters)


def _answers(record: Record, rules: Mapping) -> Iterator[tuple[str, str]]:
    given = [question for question in rules.opportunities.answers if ANSWER + question in record.values]
    if given:
        yield "answers", ""
    for question in given:
        value = record.values[ANSWER + question]
        yield f"  {scalar(question)}", "" if value is None else scalar(value)


def _written(name: str, value: str | None, rosters: dict[str, Roster]) -> str:
    if value is None:
        return ""
    if name in rosters:
        return scalar(rosters[name].id_of(value) or page_name(value))
    if name in DAYS or name in _NUMBERS:
        return number_or_day(value)
    return scalar(value)
