"""The playbooks of other methods, which extend ours: complete, and at work on the sample and on a real export."""

from pathlib import Path
from typing import get_args

import pytest
import yaml

from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.stages import StageRole
from scorecards.read.input import Input
from scorecards.read.team_files import read_input, read_playbook
from tests.support.project import MAVEN, ROOT, Project, fresh

LETTERS = {
    "meddpicc": {"M", "E", "DC", "DP", "PP", "IP", "CH", "CO"},
    "spiced": {"S", "P", "I", "CE", "D"},
}
SAME_ANSWER = {
    "meddpicc": {
        "problem": "identified-pain",
        "cost-of-problem": "metrics",
        "must-haves": "decision-criteria",
        "alternatives": "competition",
        "economic-buyer": "economic-buyer",
    },
    "spiced": {
        "problem": "pain",
        "cost-of-problem": "impact",
        "deadline": "critical-event",
        "why-now": "why-now",
        "must-haves": "decision-criteria",
    },
}
"""Under which question of the playbook an answer to one of ours stands."""


@pytest.fixture(scope="module", params=sorted(LETTERS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def playbook(name: str) -> Playbook:
    return read_playbook(ROOT / "playbooks" / name)


@pytest.fixture(scope="module")
def given(name: str) -> Input:
    """Give the sample, read by the playbook."""
    return read_input(ROOT / "playbooks" / name, ROOT / "pipeline")


@pytest.fixture(scope="module")
def ours() -> Input:
    return read_input(ROOT / "playbook", ROOT / "pipeline")


def test_each_letter_is_a_principle_with_a_question_and_a_stage(name: str, playbook: Playbook) -> None:
    own = {each.id for each in playbook.principles.principles if each.source == name.upper()}
    assert own == LETTERS[name]
    for rules in (playbook.questions, playbook.stages):
        assert own <= {principle for rule in rules for principle in rule.doctrine}


def test_each_letter_but_the_situation_has_a_check(name: str, playbook: Playbook) -> None:
    """No field says how they work today; that nobody asked is found by the check of overdue questions."""
    checked = {principle for check in playbook.checks for principle in check.doctrine}
    assert LETTERS[name] - checked == ({"S"} if name == "spiced" else set())
    assert "qualified-for-stage" in playbook.checks_by_id


def test_every_role_of_a_stage_is_filled(playbook: Playbook) -> None:
    roles = [role for stage in playbook.stages for role in stage.roles]
    assert roles == list(get_args(StageRole))


def test_all_that_any_playbook_needs_is_taken_over(playbook: Playbook) -> None:
    general = {"two-next-steps", "they-still-talk", "close-date-not-pushed", "has-a-ruling", "won-is-signed"}
    assert general <= set(playbook.checks_by_id)
    assert playbook.causes
    assert playbook.plays
    assert playbook.situations
    assert playbook.terms


def test_answers_and_criteria_of_the_sample_are_those_of_the_rules_that_took_their_place(
    name: str, given: Input, ours: Input
) -> None:
    assert len(given.opportunities) == len(ours.opportunities)
    taken_over = 0
    for mine, before in zip(given.opportunities, ours.opportunities, strict=True):
        assert mine.id == before.id
        for old, new in SAME_ANSWER[name].items():
            assert (mine.answers or {}).get(new) == (before.answers or {}).get(old)
            taken_over += old in (before.answers or {})
    assert taken_over > 50


def test_what_the_method_does_not_ask_is_unknown_and_not_told_as_missing(given: Input) -> None:
    asked = set(given.playbook.questions_by_id)
    assert all(set(each.answers or {}) <= asked for each in given.opportunities)
    assert all(set(each.exit_criteria or {}) <= set(given.playbook.criteria) for each in given.opportunities)


def test_it_builds_all_pages_of_the_sample(name: str, tmp_path: Path) -> None:
    project = fresh(tmp_path)
    said = project.build("build", "--pages-only", "--playbook", f"playbooks/{name}")
    assert said.startswith("6 scorecards of ")
    principles = (project.docs / "playbook/practices.md").read_text("utf-8")
    assert all(f'id="{letter.lower()}"' in principles for letter in LETTERS[name])
    checks = (project.docs / "playbook/checks.md").read_text("utf-8")
    assert f"{name}/checks/decision-process-known.yml" in checks
    assert "playbook/checks/two-next-steps.yml" in checks


@pytest.mark.data
@pytest.mark.skipif(not MAVEN.is_dir(), reason="the Maven data set is not beside the repository")
def test_it_builds_on_a_real_export(name: str, maven: Project, tmp_path: Path) -> None:
    project = fresh(tmp_path)
    data = maven.folder / "pipeline"
    said = project.build("build", "--pages-only", "--playbook", f"playbooks/{name}", "--pipeline", data)
    assert said.startswith("35 scorecards of 2017-12-31")


def test_a_playbook_names_what_it_leaves_out_and_its_own_files_alone(name: str) -> None:
    """A file that's the same as ours would hide that it's shared."""
    ours_there = {
        path.relative_to(ROOT / "playbook"): path.read_text("utf-8") for path in (ROOT / "playbook").rglob("*.yml")
    }
    folder = ROOT / "playbooks" / name
    for path in folder.rglob("*.yml"):
        assert ours_there.get(path.relative_to(folder)) != path.read_text("utf-8")
    without = yaml.safe_load((folder / "playbook.yml").read_text("utf-8"))["without"]
    assert without == [check for check in without if Path("checks") / f"{check}.yml" in ours_there]
