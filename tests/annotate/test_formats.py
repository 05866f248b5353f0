"""Problems in the formats of others: each is what its maker publishes, whatever stands in the problems."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.annotate.formats import writers
from scorecards.annotate.remark import Remark, path_in, remarks_of, repository_of
from scorecards.problems.problem import Problem
from tests.annotate.schemas import JUNIT, gitlab_of, junit_of, sarif_of

ROOT = Path("/work/repository")
ERROR = Problem("playbook/stages.yml", 3, 5, "no-trigger", "read 'TBD', expected a text")
WARNING = Problem("playbook/plays.yml", 7, 11, "unused-play", "read a play that nothing names")
NOTE = Problem("playbook/checks/a.yml", 3, 5, "fails-for-all", "read 30 fails of 30")
REFUSED = Problem("pipeline/team.yml", 2, 1, "missing-key", "read no name, expected it")
NOWHERE = Problem("import", 0, 0, "rejects-alone", "read no export, expected one")
ALL = [ERROR, WARNING, NOTE, REFUSED, NOWHERE]

COMMAND = re.compile(
    r"::(?P<command>error|warning|notice) (?P<properties>[a-zA-Z]+=[^\r\n:,]*(,[a-zA-Z]+=[^\r\n:,]*)*)"
    r"::(?P<message>[^\r\n]*)"
)
"""A workflow command, as GitHub's documentation and its toolkit write it."""

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def written(problems: list[Problem], name: str, *, strict: bool = False) -> str:
    return writers(strict=strict)[name](_in_root(problems), 9)


def _in_root(problems: list[Problem]) -> tuple[Remark, ...]:
    return remarks_of(problems, ROOT)


def unescaped(text: str) -> str:
    """Undo GitHub's escapes as its runner does, % last."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_github_takes_a_command_for_each_problem_with_its_severity_and_place() -> None:
    lines = written(ALL, "github").splitlines()
    assert lines[0] == "::error file=playbook/stages.yml,line=3,col=5,title=no-trigger::read 'TBD', expected a text"
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::error", "::error"]
    assert lines[-1].startswith("::error title=rejects-alone::")


def test_github_reads_back_what_would_end_a_command_or_a_property() -> None:
    odd = Problem("play:book,1/100%.yml", 1, 1, "no-trigger", "read '100%,\n::error::' %0A")
    found = COMMAND.fullmatch(written([odd], "github").rstrip("\n"))
    assert found
    properties = dict(each.split("=", 1) for each in found["properties"].split(","))
    assert unescaped(properties["file"]) == odd.path
    assert unescaped(found["message"]) == "read '100%,\\n::error::' %0A"


def test_gitlab_keeps_the_fingerprint_where_lines_move_and_tells_two_of_a_kind_apart() -> None:
    moved = Problem(ERROR.path, 30, 5, ERROR.code, ERROR.message)
    (before,), (after,) = gitlab_of(written([ERROR], "gitlab")), gitlab_of(written([moved], "gitlab"))
    assert before["fingerprint"] == after["fingerprint"]
    assert (before["location"]["lines"]["begin"], after["location"]["lines"]["begin"]) == (3, 30)
    assert len(gitlab_of(written([ERROR, moved], "gitlab"))) == 2


def test_gitlab_shows_each_severity_as_one_of_its_own() -> None:
    assert [each["severity"] for each in gitlab_of(written(ALL, "gitlab"))] == [
        *("major", "minor", "info", "major", "major"),
    ]


@pytest.mark.parametrize(("strict", "failed"), [(False, 3), (True, 4)])
def test_junit_has_a_test_for_each_problem_that_fails_where_the_command_does(*, strict: bool, failed: int) -> None:
    root = junit_of(written(ALL, "junit", strict=strict))
    assert len([*root.iter("testcase")]) == len(ALL)
    assert len([*root.iter("failure")]) == failed


def test_junit_has_a_test_that_passes_where_there_is_no_problem() -> None:
    (case,) = junit_of(written([], "junit")).iter("testcase")
    assert (case.attrib["name"], len(case)) == ("9 files checked, no problems", 0)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<testsuites><suite/></testsuites>", "testsuites may not hold suite"),
        ('<testsuites><testsuite name="" tests="1" failures="0"/></testsuites>', "testsuite has no errors"),
        ('<testcase name="" line="3"/>', "testcase may not have line"),
        ('<testcase name="">text</testcase>', "testcase may not hold text"),
    ],
)
def test_the_reading_of_the_junit_schema_refuses_what_the_schema_does(text: str, complaint: str) -> None:
    assert complaint in JUNIT.complaints(ET.fromstring(text))  # noqa: S314 - it stands above


def test_sarif_names_each_rule_once_with_what_it_means_and_what_to_do() -> None:
    (run,) = sarif_of(written([*ALL, ERROR], "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == sorted({each.code for each in ALL})
    assert all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    assert [each["level"] for each in run["results"][:3]] == ["error", "warning", "note"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 5}


def test_json_has_everything_that_is_known() -> None:
    report = json.loads(written(ALL, "json"))
    assert {key: report[key] for key in ("files", "errors", "warnings", "notes")} == {
        "files": 9,
        "errors": 3,
        "warnings": 1,
        "notes": 1,
    }
    first = report["problems"][0]
    assert (first["path"], first["line"], first["column"], first["code"]) == ("playbook/stages.yml", 3, 5, "no-trigger")
    assert first["meaning"].endswith(".")
    assert first["cure"].endswith(".")


@given(st.lists(st.builds(Problem, TEXTS, st.integers(0, 99), st.integers(1, 99), st.just("no-trigger"), TEXTS)))
def test_whatever_stands_in_a_problem_every_format_stays_valid(problems: list[Problem]) -> None:
    count = len(problems)
    assert len(sarif_of(written(problems, "sarif"))["runs"][0]["results"]) == count
    assert len(json.loads(written(problems, "json"))["problems"]) == count
    assert len([*junit_of(written(problems, "junit")).iter("testcase")]) == max(1, count)
    prints: Any = [each["fingerprint"] for each in json.loads(written(problems, "gitlab"))]
    assert len(set(prints)) == count
    lines = written(problems, "github").split("\n")[:-1]
    assert [line for line in lines if not COMMAND.fullmatch(line)] == []
    assert len(lines) == count


def test_paths_begin_at_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    team = tmp_path / "teams" / "north"
    team.mkdir(parents=True)
    monkeypatch.chdir(team)
    assert repository_of(team) == tmp_path
    assert path_in(tmp_path, "playbook/stages.yml") == "teams/north/playbook/stages.yml"
    assert path_in(tmp_path, str(tmp_path / "other/stages.yml")) == "other/stages.yml"
    assert path_in(tmp_path, "/elsewhere/stages.yml") == "/elsewhere/stages.yml"
