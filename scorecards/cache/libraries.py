"""The libraries that are installed: another version of one may write things in another way."""

import hashlib
import os
import sys
from functools import cache

_INSTALLED = (".dist-info", ".egg-info")


@cache
def libraries() -> bytes:
    """Give a digest of the version of Python and of the names of all that is installed, which hold their versions."""
    names = sorted({name for place in sys.path if os.path.isdir(place) for name in os.listdir(place)})  # noqa: PTH112, PTH208
    told = [sys.version, *(name for name in names if name.endswith(_INSTALLED))]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).digest()
