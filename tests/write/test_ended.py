"""A build that is told to end cleans up on its way out: nothing of it is left, and pages and site are old or new."""

import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import orjson
import pytest

from scorecards.write import ending
from scorecards.write.disk import WAITING
from scorecards.write.ending import ENDING, clean_up_on, ending_as_told
from scorecards.write.tree import read_tree
from scorecards.write.waiting_place import waiting_place
from tests.support.project import Project, copy_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 1)], ids=["TERM", "HUP", "INT"]
)
def test_a_build_that_a_signal_ends_leaves_nothing_behind(
    sample: Project, tmp_path: Path, sent: signal.Signals, status: int
) -> None:
    project = copy_of(sample, tmp_path / "team")
    found = [trees(project)]
    project.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline inside sales")
    statuses = set()
    for seconds in (0.0, 0.4, 0.8, 1.2):
        running = begun(project)
        time.sleep(seconds)
        running.send_signal(sent)
        _, said = running.communicate(timeout=30)
        assert "Traceback" not in said
        statuses.add(running.returncode)
        assert left_in(project) == []
        found.append(trees(project))
    project.build()
    old_or_new = {name: [found[0][name], read_tree(project.folder / name)] for name in ("docs", "site")}
    assert all(each[name] in old_or_new[name] for each in found for name in each)
    assert status in statuses
    assert statuses <= {0, status, -sent}  # the last where it was done, and Python itself was ending


@pytest.mark.parametrize(
    ("sent", "ends"), [(signal.SIGTERM, SystemExit), (signal.SIGINT, KeyboardInterrupt)], ids=["TERM", "INT"]
)
def test_a_signal_ends_a_command_as_told_although_a_library_makes_an_error_of_it(
    monkeypatch: pytest.MonkeyPatch, sent: signal.Signals, ends: type[BaseException]
) -> None:
    """Orjson tells whatever its ``default`` raises as its own TypeError."""
    monkeypatch.setattr(ending, "_ENDING", ending._Ending())  # noqa: SLF001 - what this process was told outlives a test
    before = {each: signal.getsignal(each) for each in ENDING}
    signal.signal(sent, signal.SIG_DFL)  # a run in the background of a shell ignores Ctrl-C
    clean_up_on(*ENDING)
    try:
        with pytest.raises(ends), ending_as_told():
            orjson.dumps(Decimal(1), default=lambda _: signal.raise_signal(sent))
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def test_an_error_without_a_signal_stays_what_it_is() -> None:
    with pytest.raises(TypeError), ending_as_told():
        orjson.dumps(Decimal(1))


def test_what_was_told_to_end_is_not_disturbed_by_being_told_again(sample: Project, tmp_path: Path) -> None:
    project = copy_of(sample, tmp_path / "team")
    project.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline inside sales")
    running = begun(project)
    while running.poll() is None:
        running.send_signal(signal.SIGTERM)
        time.sleep(0.001)
    running.communicate()
    assert running.returncode == 143
    assert left_in(project) == []


def begun(project: Project) -> subprocess.Popen[str]:
    """Start a build, and wait until it has begun to write aside, or has ended."""
    command = [sys.executable, str(project.folder / "build_scorecards.py")]
    running = subprocess.Popen(
        command,
        cwd=project.folder,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_the_keyboard,  # noqa: PLW1509 - there are no threads here
    )
    while running.poll() is None and not waiting_place(project.docs).exists():
        time.sleep(0.01)
    return running


def _heed_the_keyboard() -> None:
    """Heed it also where the tests were started in the background, and so ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def trees(project: Project) -> dict[str, dict[str, bytes]]:
    return {name: read_tree(project.folder / name) for name in ("docs", "site")}


def left_in(project: Project) -> list[Path]:
    return [path for path in project.folder.rglob(".*") if path.name.endswith(WAITING)]
