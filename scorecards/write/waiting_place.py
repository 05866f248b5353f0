"""Where what is to go into a folder waits until all of it is there."""

import os
from pathlib import Path

from scorecards.cache.real_path import real_path
from scorecards.write.disk import beside


def waiting_place(folder: Path) -> Path:
    """Give the place: beside the folder, so on its file system, or in it where nothing may be written beside it."""
    whole = real_path(folder)
    is_shut = whole.is_dir() and not os.access(whole.parent, os.W_OK)
    return beside(whole / whole.name if is_shut else whole)


def is_being_written(folder: Path) -> bool:
    """Tell whether a build of a folder is under way, or was cut short."""
    return waiting_place(folder).is_dir()
