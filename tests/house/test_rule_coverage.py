"""The shipped playbook's own tests: they pass, and show every outcome of every rule."""

from functools import cache

from scorecards.rule_tests.coverage_table import coverage_table
from scorecards.rule_tests.mutation_told import unnoticed
from scorecards.rule_tests.playbook_tests import PlaybookTests, run_playbook_tests
from scorecards.rule_tests.told import failures
from tests.support.project import ROOT

PLAYBOOK = ROOT / "playbook"


@cache
def shipped() -> PlaybookTests:
    return run_playbook_tests(PLAYBOOK)


def test_the_shipped_playbook_passes_its_tests() -> None:
    assert list(failures(shipped().run)) == []


def test_what_is_marked_as_todo_still_fails() -> None:
    assert shipped().run.done == ()


def test_the_shipped_tests_show_all_that_its_rules_can_come_to() -> None:
    covered = shipped().coverage()
    assert covered.missing == []
    assert list(coverage_table(covered))[-1].endswith(", 100.0 %")


def test_each_check_has_a_file_of_tests_that_is_named_after_it() -> None:
    checks = {path.name for path in (PLAYBOOK / "checks").glob("*.yml")}
    files = {path.name for path in (PLAYBOOK / "tests").glob("*.yml")}
    assert checks <= files


def test_an_outcome_that_is_called_impossible_has_its_reason() -> None:
    for reasons in shipped().files.impossible.values():
        assert all(reason.endswith(".") for reason in reasons.values())


def test_the_shipped_tests_notice_nearly_every_change_of_a_check_and_the_rest_has_its_reason() -> None:
    made = shipped().mutation(shipped().run.rules.playbook.checks_by_id.keys())
    assert list(unnoticed(made)) == []
    assert made.made > 1400
    assert made.percent >= 95


def test_a_change_that_nothing_can_notice_has_its_reason() -> None:
    survivors = shipped().survivors
    assert survivors
    assert all(each.reason.endswith(".") for each in survivors.checked.survivors)
