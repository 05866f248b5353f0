"""A fresh clone of the project: builds in it keep things of their own, and the project's folders stay as they are."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.process import Run, run

_NOT_CLONED = {"__pycache__", "build", "site", "tests"}
_GENERATED = {"index.md", "playbook", "reference", "scorecards"}


@dataclass(frozen=True, slots=True)
class Place:
    """The folders that a build writes into."""

    docs: Path
    site: Path

    def remove(self) -> None:
        """Remove everything that was built."""
        for folder in (self.docs, self.site):
            shutil.rmtree(folder, ignore_errors=True)


class Project:
    """The clone, in a folder beside what is built of it."""

    def __init__(self, root: Path, scratch: Path) -> None:
        """Clone the project into a folder of a scratch folder."""
        self.scratch = scratch
        self.folder = scratch / "clone"
        shutil.copytree(root, self.folder, ignore=_left_out)

    def forget(self) -> None:
        """Remove all that earlier builds kept."""
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)

    def built(self, name: str) -> Place:
        """Give the folders of a name, with what was built into them."""
        return Place(self.scratch / "built" / name / "docs", self.scratch / "built" / name / "site")

    def place(self, name: str) -> Place:
        """Give the folders of a name to build into, empty."""
        place = self.built(name)
        place.remove()
        return place

    def build(self, pipeline: Path, place: Place, *, watched: bool = False) -> Run:
        """Build the finished site of a pipeline.  Raises FailedError."""
        into = ("--docs", str(place.docs), "--site", str(place.site))
        return self.run("build", "--pipeline", str(pipeline), *into, watched=watched)

    def run(self, *arguments: str, watched: bool = False) -> Run:
        """Run a command of the clone.  Raises FailedError."""
        return run(self.command(*arguments), self.folder, self.environment, watched=watched)

    def naive(self, *arguments: str) -> Run:
        """Run the naive script, from nothing.  Raises FailedError."""
        into = self.scratch / "naive"
        shutil.rmtree(into, ignore_errors=True)
        command = [sys.executable, str(self.folder / "bench" / "naive.py"), str(into), *arguments]
        return run(command, self.folder, self.environment)

    def command(self, *arguments: str) -> list[str]:
        """Give the whole command line of a command."""
        return [sys.executable, str(self.folder / "build_scorecards.py"), *arguments]

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of its commands, in which the clone's package comes before one that is installed."""
        return os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(self.folder)}


def _left_out(folder: str, names: Iterable[str]) -> set[str]:
    generated = _GENERATED if Path(folder).name == "docs" else set()
    return {name for name in names if name.startswith(".") or name in _NOT_CLONED | generated}
