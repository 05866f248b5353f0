"""The same command again, where nothing changed."""

from collections.abc import Iterator

from bench.figure import Figure, seconds
from bench.lines.fresh import build_fresh
from bench.process import Run
from bench.rounds import in_turn, processor, ratio
from bench.setup import Setup
from bench.written import Written, files, written


def unchanged(setup: Setup) -> Iterator[Figure]:
    """Build from nothing and again, and count what the second build wrote."""
    found: list[Written] = []
    rounds = in_turn(setup.rounds, lambda: build_fresh(setup), lambda: _again(setup, found))
    beside = seconds(("again", processor(rounds, 1)), ("from nothing", processor(rounds, 0)))
    yield Figure("Nothing changed, in fresh builds", ratio(rounds, 1, 0), "times", 0.1, beside)
    most = max(found, key=lambda each: len(each.written))
    yield Figure("Nothing changed, files written", len(most.written), "files", 0, ", ".join(most.written[:5]))


def _again(setup: Setup, found: list[Written]) -> Run:
    place = setup.project.built("fresh")
    before = files(place)
    run = setup.project.build(setup.pipeline, place)
    found.append(written(before, files(place)))
    return run
