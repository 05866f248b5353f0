"""From a playbook's folder to a run of its tests."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.playbook_files import PlaybookSources, playbook_of
from scorecards.read.rule_test_files import RuleTestFiles, files_of_tests, read_rule_tests
from scorecards.read.sources import shown
from scorecards.read.team_files import read_rules
from scorecards.rule_tests.coverage import Covered, coverage, shown_though_impossible
from scorecards.rule_tests.run import Run, run


@dataclass(frozen=True, slots=True)
class PlaybookTests:
    """The tests of a playbook, and what came of them."""

    files: RuleTestFiles
    run: Run

    def coverage(self) -> Covered:
        """Count what they show."""
        return coverage(self.run, self.files.impossible)


def run_playbook_tests(playbook: Path, files: Sequence[Path] = ()) -> PlaybookTests:
    """Read a playbook and run all of its tests, or those of some files.

    Raises ProblemsFound with all problems of the playbook; where it has none, with those of the tests.
    """
    return run_tests_of(read_rules(playbook), playbook, files)


def run_tests_of(rules: PlaybookSources, playbook: Path, files: Sequence[Path] = ()) -> PlaybookTests:
    """Run the tests of a playbook that was read without problems."""
    tests = read_rule_tests(files or files_of_tests(playbook), rules)
    ran = run(tests.tests, playbook_of(rules))
    wrong = shown_though_impossible(ran, tests.impossible)
    if wrong:
        raise ProblemsFound([_shown(check, outcome, playbook) for check, outcome in wrong])
    return PlaybookTests(tests, ran)


def _shown(check: str, outcome: str, playbook: Path) -> Problem:
    message = f"read {outcome} of {check} as impossible, and a test shows it: expected one or the other"
    return Problem(shown(playbook / "tests"), 1, 1, "shown-though-impossible", message)
