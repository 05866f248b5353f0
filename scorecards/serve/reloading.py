"""The script that makes a page reload, which stands in served pages and in none that is written."""

from importlib.resources import files
from typing import Final

SCRIPT_PATH: Final = "/.serve/reload.js"
EVENTS_PATH: Final = "/.serve/events"
"""Addresses that only the server answers; no page of a site has a name that begins with a dot."""

_END: Final = b"</body>"


def script() -> bytes:
    """Give the script."""
    return files("scorecards.serve").joinpath("reload.js").read_bytes()


def with_script(html: bytes, version: str) -> bytes:
    """Add the script to a page, and the version of the site that the page belongs to."""
    tag = f'<script src="{SCRIPT_PATH}" data-events="{EVENTS_PATH}" data-version="{version}"></script>'.encode()
    before, end, after = html.rpartition(_END)
    return before + tag + end + after if end else html + tag
