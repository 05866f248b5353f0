"""The script where what it needs is not installed: one line says what to do, and no traceback hides it."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.support.project import ROOT

TO_DO = "is not installed here: run `make site`, or use `.venv/bin/python build_scorecards.py`\n"


def bare(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a Python without installed packages, but for those in a folder."""
    return subprocess.run(
        [sys.executable, "-S", ROOT / "build_scorecards.py", *arguments],
        env={**os.environ, "PYTHONPATH": str(path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("arguments", [[], ["--help"], ["check"]])
def test_without_any_package_one_line_says_what_to_do(arguments: list[str], tmp_path: Path) -> None:
    result = bare(tmp_path, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"click {TO_DO}"


def test_a_package_that_is_missing_once_a_command_runs_is_told_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "click").symlink_to(Path(click.__file__).parent)
    result = bare(tmp_path, "check")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith(f" {TO_DO}")
    assert result.stderr.count("\n") == 1


def test_a_python_that_is_too_old_is_told_before_anything_is_loaded() -> None:
    code = (
        f"import runpy, sys; sys.version_info = (3, 10, 0); sys.argv = ['x', 'check'];"
        f"runpy.run_path({str(ROOT / 'build_scorecards.py')!r}, run_name='__main__')"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"This Python is older than 3.11: {TO_DO.partition(': ')[2]}"


@pytest.mark.skipif(sys.platform == "win32", reason="no shell that closes streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_stream_that_is_closed_hinders_no_command(closed: str) -> None:
    code = f'exec "$0" "$1" rename --help {closed}'
    result = subprocess.run(
        ["/bin/sh", "-c", code, sys.executable, str(ROOT / "build_scorecards.py")], capture_output=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_output_that_finds_no_room_is_told_in_a_line() -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, ROOT / "build_scorecards.py", "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert result.returncode == 1
    assert result.stderr == "standard output cannot be written: No space left on device\n"
