"""The bytes of a file to text: UTF-8, of a size that can be handled, with nothing invisible in it."""

import re
from typing import Final

from scorecards.problems.problem import Problem, Problems
from scorecards.yaml_files.limits import beyond_limits

LARGEST: Final = 64 * 1024 * 1024
UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not hold as they are: most control characters, and halves of pairs."""

ODD_BREAKS: Final = "\x85\u2028\u2029"
"""Line breaks of YAML 1.1 that most tools and people take for none."""

_BREAK = re.compile(f"\r\n|[\n\r{ODD_BREAKS}]")
_BOM = b"\xef\xbb\xbf"


def decode(path: str, data: bytes, problems: Problems) -> str | None:
    """Give the text; None, with a problem added, where there is none."""
    if len(data) > LARGEST:
        problems.add(Problem(path, 1, 1, "too-large", f"read {len(data):,} bytes, expected at most {LARGEST:,}"))
        return None
    if beyond := beyond_limits(data):
        problems.add(Problem(path, 1, 1, "too-large", beyond))
        return None
    data = data.removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line, column = _place_after(data[: error.start].decode())
        message = f"read the byte 0x{data[error.start]:02X}, expected text in UTF-8; save the file again as UTF-8"
        problems.add(Problem(path, line, column, "not-utf-8", message))
        return None
    return None if _has_control_characters(path, text, problems) else text


def line_breaks_in(text: str) -> int:
    """Count the line breaks of a text as YAML counts them."""
    return len(_BREAK.findall(text))


def _has_control_characters(path: str, text: str, problems: Problems) -> bool:
    found = UNWRITABLE.search(text)
    if not found:
        return False
    line, column = _place_after(text[: found.start()])
    message = f"read the invisible character U+{ord(found[0]):04X}, expected text that can be shown; remove it"
    problems.add(Problem(path, line, column, "control-character", message))
    return True


def _place_after(text: str) -> tuple[int, int]:
    """Give line and column of what follows ``text``."""
    lines = _BREAK.split(text)
    return len(lines), len(lines[-1]) + 1
