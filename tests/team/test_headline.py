"""The figures that the home page begins with: what waits, what is late, and what nobody knows."""

from pathlib import Path

from scorecards.cli.main import scorecards
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.report.review import Late
from scorecards.review import Folders, read, review_of
from tests.support.project import ROOT
from tests.support.weeks import review_of_weeks

OPEN = "owner: bo, status: open, stage: meet"
LATE = "{what: Send Ines the quote, due: 2026-11-02, side: us}"
AHEAD = "{what: Send Ines the plan, due: 2026-11-30, side: us}"
INES = "contacts: [{name: Ines Roth, roles: [champion]}]"


def steps(number: int, *listed: str) -> str:
    return f"id: A{number}, name: N{number}, {OPEN}, {INES}, next_steps: [{', '.join(listed)}]"


def test_promises_are_counted_with_the_deals_that_they_are_on(base: Path) -> None:
    made = review_of_weeks(base, "\n".join([steps(1, LATE, LATE), steps(2, AHEAD)]))
    assert made.overdue_promises == Late(steps=2, deals=1, known=2, unknown=0)


def test_a_deal_whose_steps_the_export_does_not_tell_is_unknown_and_no_zero(base: Path) -> None:
    made = review_of_weeks(base, f"id: A1, name: N1, {OPEN}")
    assert made.overdue_promises == Late(steps=0, deals=0, known=0, unknown=1)
    home = render(made, reference(scorecards))["index.md"]
    assert "<dt>Overdue promises</dt><dd>–</dd>" in home
    assert "(1 unknown)" in home


def test_no_promise_late_is_a_zero_where_all_steps_are_told(base: Path) -> None:
    home = render(review_of_weeks(base, steps(1, AHEAD)), reference(scorecards))["index.md"]
    assert '<dt>Overdue promises</dt><dd>0</dd><dd class="sc-note">to customers</dd>' in home


def test_decisions_due_are_those_that_all_managers_pages_wait_for() -> None:
    sample = review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))
    assert sample.decisions_due == sum(page.waits.count for page in sample.manager_pages) > 0
