"""Runs taken in turn: a machine that slows down slows all of them, so a round compares what a mean would not."""

from collections.abc import Callable, Sequence
from statistics import median

from bench.process import Run

Round = Sequence[Run]


def in_turn(rounds: int, *steps: Callable[[], Run]) -> list[Round]:
    """Take all steps one after another, so many times."""
    return [[step() for step in steps] for _ in range(rounds)]


def ratio(rounds: Sequence[Round], ours: int, theirs: int) -> float:
    """Give the processor seconds of one step in those of another: the median of the rounds' ratios."""
    return median(each[ours].processor / each[theirs].processor for each in rounds)


def processor(rounds: Sequence[Round], step: int) -> float:
    """Give the median of a step's processor seconds."""
    return median(each[step].processor for each in rounds)


def wall(rounds: Sequence[Round], step: int) -> float:
    """Give the median of a step's wall seconds."""
    return median(each[step].wall for each in rounds)


def megabytes(rounds: Sequence[Round], step: int) -> float:
    """Give the most memory that a step took in any round."""
    return max(each[step].megabytes for each in rounds)
