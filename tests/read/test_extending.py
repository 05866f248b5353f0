"""A playbook that extends another one: what is its own, what is taken over, and where mistakes are told."""

import shutil
from pathlib import Path

import pytest

from scorecards.problems.problem import ProblemsFound
from scorecards.read.team_files import read_input, read_playbook
from tests.support.project import BASE

EXTENDS = "extends: ../playbook\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make the folder of a playbook beside that of the small team, which it extends."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    folder = Path("ours")
    folder.mkdir()
    (folder / "playbook.yml").write_text(EXTENDS, encoding="utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems(own: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read_input(own, Path("pipeline"))
    return [str(each) for each in found.value.problems]


def test_one_that_has_nothing_of_its_own_is_the_other_one(own: Path) -> None:
    assert read_playbook(own) == read_playbook(Path("playbook"))


def test_its_own_file_and_its_own_check_take_the_place_of_theirs(own: Path) -> None:
    (own / "checks").mkdir()
    shutil.copy("playbook/checks/two-next-steps.yml", own / "checks")
    change(own / "checks/two-next-steps.yml", "severity: critical", "severity: minor")
    shutil.copy("playbook/stages.yml", own)
    change(own / "stages.yml", "max_days: 14", "max_days: 99")
    read = read_playbook(own)
    assert read.checks_by_id["two-next-steps"].severity == "minor"
    assert "close-date-ahead" in read.checks_by_id
    assert 99 in {stage.max_days for stage in read.stages}


def test_a_check_that_it_does_without_is_gone_and_one_that_is_none_is_told(own: Path) -> None:
    (own / "playbook.yml").write_text(EXTENDS + "without: [close-date-ahead]\n", encoding="utf-8")
    assert "close-date-ahead" not in read_playbook(own).checks_by_id
    (own / "playbook.yml").write_text(EXTENDS + "without: [close-date]\n", encoding="utf-8")
    assert problems(own) == [
        (
            "ours/playbook.yml:2:11: unknown-check: read 'close-date', expected the id of a check in the playbook that "
            "this one extends"
        )
    ]


def test_its_principles_are_added_to_theirs(own: Path) -> None:
    told = "sources: [{id: ours, title: Ours}]\nprinciples: [{id: ask, source: ours, text: Ask}]\n"
    (own / "principles.yml").write_text(told, encoding="utf-8")
    ids = [each.id for each in read_playbook(own).principles.principles]
    assert ids[0] == "ask"
    assert "D27" in ids


def test_a_mistake_is_told_in_the_file_that_has_it(own: Path) -> None:
    change(Path("playbook/checks/two-next-steps.yml"), "doctrine: [D27]", "doctrine: [D27, D99]")
    (told,) = problems(own)
    assert told.startswith("playbook/checks/two-next-steps.yml:6:17: unknown-principle: read 'D99'")


@pytest.mark.parametrize("named", ["../nowhere", "../pipeline", "."])
def test_a_folder_that_is_no_playbook_of_its_own_cannot_be_extended(own: Path, named: str) -> None:
    (own / "playbook.yml").write_text(f"extends: {named}\n", encoding="utf-8")
    assert any(each.startswith("ours/playbook.yml:1:10: extends-nothing: ") for each in problems(own))


def test_rules_that_are_taken_over_name_stages_and_questions_as_they_are_called_here(own: Path) -> None:
    stages = (
        Path("playbook/stages.yml").read_text("utf-8").replace("- id: quote\n", "- id: offer\n    formerly: [quote]\n")
    )
    (own / "stages.yml").write_text(stages, encoding="utf-8")
    asked = Path("playbook/questions.yml").read_text("utf-8").replace("stage: quote", "stage: offer")
    asked = asked.replace("- id: budget", "- id: money\n    formerly: [budget]")
    (own / "questions.yml").write_text(asked, encoding="utf-8")
    read = read_playbook(own)
    assert read.checks_by_id["two-next-steps"].applies_to.stages == ("meet", "offer")
    assert "money" in {each.question for each in read.situations}


def test_answers_to_questions_that_it_no_longer_asks_are_left_out(own: Path) -> None:
    text = Path("playbook/questions.yml").read_text("utf-8").replace("id: budget", "id: money")
    (own / "questions.yml").write_text(text, encoding="utf-8")
    change(Path("playbook/situations.yml"), "question: budget", "question: problem")
    assert any("unknown-question: read 'budget'" in each for each in problems(own))
    (own / "playbook.yml").write_text(f"{EXTENDS}no_longer: {{questions: [budget]}}\n", encoding="utf-8")
    answers = [each.answers or {} for each in read_input(own, Path("pipeline")).opportunities]
    assert not any("budget" in each for each in answers)


def test_a_question_that_it_asks_cannot_be_one_that_it_no_longer_asks(own: Path) -> None:
    (own / "playbook.yml").write_text(f"{EXTENDS}no_longer: {{questions: [budget]}}\n", encoding="utf-8")
    assert problems(own) == [
        (
            "ours/playbook.yml:2:25: former-id-taken: read 'budget', expected the id of a question that this playbook "
            "doesn't have"
        )
    ]


def test_one_that_stands_on_its_own_may_retire_a_question_too(own: Path) -> None:
    """Its snapshots keep the answers; taking out the question changes no file but the playbook's."""
    (own / "playbook.yml").unlink()
    shutil.copytree("playbook", own, dirs_exist_ok=True)
    text = (own / "questions.yml").read_text("utf-8").replace("id: budget", "id: money")
    (own / "questions.yml").write_text(text, encoding="utf-8")
    change(own / "situations.yml", "question: budget", "question: problem")
    assert any("unknown-question: read 'budget'" in each for each in problems(own))
    (own / "playbook.yml").write_text("no_longer: {questions: [budget]}\n", encoding="utf-8")
    answers = [each.answers or {} for each in read_input(own, Path("pipeline")).opportunities]
    assert not any("budget" in each for each in answers)


def test_one_that_extends_no_other_leaves_out_none_of_its_checks(own: Path) -> None:
    shutil.copytree("playbook", own, dirs_exist_ok=True)
    (own / "playbook.yml").write_text("without: [close-date-ahead]\n", encoding="utf-8")
    (told,) = problems(own)
    assert told.startswith("ours/playbook.yml:1:1: extends-nothing: read a list, expected none")
