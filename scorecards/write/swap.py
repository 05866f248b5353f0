"""Two folders, each in the place of the other in a single step, where the system can do that."""

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

_HERE: Final = -100
"""AT_FDCWD: paths are as seen from the working directory."""
_LINUX_EXCHANGE: Final = 2
_MACOS_SWAP: Final = 2


def swap(one: Path, other: Path) -> bool:
    """Exchange two names for each other; false where this system or this file system cannot do it, or will not."""
    try:
        library = ctypes.CDLL(None)
        names = os.fsencode(one), os.fsencode(other)
        if sys.platform == "linux":
            return bool(library.renameat2(_HERE, names[0], _HERE, names[1], _LINUX_EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _MACOS_SWAP) == 0)
    except (OSError, TypeError, AttributeError):  # no such library, or no such function in it
        pass
    return False
