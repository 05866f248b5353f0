"""The file of a table's rows, read as a browser reads it."""

import json
import re
from typing import Any

_FORM = re.compile(rb"scorecardRows\('([a-z.]+)', '((?:[^'\\\n\r]|\\[\\'])*)'\);\n")
"""All that a file holds: one call, with two texts that nothing within them ends."""


def read(file: bytes) -> Any:
    """Read what a file hands to the page: first as JavaScript reads the text, then as JSON."""
    found = _FORM.fullmatch(file)
    assert found, file[:200]
    return json.loads(re.sub(r"\\([\\'])", r"\1", found[2].decode()))
