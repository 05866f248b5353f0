"""The command: what it writes and where, and what it refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from tests.support.project import ROOT

CLOSED = "Budget;Status\n" + "Yes;Won\nNo;Lost\n" * 20


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    path = tmp_path / "closed.csv"
    path.write_text(CLOSED, "utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(scorecards, ["backtest", *map(str, arguments)], obj=ROOT)


def test_a_file_of_closed_deals_is_told_on_the_terminal(closed: Path) -> None:
    said = run("--closed", closed, "--outcome", "Status")
    assert said.exit_code == 0
    assert said.output.startswith("closed.csv: 40 closed deals, 20 of 40, 50 % (35 to 65 %) won\n")


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_each_form_can_go_to_a_file(closed: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"told.{form}"
    assert run("--closed", closed, "--format", form, "--to", target).output == ""
    assert "closed.csv" in target.read_text("utf-8-sig") or form == "csv"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--closed", "closed.csv", "--keep"),
        ("--won", "Signed"),
        ("--executor", "tcp://scheduler:8786", "--processes", "2"),
        ("--executor", "somewhere"),
    ],
)
def test_what_does_not_fit_together_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_text_of_a_file_is_text_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "closed.csv"
    path.write_text("<script>;Status\n" + "<b>;Won\nNo;Lost\n<b>;Lost\nNo;Won\n" * 20, "utf-8")
    page = run("--closed", path, "--format", "html", "--outcome", "Status").output
    assert "&lt;b&gt;" in page
    assert "<script>" not in page
