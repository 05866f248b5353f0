"""The list of the files that builds wrote into a folder (``.generated``), which stays there.

Only a file on that list is ever overwritten or removed, so a page that somebody wrote by hand is safe.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from scorecards.cache.digest import content_of, digest_of
from scorecards.problems.problem import Problem, ProblemsFound, visible
from scorecards.write.disk import WAITING
from scorecards.write.files import cannot_write, is_file, read_if_there
from scorecards.write.tree import files_below

MANIFEST = ".generated"
_WAITED: Final = ".new"
"""How the names of files that waited ended in earlier versions."""


def listed(paths: Iterable[str]) -> bytes:
    """Write the list."""
    return "".join(f"{path}\n" for path in sorted(paths)).encode()


def generated(folder: Path) -> frozenset[str]:
    """Read the list of a folder; a line of it that leads out of the folder is passed over."""
    content = read_if_there(folder / MANIFEST)
    lines = content.decode("utf-8", "replace").splitlines() if content else []
    return frozenset(line for line in lines if _stays_inside(line))


def generated_in(folder: Path) -> frozenset[str]:
    """Name the files below a folder that builds wrote, their list included."""
    return generated(folder) | {MANIFEST}


def digest_of_generated(folder: Path) -> bytes:
    """Give the digest of what stands in a folder of all that its list names, the list included.

    Raises OSError where something is missing or no plain file, or cannot be read.
    """
    return digest_of_digests({name: sha256(content_of(folder / name)).digest() for name in generated_in(folder)})


def digest_of_digests(digests: Mapping[str, bytes]) -> bytes:
    """Give the digest of files of which the digests are known."""
    return digest_of(sorted(digests.items()))


def still_there(folder: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Give those of some paths below a folder at which a file stands."""
    return tuple(sorted(path for path in paths if is_file(folder / path)))


def hand_written(folder: Path) -> dict[str, Path]:
    """Find the files below a folder that no build wrote, by their paths relative to it."""
    ours = generated_in(folder)
    found = files_below(folder)
    return {path: place for path, place in found.items() if path not in ours and not is_waiting(path)}


def refuse_what_is_not_ours(folder: Path) -> None:
    """Raise ProblemsFound where a folder holds something, other than hidden files, and no build ever wrote into it."""
    if is_file(folder / MANIFEST) or not folder.is_dir():
        return
    try:
        names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise cannot_write(folder, error) from error
    if names:
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        message = f"read {visible(names[0])}{more}, not of a build, expected an empty folder or one of a build's own"
        raise ProblemsFound([Problem(folder.as_posix(), 1, 1, "in-the-way", message)])


def _stays_inside(line: str) -> bool:
    path = PurePosixPath(line)
    return bool(line) and not path.is_absolute() and ".." not in path.parts


def is_waiting(path: str) -> bool:
    """Tell whether a file is one that a build, which may have been cut short, was still to put in place."""
    return any(part.startswith(".") and part.endswith((WAITING, _WAITED)) for part in PurePosixPath(path).parts)


def left_over(folder: Path, paths: Collection[str]) -> tuple[str, ...]:
    """Find what builds that were killed left beside some files of a folder: it was to take the places of these."""
    if not folder.is_dir():
        return ()
    hidden = [
        PurePosixPath(Path(place, name).relative_to(folder).as_posix())
        for place, _, names in os.walk(folder)
        for name in names
        if name.startswith(".") and is_waiting(name)
    ]
    named = {path: str(path.with_name(path.stem.removeprefix("."))) for path in hidden}
    return tuple(sorted(str(path) for path, name in named.items() if name in paths))
