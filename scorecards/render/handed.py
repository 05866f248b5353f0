"""Data for a page as a script beside it, which holds data and nothing else.

A page that is opened from a folder may load a script from beside it, and no other file.  So the data is JSON within a
text of JavaScript, of which every sign is escaped that could end the text, the line or the script.  The page reads it
with :file:`docs/assets/scripts/handed.js`.
"""

from decimal import Decimal
from typing import Any, Final

import orjson

_ESCAPED: Final = {
    "\\": "\\\\",
    "'": "\\'",
    "<": "\\\\u003c",
    "\u2028": "\\\\u2028",
    "\u2029": "\\\\u2029",
}
"""What stands for a sign of the JSON within a text of JavaScript: the signs of the text, and what JSON may escape."""

_TABLE: Final = str.maketrans(_ESCAPED)


def handed(name: str, data: Any) -> bytes:
    """Write data as the script that hands it to the page, under a name."""
    text = orjson.dumps(data, default=_plain).decode()
    return f"scorecardRows('{name}', '{text.translate(_TABLE)}');\n".encode()


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
