"""Stages that rules name by their role or their place: read as if the id stood there."""

import re
import shutil
from pathlib import Path

import pytest

from scorecards.problems.problem import ProblemsFound
from scorecards.read.team_files import read_playbook
from tests.support.project import ROOT

CHECK = Path("playbook/checks/two-next-steps.yml")
STAGES = Path("playbook/stages.yml")


def with_scope(base: Path, scope: str) -> tuple[str, ...]:
    """Give the stages that a check looks at, where the stage quote has two roles and meet has none."""
    stages = (
        (base / STAGES)
        .read_text("utf-8")
        .replace("  - id: quote\n", "  - id: quote\n    roles: [proposal, decision]\n")
    )
    (base / STAGES).write_text(stages, encoding="utf-8")
    text = (base / CHECK).read_text("utf-8").replace("stages: [meet, quote]", scope)
    (base / CHECK).write_text(text, encoding="utf-8")
    checks = read_playbook(base / "playbook").checks
    return next(check.applies_to.stages for check in checks if check.id == CHECK.stem)


@pytest.mark.parametrize(
    ("scope", "stages"),
    [
        ("from_stage: proposal", ("quote",)),
        ("from_stage: first", ("meet", "quote")),
        ("to_stage: first", ("meet",)),
        ("to_stage: decision", ("meet", "quote")),
        ("from_stage: proposal\n  to_stage: last", ("quote",)),
        ("from_stage: meet\n  to_stage: ~", ("meet", "quote")),
        ("stages: [first, decision]", ("meet", "quote")),
        ("stages: [last]", ("quote",)),
    ],
)
def test_a_check_names_stages_by_role_and_place(base: Path, scope: str, stages: tuple[str, ...]) -> None:
    assert with_scope(base, scope) == stages


def test_questions_and_targets_name_stages_by_role_and_place(base: Path) -> None:
    path = base / "playbook" / "questions.yml"
    text = path.read_text("utf-8")
    assert text.count("answered_by_stage: meet") == 1
    path.write_text(text.replace("answered_by_stage: meet", "answered_by_stage: last"), encoding="utf-8")
    with (base / "playbook" / "scoring.yml").open("a", encoding="utf-8") as file:
        file.write("targets:\n  median_days: {proposal: 14, first: 7}\n")
    with_scope(base, "stages: [last]")
    playbook = read_playbook(base / "playbook")
    assert {question.answered_by_stage for question in playbook.questions} == {"quote"}
    assert playbook.scoring.targets.median_days == {"quote": 14, "meet": 7}


def test_an_id_that_is_also_a_role_or_a_place_names_the_stage_of_that_id(base: Path) -> None:
    text = (base / STAGES).read_text("utf-8").replace("- id: meet\n", "- id: last\n")
    (base / STAGES).write_text(text, encoding="utf-8")
    questions = base / "playbook" / "questions.yml"
    questions.write_text(
        questions.read_text("utf-8").replace("answered_by_stage: meet", "answered_by_stage: last"), encoding="utf-8"
    )
    assert with_scope(base, "stages: [last]") == ("last",)


def test_a_stage_that_stands_in_a_list_by_its_id_and_its_role_is_told(base: Path) -> None:
    with (base / "playbook" / "scoring.yml").open("a", encoding="utf-8") as file:
        file.write("targets:\n  median_days: {proposal: 14, quote: 7}\n")
    with pytest.raises(ProblemsFound) as found:
        with_scope(base, "stages: [last]")
    assert [each.code for each in found.value.problems] == ["unknown-stage"]


def test_no_rule_of_the_shipped_playbook_but_stages_yml_names_a_stage_by_its_id(tmp_path: Path) -> None:
    playbook = shutil.copytree(ROOT / "playbook", tmp_path / "playbook")
    stages = (playbook / "stages.yml").read_text("utf-8")
    renamed, count = re.subn(r"(?m)^  - id: ", r"\g<0>own-", stages)
    (playbook / "stages.yml").write_text(renamed, encoding="utf-8")
    assert [stage.id.startswith("own-") for stage in read_playbook(playbook).stages] == [True] * count
