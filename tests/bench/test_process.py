"""What a process took counts everything that it started, also what it never waited for."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

BUSY = "import time\nwhile time.process_time() < 0.5: pass\n"
"""A program that takes half a processor second, whatever else the machine does."""

CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BUSY!r}])\n"
ORPHAN = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {BUSY!r}])\n"
LARGE = "import time\nheld = bytearray(b'x') * 80_000_000\ntime.sleep(1)\n"
SHARED = "import os, time\nheld = bytearray(b'x') * 80_000_000\nos.fork()\ntime.sleep(1)\n"

MEASURE = """
import os, sys
from pathlib import Path
from bench.process import adopt_orphans, run
adopt_orphans()
took = run([sys.executable, "-c", sys.argv[1]], Path.cwd(), os.environ, watched=True)
print(took.processor, took.megabytes)
"""


def measured(program: str) -> tuple[float, float]:
    """Give the processor seconds and the megabytes of a program, measured in a process of its own."""
    command = [sys.executable, "-c", MEASURE, program]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    processor, megabytes = said.stdout.split()
    return float(processor), float(megabytes)


def test_the_seconds_of_a_child_count() -> None:
    assert measured(CHILD)[0] > 0.5


def test_the_seconds_of_a_child_that_outlives_its_parent_count() -> None:
    assert measured(ORPHAN)[0] > 0.5


def test_the_memory_of_all_processes_counts_and_what_they_share_counts_once() -> None:
    assert 80 < measured(LARGE)[1] < 120
    assert 80 < measured(SHARED)[1] < 120


def test_a_command_that_fails_is_told_with_its_last_words() -> None:
    program = "import sys; sys.exit('it was the disk')"
    command = [sys.executable, "-c", MEASURE, program]
    said = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert "FailedError: status 1: it was the disk" in said.stderr
