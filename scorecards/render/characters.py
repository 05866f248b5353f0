"""Characters that what we write cannot hold as they are; each format names those that it cannot.

They stand as the inside of a bracket of a pattern.
"""

from typing import Final

CONTROLS: Final = "\x00-\x1f"
MORE_CONTROLS: Final = "\x7f-\x9f"
SEPARATORS: Final = "\u2028\u2029"
"""Line ends that are none in most formats, and are in some."""

DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of what stands behind them, beyond the text that they stand in."""

HALVES: Final = "\ud800-\udfff"
"""Halves of surrogate pairs, which no file can hold."""

NONE: Final = "\ufffe\uffff"
"""No characters at all."""


def shown(character: str) -> str:
    """Give a sign in the place of a character that cannot be held: a control character's picture, or that of none."""
    return chr(0x2400 + ord(character)) if character < "\x20" else "\ufffd"
