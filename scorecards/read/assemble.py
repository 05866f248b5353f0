"""All files that were read without problems, as the one input of a review."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

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
from scorecards.report.values import Located, Place

T = TypeVar("T")


def input_of(found: Everything, playbook: Path, pipeline: Path) -> Input:
    """Give the input that was read from two folders.  Raises ``ProblemsFound`` where anything is wrong with it."""
    rules, data, shot = found.rules, found.data, found.shot
    if found.problems or not rules or not data or not shot:
        raise ProblemsFound(found.problems)
    snapshot, name = shot.checked, name_from(pipeline, Path(shot.path))
    return Input(
        playbook=playbook_of(rules),
        team=people.as_led_on(people.with_ids(data.team.checked), snapshot.as_of),
        accounts=data.accounts.checked if data.accounts else Accounts(),
        snapshot=snapshot,
        snapshot_path=name,
        weeks=tuple(found.weeks),
        rulings=_rulings(data, pipeline, found.until),
        picks=_picks(data, pipeline, found.until),
        rulings_path=name_from(pipeline, pipeline / RULINGS_FILE),
        rulings_indent=_indent(data.rulings),
        places=Places(
            {row["id"]: (shot.name_of(path, name), row) for path, row in shot.rows()},
            places_of_rules(playbook, rules),
            _accounts(data, pipeline),
        ),
    )


def _rulings(data: PipelineSources, pipeline: Path, until: date | None) -> tuple[Located[Ruling], ...]:
    """Give the rulings that were made before a day, the oldest first."""
    if data.rulings is None:
        return ()
    found = _located(data.rulings.checked.rulings, data.rulings, "rulings", pipeline)
    return tuple(sorted((each for each in found if not until or each.value.on < until), key=lambda each: each.value.on))


def _indent(source: Source[Rulings] | None) -> str | None:
    """Give what stands before the dashes of the rulings, the usual two spaces where they stand in brackets.

    None where there is no ruling yet, so that the next one is the first.
    """
    if source is None or not source.rows("rulings"):
        return None
    line, column = source.keys.value_at("rulings")
    return " " * (column - 1) if line > source.keys.line_of("rulings") else "  "


def _picks(data: PipelineSources, pipeline: Path, until: date | None) -> tuple[Located[Pick], ...]:
    """Give the picks of weeks that began before a day."""
    if data.focus is None:
        return ()
    found = _located(data.focus.checked.picks, data.focus, "picks", pipeline)
    return tuple(each for each in found if not until or monday_of(each.value.week) < until)


def _accounts(data: PipelineSources, directory: Path) -> dict[str, Place]:
    """Give the place of each account."""
    if data.accounts is None:
        return {}
    found = _located(data.accounts.checked.accounts, data.accounts, "accounts", directory)
    return {each.value.id: each.place for each in found}


def _located(values: Iterable[T], source: Source[Any], key: str, directory: Path) -> list[Located[T]]:
    """Give the entries of a file's list, each with its place."""
    name = name_from(directory, Path(source.path))
    rows = source.rows(key)
    return [Located(value, Place(name, row.own_place()[0])) for value, row in zip(values, rows, strict=True)]
