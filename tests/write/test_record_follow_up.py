"""A word on what a manager asked for is recorded at the end of follow_ups.yml, checked first (D04)."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.model.rulings import FollowUp
from scorecards.read.team_files import read_input

FILE = Path("pipeline/follow_ups.yml")
RULED = """\
rulings:
  - opportunity: OPP-1
    by: mara-quinn
    on: 2026-11-02
    ruling: active
    course_of_action:
      - {what: Call Jo, who: rep, by: 2026-11-10}
      - {what: Bring a price, who: rep, by: 2026-11-20}
"""


def run(*arguments: str) -> Result:
    Path("pipeline/rulings.yml").write_text(RULED)
    folders = ["--playbook", "playbook", "--pipeline", "pipeline"]
    return CliRunner().invoke(scorecards, ["record-follow-up", *arguments, *folders], obj=Path.cwd())


def said() -> list[FollowUp]:
    return [each.value for each in read_input(Path("playbook"), Path("pipeline")).follow_ups]


def test_a_word_is_added_and_what_stood_there_stays(base: Path) -> None:
    first = run("OPP-1", "--action", "2026-11-02/1", "--done-on", "2026-11-09", "--outcome", "She will come")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.startswith("OPP-1 2026-11-02/1: done on 2026-11-09\nwrote pipeline/follow_ups.yml:3\n")
    before = (base / FILE).read_text()
    second = run("OPP-1", "--action", "2026-11-02/2", "--outcome", "No price yet", "--on", "2026-11-12")
    assert second.stdout.startswith("OPP-1 2026-11-02/2: not done\n")
    assert (base / FILE).read_text().startswith(before)
    assert [(each.action, str(each.on), str(each.done_on), each.outcome) for each in said()] == [
        ("2026-11-02/2", "2026-11-12", "None", "No price yet"),
        ("2026-11-02/1", "2026-11-16", "2026-11-09", "She will come"),
    ]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["OPP-1", "--action", "2026-11-02"], "unknown-action: --action: read '2026-11-02'"),
        (["OPP-9", "--action", "2026-11-02/1"], "unknown-opportunity: OPPORTUNITY: read 'OPP-9'"),
        (
            ["OPP-1", "--action", "2026-11-02/1", "--done-on", "2026-11-01"],
            "impossible-date: --done-on: read 2026-11-01",
        ),
        (["OPP-1", "--action", "2026-11-02/1", "--on", "2026-11-01"], "impossible-date: --on: read 2026-11-01"),
    ],
)
def test_what_is_wrong_is_told_with_the_option_that_gave_it_and_nothing_is_written(
    base: Path, arguments: list[str], problem: str
) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"record-follow-up: {problem}")
    assert not (base / FILE).exists()
