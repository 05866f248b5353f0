"""The columns that a mapping names: of each role that a table can have, and those that hold days and amounts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from scorecards.importing.mapping.fitting import Kind, kind_of
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.parts import RelatedSources
from scorecards.importing.mapping.source import LookUp, Skip, Source
from scorecards.importing.mapping.targets import ACCOUNT, Target, of_opportunities, of_related, of_team

Role = Literal["opportunities", "related", "team", "accounts", "look_up", "none"]
"""What a table is for."""

_OWNER_HINT: Final = "Where the export holds no owner, name one in the mapping, with owner: {value: NAME}"


@dataclass(frozen=True, slots=True)
class NeededColumn:
    """A column that a mapping names."""

    column: str
    optional: bool
    hint: str = ""
    """What to do where it is missing."""


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """A part of a mapping that is read from tables of its own: their names, none for the export itself."""

    role: Role
    names: tuple[str, ...]
    aims: tuple[tuple[Target, Source], ...]
    skip: tuple[Skip, ...] = ()
    related: RelatedSources | None = None
    optional: bool = False

    def needs(self) -> Iterator[NeededColumn]:
        """Give each column that the part names, possibly twice."""
        for target, source in self.aims:
            owner = _OWNER_HINT if target.field == "owner" and self.role == "opportunities" else ""
            yield from (NeededColumn(column, optional, owner) for column, optional in source.columns())
        yield from (NeededColumn(column, optional=True) for rule in self.skip for column in rule.when)

    def used(self, header: Sequence[str]) -> set[str]:
        """Give the columns of a header that the part reads."""
        named = {need.column for need in self.needs()}
        for _, source in self.aims:
            for each in source.parts():
                if "*" in (each.made_from or ()):
                    named.update(header)
                if each.column_named:
                    named.update(fitting_columns(each.column_named, header))
        return named & set(header)

    def holding(self, kind: Kind, header: Sequence[str]) -> Iterator[str]:
        """Give the columns of a header that hold days, or amounts; what is looked up stands elsewhere."""
        for target, source in self.aims:
            if kind_of(target.model, target.field) == kind:
                for each in source.parts():
                    yield from _read_as_they_are(each, header)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a mapping asks for: each part that is read, and whatever it names."""

    rules: CrmMapping
    parts: tuple[PlannedTable, ...]
    look_ups: dict[LookUp, bool]
    """Each look-up, and whether every source that looks there is optional."""
    names: frozenset[str]
    """All names of tables, those of parts that are not wanted included."""

    @classmethod
    def of(cls, rules: CrmMapping, *, team: bool = True, accounts: bool = True) -> "Plan":
        """Make the plan of a mapping; the team and the accounts are wanted where they are not on file already."""
        every = list(_parts_of(rules))
        unwanted = {role for role, wanted in (("team", team), ("accounts", accounts)) if not wanted}
        parts = tuple(part for part in every if part.role not in unwanted)
        of_parts = {name for part in every for name in part.names}
        of_look_ups = {name for look_up in _look_ups_of(every) for name in look_up.file}
        return cls(rules, parts, _look_ups_of(parts), frozenset(of_parts | of_look_ups))

    def sought(self) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Give the names of each table that stands beside the export, and whether it may be missing."""
        yield from ((part.names, part.optional) for part in self.parts if part.names)
        yield from ((look_up.file, optional) for look_up, optional in self.look_ups.items())

    def columns(self) -> Iterator[tuple[tuple[str, ...], set[str]]]:
        """Give the names of each table, none for the export, with the columns that are read there."""
        yield from ((part.names, {need.column for need in part.needs()}) for part in self.parts)
        yield from ((look_up.file, {look_up.by, look_up.give}) for look_up in self.look_ups)

    def looked_up(self, kind: Kind) -> set[LookUp]:
        """Give the look-ups whose values are days, or amounts."""
        aims = (aim for part in self.parts for aim in part.aims)
        sources = (source for target, source in aims if kind_of(target.model, target.field) == kind)
        return {each.look_up[-1] for source in sources for each in source.parts() if each.look_up}

    def naming(self) -> set[LookUp]:
        """Give the look-ups whose values are names, of which ids are made, by the id of what has the name."""
        aims = (aim for part in self.parts for aim in part.aims if aim[0].of_name())
        found = {each.look_up[-1] for _, source in aims for each in source.parts() if each.look_up}
        return {look_up for look_up in found if not self.rules.is_by_account(look_up)}


def _parts_of(rules: CrmMapping) -> Iterator[PlannedTable]:
    yield PlannedTable("opportunities", (), tuple(of_opportunities(rules.opportunities)), rules.skip)
    if rules.team:
        yield PlannedTable("team", rules.team.file or (), tuple(of_team(rules.team.fields())))
    if rules.accounts:
        yield PlannedTable("accounts", rules.accounts.file or (), ((ACCOUNT, rules.accounts.name),))
    for related in rules.related:
        yield PlannedTable("related", related.file, tuple(of_related(related)), related.skip, related, related.optional)


def _look_ups_of(parts: Iterable[PlannedTable]) -> dict[LookUp, bool]:
    found: dict[LookUp, bool] = {}
    sources = (source for part in parts for _, source in part.aims)
    for source in sources:
        for each in source.parts():
            for look_up in each.look_up:
                found[look_up] = found.get(look_up, True) and (each.optional or source.optional)
    return found


def _read_as_they_are(source: Source, header: Sequence[str]) -> Iterable[str]:
    if source.values or source.look_up or source.dates:
        return ()
    if source.column_named:
        return fitting_columns(source.column_named, header)
    named = (source.column, *(source.join or ())[:1])
    return [column for column in named if column and column in header]


def fitting_columns(template: str, header: Sequence[str]) -> list[str]:
    """Give the columns that some row can name."""
    pattern = re.compile(".+".join(map(re.escape, re.split(r"\{[^{}]+\}", template))), re.DOTALL)
    return [column for column in header if pattern.fullmatch(column)]
