"""A rule test taken apart into what a team's files would hold, and put together as the input of a review."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from scorecards.history.record import SnapshotRecord, record_of
from scorecards.model.accounts import Accounts
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.rule_tests import RuleTest
from scorecards.model.rulings import FollowUp, FollowUps, Ruling, Rulings
from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.model.team import Team
from scorecards.read.input import Input
from scorecards.read.people import as_led_on, with_ids
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.read.written import Writing, Written, WrittenOpportunity
from scorecards.report.values import Located, Place
from scorecards.yaml_files.document import YamlMapping, entries

Entry = TypeVar("Entry", Ruling, FollowUp)


@dataclass(frozen=True, slots=True)
class RuleTestParts:
    """What a rule test gives, each part with the places at which it stands in the test's file."""

    path: str
    test: RuleTest
    snapshot: SnapshotSource
    earlier: tuple[SnapshotSource, ...]
    team: Source[Team]
    accounts: Source[Accounts] | None
    rulings: Source[Rulings]
    follow_ups: Source[FollowUps]

    @classmethod
    def of(cls, path: str, row: YamlMapping, test: RuleTest) -> "RuleTestParts":
        """Take a test apart, given what stands in its file."""
        accounts = Accounts(accounts=test.accounts, territory_plans=test.territory_plans)
        older = sorted(zip(test.earlier, entries(row, "earlier"), strict=True), key=lambda each: each[0].as_of)
        return cls(
            path,
            test,
            _snapshot(path, test.as_of, test.deals, row),
            tuple(_snapshot(path, each.as_of, each.deals, held) for each, held in older),
            Source(path, row["team"], test.team),
            Source(path, row, accounts) if test.accounts or test.territory_plans else None,
            Source(path, row, Rulings(rulings=test.rulings)),
            Source(path, row, FollowUps(follow_ups=test.follow_ups)),
        )

    @property
    def pipeline(self) -> PipelineSources:
        """The team, its accounts, and what is kept by hand."""
        return PipelineSources(self.team, self.accounts, self.rulings, self.follow_ups, None, None, None)

    @property
    def records(self) -> SnapshotRecords:
        """The records of all snapshots of the test."""
        return SnapshotRecords(tuple(map(_record, (*self.earlier, self.snapshot))), frozenset())

    def input(self, playbook: Playbook) -> Input:
        """Put it together as the input of a review."""
        accounts = Accounts(accounts=self.test.accounts, territory_plans=self.test.territory_plans)
        return Input(
            playbook=playbook,
            team=as_led_on(with_ids(self.test.team), self.test.as_of),
            accounts=accounts,
            as_of=self.test.as_of,
            source=None,
            written=_written(self.snapshot),
            snapshot_path=self.path,
            snapshots=self.records.snapshots,
            rulings=_located(self.test.rulings, self.rulings, "rulings"),
            follow_ups=_located(self.test.follow_ups, self.follow_ups, "follow_ups"),
            waivers=(),
            baseline=None,
            picks=(),
            rulings_path=self.path,
            rulings_indent=None,
            places_of_rules={},
            places_of_accounts={},
        )


def _snapshot(path: str, as_of: date, deals: tuple[Opportunity, ...], row: YamlMapping) -> SnapshotSource:
    held = YamlMapping(row.at)
    held["opportunities"] = row["deals"]
    held.marks += (row.at, row.at)
    return SnapshotSource(path, as_of, (Source(path, held, Snapshot(as_of=as_of, opportunities=deals)),))


def _pairs(snapshot: SnapshotSource) -> list[tuple[Opportunity, YamlMapping]]:
    rows = [row for _, row in snapshot.rows()]
    return list(zip(snapshot.checked.opportunities, rows, strict=True))


def _record(snapshot: SnapshotSource) -> SnapshotRecord:
    found = _pairs(snapshot)
    return SnapshotRecord(
        snapshot.parts[0].checked.as_of,
        snapshot.path,
        {deal.id: record_of(deal, row) for deal, row in found},
        {deal.id: row.own_place()[0] for deal, row in found},
    )


def _written(snapshot: SnapshotSource) -> Written:
    writing = Writing(is_packed=False)
    writing.add((WrittenOpportunity(deal, snapshot.path, row), b"") for deal, row in _pairs(snapshot))
    return writing.done()


def _located(values: Iterable[Entry], source: Source[Any], key: str) -> tuple[Located[Entry], ...]:
    """Give entries with their places, the oldest first."""
    rows = source.rows(key)
    found = [Located(value, Place(source.path, row.own_place()[0])) for value, row in zip(values, rows, strict=True)]
    return tuple(sorted(found, key=lambda each: each.value.on))
