"""From the team's files to a review: read, index, then each rep by itself, then the team.

    read → index → [ derive → evaluate → diagnose → score ] a rep at a time → across
                 → [ compose → render ] a rep at a time → team

Both maps are pure functions of one rep's deals, the index and the playbook (:mod:`scorecards.rep`), so it does not
matter where a rep is worked on; the second one takes, too, what reaches this rep from the others: the checks that tell
little, steps that colleagues do, picks, and what is gone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.compose.across import Across, Reach
from scorecards.compose.rep_review import RepReview
from scorecards.executor.executor import Executor, Session
from scorecards.executor.local import Local
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.prepared import Prepared
from scorecards.read.folders import name_from
from scorecards.read.input import Input
from scorecards.read.repository import editors
from scorecards.read.team_files import read_input
from scorecards.rep import Desk, RepDeals, RepResult, reach_of_rep, result_of_rep
from scorecards.rep_cache import RepCache
from scorecards.report.review import Review
from scorecards.steps.steps import Steps


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the input and the output are; ``home`` is the project, whose hand-written pages every site shows."""

    home: Path
    playbook: Path
    pipeline: Path
    docs: Path
    snapshot: Path | None = None


def read(folders: Folders, cache: Cache | None = None) -> Input:
    """Read and validate the newest snapshot, or the one that is named, and all before it.

    ``cache`` holds what was read of older snapshots before.  Raises ProblemsFound with every problem.
    """
    return read_input(folders.playbook, folders.pipeline, folders.snapshot, SnapshotCache(cache) if cache else None)


def review_of(given: Input, editors: Mapping[str, str] | None = None, also: str | None = None) -> Review:
    """Turn what was read into a review that holds every opportunity in full, in this process.

    ``editors`` are the addresses of the repository's web editor, as :func:`editors_of` gives them, ``also`` an
    opportunity that is shown though no page shows it.
    """
    prepared = Prepared.of(given, editors)
    across, reps = Rounds(prepared, Desk(prepared.index, prepared.picked_by, also=also), Local(processes=1)).run()
    return prepared.team(reps, across)


@dataclass(frozen=True)
class Rounds:
    """The two rounds in which each rep is worked on, wherever the executor does so.

    ``kept`` recalls what earlier builds found of a rep, and ``take`` is handed a rep's files as soon as they are made.
    """

    prepared: Prepared
    desk: Desk
    executor: Executor
    kept: RepCache | None = None
    take: Callable[[Mapping[str, bytes]], None] | None = None
    steps: Steps = field(default_factory=Steps)

    def run(self) -> tuple[Across, list[RepReview]]:
        """Do both rounds; give what reaches across reps, and the review of each rep in the order of team.yml."""
        reps = self.prepared.reps()
        reaches = {rep: self.kept.reach(deals) if self.kept else None for rep, deals in reps.items()}
        new = {rep: deals for rep, deals in reps.items() if reaches[rep] is None}
        reviews: dict[str, RepReview] = {}
        if new:
            self.desk.load()
        with self.executor.open(self.desk, new, self.prepared.weights(new)) as session:
            with self.steps.step("assess", len(reps)):
                reaches |= self._first(session, new)
                across = self.prepared.across({rep: reach for rep in reps if (reach := reaches[rep])})
            with self.steps.step("compose", len(reps)) as step:
                told = {rep: across.to(rep) for rep in reps}
                for rep, result in self._second(session, reps, new, told):
                    reviews[rep] = result.review
                    if self.take:
                        self.take(result.files)
                    step.advance()
        return across, [reviews[rep] for rep in reps]

    def _first(self, session: Session, new: Mapping[str, RepDeals]) -> dict[str, Reach]:
        found = dict(session.map(reach_of_rep, dict.fromkeys(new)))
        reaches = {rep: found[rep] for rep in new}
        if self.kept:
            for rep, reach in reaches.items():
                self.kept.keep_reach(new[rep], reach)
        return reaches

    def _second(
        self, session: Session, reps: Mapping[str, RepDeals], new: Mapping[str, RepDeals], told: Mapping[str, Across]
    ) -> Iterator[tuple[str, RepResult]]:
        """Give what came of each rep: recalled, or from whoever assessed the rep; of others, all is done again."""
        again: dict[str, RepDeals] = {}
        for rep in reps.keys() - new.keys():
            result = self.kept.result(reps[rep], told[rep]) if self.kept else None
            if result is None:
                again[rep] = reps[rep]
            else:
                yield rep, result
        yield from self._results(session, new, told)
        if again:
            with self.executor.open(self.desk, again, self.prepared.weights(again)) as another:
                yield from self._results(another, again, told)

    def _results(
        self, session: Session, deals: Mapping[str, RepDeals], told: Mapping[str, Across]
    ) -> Iterator[tuple[str, RepResult]]:
        for rep, result in session.map(result_of_rep, {rep: told[rep] for rep in deals}):
            if self.kept:
                self.kept.keep_result(deals[rep], told[rep], result)
            yield rep, result


def editors_of(folders: Folders) -> dict[str, str]:
    """Give the addresses at which the repository's web editor opens the playbook's files and the rulings.

    They stand by the names that the pages call these files; empty where mkdocs.yml names no repository.
    """
    files = {name_from(folders.playbook, path): path for path in folders.playbook.rglob("*.yml")}
    rulings = folders.pipeline / "rulings.yml"
    return editors(folders.home, files | {name_from(folders.pipeline, rulings): rulings})
