"""What each step took, and the bar that shows the running one."""

import io
import multiprocessing
import os
import sys
import time

import pytest

from scorecards.steps.profile import profile
from scorecards.steps.progress_bar import progress_bar
from scorecards.steps.steps import Steps
from scorecards.steps.usage import Usage


def busy(seconds: float) -> float:
    began = time.process_time()
    while time.process_time() - began < seconds:
        pass
    return seconds


class Terminal(io.StringIO):
    """A terminal that keeps what is drawn on it."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_a_step_knows_its_seconds_and_what_was_done() -> None:
    steps = Steps()
    with steps.step("assess", 3) as step:
        assert steps.running is step
        assert list(step.each("abc")) == ["a", "b", "c"]
        busy(0.05)
    assert steps.running is None
    (taken,) = steps.taken
    assert (taken.name, taken.items, taken.recalled) == ("assess", 3, 0)
    assert 0.05 <= taken.usage.processor_seconds <= taken.usage.seconds + 0.02


def test_results_count_one_by_one_as_they_come_in() -> None:
    with Steps().step("assess", 2) as step:
        results = step.each("ab")
        assert (next(results), step.done) == ("a", 1)
        assert (next(results), step.done) == ("b", 2)


def test_what_comes_from_the_cache_is_counted() -> None:
    recalled = [5]
    steps = Steps(lambda: recalled[0])
    with steps.step("read") as step:
        recalled[0] += 2
        step.advance(4)
    assert (steps.taken[0].items, steps.taken[0].recalled) == (4, 2)
    assert steps.whole().recalled == 2


def test_a_step_that_fails_is_kept_too() -> None:
    steps = Steps()
    with pytest.raises(ZeroDivisionError), steps.step("read"):
        _ = 1 / 0
    assert [each.name for each in steps.taken] == ["read"]
    assert steps.running is None


def test_of_steps_that_overlap_the_one_that_began_last_is_shown() -> None:
    steps = Steps()
    with steps.step("build site") as outer:
        with steps.step("assess") as inner:
            assert steps.running is inner
        assert steps.running is outer


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells of processes that live")
def test_processors_of_worker_processes_count_while_they_live_and_once_they_have_ended() -> None:
    before = Usage.now()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(busy, (0.3,))
        alive = (Usage.now() - before).processor_seconds
        pool.close()
        pool.join()
    ended = (Usage.now() - before).processor_seconds
    assert alive >= 0.3
    assert ended >= 0.3


def test_the_profile_has_a_line_for_each_step_and_one_for_all() -> None:
    recalled = [0]
    steps = Steps(lambda: recalled[0])
    with steps.step("read", 1200):
        pass
    with steps.step("build site") as step:
        recalled[0] += 7
        step.advance()
    heading, read, site, whole, legend = profile(steps)
    assert heading.split("  ")[0] == "step"
    assert heading.split() == ["step", "seconds", "processor", "memory", "items", "from", "cache"]
    assert read.split()[0] == "read"
    assert read.split()[-1] == "1,200"
    assert site.split()[-2:] == ["1", "7"]
    assert whole.split()[0] == "all"
    assert len({len(heading), len(site), len(whole)}) == 1
    assert legend.startswith("seconds on the clock")


def drawn(*, after: float, lasts: float) -> str:
    steps, stream = Steps(), Terminal()
    with progress_bar(steps, stream, shows_after=after, redraws_every=0.01), steps.step("assess", 7) as step:
        step.advance(3)
        time.sleep(lasts)
    return stream.getvalue()


def test_a_terminal_shows_the_step_and_how_far_it_is() -> None:
    shown = drawn(after=0.01, lasts=1)
    assert "assess" in shown
    assert "3 of 7" in shown
    assert shown.endswith("\x1b[2K"), "the bar goes away"


def test_what_is_done_before_a_second_is_over_shows_nothing() -> None:
    assert drawn(after=60, lasts=0) == ""


def test_no_bar_where_there_is_no_terminal() -> None:
    steps, stream = Steps(), io.StringIO()
    with progress_bar(steps, stream, shows_after=0), steps.step("read"):
        time.sleep(0.1)
    assert stream.getvalue() == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system forks no process")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_process_forked_beside_the_bar_can_show_one_itself() -> None:
    """Drawing goes on all the time here, so that without the lock a fork would fall into it, and hang."""
    stream = Terminal()
    with progress_bar(Steps(), stream, shows_after=0, redraws_every=0):
        while not stream.getvalue():
            time.sleep(0.01)
        for _ in range(50):
            child = os.fork()
            if not child:
                drawn(after=0, lasts=0)
                os._exit(0)
            assert os.waitpid(child, 0)[1] == 0
