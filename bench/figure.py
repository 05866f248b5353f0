"""One measured figure, and whether it keeps to its limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in a unit; ``limit`` is the most that it may be, ``beside`` what it was made from.

    ``measured`` is None where it could not be measured, and ``beside`` then says why.
    """

    name: str
    measured: float | None
    unit: str = ""
    limit: float | None = None
    beside: str = ""

    @property
    def shown(self) -> str:
        """The figure with its unit."""
        return "" if self.measured is None else f"{number(self.measured)} {self.unit}".strip()

    @property
    def shown_limit(self) -> str:
        """The limit with its unit; nothing where there is none."""
        return "" if self.limit is None else f"{number(self.limit)} {self.unit}".strip()

    @property
    def verdict(self) -> str:
        """OK or over; nothing where there is no limit."""
        if self.measured is None:
            return "not measured"
        if self.limit is None:
            return ""
        return "OK" if self.measured <= self.limit else "over"


def number(value: float) -> str:
    """Show a number: whole from a hundred on, small ones with as many places as it takes to tell them from 0."""
    if value >= 100 or value == int(value):  # noqa: PLR2004
        return f"{value:,.0f}"
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"  # noqa: PLR2004


def seconds(*named: tuple[str, float]) -> str:
    """Say what took how many seconds."""
    return "; ".join(f"{name} {number(value)} s" for name, value in named)
