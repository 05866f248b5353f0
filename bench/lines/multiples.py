"""Ten and a hundred times the data, each from nothing: how time and memory grow with the opportunities."""

from collections.abc import Iterator

from bench.figure import Figure, number
from bench.process import Run
from bench.rounds import Round, in_turn, megabytes, processor, ratio, wall
from bench.setup import Setup


def ten(setup: Setup) -> Iterator[Figure]:
    """Build the data and ten times as many in turn."""
    rounds = in_turn(setup.fewer_rounds, lambda: _build(setup, 1), lambda: _build(setup, 10))
    yield from _held_against(rounds, "Ten times", "one time", time=1.1, memory=600)
    for step, times in enumerate((1, 10)):
        yield _growth(setup, rounds, step, times)


def hundred(setup: Setup) -> Iterator[Figure]:
    """Build ten and a hundred times the data, once."""
    rounds = in_turn(1, lambda: _build(setup, 10), lambda: _build(setup, 100))
    yield from _held_against(rounds, "A hundred times", "ten times", time=1.15, memory=4000)
    yield _growth(setup, rounds, 1, 100)


def _build(setup: Setup, times: int) -> Run:
    pipeline = setup.multiple(times)
    setup.project.forget()
    return setup.project.build(pipeline, setup.project.place("multiple"), watched=True)


def _held_against(rounds: list[Round], name: str, other: str, *, time: float, memory: float) -> Iterator[Figure]:
    """Compare a multiple with a tenth of it, which it has ten times the opportunities of."""
    yield Figure(f"{name}, time an opportunity in that of {other}", ratio(rounds, 1, 0) / 10, "times", time)
    yield Figure(f"{name}, peak memory", megabytes(rounds, 1), "MB", memory)


def _growth(setup: Setup, rounds: list[Round], step: int, times: int) -> Figure:
    opportunities, took = setup.opportunities * times, processor(rounds, step)
    beside = (
        f"{number(took / opportunities * 1000)} ms an opportunity; "
        f"wall {number(wall(rounds, step))} s; {number(megabytes(rounds, step))} MB"
    )
    return Figure(f"A site of {opportunities:,} opportunities, from nothing", took, "s", None, beside)
