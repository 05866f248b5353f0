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

from scorecards.problems.problem import ProblemsFound
from scorecards.write.files import cannot_write, write_into
from scorecards.write.site_messages import problems_said
from scorecards.write.sitemap import epoch_of
from scorecards.write.tokens import UnforeseenError
from scorecards.write.tree import Tree, files_below, read_tree


def build_whole(config: Path, docs: Path, pages: Mapping[str, bytes], as_of: date, scratch: Path) -> Tree:
    """Build the site of these pages by the plain command, in a folder that it makes in ``scratch`` and leaves there.

    ``docs`` is the folder in which the pages will stand, by which messages name it.  Raises ProblemsFound with what
    the command says.
    """
    try:
        folder = Path(tempfile.mkdtemp(dir=scratch)).resolve()
    except OSError as error:
        raise cannot_write(scratch, error) from error
    write_into(folder / "docs", pages)
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
        return Tree(files_below(folder / "site"))
    said = result.stdout + result.stderr
    raise ProblemsFound(problems_said(said, result.returncode, config, docs, folder / "docs"))


class WaitingMkDocs:
    """A process that has MkDocs loaded, and builds once it is given pages; it ends with the block it is used in."""

    def __init__(self, config: Path, cache: Path | None, day: date, scratch: Path) -> None:
        """Take the configuration, the folder of what is kept, the site's day, and a folder to work in."""
        self._config, self._cache, self._day, self._parent = config, cache, day, scratch

    def __enter__(self) -> Self:
        """Start the process."""
        try:
            self._scratch = tempfile.TemporaryDirectory(dir=self._parent)
            self._folder = Path(self._scratch.name).resolve()
            (self._folder / "docs").mkdir()
        except OSError as error:
            raise cannot_write(self._parent, error) from error
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
        write_into(self._folder / "docs", pages)
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
