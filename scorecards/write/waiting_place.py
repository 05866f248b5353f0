"""Where what is to go into a folder waits until all of it is there."""

import os
from pathlib import Path


def waiting_place(folder: Path) -> Path:
    """Give the place: beside the folder, so on its file system, or in it where nothing may be written beside it."""
    whole = folder.resolve()
    is_shut = whole.is_dir() and not os.access(whole.parent, os.W_OK)
    return (whole if is_shut else whole.parent) / f".{whole.name}.new"


def is_being_written(folder: Path) -> bool:
    """Tell whether a build of a folder is under way, or was cut short."""
    return waiting_place(folder).is_dir()
