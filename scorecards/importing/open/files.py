"""The files of an import: those that are given, and those beside them that the mapping names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path, PurePath

from scorecards.importing.open.api_pages import unfinished
from scorecards.importing.open.columns import Plan
from scorecards.importing.open.file_kind import ENDINGS
from scorecards.importing.open.tables import open_export
from scorecards.importing.rejects.form import is_rejects
from scorecards.importing.tables import Table
from scorecards.problems.problem import Problem


@dataclass(frozen=True, slots=True)
class Opened:
    """The tables of all files, as they are written; those of rejects files, which somebody mended, stand apart."""

    tables: list[Table]
    rejects: list[Table]
    folder: Path
    """Where the export is, and where files are looked for that were not given."""


def open_all(files: Sequence[Path], plan: Plan, problems: list[Problem]) -> Opened:
    """Open the files that are given, and those that the mapping names and that stand beside the export.

    The export is the first file that holds no rejected rows.
    """
    given = [(path, _open_once(path, times, plan, problems)) for path, times in _times_given(files).items()]
    export = [path for path, found in given if not any(map(is_rejects, found))]
    folder = (export or files)[0].parent
    tables = [table for _, found in given for table in found if not is_rejects(table)]
    for names, _ in plan.sought():
        beside = None if any(answers(table, names) for table in tables) else _beside(folder, names)
        tables += _open(beside, plan, problems) if beside and realpath(beside) not in map(realpath, files) else []
    problems.extend(unfinished(tables))
    return Opened(tables, [table for _, found in given for table in found if is_rejects(table)], folder)


def answers(table: Table, names: Iterable[str]) -> bool:
    """Tell whether one of these names is that of a table or of its file, with or without what follows the point."""
    return _is_named({table.name.casefold(), PurePath(table.path).name.casefold()}, names)


def _times_given(files: Iterable[Path]) -> dict[Path, int]:
    """Count how often each file is given, by the first of the ways in which it is named."""
    first: dict[str, Path] = {}
    return Counter(first.setdefault(realpath(path), path) for path in files)


def _open_once(path: Path, times: int, plan: Plan, problems: list[Problem]) -> list[Table]:
    tables = _open(path, plan, problems)
    for table in tables if times > 1 else ():
        table.read_as += f", given {times} times and read once"
    return tables


def _open(path: Path, plan: Plan, problems: list[Problem]) -> list[Table]:
    called = {path.name.casefold(), path.stem.casefold()}
    named = [columns for names, columns in plan.columns() if _is_named(called, names)]
    export = [columns for names, columns in plan.columns() if not names]
    return open_export(path, plan.rules.source, set().union(*(named or export)), problems)


def _is_named(called: set[str], names: Iterable[str]) -> bool:
    return any(_folded(name) & called for name in names)


def _folded(name: str) -> set[str]:
    whole = name.casefold()
    ending = next((each for each in ENDINGS if whole.endswith(each)), "")
    return {whole, whole.removesuffix(ending)}


def _beside(folder: Path, names: Iterable[str]) -> Path | None:
    """Find a file in a folder; the name as it stands goes before the name with another ending."""
    there = {path.name.casefold(): path for path in sorted(folder.iterdir(), reverse=True)} if folder.is_dir() else {}
    wanted = [name.casefold() + ending for name in names for ending in ("", *ENDINGS)]
    return next((there[name] for name in wanted if name in there and there[name].is_file()), None)
