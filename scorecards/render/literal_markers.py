"""The lines between which a page holds finished HTML (see :mod:`scorecards.render.literal`)."""

from typing import Final

OPENING: Final = "<!-- literal -->"
CLOSING: Final = "<!-- /literal -->"
