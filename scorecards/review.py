"""From the team's files to a review: read, index, then each rep by itself, then the team.

    read → index → [ derive → evaluate → diagnose → score ] a rep at a time → across
                 → [ compose ] a rep at a time → team

Both maps are pure functions of one rep's deals, the index and the playbook; the second one takes, too, what reaches
across reps: the checks that tell little, steps that colleagues do, picks, and what is gone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.compose.across import Across, across_of
from scorecards.compose.rep_review import RepReview, compose_rep
from scorecards.derive.answers import answers_of
from scorecards.derive.facts import derive
from scorecards.derive.open_steps import open_steps_of
from scorecards.derive.rulings import pause_of, ruled_over
from scorecards.diagnose.diagnosis import Diagnostics
from scorecards.evaluate.findings import findings_of
from scorecards.history.changes import Terms
from scorecards.history.opportunity_history import History
from scorecards.history.replay import replay
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.index.index import Index, phrase_pattern
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.opportunity_files import OpportunityFiles, opportunity_files_of
from scorecards.read.folders import name_from
from scorecards.read.input import Input
from scorecards.read.repository import editors
from scorecards.read.team_files import read_input
from scorecards.report.review import Review
from scorecards.score.case import Case
from scorecards.score.score import score, urgency, weight_of
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


def review_of(
    given: Input, editors: Mapping[str, str] | None = None, also: str | None = None, steps: Steps | None = None
) -> Review:
    """Turn what was read into a review: everything between reading and rendering.

    ``editors`` are the addresses of the repository's web editor, as :func:`editors_of` gives them, ``also`` an
    opportunity that is shown though no page shows it, ``steps`` keeps account of the steps.
    """
    steps = steps or Steps()
    with steps.step("index", len(given.snapshots)):
        history = history_of(given)
        index, files = Index.of(given, editors), opportunity_files_of(given, history)
    with steps.step("assess", len(given.team.reps)):
        cases = assess_reps(files, index)
    across = across_of([case for each in cases.values() for case in each], given.picks, files, history, index)
    with steps.step("compose", len(cases)):
        reps = compose_reps(cases, files, across, index, also)
    with steps.step("team"):
        return review_team(reps, across, TeamHistory(history, files.rulings, files.left_the_export), index)


def assess_reps(files: OpportunityFiles, index: Index) -> dict[str, list[Case]]:
    """Map over the reps: assess each rep's deals by themselves."""
    diagnostics = Diagnostics.of(index.playbook)
    return {rep.id: assess(files.by_owner.get(rep.id, ()), diagnostics, index) for rep in index.team.reps}


def assess(files: Iterable[OpportunityFile], diagnostics: Diagnostics, index: Index) -> list[Case]:
    """Derive, evaluate, diagnose and score one rep's deals; the most urgent case comes first."""
    return sorted((case_of(file, diagnostics, index) for file in files), key=lambda case: case.urgency)


def case_of(file: OpportunityFile, diagnostics: Diagnostics, index: Index) -> Case:
    """Make one opportunity's file a case."""
    playbook = index.playbook

    facts = derive(file, index)
    answers, steps = answers_of(file, facts, index), open_steps_of(file, index)
    pause, is_over = pause_of(file, index), ruled_over(file) is not None

    outcomes = diagnostics.evaluator.outcomes(file.opportunity, facts)
    findings = findings_of(outcomes, file, facts, index, is_paused=pause is not None, is_over=is_over)

    diagnosis = diagnostics.diagnosis(file, facts, findings, index)
    minimum_to_clear = diagnostics.minimum_to_clear(file, facts, findings)

    checks, scoring, opportunity = playbook.checks_by_id, playbook.scoring, file.opportunity
    place = urgency(
        failed_weight=weight_of(findings.failed, checks, scoring),
        stage_place=playbook.stage_order.get(opportunity.stage or "", -1),
        amount=amount if isinstance(amount := facts.get("amount"), Decimal) else None,
        opportunity=opportunity.id,
    )
    return Case(
        file=file,
        facts=facts,
        answers=answers,
        steps=steps,
        pause=pause,
        is_over=is_over,
        findings=findings,
        diagnosis=diagnosis,
        minimum_to_clear=minimum_to_clear,
        score=score(findings.counted, checks, scoring),
        urgency=place,
    )


def compose_reps(
    cases: Mapping[str, Sequence[Case]], files: OpportunityFiles, across: Across, index: Index, also: str | None = None
) -> list[RepReview]:
    """Map over the reps again, now that it is known what reaches across them: compose each rep's review."""
    return [
        compose_rep(rep, cases[rep.id], files.left_by_owner.get(rep.id, ()), across, index, also)
        for rep in index.team.reps
    ]


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
