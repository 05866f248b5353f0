"""One past review as it was known on its day: what was written later, or has no day, is not there.

A snapshot is of its day, and reading refuses days after it.  Rulings and follow-ups count up to that day.  What people
keep by hand without a day is as it is today, so nobody can say that it stood there then: it is left out, and facts that
read it are unknown.  A waiver lets a failure pass for a while; what is asked here is what the check itself said, so
none counts.  What has no day is all of accounts.yml but plans that were written by then, rates, and territories.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from scorecards.history.opportunity_history import History
from scorecards.history.replay import after
from scorecards.index.history_of import terms_of
from scorecards.index.index import Index
from scorecards.index.opportunity_files import OpportunityFiles, opportunity_files_of
from scorecards.model.accounts import Account, Accounts
from scorecards.model.playbook.stages import Stage
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Rep, Team
from scorecards.problems.problem import Problems
from scorecards.read.former_ids import FormerIds
from scorecards.read.input import Input
from scorecards.read.older_snapshots import record_of_snapshot
from scorecards.read.people import as_led_on
from scorecards.read.readable import valid_in
from scorecards.read.snapshot_files import SnapshotFiles, SnapshotSource, snapshot_of
from scorecards.read.written import Writing, Written, WrittenOpportunity
from scorecards.report.values import Located


@dataclass(frozen=True, slots=True)
class PastSnapshot:
    """The bytes of a snapshot, and what the pages call it."""

    files: SnapshotFiles
    name: str


@dataclass(frozen=True, slots=True)
class KnownThen:
    """A past review: the look-ups of its day, each opportunity's file, and the history up to it."""

    index: Index
    files: OpportunityFiles
    history: History


def known_then(past: PastSnapshot, before: History, given: Input, former: FormerIds) -> KnownThen:
    """Give what was known on the day of a snapshot.

    ``before`` is the history of all snapshots before it, and ``given`` the input of today, of which only the playbook
    and what has a day up to then are taken.  Raises ProblemsFound where the snapshot cannot be read.
    """
    problems = Problems()
    snapshot = snapshot_of(past.files, problems, former)
    record = record_of_snapshot(snapshot, past.name)
    problems.stop()
    assert record  # noqa: S101 - a snapshot without a day is a problem
    history = after(before, record, terms_of(given.playbook, given.team))
    owners = {each.last.owner for each in history.histories.values()}
    then = input_then(given, record.as_of, owners, _written(snapshot, given.playbook.stages))
    then = replace(then, snapshots=history.snapshots, snapshot_path=past.name)
    return KnownThen(Index.of(then), opportunity_files_of(then, history), history)


def input_then(given: Input, day: date, owners: Collection[str], written: Written) -> Input:
    """Leave out of the input of today what was written after a day, and what has no day.

    ``owners`` own an opportunity in some snapshot by then, and ``written`` is what the snapshot of the day holds.
    """
    rulings = tuple(each for each in given.rulings if each.value.on <= day)
    return replace(
        given,
        as_of=day,
        team=_team_then(given.team, day, owners, rulings),
        accounts=_accounts_then(given.accounts, day),
        source=None,
        written=written,
        rulings=rulings,
        follow_ups=tuple(each for each in given.follow_ups if each.value.on <= day),
        picks=(),
        waivers=(),
        baseline=None,
        digest=b"",
        backtest={},
    )


def _team_then(team: Team, day: date, owners: Collection[str], rulings: Iterable[Located[Ruling]]) -> Team:
    """Give those who own deals by then, with their manager of that day, and the managers of whom anything tells."""
    known = {rep.id: rep for rep in (*team.former_reps, *as_led_on(team, day).reps)}
    reps = tuple(
        _without_today(known[owner]) if owner in known else Rep(id=owner, name=owner) for owner in sorted(owners)
    )
    leading = {rep.manager for rep in reps} | {each.value.by for each in rulings}
    managers = tuple(each for each in team.managers if each.id in leading)
    return team.model_copy(
        update={"reps": reps, "former_reps": (), "managers": managers, "territories": (), "rates": {}}
    )


def _without_today(rep: Rep) -> Rep:
    return rep.model_copy(update={"territory": None, "follow_up_blocks": ()})


def _accounts_then(accounts: Accounts, day: date) -> Accounts:
    """Keep the accounts with a plan that was written by then, and of these nothing else that has no day."""
    planned = (
        Account(id=each.id, name=each.name, plan=each.plan.model_copy(update={"goals": (), "next_review": None}))
        for each in accounts.accounts
        if each.plan and each.plan.written_on <= day
    )
    return Accounts(accounts=tuple(planned))


def _written(snapshot: SnapshotSource, stages: Iterable[Stage]) -> Written:
    """Take in the opportunities; of one in a stage that the playbook does not have, the stage is unknown."""
    known = {stage.id for stage in stages}
    writing = Writing(is_packed=False)
    for part in snapshot.parts:
        writing.add((WrittenOpportunity(_in_known(each, known), part.path, row), b"") for each, row in valid_in(part))
    return writing.done()


def _in_known(opportunity: Opportunity, stages: Collection[str]) -> Opportunity:
    if opportunity.stage is None or opportunity.stage in stages:
        return opportunity
    return opportunity.model_copy(update={"stage": None})
