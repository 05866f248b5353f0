"""A pipeline's files but for its snapshots: the team, its accounts, and what managers and reps keep by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from scorecards.model.accounts import Accounts
from scorecards.model.baseline import Baseline
from scorecards.model.picks import Focus, Pick, monday_of
from scorecards.model.rulings import FollowUp, FollowUps, Ruling, Rulings
from scorecards.model.team import Team
from scorecards.model.waivers import Waiver, Waivers
from scorecards.problems.problem import Problems
from scorecards.read.folders import files_in, name_from, paths_of
from scorecards.read.sources import Source, read_if_there, read_source, shown, source_of
from scorecards.report.values import Located, Place

T = TypeVar("T")
M = TypeVar("M", Accounts, Rulings, FollowUps, Waivers, Baseline, Focus)

RULINGS_FILE = "rulings.yml"
FOLLOW_UPS_FILE = "follow_ups.yml"
WAIVERS_FILE = "waivers.yml"
BASELINE_FILE = "baseline.yml"
_FILES = frozenset(
    {"team.yml", "accounts.yml", RULINGS_FILE, FOLLOW_UPS_FILE, WAIVERS_FILE, BASELINE_FILE, "focus.yml"}
)


@dataclass(frozen=True, slots=True)
class PipelineSources:
    """The files of a pipeline but for its snapshots; a file that the team does not keep is None."""

    team: Source[Team]
    accounts: Source[Accounts] | None
    rulings: Source[Rulings] | None
    follow_ups: Source[FollowUps] | None
    waivers: Source[Waivers] | None
    baseline: Source[Baseline] | None
    focus: Source[Focus] | None

    def all(self) -> list[Source[Any]]:
        """Give every file."""
        kept = (self.accounts, self.rulings, self.follow_ups, self.waivers, self.baseline, self.focus)
        return [self.team, *(each for each in kept if each)]


def pipeline_sources(directory: Path, problems: Problems, written: Mapping[str, bytes]) -> PipelineSources | None:
    """Read the files of a pipeline but for its snapshots; ``written`` in place of what stands in files of these names.

    None, with a problem added, where there is no folder.
    """
    there = files_in(directory, problems)
    if there is None:
        return None
    paths = paths_of(_FILES, directory, there, problems)

    def read(name: str, model: type[M]) -> Source[M] | None:
        path = paths[name]
        if name in written:
            return source_of(shown(path), written[name], model, problems)
        return read_if_there(path, model, problems)

    return PipelineSources(
        read_source(paths["team.yml"], Team, problems),
        read("accounts.yml", Accounts),
        read(RULINGS_FILE, Rulings),
        read(FOLLOW_UPS_FILE, FollowUps),
        read(WAIVERS_FILE, Waivers),
        read(BASELINE_FILE, Baseline),
        read("focus.yml", Focus),
    )


def rulings_before(sources: PipelineSources, folder: Path, until: date | None) -> tuple[Located[Ruling], ...]:
    """Give the rulings that were made before a day, the oldest first."""
    if sources.rulings is None:
        return ()
    found = _located(sources.rulings.checked.rulings, sources.rulings, "rulings", folder)
    return tuple(sorted((each for each in found if not until or each.value.on < until), key=lambda each: each.value.on))


def follow_ups_before(sources: PipelineSources, folder: Path, until: date | None) -> tuple[Located[FollowUp], ...]:
    """Give what was said before a day of what managers asked for, the oldest first."""
    if sources.follow_ups is None:
        return ()
    found = _located(sources.follow_ups.checked.follow_ups, sources.follow_ups, "follow_ups", folder)
    return tuple(sorted((each for each in found if not until or each.value.on < until), key=lambda each: each.value.on))


def waivers_before(sources: PipelineSources, folder: Path, until: date | None) -> tuple[Located[Waiver], ...]:
    """Give the waivers that were approved before a day, in the order of the file."""
    if sources.waivers is None:
        return ()
    found = _located(sources.waivers.checked.waivers, sources.waivers, "waivers", folder)
    return tuple(each for each in found if not until or each.value.approved_on < until)


def baseline_by(sources: PipelineSources, day: date) -> Baseline | None:
    """Give the baseline where it is of a day, or of one before; None where the team keeps none."""
    found = sources.baseline.checked if sources.baseline else None
    return found if found and found.as_of <= day else None


def indent_of_rulings(sources: PipelineSources) -> str | None:
    """Give what stands before the dashes of the rulings, the usual two spaces where they stand in brackets.

    None where there is no ruling yet, so that the next one is the first.
    """
    rulings = sources.rulings
    if rulings is None or not rulings.rows("rulings"):
        return None
    line, column = rulings.keys.value_at("rulings")
    return " " * (column - 1) if line > rulings.keys.line_of("rulings") else "  "


def picks_before(sources: PipelineSources, folder: Path, until: date | None) -> tuple[Located[Pick], ...]:
    """Give the picks of weeks that began before a day."""
    if sources.focus is None:
        return ()
    found = _located(sources.focus.checked.picks, sources.focus, "picks", folder)
    return tuple(each for each in found if not until or monday_of(each.value.week) < until)


def places_of_accounts(sources: PipelineSources, folder: Path) -> dict[str, Place]:
    """Give the place of each account."""
    if sources.accounts is None:
        return {}
    found = _located(sources.accounts.checked.accounts, sources.accounts, "accounts", folder)
    return {each.value.id: each.place for each in found}


def _located(values: Iterable[T], source: Source[Any], key: str, folder: Path) -> list[Located[T]]:
    """Give the entries of a file's list, each with its place."""
    name = name_from(folder, Path(source.path))
    rows = source.rows(key)
    return [Located(value, Place(name, row.own_place()[0])) for value, row in zip(values, rows, strict=True)]
