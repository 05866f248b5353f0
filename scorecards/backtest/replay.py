"""A playbook replayed over all snapshots: for each check what it said before deals ended, for each stage how long."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from scorecards.backtest.check_figures import check_figures
from scorecards.backtest.ended import Ended, ends_of
from scorecards.backtest.known_then import PastSnapshot
from scorecards.backtest.observing import Replaying, Seen, Stretch, joined, observe
from scorecards.backtest.stage_limits import stage_limits
from scorecards.backtest.telling import rate
from scorecards.executor.executor import Executor
from scorecards.history.opportunity_history import History
from scorecards.history.record import SnapshotRecord
from scorecards.history.replay import after
from scorecards.index.history_of import terms_of
from scorecards.index.index import Index
from scorecards.problems.problem import Problems
from scorecards.read.folders import name_from
from scorecards.read.former_ids import FormerIds
from scorecards.read.input import Input
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.snapshot_files import files_of, snapshots
from scorecards.read.written import Written
from scorecards.report.backtest import FORMAT, Replay

_LENGTH: Final = 4
"""So many snapshots are worked on by one: few enough to share them out evenly, and each takes a history along."""

_WEIGHT: Final = 400
"""What one snapshot of few deals weighs: reading it is worth a process."""


def replayed(given: Input, playbook: Path, pipeline: Path, fingerprint: str, executor: Executor) -> Replay:
    """Replay a playbook over all snapshots up to the one that was read.

    ``playbook`` and ``pipeline`` are the folders that ``given`` was read from.  Raises ProblemsFound.
    """
    history, stretches = stretches_of(given, pipeline)
    ends = ends_of(history)
    replaying = Replaying(
        replace(given, written=Written(), snapshots=()),
        FormerIds.of(playbook_sources(playbook, Problems())),
        {deal: end.on for deal, end in ends.items()},
    )
    weights = {name: len(each.snapshots) * _WEIGHT for name, each in stretches.items()}
    with executor.open(replaying, stretches, weights) as session:
        found = dict(session.map(observe, dict.fromkeys(stretches)))
    seen = joined(found[name] for name in stretches)
    return _replay(given, fingerprint, history, ends, seen)


def stretches_of(given: Input, pipeline: Path) -> tuple[History, dict[str, Stretch]]:
    """Give the history of all, and the snapshots but for the last, after which nothing ended, in stretches."""
    terms = terms_of(given.playbook, given.team)
    paths = {name_from(pipeline, path): path for path in snapshots(pipeline)}
    history, befores = History(), []
    for record in given.snapshots:
        befores.append(history)
        history = after(history, record, terms)
    pasts = [PastSnapshot(files_of(paths[each.path], Problems()), each.path) for each in given.snapshots[:-1]]
    found = {
        pasts[at].name: Stretch(_without_places(befores[at]), tuple(pasts[at : at + _LENGTH]))
        for at in range(0, len(pasts), _LENGTH)
    }
    return history, found


def _without_places(history: History) -> History:
    """Keep of the snapshots what a deal is told of by any but the last of them: how a wait for a person began."""
    return History(tuple(map(_waiting_alone, history.snapshots)), history.histories)


def _waiting_alone(snapshot: SnapshotRecord) -> SnapshotRecord:
    waiting = {deal: record for deal, record in snapshot.records.items() if record.waiting or record.watched}
    return replace(
        snapshot,
        records=waiting,
        lines={deal: snapshot.lines[deal] for deal in waiting},
        parts={deal: snapshot.parts[deal] for deal in waiting if deal in snapshot.parts},
    )


def _replay(
    given: Input, fingerprint: str, history: History, ends: Mapping[str, Ended], seen: Mapping[str, Seen]
) -> Replay:
    counted = {deal: ends[deal] for deal in ends if deal in seen}
    scoring = given.playbook.scoring
    records: Sequence[SnapshotRecord] = given.snapshots
    open_now = [each for each in history.histories.values() if each.last.is_open]
    gone = sum(each.seen_on < given.as_of for each in open_now)
    return Replay(
        format=FORMAT,
        playbook=fingerprint,
        as_of=given.as_of,
        since=records[0].as_of,
        reviews=len(records) - 1,
        need=scoring.quartiles_need,
        ended=len(counted),
        without_a_sale=rate(sum(not each.won for each in counted.values()), len(counted)),
        still_open=len(open_now) - gone,
        gone=gone,
        never_seen_open=len(ends) - len(counted),
        checks=check_figures(given.playbook.checks, counted, seen, scoring),
        stages=stage_limits(history, Index.of(given)),
    )
