"""From a playbook's folder to a run of its tests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecards.model.rule_tests import Survivors
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.playbook_files import PlaybookSources, playbook_of
from scorecards.read.rule_test_files import RuleTestFiles, files_of_tests, read_rule_tests
from scorecards.read.sources import Source, shown
from scorecards.read.survivors import read_survivors, unused_survivors
from scorecards.read.team_files import read_rules
from scorecards.rule_tests.coverage import Covered, coverage, shown_though_impossible
from scorecards.rule_tests.mutants import mutants
from scorecards.rule_tests.mutation import Mutation, mutate
from scorecards.rule_tests.run import Run, run


@dataclass(frozen=True, slots=True)
class PlaybookTests:
    """The tests of a playbook, and what came of them."""

    rules: PlaybookSources
    files: RuleTestFiles
    survivors: Source[Survivors] | None
    run: Run

    def coverage(self) -> Covered:
        """Count what they show."""
        return coverage(self.run, self.files.impossible)

    def mutation(self, checks: Collection[str]) -> Mutation:
        """Change some checks in one thing at a time, and see which changes the tests notice.

        Raises ProblemsFound where the list of survivors names a change that is noticed, or none.
        """
        sources = [each for each in self.rules.checks if each.checked.id in checks]
        listed = self.survivors.checked.survivors if self.survivors else ()
        made = mutate(mutants(sources, self.run.rules.playbook), self.run, listed)
        if self.survivors:
            left = [(each.check.id, each.what) for each, _ in made.explained]
            if wrong := unused_survivors(self.survivors, checks, left):
                raise ProblemsFound(wrong)
        return made

    def checks(self) -> frozenset[str]:
        """Name the checks of which the tests expect anything."""
        expected = [each for ran in self.run.tests for each in ran.written.test.expect.values()]
        return frozenset(check for each in expected for check in each.named_checks())


def run_playbook_tests(playbook: Path, files: Sequence[Path] = ()) -> PlaybookTests:
    """Read a playbook and run all of its tests, or those of some files.

    Raises ProblemsFound with all problems of the playbook; where it has none, with those of the tests.
    """
    return run_tests_of(read_rules(playbook), playbook, files)


def run_tests_of(rules: PlaybookSources, playbook: Path, files: Sequence[Path] = ()) -> PlaybookTests:
    """Run the tests of a playbook that was read without problems."""
    tests = read_rule_tests(files or files_of_tests(playbook), rules)
    survivors = read_survivors(playbook, rules)
    ran = run(tests.tests, playbook_of(rules))
    wrong = shown_though_impossible(ran, tests.impossible)
    if wrong:
        raise ProblemsFound([_shown(check, outcome, playbook) for check, outcome in wrong])
    return PlaybookTests(rules, tests, survivors, ran)


def _shown(check: str, outcome: str, playbook: Path) -> Problem:
    message = f"read {outcome} of {check} as impossible, and a test shows it: expected one or the other"
    return Problem(shown(playbook / "tests"), 1, 1, "shown-though-impossible", message)
