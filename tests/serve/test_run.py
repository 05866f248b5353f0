"""When a build follows a save, and what becomes of one that crashes."""

import os
import signal
import sys
from pathlib import Path

import pytest

from scorecards.problems.problem import Problem
from scorecards.serve.inputs import Inputs
from scorecards.serve.outcome import Outcome
from scorecards.serve.run import keep_built
from scorecards.serve.saves import Saves
from scorecards.serve.status import Status
from scorecards.serve.warm_builder import POSSIBLE, WarmBuilder

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # the tests have threads of their own

forks = pytest.mark.skipif(not POSSIBLE, reason="this system forks no process")


def test_what_is_saved_during_a_build_is_built_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "stages.yml"
    file.write_text("0")
    found: list[str] = []

    def build() -> Outcome:
        """Read the file as a build does, whereupon somebody saves it, twice in all."""
        found.append(file.read_text())
        if len(found) < 3:
            file.write_text(str(len(found)))
        else:
            raise KeyboardInterrupt
        return Outcome(site_changed=True)

    with pytest.raises(KeyboardInterrupt):
        keep_built(build, Saves(Inputs((tmp_path,))), Status(), lambda *_: None)
    assert found == ["0", "1", "2"]


def test_pages_learn_of_a_new_site_of_problems_and_that_these_are_mended() -> None:
    status = Status()
    before = status.version
    number, _ = status.after(-1, 0)
    status.publish(Outcome(problems=(Problem("a.yml", 3, 5, "alias", "read <b>"),)))
    number, told = status.after(number, 0)
    assert f'"version": "{before}"' in told
    assert '{"place": "a.yml:3:5", "code": "alias", "message": "read <b>"}' in told
    assert "1 problem. Showing the last good site." in told
    status.publish(Outcome())
    number, told = status.after(number, 0)
    assert f'"version": "{before}", "headline": "", "problems": []' in told
    status.publish(Outcome(site_changed=True))
    assert status.version != before


def test_the_pages_of_an_earlier_server_are_of_another_site() -> None:
    assert Status().version != Status().version


def test_whoever_waits_is_told_that_nothing_happened_by_the_same_number() -> None:
    assert Status().after(0, 0.01)[0] == 0


LOADED: list[str] = []


def load() -> None:
    LOADED.append("loaded")


def leave_traces() -> Outcome:
    LOADED.append("built")
    return Outcome(tuple(LOADED))


@forks
def test_each_build_finds_what_was_loaded_and_nothing_of_the_build_before() -> None:
    with WarmBuilder(load, leave_traces) as builder:
        assert [builder.build().said for _ in range(2)] == [("loaded", "built")] * 2
    assert LOADED == []


@forks
def test_a_build_that_crashes_ends_nothing_but_itself(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    def crash_once() -> Outcome:
        if not (tmp_path / "crashed").exists():
            (tmp_path / "crashed").touch()
            raise ZeroDivisionError
        return Outcome(("built",))

    with WarmBuilder(load, crash_once) as builder:
        outcome = builder.build()
        assert outcome.broke_off
        assert "crashed" in outcome.headline
        assert builder.build().said == ("built",)
    assert "ZeroDivisionError" in capfd.readouterr().err


@forks
def test_a_build_that_is_killed_ends_nothing_but_itself() -> None:
    def be_killed() -> Outcome:
        os.kill(os.getpid(), signal.SIGKILL)
        return Outcome()

    with WarmBuilder(load, be_killed) as builder:
        assert builder.build().broke_off


@forks
def test_a_build_that_ends_the_interpreter_ends_nothing_but_itself() -> None:
    with WarmBuilder(load, lambda: sys.exit(3)) as builder:
        assert builder.build().broke_off
