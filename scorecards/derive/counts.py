"""What is certain where part of the answer may be unknown."""

from collections.abc import Iterable

from scorecards.model.fields import Model
from scorecards.report.values import AtLeast


def certain(tests: Iterable[bool | None]) -> int | AtLeast | None:
    """Count what is so; a test is None where the item does not say.

    Two steps with a date and one that does not say are at least two, and three at most.  One that does not say,
    alone, is unknown and not zero.
    """
    yes = 0
    unknown = 0
    for test in tests:
        if test is None:
            unknown += 1
        elif test:
            yes += 1
    return between(yes, yes + unknown)


def filled_in(part: Model, field: str) -> bool | None:
    """Tell whether a field of a part is filled in; None where its key is not there."""
    return getattr(part, field) is not None if field in part.model_fields_set else None


def between(certain: int, possible: int) -> int | AtLeast | None:
    """Give a count that lies between two bounds; None where nothing is certain and something is possible."""
    if certain == possible:
        return certain
    return AtLeast(certain, possible) if certain else None
