"""A playbook as a revision of git holds it, read by the git command and without a checkout.

Nothing of the repository is run or changed: a revision becomes a commit's id first, and only ids go on from there.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

_REGULAR: Final = {"100644", "100755"}
_YAML: Final = {".yml", ".yaml"}


class RevisionError(ValueError):
    """A revision that cannot be read, with a sentence that says why."""


def write_playbook(revision: str, playbook: Path, target: Path) -> None:
    """Write the YAML files of a playbook, as a revision holds it, into a folder that is there.

    ``playbook`` is where it stands in the working folder.  Raises RevisionError.
    """
    folder = playbook.parent
    commit = _commit(folder, revision)
    prefix = _git(folder, "rev-parse", "--show-prefix").decode().strip()
    tree = f"{commit}:{prefix}{playbook.name}"
    for name, blob in _files(folder, tree, revision, playbook.name):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_git(folder, "cat-file", "blob", blob))


def _commit(folder: Path, revision: str) -> str:
    """Give the id of the commit that a revision names; what git could take for an option never reaches it."""
    if not revision or revision.startswith("-") or not revision.isprintable():
        message = f"read {revision!r}, expected a folder, or a revision such as main or HEAD~1"
        raise RevisionError(message)
    _git(folder, "rev-parse", "--git-dir")
    asked = _run(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if asked.returncode:
        message = f"{revision!r} is no folder, and no revision of this repository"
        raise RevisionError(message)
    return asked.stdout.decode().strip()


def _files(folder: Path, tree: str, revision: str, name: str) -> Iterator[tuple[str, str]]:
    """Give the path below the playbook, and the id, of each YAML file."""
    asked = _run(folder, "ls-tree", "-r", "-z", "--full-tree", tree)
    if asked.returncode:
        message = f"there is no folder {name!r} in revision {revision!r}"
        raise RevisionError(message)
    for row in asked.stdout.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = row.partition("\t")
        if not path or PurePosixPath(path).suffix.lower() not in _YAML:
            continue
        mode, _, blob = about.split(" ")
        if mode not in _REGULAR or ".." in PurePosixPath(path).parts:
            message = f"{name}/{path} is no plain file in revision {revision!r}"
            raise RevisionError(message)
        yield path, blob


def _git(folder: Path, *arguments: str) -> bytes:
    """Run git, which must succeed."""
    result = _run(folder, *arguments)
    if result.returncode:
        said = result.stderr.decode("utf-8", "replace").strip().splitlines()
        message = f"git can't read this folder: {said[0] if said else 'no reason given'}"
        raise RevisionError(message)
    return result.stdout


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder.absolute()), *arguments]
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        return subprocess.run(command, env=environment, capture_output=True, check=False)  # noqa: S603 - no shell
    except OSError as error:
        raise RevisionError("git isn't installed here; name two folders instead") from error
