"""Workers on this machine end with the process that asked them, and hide nothing of what was raised in them."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scorecards.executor.local import Local
from tests.support.project import ROOT

SCRIPT = """
import os, time
from scorecards.executor.local import Local

def work(shared, item, argument):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece, whatever else is written at that moment
    time.sleep(600)

with Local(processes=2).open(None, {"a": 1, "b": 2}, {"a": 1000, "b": 1000}) as session:
    list(session.map(work, {"a": 1, "b": 2}))
"""


class OddError(Exception):
    """An error that cannot be made again of its arguments."""

    def __init__(self, name: str, line: int) -> None:
        """Tell a name and a line."""
        super().__init__(f"{name}:{line}")


def fail(_shared: object, item: int, _argument: object) -> None:
    raise OddError("deals.yml", item)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at in /proc")
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_a_worker_ends_in_the_middle_of_its_work_when_the_process_that_asked_is_killed(by: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as asking:
        assert asking.stdout
        try:
            processes = {int(asking.stdout.readline()) for _ in range(2)}
        finally:
            asking.send_signal(by)
    until = time.monotonic() + 20
    while any(map(is_running, processes)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, processes))


def test_what_is_raised_in_a_worker_is_raised_as_it_is_with_all_that_leads_to_it() -> None:
    items = {"a": 1, "b": 2}
    with Local(processes=2).open(None, items, dict.fromkeys(items, 1000)) as session, pytest.raises(OddError) as found:
        list(session.map(fail, dict.fromkeys(items)))
    assert found.traceback[-1].name == "fail"
