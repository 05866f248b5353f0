"""The engine that draws: Vega-Lite, by vl-convert.  Nothing else of the product knows it.

It never sees a word of the team's or the CRM's: a sketch has numbers in their place (see :mod:`.dressing`).
It takes a second to start, so what it drew is kept, and it is not even loaded where all is there.
"""

import hashlib
import json
from importlib.metadata import version
from typing import Any

from scorecards.cache.cache import Cache

_ENGINE = "vl-convert-python"


_FOLDER = "pictures"
_OTHERS = 200
"""So many drawings that a build did not need stay, for another team or an earlier day."""


def drawn(sketch: dict[str, Any], kept: Cache | None) -> str:
    """Draw a sketch, a Vega-Lite specification, as SVG; ``kept`` is where the drawing is kept by what it is made of."""
    made_from = f"{_ENGINE} {version(_ENGINE)}\n{json.dumps(sketch, sort_keys=True)}".encode()
    place = f"{_FOLDER}/{hashlib.sha256(made_from).hexdigest()[:32]}.svg"
    before = kept.recall(place, made_from) if kept else None
    if before is not None:
        return before.decode()
    svg = draw(sketch)
    if kept:
        kept.keep(place, made_from, svg.encode())
    return svg


def clear_out(kept: Cache) -> None:
    """Remove drawings that nobody has needed for long."""
    kept.clear_out(_FOLDER, _OTHERS)


def draw(sketch: dict[str, Any]) -> str:
    """Draw a sketch as SVG."""
    import vl_convert  # noqa: PLC0415 - only a build that draws waits for it

    return str(vl_convert.vegalite_to_svg(sketch))
