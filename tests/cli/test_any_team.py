"""Whatever a team's files hold: a command does its work or tells each problem on a line, and then nothing changed."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scorecards.cli.main import scorecards
from scorecards.write.tree import read_tree
from tests.support.any_team import Trees, spoilt, teams, write
from tests.support.budget import times
from tests.support.project import PROBLEM

MORE = re.compile(r"[\d,]+ more: [a-z0-9-]+")
UNHURRIED = [HealthCheck.too_slow, HealthCheck.data_too_large]


@contextmanager
def standing(files: Trees) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "team"
        write(files, home)
        yield home


def run(home: Path, *arguments: str) -> Result:
    folders = ["--playbook", str(home / "playbook"), "--pipeline", str(home / "pipeline")]
    return CliRunner().invoke(scorecards, [*arguments, *folders], obj=home)


def built(home: Path) -> Result:
    return run(home, "build", "--pages-only", "--docs", str(home / "pages"))


def check_told(result: Result) -> None:
    """Check that a command did its work without a word, or told problems, each on a line, and ended with 1."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code in {0, 1}
    lines = result.stderr.splitlines()
    assert bool(lines) == (result.exit_code == 1), result.stderr
    assert [line for line in lines if not PROBLEM.fullmatch(line) and not MORE.fullmatch(line)] == []


@settings(max_examples=times(8, 300), suppress_health_check=UNHURRIED, deadline=None)
@given(teams())
def test_a_valid_team_is_checked_and_built(files: Trees) -> None:
    with standing(files) as home:
        checked, result = run(home, "check"), built(home)
        assert checked.stderr == result.stderr == ""
        assert checked.exit_code == (" error" in checked.stdout.splitlines()[-1])
        assert result.exit_code == 0
        assert "index.md" in read_tree(home / "pages")


@settings(max_examples=times(40, 3000), suppress_health_check=UNHURRIED, deadline=None)
@given(st.data())
def test_a_team_with_one_thing_changed_is_built_or_told_and_then_nothing_changed(data: st.DataObject) -> None:
    """What is checked without a problem is built, and what is not leaves the pages of the build before."""
    files = data.draw(teams())
    with standing(files) as home:
        assert built(home).exit_code == 0
        (home / "pages" / "mine.md").write_bytes(b"mine")
        changed = data.draw(spoilt(files))
        for name in files:
            (home / name).unlink()
        write(changed, home)
        before = read_tree(home)
        checked, result = run(home, "check"), built(home)
        check_told(result)
        assert checked.stderr == result.stderr
        if result.exit_code:
            after = {path: content for path, content in read_tree(home).items() if not path.startswith(".cache/")}
            assert after == {path: content for path, content in before.items() if not path.startswith(".cache/")}
