"""Where a path leads in the end."""

import os
from pathlib import Path


def real_path(path: Path | str) -> Path:
    """Follow all links; one that leads in a circle stays what it is, and whoever opens it is told so by the system."""
    return Path(os.path.realpath(path))
