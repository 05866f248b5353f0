"""A link that leads out of the project is refused, and nothing that it leads to is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.paths import leads_outside
from scorecards.read.repository import refuse_settings
from scorecards.read.team_files import check_all

HIDDEN = "root-of-all:x-hidden-x"
INPUTS = [
    "playbook/stages.yml",
    "playbook/scoring.yml",
    "playbook/checks/qualified.yml",
    "pipeline/team.yml",
    "pipeline/accounts.yml",
    "pipeline/rulings.yml",
    "pipeline/follow_ups.yml",
    "pipeline/waivers.yml",
    "pipeline/baseline.yml",
    "pipeline/focus.yml",
    "pipeline/snapshots/2026-11-16.yml",
]


@pytest.fixture
def project(base: Path) -> Path:
    (base / "mkdocs.yml").write_text("site_name: Sales\n", "utf-8")
    return base


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "secret").write_text(f"{HIDDEN}\n- {HIDDEN}: [{HIDDEN}\n", "utf-8")
    return folder


def linked(path: Path, target: Path | str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def problems() -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        check_all(Path("playbook"), Path("pipeline"))
    return found.value.problems


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(scorecards, arguments, obj=home)


@pytest.mark.parametrize("name", INPUTS)
@pytest.mark.parametrize("way", ["absolute", "relative"])
def test_a_link_to_a_file_elsewhere_is_refused_and_no_text_of_it_is_told(
    name: str, way: str, project: Path, elsewhere: Path
) -> None:
    secret = elsewhere / "secret"
    path = project / name
    linked(path, secret if way == "absolute" else Path(os.path.relpath(secret, path.parent)))
    found = problems()
    assert (name, "leads-outside") in {(each.path, each.code) for each in found}
    assert not any("hidden" in str(each) for each in found)


@pytest.mark.parametrize("name", ["playbook", "playbook/checks", "pipeline", "pipeline/snapshots"])
def test_a_link_to_a_folder_elsewhere_is_refused(name: str, project: Path, elsewhere: Path) -> None:
    (project / name).rename(elsewhere / "moved")
    (project / name).symlink_to(elsewhere / "moved")
    assert "leads-outside" in {each.code for each in problems()}


def test_a_link_that_stays_in_the_project_is_read(project: Path) -> None:
    (project / "shared").mkdir()
    (project / "pipeline/team.yml").rename(project / "shared/team.yml")
    (project / "pipeline/team.yml").symlink_to("../shared/team.yml")
    assert check_all(Path("playbook"), Path("pipeline"))


@pytest.mark.parametrize("command", ["record-ruling OPP-1 --by cy --ruling lost --reason x", "explain OPP-1"])
def test_no_command_reads_through_such_a_link(command: str, project: Path, elsewhere: Path) -> None:
    linked(project / "pipeline/rulings.yml", elsewhere / "secret")
    result = run(project, *command.split())
    assert result.exit_code == 1
    assert "pipeline/rulings.yml:1:1: leads-outside" in result.output
    assert HIDDEN not in result.output


def test_an_export_and_a_mapping_are_read_from_the_project_or_from_the_place_that_is_named(
    project: Path, elsewhere: Path
) -> None:
    (elsewhere / "deals.csv").write_text(f"Id,{HIDDEN}\n1,x\n", "utf-8")
    linked(project / "deals.csv", elsewhere / "deals.csv")
    (project / "map.yml").write_text("opportunities: {id: {column: No}}\n", "utf-8")
    result = run(project, "import", "deals.csv", "--from", "map.yml", "--as-of", "2026-11-16", "--dry-run")
    assert HIDDEN not in result.output
    linked(project / "map.yml", elsewhere / "secret")
    result = run(project, "import", "deals.csv", "--from", "map.yml", "--as-of", "2026-11-16", "--dry-run")
    assert "map.yml:1:1: leads-outside" in result.output
    assert HIDDEN not in result.output


def test_outside_any_project_a_link_stays_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text("", "utf-8")
    (tmp_path / "latest.csv").symlink_to("new.csv")
    (tmp_path / "other").symlink_to(tmp_path)
    assert not leads_outside(tmp_path / "latest.csv")
    assert not leads_outside(tmp_path / "other" / "new.csv")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "latest.csv").symlink_to("../new.csv")
    assert leads_outside(tmp_path / "folder" / "latest.csv")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _hole(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _memory(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_pipe, "not-a-file"),
        (_hole, "too-large"),
        (_loop, "file-missing"),
        (_memory, "leads-outside"),
        (Path.mkdir, "not-a-file"),
    ],
)
def test_settings_that_are_no_plain_file_are_refused_like_other_inputs(
    make: Callable[[Path], None], code: str, base: Path
) -> None:
    make(base / "mkdocs.yml")
    with pytest.raises(ProblemsFound) as found:
        refuse_settings(base)
    assert [each.code for each in found.value.problems] == [code]
    for arguments in (["build"], ["build", "--pages-only"]):
        result = run(base, *arguments)
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert f"mkdocs.yml:1:1: {code}" in result.output
