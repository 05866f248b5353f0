"""An export to the snapshot: the data and their multiples, and a wide export of a CRM."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figure import Figure, number
from bench.multiples import write_export
from bench.process import Run
from bench.rounds import in_turn, megabytes, processor
from bench.salesforce import DAY, write_salesforce
from bench.setup import Setup

_ROWS = 100_000


def importing(setup: Setup) -> Iterator[Figure]:
    """Import one, ten and, where asked for, a hundred times the data, and a Salesforce export."""
    yield _multiple(setup, 1, setup.fewer_rounds)
    yield _multiple(setup, 10, setup.fewer_rounds)
    if setup.hundred:
        yield _multiple(setup, 100, 1)
    yield _salesforce(setup)


def _multiple(setup: Setup, times: int, rounds: int) -> Figure:
    export = write_export(setup.data, times, setup.project.scratch / f"export-{times}")
    rows = setup.opportunities * times
    return _figure(f"Import of {rows:,} rows", rows, rounds, lambda: setup.import_(export, _empty(setup), watched=True))


def _salesforce(setup: Setup) -> Figure:
    export = write_salesforce(setup.project.scratch / "salesforce", _ROWS)
    how = ("--from", "mappings/salesforce.yml", "--as-of", DAY.isoformat(), "--into")
    return _figure(
        f"Import of {_ROWS:,} rows of a Salesforce export",
        _ROWS,
        setup.fewer_rounds,
        lambda: setup.project.run("import", str(export), *how, str(_empty(setup)), watched=True),
    )


def _figure(name: str, rows: int, rounds: int, step: Callable[[], Run]) -> Figure:
    runs = in_turn(rounds, step)
    took = processor(runs, 0)
    beside = f"{number(took / rows * 1000)} ms a row; {number(megabytes(runs, 0))} MB"
    return Figure(name, took, "s", None, beside)


def _empty(setup: Setup) -> Path:
    """Give a pipeline's folder that is not there yet."""
    into = setup.project.scratch / "imported"
    shutil.rmtree(into, ignore_errors=True)
    return into
