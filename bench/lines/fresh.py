"""A fresh clone: nothing is kept from earlier builds, and nothing stands in the folders of the site."""

from collections.abc import Iterator
from statistics import median

from bench.figure import Figure, seconds
from bench.process import Run
from bench.rounds import in_turn, processor, ratio, wall
from bench.setup import Setup


def fresh(setup: Setup) -> Iterator[Figure]:
    """Build beside the naive script and beside as many empty pages."""
    pages = str(_pages(setup))
    rounds = in_turn(
        setup.rounds,
        lambda: build_fresh(setup),
        lambda: setup.project.naive("--export", str(setup.export)),
        lambda: setup.project.naive("--empty", pages),
    )
    ours, naive, empty = (processor(rounds, step) for step in range(3))
    beside = seconds(("site", ours), ("naive script", naive), (f"`mkdocs build` of {pages} empty pages", empty))
    yield Figure("Nothing kept, in naive scripts", ratio(rounds, 0, 1), "times", 2.5, beside)
    spread = median(each[0].wall / each[0].processor for each in rounds)
    took = seconds(("wall", wall(rounds, 0)), ("processor", ours))
    yield Figure("Nothing kept, wall seconds on two cores in processor seconds", spread, "times", 0.65, took)


def build_fresh(setup: Setup, *, watched: bool = False) -> Run:
    """Build the data from nothing."""
    setup.project.forget()
    return setup.project.build(setup.pipeline, setup.project.place("fresh"), watched=watched)


def _pages(setup: Setup) -> int:
    place = setup.project.place("counted")
    setup.project.build(setup.pipeline, place)
    return sum(1 for _ in place.docs.rglob("*.md"))
