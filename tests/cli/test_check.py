"""The command ``check``: what it tells of rules that can't be meant, to people and to other programs."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.check import FORMATS
from scorecards.cli.main import scorecards
from tests.annotate.schemas import gitlab_of, junit_of, sarif_of
from tests.support.spoiling import spoil

NEVER = {"playbook/checks/close-date-ahead.yml": [["{at_least: 0}", "{at_least: 5, at_most: 3}"]]}
REFUSED = {"playbook/checks/close-date-ahead.yml": [["days_to_close_date", "days_to_close"]]}


def check(base: Path, *options: str) -> Result:
    return CliRunner().invoke(
        scorecards, ["check", "--playbook", "playbook", "--pipeline", "pipeline", *options], obj=base
    )


def test_warnings_and_notes_are_told_on_standard_output_and_end_nothing(base: Path) -> None:
    result = check(base)
    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines[0].startswith("playbook/causes.yml:5:5: warning: cause-without-signs: ")
    assert [line.split(": ")[1] for line in lines[:-1]] == ["warning", *["note"] * 4, "warning"]
    assert lines[-1].endswith(" files checked, 2 warnings, 4 notes")


def test_warnings_end_a_strict_check_with_status_1(base: Path) -> None:
    assert check(base, "--strict").exit_code == 1


def test_an_error_of_the_lint_ends_the_command_with_status_1(base: Path) -> None:
    spoil(base, {"change": NEVER})
    result = check(base)
    assert result.exit_code == 1
    assert "playbook/checks/close-date-ahead.yml:8:3: condition-never-met: " in result.stdout
    assert result.stdout.endswith(" files checked, 1 error, 2 warnings, 4 notes\n")


def test_where_reading_refuses_something_the_lint_waits(base: Path) -> None:
    spoil(base, {"change": REFUSED})
    result = check(base)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "unknown-fact" in result.stderr
    assert "cause-without-signs" not in result.stderr


@pytest.mark.parametrize("told_as", [each for each in FORMATS if each != "text"])
@pytest.mark.parametrize(("change", "status"), [({}, 0), (NEVER, 1), (REFUSED, 1)], ids=["warnings", "lint", "refused"])
def test_other_programs_read_standard_output(
    base: Path, told_as: str, change: dict[str, list[list[str]]], status: int
) -> None:
    spoil(base, {"change": change})
    result = check(base, "--format", told_as)
    assert (result.exit_code, result.stderr) == (status, "")
    assert ("playbook/checks/close-date-ahead.yml" in result.stdout) == bool(change)
    read = {"gitlab": gitlab_of, "junit": junit_of, "sarif": sarif_of}.get(told_as)
    if read:
        read(result.stdout)


def test_checks_that_tell_nothing_of_the_teams_own_deals_are_noted_where_asked_for(base: Path) -> None:
    spoil(base, {"change": {"playbook/scoring.yml": [["of_at_least: 20", "of_at_least: 1"]]}})
    quiet, asked = check(base).stdout, check(base, "--on-deals").stdout
    noted = [line for line in asked.splitlines() if line not in quiet.splitlines()]
    codes = {line.split(": ")[2] for line in noted[:-1]}
    assert codes
    assert codes <= {"fails-for-all", "fails-for-none", "never-known"}


def test_paths_begin_at_the_repository_that_holds_the_team(base: Path) -> None:
    (base.parent / ".git").mkdir()
    assert f"::warning file={base.name}/playbook/causes.yml,line=5," in check(base, "--format", "github").stdout
