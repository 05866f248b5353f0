"""The first build of a pipeline where other data were built before, so that something is kept already."""

from collections.abc import Iterator

from bench.figure import Figure, seconds
from bench.process import Run
from bench.rounds import in_turn, processor, ratio
from bench.setup import Setup


def kept(setup: Setup) -> Iterator[Figure]:
    """Build beside the naive script, each time after the sample team was built from nothing."""
    rounds = in_turn(
        setup.rounds,
        lambda: _after_the_sample(setup),
        lambda: setup.project.naive("--export", str(setup.export)),
    )
    beside = seconds(("site", processor(rounds, 0)), ("naive script", processor(rounds, 1)))
    yield Figure("Kept from builds of other data, in naive scripts", ratio(rounds, 0, 1), "times", 2.0, beside)


def _after_the_sample(setup: Setup) -> Run:
    setup.project.forget()
    setup.project.build(setup.sample, setup.project.place("sample"))
    return setup.project.build(setup.pipeline, setup.project.place("kept"))
