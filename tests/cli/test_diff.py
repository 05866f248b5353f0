"""The command diff, as an author runs it on the sample."""

import json
from pathlib import Path

import pytest

from tests.support.project import PROBLEM, Project, fresh

LIMIT = "days_over_stage_limit: {at_most: 0}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give the sample with its old playbook beside it, and two more weeks in a stage in the new one."""
    made = fresh(tmp_path_factory.mktemp("diff") / "team")
    (made.folder / "playbook").rename(made.folder / "old")
    fresh(made.folder.with_name("again")).folder.joinpath("playbook").rename(made.folder / "playbook")
    made.change("playbook/checks/within-stage-limit.yml", LIMIT, LIMIT.replace("0", "14"))
    return made


def test_the_numbers_come_first_and_the_status_is_0(project: Project) -> None:
    said = project.build("diff", "--playbook", "old").splitlines()
    assert said[0] == "old -> working folder"
    assert said[1].startswith("1 check changed: 0 findings raised, 3 cleared on 3 deals worth €")
    assert (
        project.build("diff", "--playbook", "playbook..old")
        .splitlines()[1]
        .startswith("1 check changed: 3 findings raised, 0 cleared on 3 deals worth €")
    )


def test_with_exit_code_the_status_is_1_where_something_changes_and_0_where_nothing_does(project: Project) -> None:
    result = project.run("diff", "--playbook", "old", "--exit-code")
    assert (result.returncode, result.stderr) == (1, "")
    assert "Nothing changes." in project.build("diff", "--playbook", "old..old", "--exit-code")


def test_a_file_gets_what_would_be_printed_and_nothing_else_is_written(project: Project, tmp_path: Path) -> None:
    before = project.state()
    target = tmp_path / "preview.json"
    assert not project.build("diff", "--playbook", "old", "--reviews", "2", "--format", "json", "--to", target)
    found = json.loads(target.read_bytes())
    assert [each["as_of"] for each in found["reviews"]] == ["2026-11-16", "2026-11-09"]
    assert project.state() == before


def test_a_playbook_that_is_not_there_is_wrong_usage(project: Project) -> None:
    result = project.run("diff", "--playbook", "nowhere")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "--playbook" in result.stderr


def test_a_base_that_cannot_read_the_pipeline_is_said_plainly_with_its_problems(project: Project) -> None:
    stages = project.folder / "older"
    fresh(project.folder.with_name("third")).folder.joinpath("playbook").rename(stages)
    path = stages / "stages.yml"
    path.write_text(path.read_text("utf-8").replace("id: scope\n", "id: scoped\n"), "utf-8")
    result = project.run("diff", "--playbook", "older")
    first, *problems = result.stderr.splitlines()
    assert result.returncode == 1
    assert first == "base older: this playbook can't read the pipeline, so nothing is compared"
    assert problems
    assert all(PROBLEM.fullmatch(line) for line in problems)
    assert result.stdout == ""
