"""A year of weekly snapshots: from nothing, and where only the newest is new."""

from collections.abc import Iterator
from pathlib import Path

from bench.figure import Figure, seconds
from bench.process import Run
from bench.rounds import in_turn, processor, ratio
from bench.setup import Setup
from bench.weeks import write_year

_MOST = 2.0


def year(setup: Setup) -> Iterator[Figure]:
    """Build the newest snapshot alone, the whole year, and both where all but the newest was built before."""
    whole, alone = setup.project.scratch / "year", setup.project.scratch / "week"
    write_year(whole)
    *_, last, newest = sorted((whole / "snapshots").iterdir())
    (alone / "snapshots").mkdir(parents=True)
    (alone / "team.yml").write_bytes((whole / "team.yml").read_bytes())
    rounds = in_turn(
        setup.fewer_rounds,
        lambda: _alone(setup, newest, alone),
        lambda: _week_after(setup, last, newest, alone),
        lambda: _from_nothing(setup, whole),
        lambda: _newest_new(setup, whole, newest),
    )
    one, after, cold, new = (processor(rounds, step) for step in range(4))
    name = "A year of 52 snapshots, only the newest is new, in builds of that one"
    beside = seconds(("the newest new", new), ("that one alone", one))
    yield Figure(f"{name} from nothing", ratio(rounds, 3, 0), "times", _MOST, beside)
    beside = seconds(("the newest new", new), ("that one after the week before it", after))
    yield Figure(f"{name} in place of the one before", ratio(rounds, 3, 1), "times", _MOST, beside)
    yield Figure("A year of 52 snapshots of 1,000, from nothing", cold, "s")


def _alone(setup: Setup, snapshot: Path, pipeline: Path) -> Run:
    """Build one snapshot from nothing, in a pipeline that has no other."""
    _put(snapshot, pipeline)
    return _from_nothing(setup, pipeline)


def _week_after(setup: Setup, last: Path, newest: Path, pipeline: Path) -> Run:
    """Build a snapshot from nothing, then another one in its place; only the second build counts."""
    _alone(setup, last, pipeline)
    _put(newest, pipeline)
    return setup.project.build(pipeline, setup.project.built("year"))


def _newest_new(setup: Setup, whole: Path, newest: Path) -> Run:
    """Build the year without its newest snapshot, from nothing, then with it; only the second build counts."""
    aside = setup.project.scratch / newest.name
    newest.rename(aside)
    _from_nothing(setup, whole)
    aside.rename(newest)
    return setup.project.build(whole, setup.project.built("year"))


def _put(snapshot: Path, pipeline: Path) -> None:
    """Put a snapshot into a pipeline, in place of the one that is there."""
    for there in (pipeline / "snapshots").iterdir():
        there.unlink()
    (pipeline / "snapshots" / snapshot.name).write_bytes(snapshot.read_bytes())


def _from_nothing(setup: Setup, pipeline: Path) -> Run:
    setup.project.forget()
    return setup.project.build(pipeline, setup.project.place("year"))
