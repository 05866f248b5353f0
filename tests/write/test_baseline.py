"""The baseline: today's findings are old from now on, are counted down, and are new once they were cleared."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.report.baseline import OldFindings
from scorecards.report.deal import Deal
from tests.support.reviews import deal_of, review_in
from tests.support.ruling_team import RulingTeam, ruling_team

CHECK = "two-next-steps"
FILE = "pipeline/baseline.yml"
STEPS = ", ".join(f"{{what: Walk, side: {side}, owner: Jo, due: 2026-11-20}}" for side in ("us", "customer"))


@pytest.fixture
def team(base: Path) -> RulingTeam:
    made = ruling_team(base)
    made.snapshot(deal("a"), deal("b"))
    return made


def deal(name: str, steps: str = "[]") -> str:
    stands = f"owner: ana, status: open, stage: meet, stage_entered_on: 2026-11-03, next_steps: {steps}"
    return f"id: {name}, name: Deal {name}, {stands}"


def baseline(team: RulingTeam, *arguments: str) -> Result:
    folders = ["--playbook", str(team.folder / "playbook"), "--pipeline", str(team.folder / "pipeline")]
    return CliRunner().invoke(scorecards, ["baseline", *arguments, *folders], obj=team.folder)


def told(deal: Deal) -> tuple[bool, bool]:
    return CHECK in deal.new_findings, CHECK in deal.old_findings


def old_of(team: RulingTeam) -> OldFindings:
    old = team.review().old
    assert old is not None
    return old


def test_without_a_baseline_every_finding_is_new(team: RulingTeam) -> None:
    review = team.review()
    assert review.old is None
    assert told(deal_of(review, "a")) == (True, False)


def test_what_fails_on_the_day_is_old_and_what_fails_after_it_is_new(team: RulingTeam) -> None:
    assert baseline(team).exit_code == 0
    team.snapshot(deal("a"), deal("b"), deal("c"), as_of="2026-11-17")
    review = team.review()
    assert [told(deal_of(review, name)) for name in "abc"] == [(False, True), (False, True), (True, False)]
    old = old_of(team)
    assert old.left == old.of
    assert review.scorecards[0].old == team.page().old == old


def test_what_is_cleared_is_counted_down_and_new_once_it_was_pruned(team: RulingTeam) -> None:
    baseline(team)
    before = old_of(team)
    team.snapshot(deal("a", f"[{STEPS}]"), deal("b"), as_of="2026-11-17")
    assert (old_of(team).left, old_of(team).of) == (before.left - 1, before.of)
    pruned = baseline(team, "--prune")
    assert pruned.stdout.startswith(f"{before.of - 1} old findings, as of 2026-11-16\n")
    team.snapshot(deal("a"), deal("b"), as_of="2026-11-18")
    review = team.review()
    assert [told(deal_of(review, name)) for name in "ab"] == [(True, False), (False, True)]


def test_what_is_no_longer_known_is_not_cleared(team: RulingTeam) -> None:
    baseline(team)
    before = old_of(team)
    team.snapshot(deal("a").replace(", next_steps: []", ""), deal("b"), as_of="2026-11-17")
    assert CHECK in deal_of(team.review(), "a").unknown
    assert old_of(team) == before


def test_it_says_nothing_of_a_review_before_its_day(team: RulingTeam) -> None:
    team.snapshot(deal("a"), as_of="2026-11-09")
    baseline(team)
    assert review_in(team.folder, "2026-11-09").old is None


def test_it_is_begun_once_and_pruned_only_where_it_is_there(team: RulingTeam) -> None:
    assert baseline(team, "--prune").exit_code == 2
    assert baseline(team).exit_code == 0
    written = (team.folder / FILE).read_bytes()
    assert baseline(team).exit_code == 2
    assert baseline(team, "--prune").exit_code == 0
    assert (team.folder / FILE).read_bytes() == written
