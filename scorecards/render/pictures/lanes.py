"""What both pictures of ages stand on: a row for each stage, and a ruler that measures in limits of the stage.

One limit is as wide in every row, so that what is over it stands right of the same line, whether a stage's limit is in
days or in working days.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from scorecards.report.deal import Deal
from scorecards.report.figures import StageAges
from scorecards.report.formats import Formats

LEFT: Final = 5
RIGHT: Final = 290
BEYOND: Final = 302
"""What is older than the ruler is long stands from here on."""


class AgeTerms(NamedTuple):
    """What the picture needs beside the ages: the names of stages, the opportunities, and how things are written.

    ``of_whom`` goes on the address to which a stage leads, such as "&manager=mara"; it is blank for all.
    """

    stages: Mapping[str, str]
    deals: Mapping[str, Deal]
    formats: Formats
    of_whom: str


class Ruler(NamedTuple):
    """The scale: its marks, in limits, of which the last is its end."""

    edges: tuple[Decimal, ...]

    def at(self, limits: Decimal | int) -> float:
        """Give the pixels from the left for an age in limits."""
        return LEFT + (RIGHT - LEFT) * float(limits / self.edges[-1])

    @property
    def whole(self) -> list[Decimal]:
        """Give the marks right of the limit that are whole limits."""
        return [edge for edge in self.edges if edge > 1 and edge == int(edge)]


class Lane(NamedTuple):
    """One row: its stage, the height of its words and of the line on which its marks stand."""

    ages: StageAges
    words_at: int
    stands_on: int

    @property
    def is_told(self) -> bool:
        """Tell whether any age is known."""
        return bool(self.ages.over + self.ages.within)


class Sheet(NamedTuple):
    """The rows with their ruler, and what is needed to name them."""

    lanes: list[Lane]
    ruler: Ruler
    terms: AgeTerms

    @property
    def height(self) -> int:
        """Give the height of the picture."""
        return self.lanes[-1].stands_on + 8
