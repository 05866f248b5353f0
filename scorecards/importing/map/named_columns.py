"""Columns whose name is made from a row's own cells, as in ``Date entered "{Deal Stage}"``."""

import re
from collections.abc import Callable, Sequence

from scorecards.importing.mapping.source import braced
from scorecards.importing.tables import Cells


def naming(template: str, header: Sequence[str]) -> Callable[[Cells], str | None]:
    """Name a row's column; None where a cell that it takes is not there."""
    positions = {column: header.index(column) for column in braced(template) if column in header}
    if len(positions) < len(set(braced(template))):
        return lambda _cells: None
    seen: dict[tuple[str, ...], str] = {}

    def name(cells: Cells) -> str:
        key = tuple([(cells[position] or "").strip() for position in positions.values()])
        if key not in seen:
            words = dict(zip(positions, key, strict=True))
            seen[key] = re.sub(r"\{([^{}]+)\}", lambda found: words[found[1]], template)
        return seen[key]

    return name


def fitting_columns(template: str, header: Sequence[str]) -> list[str]:
    """Give the columns that some row can name."""
    pattern = re.compile(".+".join(map(re.escape, re.split(r"\{[^{}]+\}", template))), re.DOTALL)
    return [column for column in header if pattern.fullmatch(column)]
