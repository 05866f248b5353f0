"""Every mistake that a team can make is told in one line.

A case of tests/bad/ says what is done to the small valid team of tests/base/, and which problems come out.
"""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from scorecards.cli.main import scorecards
from scorecards.problems.codes import CODES
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.team_files import check_all, read_input
from tests.support.spoiling import spoil

CASES = sorted((Path(__file__).parent.parent / "bad").glob("*.yml"))
EXPECTED = "problems: |\n"


def problems_of(snapshot: Path | None = None) -> list[Problem]:
    try:
        read_input(Path("playbook"), Path("pipeline"), snapshot)
    except ProblemsFound as found:
        return found.problems
    return []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_mistake_is_told_where_it_stands(path: Path, base: Path, *, accept_golden: bool) -> None:
    """The problems are those of the case: each mistake once, with its place, and nothing that only follows from it."""
    written = path.read_text(encoding="utf-8")
    case = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    spoil(base, case)
    lines = "".join(f"{problem}\n" for problem in problems_of())
    if accept_golden:
        shown = "".join(f"  {line}\n" for line in lines.splitlines())
        path.write_text(written.partition(EXPECTED)[0] + EXPECTED + shown, encoding="utf-8")
    else:
        assert lines == case["problems"]
        assert lines


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_command_tells_each_mistake_on_a_line_and_writes_nothing(path: Path, base: Path) -> None:
    """Exit status 1, a line on standard error for each problem and no more, and the folder of pages as it was."""
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    spoil(base, case)
    folders = ["--playbook", "playbook", "--pipeline", "pipeline", "--docs", "pages"]
    result = CliRunner().invoke(scorecards, ["build", "--pages-only", *folders], obj=base)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert (result.stdout, result.stderr) == ("", case["problems"])
    assert not (base / "pages").exists()


def test_the_base_of_all_cases_has_no_problem(base: Path) -> None:
    assert problems_of() == []
    assert check_all(Path("playbook"), Path("pipeline")) == sum(1 for path in base.rglob("*.yml"))


def test_the_cases_are_many_and_each_is_another_mistake() -> None:
    bodies = {path.read_text(encoding="utf-8").partition("\n")[2] for path in CASES}
    assert len(bodies) == len(CASES) >= 70


def test_every_code_of_reading_has_a_case_and_stands_in_the_catalogue() -> None:
    """Codes of other commands are left to their tests, and what needs a broken disk to its own."""
    text = "".join(path.read_text(encoding="utf-8").partition(EXPECTED)[2] for path in CASES)
    told_codes = {line.split(": ")[1] for line in text.splitlines()}
    elsewhere = {
        *("file-unreadable", "folder-inside", "too-large", "site-not-built", "in-the-way", "cannot-write"),
        *("list-in-brackets", "cannot-append", "cannot-rename", "leads-outside", "too-many-problems"),
        *("near-account", "export-format", "reader-missing"),
        *("unknown-deal", "unknown-situation", "test-failed", "shown-though-impossible", "unused-survivor"),
        "cannot-record",
        *("dask-not-installed", "no-cluster", "worker-differs", "cluster-lost"),
    }
    of_imports = ("csv-", "mapping-", "json-", "rejects-", "crm-", "sheet-", "number-not-exact")
    assert told_codes <= set(CODES)
    assert {code for code in CODES if not code.startswith(of_imports)} - told_codes == elsewhere
