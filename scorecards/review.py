"""From the team's files to a review: read, index, then each rep by itself, then the team.

    read → index → [ derive → evaluate → diagnose → score ] a rep at a time → across
                 → [ compose → render ] a rep at a time → team

Both maps are pure functions of one rep's deals, the index and the playbook (:mod:`scorecards.rep`), so it does not
matter where a rep is worked on; the second one takes, too, what reaches this rep from the others: the checks that tell
little, steps that colleagues do, picks, and what is gone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.compose.across import Across, Reach, across_of, pickers
from scorecards.compose.rep_review import RepReview
from scorecards.executor.executor import Executor
from scorecards.executor.local import Local
from scorecards.history.changes import Terms
from scorecards.history.opportunity_history import History
from scorecards.history.replay import replay
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.index.index import Index, phrase_pattern
from scorecards.index.opportunity_files import OpportunityFiles, opportunity_files_of
from scorecards.read.folders import name_from
from scorecards.read.input import Input
from scorecards.read.repository import editors
from scorecards.read.team_files import read_input
from scorecards.render.pages import Pages
from scorecards.rep import Desk, RepDeals, RepResult, reach_of_rep, result_of_rep
from scorecards.report.review import Review
from scorecards.steps.steps import Steps
from scorecards.team.review import review_team
from scorecards.team.team_history import TeamHistory


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


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the reps are worked on with, and what the team's pages tell besides: all snapshots, and the index."""

    given: Input
    history: History
    index: Index
    files: OpportunityFiles

    @classmethod
    def of(cls, given: Input, editors: Mapping[str, str] | None = None) -> "Prepared":
        """Tell the history and build the index; ``editors`` is as :func:`editors_of` gives it."""
        history = history_of(given)
        return cls(given, history, Index.of(given, editors), opportunity_files_of(given, history))

    def reps(self) -> dict[str, RepDeals]:
        """Give each rep's deals, by the rep's id, in the order of team.yml."""
        owned, left = self.files.by_owner, self.files.left_by_owner
        return {rep.id: RepDeals(rep, owned.get(rep.id, ()), left.get(rep.id, ())) for rep in self.index.team.reps}

    def across(self, reaches: Mapping[str, Reach]) -> Across:
        """Gather what reaches across reps."""
        return across_of(reaches.values(), self.given.picks, self.files, self.history, self.index)

    def team(self, reps: Sequence[RepReview], across: Across) -> Review:
        """Put the review together."""
        past = TeamHistory(self.history, self.files.rulings, self.files.left_the_export)
        return review_team(reps, across, past, self.index)


def review_of(given: Input, editors: Mapping[str, str] | None = None, also: str | None = None) -> Review:
    """Turn what was read into a review that holds every opportunity in full, in this process.

    ``editors`` are the addresses of the repository's web editor, as :func:`editors_of` gives them, ``also`` an
    opportunity that is shown though no page shows it.
    """
    prepared = Prepared.of(given, editors)
    across, results = reviewed(prepared, Local(processes=1), also=also)
    return prepared.team([result.review for result in results], across)


def reviewed(
    prepared: Prepared,
    executor: Executor,
    pages: Pages | None = None,
    also: str | None = None,
    steps: Steps | None = None,
) -> tuple[Across, list[RepResult]]:
    """Work on each rep, wherever the executor does so; give what reaches across reps, and what came of each rep.

    Where ``pages`` are given, a rep's files are rendered, and the review keeps what the team's pages need.
    """
    steps = steps or Steps()
    reps = prepared.reps()
    weights = {rep: len(deals.files) + len(deals.left) for rep, deals in reps.items()}
    desk = Desk(prepared.index, pickers(prepared.given.picks), pages, also)
    if pages:
        pages.load()
    with executor.open(desk, reps, weights) as session:
        with steps.step("assess", len(reps)):
            reaches = dict(session.map(reach_of_rep, dict.fromkeys(reps)))
            across = prepared.across(reaches)
        with steps.step("compose", len(reps)) as step:
            results = []
            for _, result in session.map(result_of_rep, {rep: across.to(rep) for rep in reps}):
                results.append(result)
                step.advance()
    return across, results


def history_of(given: Input) -> History:
    """Tell the history of all snapshots up to the newest one."""
    terms = Terms(
        stages=given.playbook.stage_order,
        waiting=phrase_pattern(given.playbook.phrases.waiting),
        people={rep.id: rep.name for rep in given.team.reps},
        currency=given.team.currency,
    )
    return replay(given.snapshots, terms)


def editors_of(folders: Folders) -> dict[str, str]:
    """Give the addresses at which the repository's web editor opens the playbook's files and the rulings.

    They stand by the names that the pages call these files; empty where mkdocs.yml names no repository.
    """
    files = {name_from(folders.playbook, path): path for path in folders.playbook.rglob("*.yml")}
    rulings = folders.pipeline / "rulings.yml"
    return editors(folders.home, files | {name_from(folders.pipeline, rulings): rulings})
