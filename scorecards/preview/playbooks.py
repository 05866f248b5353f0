"""The two playbooks that are named as ``BASE`` or ``BASE..HEAD``: each a folder, or a revision of git."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scorecards.preview.git_playbook import RevisionError, write_playbook

_BETWEEN: Final = re.compile(r"(?=\.\.)")


@dataclass(frozen=True, slots=True)
class NamedPlaybook:
    """A playbook's folder, and what it was called: ``of_revision`` says that the folder is gone when all is done."""

    name: str
    folder: Path
    of_revision: bool = False

    def in_its_words(self, path: str) -> str:
        """Name a file of it as whoever named the playbook knows it."""
        folder = str(self.folder)
        if not self.of_revision or not path.startswith(folder):
            return path
        return f"{self.name}:{self.folder.name}{path.removeprefix(folder)}"


def split(named: str) -> tuple[str, str | None]:
    """Split ``BASE[..HEAD]``; the paths of folders may hold two dots themselves, revisions never do.

    Raises RevisionError where neither part can be meant.
    """
    if ".." not in named or Path(named).is_dir():
        return named, None
    for found in _BETWEEN.finditer(named):
        base, head = named[: found.start()], named[found.start() + 2 :]
        if _may_be_meant(base) and _may_be_meant(head):
            return base, head
    message = f"read {named!r}, expected BASE or BASE..HEAD, each a folder or a revision"
    raise RevisionError(message)


def _may_be_meant(part: str) -> bool:
    return Path(part).is_dir() if ".." in part or part.startswith(".") or part.endswith(".") else bool(part)


@contextmanager
def named_playbooks(named: str, working: Path) -> Iterator[tuple[NamedPlaybook, NamedPlaybook]]:
    """Have both playbooks as folders; HEAD is the one in the working folder where none is named.

    Raises RevisionError.
    """
    base, head = split(named)
    with TemporaryDirectory(prefix="playbook-") as scratch:
        yield (
            _folder_of(base, working, Path(scratch) / "base"),
            NamedPlaybook("working folder", working)
            if head is None
            else _folder_of(head, working, Path(scratch) / "head"),
        )


def _folder_of(name: str, working: Path, scratch: Path) -> NamedPlaybook:
    if name and Path(name).is_dir():
        return NamedPlaybook(name, Path(name))
    folder = scratch / working.name
    folder.mkdir(parents=True)
    write_playbook(name, working, folder)
    return NamedPlaybook(name, folder, of_revision=True)
