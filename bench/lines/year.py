"""A year of weekly snapshots: from nothing, and where only the newest is new."""

from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure, seconds
from bench.process import Run
from bench.rounds import in_turn, processor, ratio
from bench.setup import Setup
from bench.weeks import write_year


def year(setup: Setup) -> Iterator[Figure]:
    """Build the newest snapshot alone, the whole year, and the year where all but the newest was built before."""
    whole, alone = setup.project.scratch / "year", setup.project.scratch / "week"
    write_year(whole)
    newest = max((whole / "snapshots").iterdir())
    _write_alone(whole, newest, alone)
    rounds = in_turn(
        setup.fewer_rounds,
        lambda: _from_nothing(setup, alone),
        lambda: _from_nothing(setup, whole),
        lambda: _newest_new(setup, whole, newest),
    )
    one, cold, new = (processor(rounds, step) for step in range(3))
    yield Figure(
        "A year of 52 snapshots, only the newest is new, in builds of that one from nothing",
        ratio(rounds, 2, 0),
        "times",
        2.0,
        seconds(("the newest new", new), ("one snapshot", one)),
    )
    yield Figure("A year of 52 snapshots of 1,000, from nothing", cold, "s")


def _write_alone(whole: Path, newest: Path, alone: Path) -> None:
    (alone / "snapshots").mkdir(parents=True)
    for path in (newest, whole / "team.yml"):
        (alone / path.relative_to(whole)).write_bytes(path.read_bytes())


def _from_nothing(setup: Setup, pipeline: Path) -> Run:
    setup.project.forget()
    return setup.project.build(pipeline, setup.project.place("year"))


def _newest_new(setup: Setup, whole: Path, newest: Path) -> Run:
    """Build without the newest, from nothing, then with it; only the second build counts."""
    aside = setup.project.scratch / newest.name
    newest.rename(aside)
    _from_nothing(setup, whole)
    aside.rename(newest)
    return setup.project.build(whole, setup.project.built("year"))
