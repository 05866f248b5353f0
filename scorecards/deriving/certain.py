"""Counting where part of the answer may be unknown."""

from collections.abc import Iterable


def certain(tests: Iterable[bool | None]) -> int | None:
    """Count what is certainly so; None where nothing is certain and something is unknown.

    A test is None where the item does not say.  Two steps with a date and one that does not say count as
    two; one that does not say, alone, is unknown and not zero.
    """
    yes = 0
    unknown = False
    for test in tests:
        if test is None:
            unknown = True
        elif test:
            yes += 1
    return None if unknown and not yes else yes
