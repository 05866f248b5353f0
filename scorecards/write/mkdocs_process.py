"""MkDocs in a process of its own: the plain command, or one that is loaded while the pages are still being made."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.write.files import read_tree, replace
from scorecards.write.sitemap import epoch_of
from scorecards.write.tokens import UnforeseenError


def build_whole(config: Path, docs: Path, pages: Mapping[str, bytes], as_of: date) -> dict[str, bytes]:
    """Build the site of these pages by the plain command; raises ProblemsFound with what that says.

    ``docs`` is the folder in which the pages will stand, by which messages name it.
    """
    with tempfile.TemporaryDirectory(prefix="scorecards-site-") as scratch:
        folder = Path(scratch).resolve()
        replace({folder / "docs" / path: content for path, content in pages.items()})
        result = subprocess.run(  # noqa: S603 - our own arguments
            [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)],
            env=_environment(config, folder, as_of),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if not result.returncode:
            return read_tree(folder / "site")
        lines = [line.replace(str(folder / "docs"), docs.as_posix()) for line in _said(result)]
        raise ProblemsFound([Problem(config.name, 1, 1, "site-not-built", line) for line in lines])


def _said(result: subprocess.CompletedProcess[str]) -> list[str]:
    said = [line.strip() for line in (result.stdout + result.stderr).splitlines() if not line.startswith("INFO")]
    return [line for line in said if line] or [f"it ended with status {result.returncode} and said nothing"]


class WaitingMkDocs:
    """A process that has MkDocs loaded, and builds once it is given pages; it ends with the block it is used in."""

    def __init__(self, config: Path, cache: Path | None, day: date) -> None:
        """Take the configuration, the folder of what is kept, and the day on which the site is to be built."""
        self._config, self._cache, self._day = config, cache, day

    def __enter__(self) -> Self:
        """Start the process."""
        self._scratch = tempfile.TemporaryDirectory(prefix="scorecards-site-")
        self._folder = Path(self._scratch.name).resolve()
        (self._folder / "docs").mkdir()
        self._process = subprocess.Popen(  # noqa: S603 - our own arguments
            [sys.executable, "-m", "scorecards.write.waiting_mkdocs", str(self._config), str(self._cache or "")],
            env=_environment(self._config, self._folder, self._day),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process, wherever it is, and remove its files."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
        self._scratch.cleanup()

    def build(self, pages: Mapping[str, bytes]) -> dict[str, bytes]:
        """Build the site of these pages; raises UnforeseenError where it is refused."""
        replace({self._folder / "docs" / path: content for path, content in pages.items()})
        self._process.communicate(b"\n")
        if self._process.returncode:
            raise UnforeseenError
        return read_tree(self._folder / "site")


def _environment(config: Path, folder: Path, day: date) -> dict[str, str]:
    return os.environ | {
        "SCORECARDS_DOCS": str(folder / "docs"),
        "SCORECARDS_SITE": str(folder / "site"),
        "SOURCE_DATE_EPOCH": epoch_of(day),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(config.parent), os.environ.get("PYTHONPATH")])),
    }
