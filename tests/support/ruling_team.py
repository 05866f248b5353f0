"""A small team whose managers rule on what hangs: its accounts, territories, plans, and the checks that call them."""

from dataclasses import dataclass
from pathlib import Path

from scorecards.report.managers import ManagerPage, RulingCase
from scorecards.report.review import Review
from tests.support.reviews import review_in

TEAM = """\
name: A small team
currency: EUR
rates: {USD: "0.50"}
territories:
  - {id: north, name: North, realigned_on: 2026-10-10, realignment: Louth went to the east.}
  - {id: east, name: East}
managers:
  - {id: mara, name: Mara Quinn}
  - {id: olu, name: Olu Ade}
reps:
  - {id: ana, name: Ana Lima, manager: mara, territory: north}
  - {id: bo, name: Bo Berg, manager: mara}
  - id: cy
    name: Cy Wong
    manager: olu
    earlier_managers: [{manager: mara, until: 2026-10-31}]
"""
ACCOUNTS = """\
accounts:
  - {id: planned, name: Planned, strategic: true, plan: {written_on: 2026-01-05, aim: Hold our place.}}
  - {id: late, name: Late, plan: {written_on: 2026-11-02, aim: Save this deal.}}
  - {id: bare, name: Bare, territory: east}
territory_plans:
  - {territory: north, written_on: 2026-11-03, aim: Keep Louth.}
"""
WAITS = """\
id: has-a-ruling
title: Its manager has ruled on it
failure_title: It waits for a ruling
unknown_title: Nobody knows whether it waits
why: Only the manager can say.
doctrine: [D01]
applies_to: {when: {days_over_stage_limit: {at_least: 1}}}
passes_when:
  rulings: {at_least: 1}
  any:
    - {ruling: {one_of: [stalled]}, days_past_review: {at_most: 0}}
    - {ruling: {one_of: [active]}, days_since_ruling: {at_most: 14}}
ask: Since when?
remedy: Rule.
severity: major
concerns: manager
"""
LOOK_AGAIN = """\
id: looked-at-again
title: The day to look again lies ahead
failure_title: The day to look again has passed
unknown_title: Nobody knows the day to look again
why: A pause that nobody ends is none.
doctrine: [D02]
applies_to: {when: {rulings: {at_least: 1}}}
passes_when: {days_past_review: {at_most: 0}}
ask: When?
remedy: Look again today.
severity: major
concerns: manager
"""
HANGS = "status: open, stage: meet, stage_entered_on: 2026-10-01"
"""What makes an opportunity wait in this playbook: the limit of the stage is 14 days."""


@dataclass(frozen=True, slots=True)
class RulingTeam:
    """The team's folder, which a test fills with deals and rulings."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        """Write a file of the team."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace a text of a file."""
        self.write(name, (self.folder / name).read_text(encoding="utf-8").replace(old, new))

    def snapshot(self, *opportunities: str, as_of: str = "2026-11-16") -> None:
        """Write a snapshot of these opportunities."""
        rows = "".join(f"  - {{{each}}}\n" for each in opportunities)
        self.write(f"pipeline/snapshots/{as_of}.yml", f"as_of: {as_of}\nopportunities:\n{rows}")

    def rulings(self, *rulings: str) -> None:
        """Write these rulings."""
        self.write("pipeline/rulings.yml", "rulings:\n" + "".join(f"  - {{{each}}}\n" for each in rulings))

    def review(self) -> Review:
        """Build the review of the newest snapshot."""
        return review_in(self.folder)

    def page(self, manager: str = "mara") -> ManagerPage:
        """Build the page of a manager."""
        return next(page for page in self.review().manager_pages if page.manager == manager)

    def case(self, opportunity: str) -> RulingCase:
        """Build the case of an opportunity on Mara's page."""
        page = self.page()
        return next(case for case in (*page.reviews_due, *page.waiting) if case.opportunity == opportunity)


def ruling_team(base: Path) -> RulingTeam:
    """Write the team into the folder of the base: two managers, a check by which deals wait, and one to look again."""
    team = RulingTeam(base)
    team.write("pipeline/team.yml", TEAM)
    team.write("pipeline/accounts.yml", ACCOUNTS)
    team.write("playbook/checks/has-a-ruling.yml", WAITS)
    team.write("playbook/checks/looked-at-again.yml", LOOK_AGAIN)
    path = base / "playbook" / "checks" / "close-date-ahead.yml"
    path.write_text(path.read_text(encoding="utf-8") + "bears_on: winnable\n", encoding="utf-8")
    scoring = (base / "playbook" / "scoring.yml").read_text(encoding="utf-8")
    team.write(
        "playbook/scoring.yml",
        scoring + "awaits_ruling: has-a-ruling\nruling_cases: 2\nhanging: [two-next-steps, close-date-ahead]\n",
    )
    return team


def hanging(name: str, owner: str = "ana", more: str = "amount: 100") -> str:
    """Write a deal that waits for a ruling."""
    return f"id: {name}, name: Deal {name}, owner: {owner}, {HANGS}, {more}"


def stalled(name: str, on: str, review_on: str, by: str = "mara") -> str:
    """Write a ruling of stalled."""
    return (
        f"opportunity: {name}, by: {by}, on: {on}, ruling: stalled, reason: Budget comes, "
        f"course_of_action: Ask Jo, review_on: {review_on}"
    )
