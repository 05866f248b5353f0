"""All files that were read without problems, as the one input of a review."""

from datetime import date
from pathlib import Path
from typing import Any

from scorecards.model.accounts import Accounts
from scorecards.model.picks import Pick, monday_of
from scorecards.model.rulings import Ruling, Rulings
from scorecards.problems.problem import ProblemsFound
from scorecards.read import people
from scorecards.read.all_files import Everything
from scorecards.read.folders import name_from
from scorecards.read.input import Input
from scorecards.read.pipeline_files import RULINGS_FILE
from scorecards.read.places import Places
from scorecards.read.playbook_files import places_of_rules, playbook_of
from scorecards.read.sources import PipelineSources, Source
from scorecards.report.values import Place


def input_of(found: Everything, playbook: Path, pipeline: Path) -> Input:
    """Give the input that was read from two folders.  Raises ``ProblemsFound`` where anything is wrong with it."""
    rules, data, shot = found.rules, found.data, found.shot
    if found.problems or not rules or not data or not shot:
        raise ProblemsFound(found.problems)
    snapshot, name = shot.checked, name_from(pipeline, Path(shot.path))
    rulings = _rulings(data, pipeline, found.until)
    picks = _picks(data, pipeline, found.until)
    return Input(
        playbook=playbook_of(rules),
        team=people.as_led_on(people.with_ids(data.team.checked), snapshot.as_of),
        accounts=data.accounts.checked if data.accounts else Accounts(),
        snapshot=snapshot,
        snapshot_path=name,
        weeks=tuple(found.weeks),
        rulings=tuple(ruling for ruling, _ in rulings),
        picks=tuple(pick for pick, _ in picks),
        rulings_path=name_from(pipeline, pipeline / RULINGS_FILE),
        rulings_indent=_indent(data.rulings),
        places=Places(
            {row["id"]: (shot.name_of(path, name), row) for path, row in shot.rows()},
            places_of_rules(playbook, rules),
            tuple(place for _, place in rulings),
            tuple(place for _, place in picks),
            _accounts(data, pipeline),
        ),
    )


def _rulings(data: PipelineSources, pipeline: Path, until: date | None) -> list[tuple[Ruling, Place]]:
    """Give the rulings that were made before a day, the oldest first, each with its place."""
    if data.rulings is None:
        return []
    places = _entries(data.rulings, "rulings", pipeline)
    made = [pair for pair in zip(data.rulings.checked.rulings, places, strict=True) if not until or pair[0].on < until]
    return sorted(made, key=lambda pair: pair[0].on)


def _indent(source: Source[Rulings] | None) -> str | None:
    """Give what stands before the dashes of the rulings, the usual two spaces where they stand in brackets.

    None where there is no ruling yet, so that the next one is the first.
    """
    if source is None or not source.rows("rulings"):
        return None
    line, column = source.keys.value_at("rulings")
    return " " * (column - 1) if line > source.keys.line_of("rulings") else "  "


def _picks(data: PipelineSources, pipeline: Path, until: date | None) -> list[tuple[Pick, Place]]:
    """Give the picks of weeks that began before a day, each with its place."""
    if data.focus is None:
        return []
    pairs = zip(data.focus.checked.picks, _entries(data.focus, "picks", pipeline), strict=True)
    return [pair for pair in pairs if not until or monday_of(pair[0].week) < until]


def _accounts(data: PipelineSources, directory: Path) -> dict[str, Place]:
    """Give the place of each account."""
    if data.accounts is None:
        return {}
    rows, places = data.accounts.rows("accounts"), _entries(data.accounts, "accounts", directory)
    return {row["id"]: place for row, place in zip(rows, places, strict=True)}


def _entries(source: Source[Any], key: str, directory: Path) -> tuple[Place, ...]:
    """Give the place of each entry of a file's list."""
    name = name_from(directory, Path(source.path))
    return tuple(Place(name, row.own_place()[0]) for row in source.rows(key))
