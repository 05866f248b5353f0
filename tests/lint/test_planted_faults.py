"""Every rule of the lint finds the fault that it is for, and nothing else; the built-in playbook has none."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecards.lint.lint import lint
from scorecards.lint.rules import LINT, ON_DEALS
from scorecards.problems.problem import Problem, Problems
from scorecards.read.playbook_files import PlaybookSources, playbook_sources
from scorecards.read.team_files import across
from tests.support.project import ROOT
from tests.support.spoiling import spoil

FAULTS = yaml.load((Path(__file__).parent / "planted.yml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text

BASE = ROOT / "tests" / "base" / "playbook"
"""A small playbook, in which nothing counts the answers to questions."""


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    folder = ROOT / "playbook"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yml")}


def read(folder: Path) -> PlaybookSources:
    problems = Problems()
    sources = playbook_sources(folder, problems)
    assert sources
    assert [*problems, *across(sources, None)] == []
    return sources


def planted(folder: Path, written: dict[str, bytes], fault: dict[str, Any]) -> list[Problem]:
    for name, data in written.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    spoil(folder, fault)
    return lint(read(folder))


def test_the_built_in_playbook_has_no_fault() -> None:
    assert lint(read(ROOT / "playbook")) == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["fault"].replace(" ", "-"))
def test_a_planted_fault_is_found_by_its_code_and_nothing_else_is(
    fault: dict[str, Any], written: dict[str, bytes], tmp_path: Path
) -> None:
    found = planted(tmp_path, written, fault)
    assert {each.code for each in found} == {fault["code"]}, [*map(str, found)]
    told = fault.get("at", next(iter(fault["change"])))
    assert {Path(each.path).relative_to(tmp_path).as_posix() for each in found} == {told}


def test_there_are_more_than_forty_planted_faults_and_one_for_each_rule_of_the_playbook() -> None:
    assert len({str(fault["change"]) for fault in FAULTS}) == len(FAULTS) > 40
    assert set(LINT) - ON_DEALS - {fault["code"] for fault in FAULTS} == {"unused-question", "unused-theme"}


def test_a_question_is_unused_where_no_rule_names_it_and_none_counts_answers(tmp_path: Path) -> None:
    small = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*.yml")}
    unnamed = {"change": {"checks/two-next-steps.yml": [["question: problem\n", ""]]}}
    found = [each for each in planted(tmp_path, small, unnamed) if each.code == "unused-question"]
    assert [(Path(each.path).name, each.line) for each in found] == [("questions.yml", 2)]
    counted = {
        "change": {
            "checks/close-date-ahead.yml": [["days_to_close_date: {at_least: 0}", "overdue_questions: {at_most: 0}"]]
        }
    }
    small["checks/two-next-steps.yml"] = (tmp_path / "checks/two-next-steps.yml").read_bytes()
    assert "unused-question" not in {each.code for each in planted(tmp_path, small, counted)}


def test_a_theme_is_unused_where_no_condition_and_no_question_reads_it(tmp_path: Path) -> None:
    small = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*.yml")}
    small["themes.yml"] = b"words_need: 3\nthemes:\n  - theme: price\n    phrases: [too expensive]\n"
    found = [each for each in planted(tmp_path, small, {}) if each.code == "unused-theme"]
    assert [(Path(each.path).name, each.line) for each in found] == [("themes.yml", 3)]
