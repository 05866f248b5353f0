"""A ruling or a word on what was asked for, killed or failing at any moment, is recorded whole or not at all."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.write.tree import read_tree
from tests.support.budget import spread, times
from tests.support.killing import ERRORS, POSSIBLE, is_told_of_a_failure, killed, moments
from tests.write.test_record_follow_up import RULED

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")

COMMANDS = {
    "record-ruling": ["OPP-1", "--by", "mara-quinn", "--ruling", "active", "--on", "2026-11-16"],
    "record-follow-up": ["OPP-1", "--action", "2026-11-02/1", "--outcome", "She will come"],
}


def record(command: str, folder: Path) -> Result:
    folders = ["--playbook", str(folder / "playbook"), "--pipeline", str(folder / "pipeline")]
    return CliRunner().invoke(scorecards, [command, *COMMANDS[command], *folders], obj=folder)


@pytest.fixture
def team(base: Path) -> Path:
    (base / "pipeline" / "rulings.yml").write_text(RULED, "utf-8")
    return base


def again(team: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(team, folder))


def check_what_is_left(work: Callable[[], Result], pipeline: Path, before: dict[str, bytes]) -> bool:
    """Old or new stands there once anybody reads, and where it is old it can be recorded; tell whether it is new."""
    looked = CliRunner().invoke(
        scorecards, ["check", "--playbook", str(pipeline.parent / "playbook"), "--pipeline", str(pipeline)]
    )
    assert looked.exit_code == 0, looked.output
    found = read_tree(pipeline)
    if found == before:
        assert work().exit_code == 0
    assert not [path for path in pipeline.rglob(".*") if path.is_file()]
    return found != before


@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_every_moment(team: Path, tmp_path: Path, command: str) -> None:
    folder, before = tmp_path / "work", read_tree(team / "pipeline")
    work = partial(record, command, folder)
    again(team, folder)
    last = moments(work, tmp_path / "counted")
    after = read_tree(folder / "pipeline")
    found = set()
    for moment in spread(last, times(25, last)):
        again(team, folder)
        killed(work, moment)
        found.add(check_what_is_left(work, folder / "pipeline", before))
        assert read_tree(folder / "pipeline") == after
    assert found == {False, True}


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("command", COMMANDS)
def test_where_one_operation_fails(team: Path, tmp_path: Path, command: str, error: str) -> None:
    """The command says so or does without."""
    folder, before = tmp_path / "work", read_tree(team / "pipeline")
    work = partial(record, command, folder)
    again(team, folder)
    last = moments(work, tmp_path / "counted", within=folder)
    after = read_tree(folder / "pipeline")
    told = 0
    for moment in spread(last, times(15, last)):
        again(team, folder)
        told += is_told_of_a_failure(work, moment, ERRORS[error], folder)
        check_what_is_left(work, folder / "pipeline", before)
        assert read_tree(folder / "pipeline") == after
    assert told > 0
