"""An import that is killed at any moment leaves the old snapshot or the new one, and what people wrote."""

import shutil
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.write.tree import read_tree
from tests.support.budget import spread, times
from tests.support.killing import ERRORS, POSSIBLE, is_told_of_a_failure, killed, moments

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")

MAPPING = """\
currency: EUR
split_by: owner
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Owner}
  status: {value: open}
  stage: {value: meet}
team:
  name: Field sales
  rep: {column: Owner}
  manager: {value: Mara Quinn}
"""
FIRST = "Id,Name,Owner\nA1,Rota,Ana Lima\nA2,Shifts,Bo Berg\nA3,Nights,Cy Dale\n"
SECOND = "Id,Name,Owner\nA1,Rota in May,Ana Lima\nA3,Nights,Bo Berg\nA4,Days,Bo Berg\n"
DAY = Path("pipeline/snapshots/2026-11-16")
BY_HAND = "    stories_told: [bakery]\n"


def imported(folder: Path) -> Result:
    arguments = ["import", str(folder / "deals.csv"), "--from", str(folder / "ours.yml"), "--as-of", "2026-11-16"]
    return CliRunner().invoke(scorecards, [*arguments, "--into", str(folder / "pipeline")], obj=folder)


def checked(folder: Path) -> Result:
    return CliRunner().invoke(scorecards, ["check"], obj=folder)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Give a team whose split snapshot was imported, and into each of whose parts somebody wrote by hand."""
    folder = tmp_path / "team"
    shutil.copytree(Path(__file__).parent.parent / "base" / "playbook", folder / "playbook")
    (folder / "ours.yml").write_text(MAPPING, "utf-8")
    (folder / "deals.csv").write_text(FIRST, "utf-8")
    result = imported(folder)
    assert result.exit_code == 0, result.output
    for path in sorted((folder / DAY).iterdir()):
        path.write_text(path.read_text("utf-8") + BY_HAND, "utf-8")
    assert checked(folder).exit_code == 0
    (folder / "deals.csv").write_text(SECOND, "utf-8")
    return folder


def test_an_import_over_a_split_snapshot_killed_at_every_moment(team: Path, tmp_path: Path) -> None:
    """A part comes, one goes, and deals move between them."""
    before = read_tree(team / "pipeline")
    last = moments(partial(imported, shutil.copytree(team, tmp_path / "count")), tmp_path / "counted")
    after = read_tree(tmp_path / "count" / "pipeline")
    assert {path for path in before if "16/" in path} - after.keys() == {"snapshots/2026-11-16/cy-dale.yml"}
    parts = [data for path, data in after.items() if "16/" in path]
    assert b"".join(parts).count(b"stories_told") == 2
    assert after["crm/2026-11-16.jsonl"].count(b"stories_told") == 1  # of the deal that the export lacks
    found = []
    for moment in range(1, 1 + last):
        folder = shutil.copytree(team, tmp_path / str(moment))
        killed(partial(imported, folder), moment)
        result = checked(folder)
        assert result.exit_code == 0, result.output
        found.append(read_tree(folder / "pipeline"))
        assert found[-1] in (before, after)
        assert imported(folder).exit_code == 0
        assert read_tree(folder / "pipeline") == after
        shutil.rmtree(folder)
    assert before in found
    assert after in found


@pytest.mark.parametrize("error", ERRORS)
def test_an_import_over_a_split_snapshot_of_which_one_operation_fails(team: Path, tmp_path: Path, error: str) -> None:
    """It says so or does without, the snapshot is the old or the new one, and the next import is right."""
    before, folder = read_tree(team / "pipeline"), tmp_path / "work"
    last = moments(partial(imported, shutil.copytree(team, folder)), tmp_path / "counted", within=folder)
    after = read_tree(folder / "pipeline")
    told = 0
    for moment in spread(last, times(15, last)):
        shutil.rmtree(folder)
        shutil.copytree(team, folder)
        told += is_told_of_a_failure(partial(imported, folder), moment, ERRORS[error], folder)
        result = checked(folder)
        assert result.exit_code == 0, result.output
        assert read_tree(folder / "pipeline") in (before, after)
        assert imported(folder).exit_code == 0
        assert read_tree(folder / "pipeline") == after
        assert not [path for path in folder.rglob(".*") if path.is_file()]
    assert told > 0
