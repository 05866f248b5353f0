"""Mutation: each single change of a check, and which of them the playbook's tests notice."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.rule_tests.changed_conditions import changed_conditions

AHEAD = """\
check: close-date-ahead
as_of: 2026-11-16
tests:
  - title: Today is ahead
    deals: [{id: today, close_date: 2026-11-16}, {id: yesterday, close_date: 2026-11-15}, {id: not-exported}]
    expect: {today: pass, yesterday: fail, not-exported: unknown}
"""
LIMIT = "passes_when.days_to_close_date.at_least"


def mutated(*arguments: str, tests: str | None = AHEAD, survivors: str = "") -> Result:
    """Mutate the small team in the working directory."""
    Path("playbook/tests").mkdir(exist_ok=True)
    if tests:
        Path("playbook/tests/ahead.yml").write_text(tests, "utf-8")
    if survivors:
        Path("playbook/tests/survivors.yml").write_text(survivors, "utf-8")
    arguments = ("test", "--playbook", "playbook", "--mutate", *arguments)
    return CliRunner().invoke(scorecards, arguments, obj=Path.cwd())


def survivor(change: str, check: str = "close-date-ahead") -> str:
    return f'survivors:\n  - check: {check}\n    change: "{change}"\n    reason: No deal can show it.\n'


def whats(written: dict[str, object]) -> dict[str, list[object]]:
    """Give by change what a condition becomes."""
    found: dict[str, list[object]] = {}
    for each in changed_conditions(written, ()):
        found.setdefault(f"{'.'.join(map(str, each.way))}: {each.what}", []).append(each.part)
    return found


def test_a_limit_moves_by_one_both_ways_and_its_operator_turns() -> None:
    found = whats({"needs": {"at_least": 2}})
    assert found["needs.at_least: 2 → 1"] == [{"needs": {"at_least": "1"}}]
    assert found["needs.at_least: 2 → 3"] == [{"needs": {"at_least": "3"}}]
    assert found["needs.at_least: at_least → at_most"] == [{"needs": {"at_most": 2}}]


def test_a_fact_gives_way_to_the_one_of_its_kind_that_is_named_most_like_it() -> None:
    assert "our_next_steps: our_next_steps → customer_next_steps" in whats({"our_next_steps": {"at_least": 1}})
    assert "signed: signed → said_to_stall" not in whats({"signed": {"equals": True}})


def test_a_word_is_left_out_and_each_other_one_added() -> None:
    found = whats({"ruling": {"one_of": ("lost", "dead")}})
    assert found["ruling.one_of: without lost"] == [{"ruling": {"one_of": ["dead"]}}]
    assert found["ruling.one_of: also active"] == [{"ruling": {"one_of": ["lost", "dead", "active"]}}]


def test_clauses_are_left_out_and_joined_otherwise_and_a_not_is_taken_away() -> None:
    clauses = ({"signed": {"equals": True}}, {"final": {"equals": True}})
    found = whats({"all": clauses})
    assert found["all.0: left out"] == [{"all": [clauses[1]]}]
    assert found["all: all → any"] == [{"any": clauses}]
    assert found["all.1.final.equals: true → false"] == [{"all": [clauses[0], {"final": {"equals": "false"}}]}]
    assert whats({"not": clauses[0]})["not: left out, and what stands in it kept"] == [clauses[0]]


def test_one_clause_is_neither_left_out_nor_joined_otherwise() -> None:
    assert not [what for what in whats({"all": ({"signed": {"equals": True}},)}) if "left out" in what or "any" in what]


@pytest.mark.usefixtures("base")
def test_a_limit_that_is_shown_from_both_sides_is_noticed_and_one_from_one_side_is_listed_with_its_line() -> None:
    assert LIMIT not in mutated("playbook/tests/ahead.yml").stdout
    half = AHEAD.replace("{id: today, close_date: 2026-11-16}, ", "").replace("today: pass, ", "")
    assert f"playbook/checks/close-date-ahead.yml:8: {LIMIT}: 0 → 1\n" in mutated(tests=half).stdout


@pytest.mark.usefixtures("base")
def test_what_decides_whether_a_failure_is_a_finding_is_changed_too() -> None:
    paused = """\
  - title: A pause explains it
    deals: [{id: paused, close_date: 2026-11-15}]
    rulings: [{on: 2026-11-12, ruling: stalled, reason: Their year end, review_on: 2026-12-14}]
    expect: {paused: {must_fire: [close-date-ahead]}}
"""
    assert "rests_in_pause: false → true" in mutated("playbook/tests/ahead.yml").stdout
    assert "rests_in_pause: false → true" not in mutated("playbook/tests/ahead.yml", tests=AHEAD + paused).stdout


@pytest.mark.usefixtures("base")
def test_a_test_that_is_known_to_fail_notices_nothing() -> None:
    known = AHEAD.replace("    deals:", "    todo: Days are counted anew.\n    deals:").replace("y: pass", "y: fail")
    assert f"{LIMIT}: 0 → 1" in mutated(tests=known).stdout


@pytest.mark.usefixtures("base")
def test_nothing_is_changed_while_tests_fail() -> None:
    result = mutated(tests=AHEAD.replace("today: pass", "today: fail"))
    assert result.exit_code == 1
    assert "changes of checks" not in result.stdout


@pytest.mark.usefixtures("base")
def test_a_playbook_without_tests_is_told_so() -> None:
    result = mutated(tests=None)
    assert result.exit_code == 0
    assert result.stdout.endswith("one at a time: there are no rule tests that could notice one\n")


@pytest.mark.usefixtures("base")
def test_a_change_with_a_reason_is_listed_no_more_and_still_counts() -> None:
    change = "when_gone: false → true"
    before, after = mutated().stdout, mutated(survivors=survivor(change)).stdout
    assert change in before
    assert f"close-date-ahead.yml:1: {change}" not in after
    assert ", 1 can't be noticed\n" in after
    assert before.splitlines()[-1] == after.splitlines()[-1]


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("change", [f"{LIMIT}: 0 → 1", f"{LIMIT}: 0 → 7"])
def test_a_reason_for_a_change_that_is_noticed_or_that_is_none_is_a_problem(change: str) -> None:
    result = mutated(survivors=survivor(change))
    assert result.exit_code == 1
    assert f"playbook/tests/survivors.yml:3:13: unused-survivor: read '{change}'" in result.stderr


@pytest.mark.usefixtures("base")
def test_a_reason_for_a_check_that_is_none_is_a_problem_of_every_run() -> None:
    survivors = survivor("when_gone: false → true", "close-date-ahed")
    assert "survivors.yml:2:12: unknown-check: read 'close-date-ahed'" in mutated(survivors=survivors).stderr
