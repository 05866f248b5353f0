"""What the open pages are told: which site stands, and what is wrong with what was saved since."""

import json
import secrets
from threading import Condition

from scorecards.problems.problem import Problem, visible
from scorecards.problems.telling import first_of_each_cause
from scorecards.serve.outcome import Outcome


class Status:
    """The state of the site, for threads that wait for the next one."""

    def __init__(self) -> None:
        """Begin with a site of which nothing is wrong; its version is one that no earlier server had."""
        self._server = secrets.token_hex(4)
        self._sites = 0
        self._outcome = Outcome()
        self._number = 0
        self._changed = Condition()

    @property
    def version(self) -> str:
        """Name the site that stands: a page of another one is to be loaded again."""
        return f"{self._server}-{self._sites}"

    def publish(self, outcome: Outcome) -> None:
        """Tell everybody how a build ended."""
        with self._changed:
            self._outcome = outcome
            self._sites += outcome.site_changed
            self._number += 1
            self._changed.notify_all()

    def after(self, number: int, timeout: float) -> tuple[int, str]:
        """Wait for a state later than that of a number; give the number of the newest one, and the state as JSON."""
        with self._changed:
            self._changed.wait_for(lambda: self._number > number, timeout)
            return self._number, self._as_json()

    def _as_json(self) -> str:
        problems = [_shown(problem) for problem in first_of_each_cause(self._outcome.problems)[0]]
        return json.dumps({"version": self.version, "headline": self._outcome.headline, "problems": problems})


def _shown(problem: Problem) -> dict[str, str]:
    place = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
    return {"place": visible(place), "code": problem.code, "message": visible(problem.message)}
