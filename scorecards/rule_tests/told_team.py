"""What a team's files tell of one deal, as a rule test would have it: nothing is made unrecognisable here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scorecards.model.accounts import Account, TerritoryPlan
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.problems.problem import Problems
from scorecards.read.former_ids import FormerIds
from scorecards.read.input import Input
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.snapshot_files import read_snapshot, snapshots
from scorecards.yaml_files.document import YamlMapping

Case = dict[str, Any]
"""A rule test as a tree, without its title and what it expects."""


@dataclass(frozen=True, slots=True)
class ToldTeam:
    """A team's input, and what stands in its older snapshots, the oldest first, by opportunity."""

    given: Input
    earlier: tuple[tuple[date, Mapping[str, YamlMapping]], ...]

    @classmethod
    def of(cls, given: Input, pipeline: Path, playbook: PlaybookSources) -> "ToldTeam":
        """Read the older snapshots of an input that was read without problems."""
        former, problems = FormerIds.of(playbook), Problems()
        read = [read_snapshot(path, problems, former) for path in snapshots(pipeline)]
        problems.stop()
        older = [each for each in read if each.as_of and each.as_of < given.as_of]
        return cls(
            given, tuple((each.as_of, {row["id"]: row for _, row in each.rows()}) for each in older if each.as_of)
        )

    def case(self, opportunity: str) -> Case:
        """Give all that may matter to a deal of the newest snapshot, that deal first."""
        rows = self._rows(opportunity)
        ids = {row["id"] for row in rows}
        known = ids | {row.get("restarted_from") for row in rows[:1]}
        named = {row.get("account") for row in rows}
        case = {
            "as_of": self.given.as_of.isoformat(),
            "team": self._team(),
            "accounts": [_account(each) for each in self.given.accounts.accounts if each.id in named],
            "territory_plans": [_territory_plan(each) for each in self.given.accounts.territory_plans],
            "deals": rows,
            "earlier": list(self._earlier(known)),
            "rulings": [_ruling(each.value) for each in self.given.rulings if each.value.opportunity in ids],
            "follow_ups": [_follow_up(each.value) for each in self.given.follow_ups if each.value.opportunity in ids],
        }
        return {key: value for key, value in case.items() if value}

    def _rows(self, opportunity: str) -> list[dict[str, Any]]:
        """Give the deal, and the others that tell of it: of its account, with its needs, or one that it starts over."""
        written = {each.opportunity.id: each for each in self.given.written}
        deal = written[opportunity].opportunity
        others = [
            each
            for each in (every.opportunity for every in written.values())
            if each.id != deal.id
            and (
                (deal.account is not None and each.account == deal.account)
                or each.id == deal.restarted_from
                or each.restarted_from == deal.id
                or (deal.needs and {need.need for need in each.needs} & {need.need for need in deal.needs})
            )
        ]
        return [plain(written[each.id].row) for each in (deal, *others)]

    def _earlier(self, ids: Iterable[Any]) -> Iterator[dict[str, Any]]:
        for as_of, rows in self.earlier:
            if deals := [plain(rows[each]) for each in sorted(filter(None, ids)) if each in rows]:
                yield {"as_of": as_of.isoformat(), "deals": deals}

    def _team(self) -> dict[str, Any]:
        team = self.given.team
        everybody = [
            {"id": each.id, "name": each.name, "manager": each.manager, "territory": each.territory}
            for each in (*team.reps, *team.former_reps)
        ]
        return {
            "currency": team.currency,
            "rates": {key: str(rate) for key, rate in team.rates.items()},
            "territories": [
                _without_blanks({"id": each.id, "name": each.name, "realigned_on": each.realigned_on})
                for each in team.territories
            ],
            "reps": [_without_blanks(each) for each in everybody],
        }


def plain(node: Any) -> Any:
    """Give a tree without its places."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(each) for each in node] if isinstance(node, list) else node


def _without_blanks(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """Write what is known as a file has it."""
    shown = {key: str(value).lower() if isinstance(value, bool) else value for key, value in pairs.items()}
    return {key: str(value) if isinstance(value, date) else value for key, value in shown.items() if value is not None}


def _account(account: Account) -> dict[str, Any]:
    plan = account.plan and _without_blanks(
        {"written_on": account.plan.written_on, "aim": account.plan.aim, "next_review": account.plan.next_review}
    )
    keys = {"id": account.id, "name": account.name, "strategic": account.strategic, "territory": account.territory}
    return _without_blanks({**keys, "plan": plan})


def _territory_plan(plan: TerritoryPlan) -> dict[str, Any]:
    keys = {"territory": plan.territory, "written_on": plan.written_on, "aim": plan.aim}
    return _without_blanks({**keys, "next_review": plan.next_review})


def _ruling(ruling: Ruling) -> dict[str, Any]:
    actions = [_without_blanks({"what": each.what, "who": each.who, "by": each.by}) for each in ruling.course_of_action]
    keys = {"opportunity": ruling.opportunity, "on": ruling.on, "ruling": ruling.ruling, "reason": ruling.reason}
    asked = {"weighed": ruling.weighed, "course_of_action": actions or None, "no_action": ruling.no_action}
    return _without_blanks({**keys, **asked, "review_on": ruling.review_on})


def _follow_up(entry: FollowUp) -> dict[str, Any]:
    keys = {"opportunity": entry.opportunity, "action": entry.action, "on": entry.on}
    return _without_blanks({**keys, "done_on": entry.done_on, "outcome": entry.outcome})
