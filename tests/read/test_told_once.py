"""What follows from a mistake in the playbook is not told, and what many deals say is told once."""

from pathlib import Path

import pytest

from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.team_files import read_input

SNAPSHOT = Path("pipeline/snapshots/2026-11-16.yml")
ROW = """
  - id: OPP-{number}
    name: Another one
    owner: bo
    status: open
    stage: {stage}
    answers:
      money: {{value: unknown}}
"""


def problems(base: Path, *stages: str) -> list[Problem]:
    """Add a deal in each of the stages, each with an answer to a question that the playbook lacks, and read all."""
    with (base / SNAPSHOT).open("a", encoding="utf-8") as file:
        file.writelines(ROW.format(number=number, stage=stage) for number, stage in enumerate(stages, 500))
    with pytest.raises(ProblemsFound) as found:
        read_input(Path("playbook"), Path("pipeline"))
    return found.value.problems


def test_an_id_that_many_deals_name_in_vain_is_told_once_with_the_cure(base: Path) -> None:
    told = problems(base, "validation", "validation", "validation", "meet")
    assert [(each.code, "formerly: [validation] to it in stages.yml" in each.message) for each in told] == [
        ("unknown-stage", True),
        ("unknown-question", False),
    ]
    assert "; 2 more places say the same. If it was renamed, add" in told[0].message
    assert "; 3 more places say the same. If it was renamed, add formerly: [money]" in told[1].message
    assert "if it's gone for good, list it under no_longer: questions" in told[1].message


def test_two_slips_are_told_each_in_its_place(base: Path) -> None:
    told = problems(base, "validation", "validation")
    assert [each.code for each in told] == ["unknown-stage", "unknown-question"] * 2


def test_what_the_playbook_itself_names_in_vain_is_told_there_alone_and_first(base: Path) -> None:
    check = base / "playbook/checks/two-next-steps.yml"
    text = check.read_text("utf-8")
    check.write_text(text.replace("question: problem", "question: money"), encoding="utf-8")
    told = problems(base, "validation", "meet", "meet", "meet")
    assert [(each.path, each.code) for each in told] == [
        ("playbook/checks/two-next-steps.yml", "unknown-question"),
        (SNAPSHOT.as_posix(), "unknown-stage"),
    ]
