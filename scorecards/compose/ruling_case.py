"""A case for the manager's ruling: what speaks for and against it, laid side by side and never decided (D01, D03)."""

import shlex
from datetime import date
from decimal import Decimal
from typing import Literal, Protocol, get_args

from scorecards.compose.deal_summary import DealSummary
from scorecards.compose.plans import account_plan_beside, is_strategic, realignment_of, territory_plan_beside
from scorecards.compose.statements import latest_talk
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.vocabulary import ANY_RULING, Doer, Weighed, either
from scorecards.report.changes import Change
from scorecards.report.managers import Bearing, Priority, Reason, RulingCase
from scorecards.report.values import Money, Told
from scorecards.score.case import Case
from scorecards.yaml_files.emit import item, scalar

_RECORD = "python build_scorecards.py record-ruling"
_REASONS = 3
_FORWARD_TALKS = frozenset({"advances", "advances_in_stage"})


class WaitsForManager(Protocol):
    """What tells whether an opportunity waits for its manager: a case, or its summary."""

    @property
    def is_open(self) -> bool:
        """Whether it is open."""

    @property
    def awaits_ruling(self) -> bool:
        """Whether the check says so that the playbook names for it."""

    @property
    def days_past_review(self) -> int | None:
        """Days since the day to look again."""


def is_due(case: WaitsForManager) -> bool:
    """Tell whether the day has come to look again at the ruling on an open opportunity (D02)."""
    past = case.days_past_review
    return case.is_open and past is not None and past >= 0


def waits(case: WaitsForManager) -> bool:
    """Tell whether an open opportunity waits for its manager: for a ruling, or for another look at one."""
    return case.is_open and (case.awaits_ruling or is_due(case))


def first_to_rule_on(case: DealSummary) -> tuple[object, ...]:
    """Give the key by which cases stand among others of like urgency (D05, D06).

    Strategic accounts and realigned territories come first, then what is committed, the nearest close date first, then
    the largest amount, of equal ones the longest overdue, and then the longest in its stage.  An unknown amount comes
    last: it is not taken for zero.  The id only makes the order of equal ones the same in every build.
    """
    return (
        not (case.is_strategic or case.is_realigned),
        not case.is_committed,
        (case.is_committed and case.close_date) or date.max,
        case.worth is None,
        -(case.worth or Decimal(0)),
        -max(0, case.days_past_review or 0),
        -(case.days_in_stage or 0),
        case.id,
    )


def _priority(case: Case, realigned_on: date | None, index: Index) -> tuple[Priority, ...]:
    """Say why a case stands where it does: what brings it forward, and where nothing does, its size or its age."""
    opportunity = case.opportunity
    review = case.file.standing_rulings()[-1].value.review_on if is_due(case) else None
    found: tuple[tuple[Reason, bool, date | None], ...] = (
        ("review", review is not None, review),
        ("strategic", is_strategic(opportunity.account, index), None),
        ("realigned", realigned_on is not None, None),
        ("commit", opportunity.forecast_category == "commit", opportunity.close_date),
    )
    forward = tuple(Priority(reason, on) for reason, is_so, on in found if is_so)
    return forward or (Priority("days" if case.worth is None else "amount"),)


def ruling_case(case: Case, tells_little: frozenset[str], index: Index) -> RulingCase:
    """Put together what a manager needs to rule on one opportunity."""
    amount, past = case.worth, case.days_past_review
    realigned_on, realignment = realignment_of(case, index)
    return RulingCase(
        opportunity=case.id,
        waits=_waits(case, past),
        days=past,
        priority=_priority(case, realigned_on, index),
        at_stake=None if amount is None else Money(amount, index.team.currency),
        reasons=_reasons(case, tells_little, index),
        advance=latest_talk(case.opportunity, "advance"),
        setback=latest_talk(case.opportunity, "setback"),
        step_back=step_back(case.file),
        turn_back=turn_back(case.file),
        needs_action=_bearing(case, "action", tells_little, index),
        winnable=_bearing(case, "winnable", tells_little, index),
        account_plan=account_plan_beside(case, index),
        territory_plan=territory_plan_beside(case, index),
        realigned_on=realigned_on,
        realignment=realignment,
        ready=ready_ruling(case, index),
        command=ready_command(case, index),
    )


def _waits(case: Case, past: int | None) -> Literal["overdue", "due", "again", "first"]:
    if past is not None and past >= 0:
        return "overdue" if past else "due"
    return "again" if case.file.rulings else "first"


def _reasons(case: Case, tells_little: frozenset[str], index: Index) -> tuple[str, ...]:
    """Name the first checks that say that it hangs, those that are so for nearly all last."""
    signs = [check for check in index.playbook.scoring.hanging if case.findings.outcomes.get(check) == "fail"]
    return tuple(sorted(signs, key=lambda check: check in tells_little)[:_REASONS])


def _bearing(
    case: Case, question: Literal["action", "winnable"], tells_little: frozenset[str], index: Index
) -> Bearing:
    """Sort the checks that bear on a question: a failure speaks for action, passing speaks for winnable (D03).

    The heaviest come first, those that are so for nearly all last.  A check that passes because a talk moved it
    forward says nothing once it went back since: the talk is overtaken.
    """
    overtaken = _overtaken(case, index)
    if_it_fails = f"{question}_if_it_fails"
    found = [
        (check, outcome)
        for check, outcome in sorted(case.findings.outcomes.items(), key=lambda each: each[0] in tells_little)
        if check not in overtaken
        and (
            index.playbook.checks_by_id[check].bears_on == question
            or (index.playbook.checks_by_id[check].bears_on == if_it_fails and outcome != "pass")
        )
    ]
    passed, failed, unknown = (
        tuple(check for check, outcome in found if outcome == wanted) for wanted in ("pass", "fail", "unknown")
    )
    speaks_for, speaks_against = (failed, passed) if question == "action" else (passed, failed)
    return Bearing(speaks_for=speaks_for, speaks_against=speaks_against, unknown=unknown)


def _overtaken(case: Case, index: Index) -> frozenset[str]:
    """Name the checks that pass because a talk moved it forward, where a later step back took that away."""
    if not (step_back(case.file) or turn_back(case.file)):
        return frozenset()
    passed = (check for check, outcome in case.findings.outcomes.items() if outcome == "pass")
    return frozenset(check for check in passed if not _FORWARD_TALKS.isdisjoint(index.playbook.facts_read[check]))


def ready_ruling(case: Case, index: Index) -> str:
    """Give the lines to add at the end of rulings.yml: what is known is filled in, what only a manager says is not.

    ``by`` is the rep's own manager on the day of the snapshot, which is the day of the ruling.  The dash stands where
    those of the file stand, so that the entry is one of the same list; the first entry brings the file's key along.
    """
    opportunity = case.opportunity
    as_of = index.as_of
    indent = index.rulings_indent
    entry = item(
        [
            ("opportunity", scalar(opportunity.id)),
            ("by", scalar(index.reps[opportunity.owner].manager_on(as_of) or "")),
            ("on", as_of.isoformat()),
            ("ruling", f"# {ANY_RULING}"),
            ("reason", "# why; for stalled, why it will move again"),
            ("weighed", f"# the plan that you weighed: {either(get_args(Weighed))}"),
            (
                "course_of_action",
                [{"what": "# what is to be done", "who": f"# {either(get_args(Doer))}", "by": "# the day"}],
            ),
            ("no_action", "# in place of that: why nothing is to be done"),
            ("review_on", "# the review date; stalled needs one"),
        ],
        "  " if indent is None else indent,
    )
    return f"rulings:\n{entry}" if indent is None else entry


def ready_command(case: Case, index: Index) -> str:
    """Give the command line that adds the ruling, as a POSIX shell takes it; what only a manager says is in capitals.

    The script of the page writes what the manager chose in the place of what is in capitals.
    """
    opportunity, as_of = case.opportunity, index.as_of
    known = [opportunity.id, "--by", index.reps[opportunity.owner].manager_on(as_of) or "", "--on", as_of.isoformat()]
    return f"{_RECORD} {shlex.join(known)} --ruling WORD --reason WHY --course-of-action WHAT --review-on DAY"


def step_back(file: OpportunityFile) -> Told | None:
    """Give the latest talk that moved it back; None where none did, or where anything moved it forward since (D16).

    What moved it forward on the same day counts as since: nobody knows which came first.
    """
    setback = latest_talk(file.opportunity, "setback")
    return setback if setback and _is_last(setback.on, file) else None


def turn_back(file: OpportunityFile) -> Change | None:
    """Give the latest other change that moved it back, such as a yes that was called off, by the same rule."""
    back = [
        change
        for change in _changes(file)
        if change.moves == "backward" and change.kind != "setback" and _is_last(change.on, file)
    ]
    return max(back, key=lambda change: change.on, default=None)


def _is_last(on: date | None, file: OpportunityFile) -> bool:
    """Tell whether all that moved it forward lies before a day."""
    advance = latest_talk(file.opportunity, "advance")
    days = [change.on for change in _changes(file) if change.moves == "forward"]
    days += [advance.on] if advance and advance.on else []
    return on is not None and all(day < on for day in days)


def _changes(file: OpportunityFile) -> tuple[Change, ...]:
    return file.history.changes
