"""Rule tests: what they fill in, what they hold against the playbook, and how they tell what came out otherwise."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.read.playbook_files import playbook_of
from scorecards.read.rule_test_files import read_rule_tests
from scorecards.read.team_files import read_input, read_rules
from scorecards.rule_tests.given_deal import given_deals

AHEAD = """\
check: close-date-ahead
as_of: 2026-11-16
tests:
  - title: Today is ahead
    deals: [{id: today, close_date: 2026-11-16}, {id: not-exported}]
    expect: {today: pass, not-exported: unknown}
"""


def run(text: str, *arguments: str) -> Result:
    """Run a file of tests in the working directory, which is a small team's."""
    write(text)
    return CliRunner().invoke(scorecards, ["test", "--playbook", "playbook", *arguments], obj=Path.cwd())


def write(text: str) -> None:
    Path("playbook/tests").mkdir(exist_ok=True)
    Path("playbook/tests/ahead.yml").write_text(text, "utf-8")


@pytest.mark.usefixtures("base")
def test_tests_that_pass_are_counted() -> None:
    result = run(AHEAD)
    assert (result.exit_code, result.stdout) == (0, "1 rule tests: 1 passed, 0 failed\n")


@pytest.mark.usefixtures("base")
def test_a_failure_names_the_place_the_deal_what_came_out_and_the_facts_that_decided_it() -> None:
    result = run(AHEAD.replace("today: pass", "today: fail"))
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "playbook/tests/ahead.yml:4:5: test-failed: Today is ahead",
        "  playbook/tests/ahead.yml:6:21: today: close-date-ahead: expected fail, got pass",
        "    because   days_to_close_date = 0",
    ]
    assert result.stdout == "1 rule tests: 0 passed, 1 failed\n"


@pytest.mark.usefixtures("base")
def test_a_failure_tells_of_a_deal_at_which_the_check_does_not_look() -> None:
    result = run(AHEAD.replace("{id: not-exported}", "{id: not-exported, status: lost}"))
    assert "    because   status lost, and it looks at open" in result.stderr.splitlines()


@pytest.mark.usefixtures("base")
def test_a_test_that_is_known_to_fail_fails_no_run_and_is_told_once_it_passes() -> None:
    known = run(AHEAD.replace("    deals:", "    todo: Days are counted anew.\n    deals:").replace("pass,", "fail,"))
    assert known.exit_code == 0
    assert known.stdout.splitlines() == [
        "playbook/tests/ahead.yml:4:5: todo: Today is ahead: Days are counted anew.",
        "1 rule tests: 0 passed, 0 failed, 1 todo",
    ]
    passing = run(AHEAD.replace("    deals:", "    todo: Days are counted anew.\n    deals:"))
    assert "todo-passes: Today is ahead: it passes, so take todo away" in passing.stdout


@pytest.mark.usefixtures("base")
def test_findings_and_conclusions_can_be_expected() -> None:
    text = AHEAD.replace(
        "{today: pass, not-exported: unknown}",
        "{today: {must_fire: [close-date-ahead], must_ask: [close-date-ahead], situation: none, first_cause: none}}",
    )
    lines = run(text).stderr.splitlines()
    assert any("today: close-date-ahead: expected a finding, got none" in line for line in lines)
    assert any("today: close-date-ahead: expected a question to ask, got none" in line for line in lines)
    assert not any("first_cause" in line for line in lines)


@pytest.mark.usefixtures("base")
def test_what_a_case_leaves_out_is_filled_in_and_everything_else_stays_unknown() -> None:
    write(AHEAD)
    rules = read_rules(Path("playbook"))
    tests = read_rule_tests([Path("playbook/tests/ahead.yml")], rules).tests
    today, not_exported = given_deals(tests, playbook_of(rules))
    deal = today.file.opportunity
    assert (deal.name, deal.owner, deal.status, deal.stage) == ("Deal today", "ana-lima", "open", "meet")
    assert "days_to_close_date" in today.facts
    assert "days_to_close_date" not in not_exported.facts


@pytest.mark.usefixtures("base")
def test_earlier_reviews_tell_of_pushes_and_rulings_find_their_deal_and_their_manager() -> None:
    write(
        AHEAD.replace(
            "    expect: {today: pass, not-exported: unknown}",
            "    earlier: [{as_of: 2026-11-09, deals: [{id: today, close_date: 2026-11-02}]}]\n"
            "    rulings: [{opportunity: today, on: 2026-11-12, ruling: active}]\n"
            "    expect: {today: pass}",
        )
    )
    rules = read_rules(Path("playbook"))
    tests = read_rule_tests([Path("playbook/tests/ahead.yml")], rules).tests
    (today,) = given_deals(tests, playbook_of(rules))
    assert (today.facts["pushes_seen"], today.facts["rulings"]) == (1, 1)
    assert today.file.rulings[0].value.by == "mara-quinn"


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize(
    ("instead", "told"),
    [
        (("check: close-date-ahead", "check: close-date-ahed"), "1:8: unknown-check: read 'close-date-ahed'"),
        (("today: pass", "tody: pass"), "6:14: unknown-deal: read 'tody'"),
        (("today: pass", "today: {situation: lost}"), "6:33: unknown-situation: read 'lost'"),
        (("today: pass", "today: {first_cause: bad-luck}"), "6:35: unknown-cause: read 'bad-luck'"),
        (("today: pass", "today: {play: wait}"), "6:28: unknown-play: read 'wait'"),
        (("today: pass", "today: {question: weather}"), "6:32: unknown-question: read 'weather'"),
        (("today: pass", "today: {must_fire: [no-such]}"), "6:34: unknown-check: read 'no-such'"),
        (("close_date: 2026-11-16", "created_on: 2026-11-17"), "5:37: impossible-date: read 2026-11-17"),
        (("close_date: 2026-11-16", "stage: sale"), "5:32: unknown-stage: read 'sale'"),
        (("close_date: 2026-11-16", "close_dat: 2026-11-16"), "5:25: unknown-key: "),
        (
            ("tests:", "team: {territories: ~}\naccounts: [{id: k, name: K, territory: north}]\ntests:"),
            "4:40: unknown-territory: read 'north'",
        ),
        (("{id: today,", "{id: [today],"), "5:14: wrong-type: read a list"),
        (("today: pass", "today: passes"), "6:21: unknown-word: read 'passes', expected one of pass, fail,"),
    ],
)
def test_a_mistake_in_a_test_is_told_where_it_stands(instead: tuple[str, str], told: str) -> None:
    result = run(AHEAD.replace(*instead))
    assert result.exit_code == 1
    assert f"playbook/tests/ahead.yml:{told}" in result.stderr


@pytest.mark.usefixtures("base")
def test_tests_that_would_be_left_out_are_told() -> None:
    write(AHEAD)
    Path("playbook/tests/more").mkdir()
    Path("playbook/tests/more/ahead.yml").write_text(AHEAD, "utf-8")
    result = CliRunner().invoke(scorecards, ["test"], obj=Path.cwd())
    assert result.exit_code == 1
    assert "playbook/tests/more:1:1: unknown-file: " in result.stderr


@pytest.mark.usefixtures("base")
def test_tests_that_are_no_folder_are_told() -> None:
    Path("playbook/tests").write_text(AHEAD, "utf-8")
    result = CliRunner().invoke(scorecards, ["test"], obj=Path.cwd())
    assert result.exit_code == 1
    assert "playbook/tests:1:1: not-a-folder: " in result.stderr


@pytest.mark.usefixtures("base")
def test_a_build_does_not_read_the_tests() -> None:
    write("tests: [nonsense")
    assert read_input(Path("playbook"), Path("pipeline")).playbook.checks


@pytest.mark.usefixtures("base")
def test_coverage_counts_outcomes_and_leaves_out_what_is_said_to_be_impossible() -> None:
    shown = run(AHEAD, "--coverage").stdout
    assert "not shown: check close-date-ahead, fail\n" in shown
    assert "2 of 8 checks, each outcome\n" in shown
    less = run(f"{AHEAD}impossible: {{fail: It never passes.}}\n", "--coverage").stdout
    assert "not shown: check close-date-ahead, fail" not in less
    assert "2 of 7 checks, each outcome\n" in less


@pytest.mark.usefixtures("base")
def test_what_a_test_shows_cannot_be_impossible() -> None:
    result = run(f"{AHEAD}impossible: {{pass: It never does.}}\n")
    assert "playbook/tests:1:1: shown-though-impossible: read pass of close-date-ahead" in result.stderr


@pytest.mark.usefixtures("base")
def test_files_can_be_named() -> None:
    Path("other.yml").write_text(AHEAD, "utf-8")
    result = run("tests: [nonsense", "other.yml")
    assert result.stdout == "1 rule tests: 1 passed, 0 failed\n"


@pytest.mark.usefixtures("base")
def test_check_runs_them_too() -> None:
    write(AHEAD.replace("today: pass", "today: fail"))
    result = CliRunner().invoke(
        scorecards, ["check", "--playbook", "playbook", "--pipeline", "pipeline"], obj=Path.cwd()
    )
    assert result.exit_code == 1
    assert "expected fail, got pass" in result.stderr


@pytest.mark.usefixtures("base")
def test_check_tells_them_to_other_programs_where_they_are_expected() -> None:
    write(AHEAD.replace("today: pass", "today: fail"))
    arguments = ["check", "--playbook", "playbook", "--pipeline", "pipeline", "--format", "json"]
    result = CliRunner().invoke(scorecards, arguments, obj=Path.cwd())
    (failed,) = (each for each in json.loads(result.stdout)["problems"] if each["code"] == "test-failed")
    assert (result.exit_code, result.stderr) == (1, "")
    assert (failed["path"], failed["line"], failed["column"]) == ("playbook/tests/ahead.yml", 6, 21)
    told = "Today is ahead: today: close-date-ahead: expected fail, got pass (days_to_close_date = 0)"
    assert failed["message"] == told
