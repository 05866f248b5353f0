"""A run of rule tests in lines: what failed, where and why, and how many ran."""

from collections.abc import Iterator

from scorecards.problems.problem import Problem, visible
from scorecards.rule_tests.difference import Difference
from scorecards.rule_tests.run import Ran, Run


def failures(run: Run) -> Iterator[str]:
    """Tell each test that fails, what came out otherwise, and why."""
    for ran in run.failed:
        yield from map(visible, _failed(ran))


def unmet(run: Run) -> Iterator[Problem]:
    """Give all that came out otherwise than expected, each as a problem where it is expected."""
    for each in (each for ran in run.failed for each in ran.differences):
        because = f" ({', '.join(each.because)})" if each.because else ""
        message = f"{each.title}: {each.deal}: {_said(each)}{because}"
        yield Problem(each.path, each.line, each.column, "test-failed", message)


def known_to_fail(run: Run) -> Iterator[str]:
    """Tell each test that is known to fail, with the reason."""
    for ran in run.todo:
        yield visible(f"{_at(ran)}: todo: {ran.written.test.title}: {ran.written.test.todo}")


def summary(run: Run) -> Iterator[str]:
    """Tell the tests that are said to fail and pass, and how many ran."""
    for ran in run.done:
        yield visible(f"{_at(ran)}: todo-passes: {ran.written.test.title}: it passes, so take todo away")
    passed = len(run.tests) - len(run.failed) - len(run.todo)
    todo = f", {len(run.todo)} todo" if run.todo else ""
    yield f"{len(run.tests)} rule tests: {passed} passed, {len(run.failed)} failed{todo}"


def _failed(ran: Ran) -> Iterator[str]:
    yield f"{_at(ran)}: test-failed: {ran.written.test.title}"
    for each in ran.differences:
        yield f"  {each.path}:{each.line}:{each.column}: {each.deal}: {_said(each)}"
        for reason in each.because:
            yield f"    because   {reason}"


def _said(each: Difference) -> str:
    return f"{each.what}: expected {each.expected}, got {each.got}"


def _at(ran: Ran) -> str:
    line, column = ran.written.row.own_place()
    return f"{ran.written.path}:{line}:{column}"
