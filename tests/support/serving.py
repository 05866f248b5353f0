"""The site served from a copy of a project, as somebody who writes has it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO

from tests.support.project import Project

_ENDS = re.compile(r"built in [\d.]+ s|.*the last good site\.|ended|")
"""The last line of what is said of a build; the empty line is the end of the output."""


class Serving:
    """A server that runs, and what it says."""

    def __init__(self, project: Project, process: subprocess.Popen[str], said: IO[str]) -> None:
        """Wait until it serves."""
        self.project = project
        self.process = process
        self.builds: Queue[str] = Queue()
        self.address = said.readline().split()[1].rstrip("/")
        Thread(target=self._listen, args=(said,), daemon=True).start()

    def _listen(self, said: IO[str]) -> None:
        lines: list[str] = []
        for line in said:
            lines.append(line.strip())
            if _ENDS.fullmatch(lines[-1]):
                self.builds.put("\n".join(lines))
                lines.clear()

    def built(self) -> str:
        """Wait for the end of a build, and give what was said of it."""
        return self.builds.get(timeout=120)

    def save(self, name: str, text: str) -> None:
        """Save a file as many editors do: written beside it, then put in its place."""
        path = self.project.folder / name
        aside = path.with_name(f".{path.name}.swp")
        aside.write_text(text, "utf-8")
        aside.replace(path)


@contextmanager
def serving(project: Project, *arguments: str | Path) -> Iterator[Serving]:
    """Serve a project on a free port; Ctrl-C ends it."""
    command = [sys.executable, str(project.folder / "build_scorecards.py"), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, *map(str, arguments)],
        cwd=project.folder,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        assert process.stdout
        try:
            yield Serving(project, process, process.stdout)
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
