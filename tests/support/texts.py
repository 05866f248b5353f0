"""Texts that somebody could slip into a field, each marked so that it is found again wherever it comes to stand."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import yaml

from tests.support import hostile
from tests.support.project import ROOT

MARK: Final = re.compile(r"zq(\d{6})q")
"""What stands behind each text: six figures that no other value has."""

LONGEST: Final = 4000
"""The letters that a field takes."""

_ROOM: Final = 20
"""The letters that are left for what stands behind a text."""

_WIDE: Final = 400
"""So many letters are wider than any window."""

ENDLESS: Final = ("ü", "W", "א", "ع", "ก", "한", "語", "&", "<", "-", "/", "ab-", "🙂", "e\u0301")
"""What a text without an end is made of: words that nothing breaks, and some that something does."""


@cache
def texts() -> tuple[str, ...]:
    """Give those of the file and of the hostile team, the longest that a field takes, and words without an end."""
    kinds: dict[str, list[str]] = yaml.safe_load((ROOT / "tests" / "texts.yml").read_text("utf-8"))
    written = [text for kind in kinds.values() for text in kind]
    longest = "a" * (LONGEST - _ROOM)
    return (*written, *hostile.TEXTS.values(), longest, *((each * _WIDE)[:_WIDE] for each in ENDLESS))


def marked(text: str, number: int) -> str:
    """Put the mark behind a text: on a line of its own where the text has several."""
    return f"{text}{chr(10) if chr(10) in text else ' '}zq{number:06}q"


def spoilt(shown: str, values: dict[int, str], between: str = " ") -> Iterator[str]:
    """Tell which values do not stand as they are in what is shown, by the marks behind them.

    However many blanks and line ends there are between words, they count as ``between``.
    """
    plain = between.join(shown.split())
    for found in MARK.finditer(plain):
        value = between.join(values[int(found[1])].split())
        begin = found.end() - len(value)
        if begin < 0 or not plain.startswith(value, begin):
            yield f"{value[:200]!r} stands as {plain[max(0, begin) : found.end()][-200:]!r}"
