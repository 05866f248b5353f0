"""Folders that are made to hold some files, as a build does it."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from scorecards.write.changes import Changes
from scorecards.write.placing import put_in_place
from scorecards.write.staging import staging


def fill(folder: Path, files: Mapping[str, bytes]) -> Changes:
    """Make a folder hold these files, and none that an earlier call wrote and this one does not."""
    (changes,) = fill_all({folder: files})
    return changes


def fill_all(wanted: Mapping[Path, Mapping[str, bytes]]) -> tuple[Changes, ...]:
    """Do so for several folders, together."""
    with ExitStack() as open_until_done:
        stagings = [open_until_done.enter_context(staging(folder)) for folder in wanted]
        for each, files in zip(stagings, wanted.values(), strict=True):
            each.add_all(files)
        return put_in_place(*stagings)
