"""A pipeline's files but for its snapshots."""

from pathlib import Path

from scorecards.model.accounts import Accounts
from scorecards.model.picks import Focus
from scorecards.model.rulings import Rulings
from scorecards.model.team import Team
from scorecards.problems.problem import Problem
from scorecards.read.folders import files_in, paths_of
from scorecards.read.sources import PipelineSources, read_if_there, read_source, shown, source_of

RULINGS_FILE = "rulings.yml"
_FILES = frozenset({"team.yml", "accounts.yml", RULINGS_FILE, "focus.yml"})


def pipeline_sources(directory: Path, problems: list[Problem], rulings: bytes | None = None) -> PipelineSources | None:
    """Read the files of a pipeline but for its snapshots; ``rulings`` in place of what stands in rulings.yml.

    None, with a problem added, where there is no folder.
    """
    there = files_in(directory, problems)
    if there is None:
        return None
    paths = paths_of(_FILES, directory, there, problems)
    ledger = paths[RULINGS_FILE]
    return PipelineSources(
        read_source(paths["team.yml"], Team, problems),
        read_if_there(paths["accounts.yml"], Accounts, problems),
        read_if_there(ledger, Rulings, problems)
        if rulings is None
        else source_of(shown(ledger), rulings, Rulings, problems),
        read_if_there(paths["focus.yml"], Focus, problems),
    )
