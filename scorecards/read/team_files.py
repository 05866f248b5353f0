"""The team's files to validated types, or to everything that is wrong with them at once.

No problem hides another: all files are read and checked before anybody hears of the first mistake.
"""

from pathlib import Path

from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.model.playbook import Playbook
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.all_files import read_everything, read_rules
from scorecards.read.assemble import input_of
from scorecards.read.folders import snapshots
from scorecards.read.input import Input
from scorecards.read.pipeline_files import RULINGS_FILE
from scorecards.read.playbook_files import NO_STORIES, playbook_of

__all__ = ["RULINGS_FILE", "check_all", "problems_with_rulings", "read_input", "read_playbook", "snapshots"]


def read_input(
    playbook: Path, pipeline: Path, snapshot: Path | None = None, cache: SnapshotCache | None = None
) -> Input:
    """Read a playbook and a pipeline with its newest snapshot, or with the one that is named, and all before it.

    A ruling counts for the last snapshot before it, so those that were made after the next snapshot are left out.
    Raises ``ProblemsFound`` with all problems of all files.
    """
    found = read_everything(playbook, pipeline, snapshot, cache)
    made = input_of(found, playbook, pipeline)
    if cache and found.shot and (path := Path(found.shot.path)) in snapshots(pipeline):
        cache.keep(path, found.shot.data, found.weeks[-1])  # next time it may be an older one
    return made


def problems_with_rulings(
    playbook: Path, pipeline: Path, rulings: bytes, cache: SnapshotCache | None = None
) -> list[Problem]:
    """Give everything that would be wrong with a team's files if this stood in rulings.yml."""
    return read_everything(playbook, pipeline, None, cache, rulings).problems


def read_playbook(directory: Path) -> Playbook:
    """Read a playbook alone.  Raises ``ProblemsFound`` with all problems of all its files."""
    problems: list[Problem] = []
    rules = read_rules(directory, problems)
    if problems or not rules:
        raise ProblemsFound(problems)
    return playbook_of(rules)


def check_all(playbook: Path, pipeline: Path, snapshot: Path | None = None) -> int:
    """Read everything, with every snapshot or with the one that is named and all before it; give the number of files.

    Only the newest snapshot, or the one that is named, must agree with the team and the playbook as they are
    now: older ones tell of people and stages of their own time.  Raises ``ProblemsFound``.
    """
    found = read_everything(playbook, pipeline, snapshot, None)
    rules, data = found.rules, found.data
    if found.problems or not rules or not data:
        raise ProblemsFound(found.problems)
    files = [source for source in (*rules.all(), *data.all()) if source is not NO_STORIES]
    return len(files) + sum(len(week.files) or 1 for week in found.weeks)
