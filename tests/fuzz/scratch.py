"""A folder to write in while a target runs."""

import os
import tempfile
from functools import cache
from pathlib import Path


@cache
def scratch() -> Path:
    """Give a folder, in memory where the machine has such a place; it goes when the process ends."""
    return Path(_made().name)


@cache
def _made() -> tempfile.TemporaryDirectory[str]:
    memory = Path("/dev/shm")  # noqa: S108 - a folder of a random name is made in it
    return tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None)
