"""A case for the manager's ruling: what speaks for and against it, laid side by side and never decided (D01, D03)."""

from decimal import Decimal
from typing import Literal

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.compose.plans import account_plan_beside, realignment_of, territory_plan_beside
from scorecards.compose.ruling_form import ready_ruling
from scorecards.compose.setbacks import step_back, turn_back
from scorecards.compose.statements import latest_talk
from scorecards.report.managers import Bearing, RulingCase
from scorecards.report.values import Money

_REASONS = 3
_FORWARD_TALKS = frozenset({"advances", "advances_in_stage"})


def is_due(case: Case, material: Material) -> bool:
    """Tell whether the day has come to look again at the ruling on an open opportunity (D02)."""
    past = days_past_review(case, material)
    return case.is_open and past is not None and past >= 0


def waits(case: Case, material: Material) -> bool:
    """Tell whether an open opportunity waits for its manager: for a ruling, or for another look at one."""
    return case.is_open and (case.awaits_ruling or is_due(case, material))


def days_past_review(case: Case, material: Material) -> int | None:
    """Count the calendar days since the day to look again, below zero while it lies ahead; None where there is none."""
    rulings = material.standing_rulings(case.opportunity.id)
    review_on = rulings[-1][0].review_on if rulings else None
    return (material.snapshot.as_of - review_on).days if review_on else None


def at_stake(case: Case, material: Material) -> Decimal | None:
    """Give the amount in the team's currency; None where it is unknown or no rate is on file."""
    opportunity, team = case.opportunity, material.team
    if opportunity.amount is None:
        return None
    return team.in_team_currency(opportunity.amount, opportunity.currency or team.currency)


def ruling_case(case: Case, material: Material) -> RulingCase:
    """Put together what a manager needs to rule on one opportunity."""
    amount = at_stake(case, material)
    past = days_past_review(case, material)
    realigned_on, realignment = realignment_of(case, material)
    return RulingCase(
        opportunity=case.opportunity.id,
        waits=_waits(case, past, material),
        days=past,
        at_stake=None if amount is None else Money(amount, material.team.currency),
        reasons=_reasons(case, material),
        advance=latest_talk(case.opportunity, "advance"),
        setback=latest_talk(case.opportunity, "setback"),
        step_back=step_back(case.opportunity, material),
        turn_back=turn_back(case.opportunity, material),
        needs_action=_bearing(case, "action", material),
        winnable=_bearing(case, "winnable", material),
        account_plan=account_plan_beside(case, material),
        territory_plan=territory_plan_beside(case, material),
        realigned_on=realigned_on,
        realignment=realignment,
        ready=ready_ruling(case, material),
    )


def _waits(case: Case, past: int | None, material: Material) -> Literal["overdue", "due", "again", "first"]:
    if past is not None and past >= 0:
        return "overdue" if past else "due"
    return "again" if case.opportunity.id in material.rulings else "first"


def _reasons(case: Case, material: Material) -> tuple[str, ...]:
    """Name the first checks that say that it hangs, those that are so for nearly all last."""
    signs = [check for check in material.playbook.scoring.hanging if case.outcomes.get(check) == "fail"]
    return tuple(sorted(signs, key=lambda check: check in material.telling_little)[:_REASONS])


def _bearing(case: Case, question: Literal["action", "winnable"], material: Material) -> Bearing:
    """Sort the checks that bear on a question: a failure speaks for action, passing speaks for winnable (D03).

    The heaviest come first, those that are so for nearly all last.  A check that passes because a talk moved it
    forward says nothing once it went back since: the talk is overtaken.
    """
    overtaken = _overtaken(case, material)
    if_it_fails = f"{question}_if_it_fails"
    found = [
        (check, outcome)
        for check, outcome in sorted(case.outcomes.items(), key=lambda each: each[0] in material.telling_little)
        if check not in overtaken
        and (
            material.checks[check].bears_on == question
            or (material.checks[check].bears_on == if_it_fails and outcome != "pass")
        )
    ]
    passed, failed, unknown = (
        tuple(check for check, outcome in found if outcome == wanted) for wanted in ("pass", "fail", "unknown")
    )
    speaks_for, speaks_against = (failed, passed) if question == "action" else (passed, failed)
    return Bearing(speaks_for=speaks_for, speaks_against=speaks_against, unknown=unknown)


def _overtaken(case: Case, material: Material) -> frozenset[str]:
    """Name the checks that pass because a talk moved it forward, where a later step back took that away."""
    if not (step_back(case.opportunity, material) or turn_back(case.opportunity, material)):
        return frozenset()
    passed = (check for check, outcome in case.outcomes.items() if outcome == "pass")
    return frozenset(check for check in passed if not _FORWARD_TALKS.isdisjoint(material.facts_read[check]))
