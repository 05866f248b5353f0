"""How much stands on a page: a browser should show it at once, however much there is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

IN_FULL: Final = 700_000
"""So many bytes of a rep's page are for opportunities with all that is known of each."""

IN_SHORT: Final = 200_000
"""And so many for those that have a line each."""

NAMES: Final = 3_000
"""So many names stand on a page of names."""

REPS: Final = 300
"""The page of all scorecards has the teams of so many reps; of the other teams it has the managers."""

MOST: Final = {
    "cases": 60,
    "closures": 200,
    "listed": 300,
    "matrix_rows": 300,
    "timeline_in_view": 5,
    "timeline": 40,
}
"""So many cases for a ruling, wins or other ends, lines of any list, and rows of the picture of findings a page has.

Of a deal's timeline it has the latest in view, more behind a click, and what is older in the rep's JSON file."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What fits on a page by id: in full, and in a line each; the rest is counted."""

    in_full: Mapping[str, str]
    in_short: Mapping[str, str]
    count: int

    @property
    def is_short_of_some(self) -> bool:
        """Whether anything is not there in full."""
        return self.count > len(self.in_full)

    def full_of(self, ids: Iterable[str]) -> list[str]:
        """Give those of some that are there in full."""
        return [self.in_full[each] for each in ids if each in self.in_full]

    def short_of(self, ids: Iterable[str]) -> list[str]:
        """Give those of some that have a line."""
        return [self.in_short[each] for each in ids if each in self.in_short]

    def rest_of(self, ids: Iterable[str]) -> int:
        """Count those of which there is nothing."""
        return sum(each not in self.in_full and each not in self.in_short for each in ids)


def fitted(ids: Sequence[str], full: Callable[[str], str], short: Callable[[str], str], told: dict[str, Any]) -> Fitted:
    """Write in full what comes first, as far as it fits, and then a line for each other, as far as these fit.

    ``told`` is as :func:`as_far_as_fits` has it.
    """
    in_full = as_far_as_fits(ids, full, IN_FULL, told)
    others = [each for each in ids if each not in in_full]
    return Fitted(in_full, as_far_as_fits(others, short, IN_SHORT, told), len(ids))


def as_far_as_fits(ids: Iterable[str], write: Callable[[str], str], most: int, told: dict[str, Any]) -> dict[str, str]:
    """Write one after the other, until so many bytes are full.

    ``told`` is what writing changes: what is written in vain leaves it as it was.
    """
    written: dict[str, str] = {}
    left = most
    for each in ids:
        before = dict(told)
        text = write(each)
        left -= len(text.encode())
        if left < 0:
            told.update(before)
            break
        written[each] = text
    return written
