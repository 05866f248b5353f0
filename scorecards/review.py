"""From the team's files to a review that holds everything: what ``explain`` shows one opportunity of.

A build goes the same way, and hands files over as it goes (:mod:`scorecards.build`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.executor.local import Local
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.read.folders import name_from, yaml_below
from scorecards.read.input import Input
from scorecards.read.repository import editors
from scorecards.read.team_files import read_input
from scorecards.report.review import Review
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import Desk
from scorecards.reps.rounds import Rounds
from scorecards.write.folder_lock import reading


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

    ``cache`` holds what was read of older snapshots before.  No command changes the pipeline meanwhile.  Raises
    ProblemsFound with every problem.
    """
    with reading(folders.pipeline):
        return read_input(folders.playbook, folders.pipeline, folders.snapshot, SnapshotCache(cache) if cache else None)


def review_of(given: Input, editors: Mapping[str, str] | None = None, also: str | None = None) -> Review:
    """Turn what was read into a review that holds every opportunity in full, in this process.

    ``editors`` are the addresses of the repository's web editor, as :func:`editors_of` gives them, ``also`` an
    opportunity that is shown though no page shows it.
    """
    prepared = Prepared.of(given, editors)
    across, reps = Rounds(prepared, Desk(prepared.index, prepared.picked_by, also=also), Local(processes=1)).run()
    return prepared.team(reps, across)


def editors_of(folders: Folders) -> dict[str, str]:
    """Give the addresses at which the repository's web editor opens the playbook's files and the rulings.

    They stand by the names that the pages call these files; empty where mkdocs.yml names no repository.
    """
    files = {name_from(folders.playbook, path): path for path in yaml_below(folders.playbook)}
    rulings = folders.pipeline / "rulings.yml"
    return editors(folders.home, files | {name_from(folders.pipeline, rulings): rulings})
