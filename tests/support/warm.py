"""A Python that has loaded the product, and forks for each command: loading takes most of a short command's time.

Each command is a process of its own, with a working directory, an environment and output of its own, in which the
script runs from its first line to its exit, as from a shell.  It finds modules loaded and templates compiled, and
nothing else.  Started by ``python -m tests.support.warm``.
"""

import atexit
import gc
import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from scorecards.render.environment import compile_templates

ROOT = Path(__file__).parent.parent.parent
LOADED = [
    "scorecards.build",
    "scorecards.render.explanation",
    "scorecards.importing.run",
    "scorecards.importing.tell.statement",
    "scorecards.importing.tell.output",
    "scorecards.write.record_ruling",
    "scorecards.render.reference.reference",
    "scorecards.read.repository",
]
"""What the commands load when they are run."""
POSSIBLE = sys.platform == "linux"
"""Whether a process that has loaded numpy can be forked here."""


def run(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with its arguments in a folder, and give how it ended and what it said."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        ends = [f"/proc/{os.getpid()}/fd/{file.fileno()}" for file in (out, err)]
        asked = {"command": command, "folder": str(folder), "environment": dict(os.environ), "ends": ends}
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        told = [_text(file.read()) for file in (out, err)]
    return subprocess.CompletedProcess(command, status, *told)


def _text(data: bytes) -> str:
    return data.decode().replace("\r\n", "\n").replace("\r", "\n")


@cache
def _server() -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.warm"]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(server.communicate)
    return server


def serve() -> None:
    """Run what is asked for on standard input, one at a time, until it ends."""
    for module in LOADED:
        importlib.import_module(module)
    compile_templates()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            become(**json.loads(line))
            break
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def become(command: list[str], folder: str, environment: dict[str, str], ends: list[str]) -> None:
    """Be the process in which the script runs."""
    for number, place in enumerate([os.devnull, *ends]):
        os.dup2(os.open(place, os.O_RDWR), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = command
    runpy.run_path(command[0], run_name="__main__")


if __name__ == "__main__":
    serve()
