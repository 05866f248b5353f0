"""The managers' part of the small review made by hand: every state of their pages, of accounts and of territories."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from scorecards.report.changes import Change, Gone, Since
from scorecards.report.finding_matrix import Matrix, MatrixCell, MatrixRow
from scorecards.report.interventions import Intervention, Pause
from scorecards.report.managers import (
    AccountLine,
    Bearing,
    ManagerPage,
    Named,
    PlanState,
    RepLine,
    Ruled,
    RulingCase,
    TerritoryLine,
)
from scorecards.report.scorecard import FindingGroup
from scorecards.report.stage_ages import AgeBand, Ages, StageAges
from scorecards.report.values import Money, Place, Sum, Tally, Told
from scorecards.report.week import Pick

_RULINGS = "pipeline/rulings.yml"
_BEFORE = date(2026, 11, 9)


def _euro(amount: int) -> Money:
    return Money(Decimal(amount), "EUR")


def _worth(amount: int, count: int, without: int = 0) -> Sum:
    return Sum((_euro(amount),) if amount else (), count, without, 0)


def _group(check: str, failed: int, of: int, *begin_with: str, tells_little: bool = False) -> FindingGroup:
    return FindingGroup(check, Tally(of - failed, failed, of, 0, of, 0), tells_little, begin_with, 0)


STALLED = Intervention(
    opportunity="OPP-1042",
    number=1,
    of=2,
    ruling="stalled",
    by="mara-quinn",
    by_name="Mara Quinn",
    on=date(2026, 10, 5),
    reason="Their budget comes in *October*",
    course_of_action="Ask Dana for the day of the meeting",
    review_on=date(2026, 11, 2),
    place=Place(_RULINGS, 4),
    moved=(Change("advance", date(2026, 10, 20), date(2026, 10, 26), "forward", text="Dana asked for a *pilot*"),),
    days_still_open=None,
    until=None,
    movement="known",
)
AGAIN = Intervention(
    opportunity="OPP-1042",
    number=2,
    of=2,
    ruling="stalled",
    by="mara-quinn",
    by_name="Mara Quinn",
    on=date(2026, 11, 2),
    reason="The meeting was moved",
    course_of_action=None,
    review_on=date(2026, 11, 13),
    place=Place(_RULINGS, 11),
    moved=(),
    days_still_open=None,
    until=None,
    movement="known",
)
PAUSED = Intervention(
    opportunity="7",
    number=1,
    of=1,
    ruling="stalled",
    by="mara-quinn",
    by_name="Mara Quinn",
    on=date(2026, 11, 11),
    reason="They move house",
    course_of_action="Leave them in peace",
    review_on=date(2026, 12, 7),
    place=Place(_RULINGS, 18),
    moved=(),
    days_still_open=None,
    until=None,
    movement="known",
)
PAUSE = Pause(date(2026, 12, 7), "They move *house*", "Mara Quinn", Place(_RULINGS, 18))
ACTIVE = Intervention(
    opportunity="B:2",
    number=1,
    of=1,
    ruling="active",
    by="olu-ade",
    by_name="Olu Ade",
    on=date(2026, 10, 12),
    reason=None,
    course_of_action=None,
    review_on=None,
    place=Place(_RULINGS, 25),
    moved=(),
    days_still_open=None,
    until=None,
    movement="known",
)
DEAD = Intervention(
    opportunity="OPP-0600",
    number=1,
    of=1,
    ruling="dead",
    by="mara-quinn",
    by_name="Mara Quinn",
    on=date(2026, 9, 1),
    reason="Nobody is left there",
    course_of_action=None,
    review_on=None,
    place=Place(_RULINGS, 32),
    moved=(Change("no_decision", date(2026, 9, 8), date(2026, 9, 14), "nothing"),),
    days_still_open=None,
    until=None,
    movement="known",
)
OVER = replace(DEAD, opportunity="B:1", by="olu-ade", by_name="Olu Ade", moved=(), days_still_open=76)

NO_PLAN = PlanState("none", "Northwind *Foods*", None, None, None, None)
NOT_KNOWN = PlanState("unknown", None, None, None, None, None)
ON_FILE = PlanState(
    "on_file", "Baltic", date(2026, 3, 2), "Hold our *place*", "Two more plants", next_review=date(2027, 1, 11)
)
LATE_PLAN = PlanState("after_the_stall", "North & West", date(2026, 11, 3), "Keep Louth", None, None)

CASES = (
    RulingCase(
        opportunity="OPP-1042",
        waits="overdue",
        days=3,
        at_stake=_euro(12500),
        reasons=(),
        advance=None,
        setback=None,
        step_back=None,
        turn_back=None,
        needs_action=Bearing((), ("two-next-steps",), ()),
        winnable=Bearing(("they-still-talk",), (), ()),
        account_plan=ON_FILE,
        territory_plan=NOT_KNOWN,
        realigned_on=date(2026, 10, 14),
        realignment=None,
        ready="  - opportunity: OPP-1042\n    by: mara-quinn\n",
    ),
    RulingCase(
        opportunity="OPP-1041",
        waits="first",
        days=None,
        at_stake=_euro(48000),
        reasons=("two-next-steps", "within-stage-limit"),
        advance=Told("activities", "meeting", "The *board* likes it", "Jo <b>Park</b>", date(2026, 10, 1), None),
        setback=Told("activities", "call", "The board said *no*", None, date(2026, 10, 9), None),
        step_back=Told("activities", "call", "The board said *no*", None, date(2026, 10, 9), None),
        turn_back=None,
        needs_action=Bearing(("two-next-steps", "within-stage-limit"), (), ()),
        winnable=Bearing((), ("they-still-talk",), ("economic-buyer-met",)),
        account_plan=NO_PLAN,
        territory_plan=LATE_PLAN,
        realigned_on=date(2026, 10, 14),
        realignment="Louth went to *the east*",
        ready="  - opportunity: OPP-1041\n    by: mara-quinn\n    on: 2026-11-16\n",
    ),
    RulingCase(
        opportunity="B:2",
        waits="again",
        days=None,
        at_stake=None,
        reasons=("within-stage-limit",),
        advance=Told("activities", "email", None, None, date(2026, 9, 1), None),
        setback=None,
        step_back=None,
        turn_back=Change("ended", date(2026, 9, 8), date(2026, 9, 14), "backward", after="vanished"),
        needs_action=Bearing(("within-stage-limit",), (), ("two-next-steps",)),
        winnable=Bearing((), (), ("they-still-talk",)),
        account_plan=NOT_KNOWN,
        territory_plan=NOT_KNOWN,
        realigned_on=None,
        realignment=None,
        ready="  - opportunity: B:2\n    by: olu-ade\n",
    ),
)

GONE = Gone(
    opportunity="OPP-1039",
    name="Yard crew *plan*",
    account_name="Northwind *Foods*",
    owner="ben-okoro",
    owner_name="Ben Okoro",
    stage="scope",
    amount=_euro(7000),
    last_seen=_BEFORE,
    place=Place("pipeline/snapshots/2026-11-09.yml", 88),
)
SINCE = Since(
    since=_BEFORE,
    forward=1,
    backward=1,
    both=1,
    still=2,
    unknown=1,
    moved=("OPP-1042",),
    opened=("7",),
    back=("OPP-1041",),
    reopened=(),
    handed_over=(),
    won=("OPP-0985",),
    lost=("OPP-0990",),
    no_decision=(),
    gone=(GONE,),
    gone_before=3,
)
WON = Named("OPP-0985", "Laundry *shifts*", None, "ana-lima", "Ana Lima", _euro(21700), "won", has_row=False)
LOST = Named("OPP-0990", "Bakery rota", "Baltic *Bakery*", "ana-lima", "Ana Lima", None, "lost", has_row=True)

PICK = Pick(
    opportunity="OPP-1041",
    name="Warehouse scheduling",
    account_name="Northwind *Foods*",
    rep="ana-lima",
    rep_name="Ana Lima",
    week=date(2026, 11, 16),
    why=None,
    amount=_euro(48000),
    outcome="not_yet",
    told_on=None,
    last_told=None,
    last_seen=None,
    ruled=None,
    words=None,
    said_by=None,
    wake_on=None,
    left=(),
    place=Place("pipeline/focus.yml", 3),
)
NAMED_PICK = Pick(
    opportunity="OPP-1039",
    name="Yard crew *plan*",
    account_name=None,
    rep="ben-okoro",
    rep_name="Ben Okoro",
    week=date(2026, 11, 16),
    why=None,
    amount=None,
    outcome="not_yet",
    told_on=None,
    last_told=None,
    last_seen=None,
    ruled=None,
    words=None,
    said_by=None,
    wake_on=None,
    left=(),
    place=Place("pipeline/focus.yml", 5),
)

NO_AGES = Ages(
    too_many=True,
    known=0,
    edges=(Decimal("0.5"), Decimal(1), Decimal(2)),
    without_stage=0,
    stages=(
        StageAges(
            "scope",
            30,
            in_working_days=False,
            over=0,
            within=0,
            unknown=3,
            bands=(AgeBand(0, 0),) * 4,
            over_ids=(),
            within_ids=(),
        ),
    ),
)
MATRIX = Matrix(
    by="rep",
    columns=("ana-lima", "ben-okoro"),
    rows=(
        MatrixRow(
            "two-next-steps",
            1,
            3,
            1,
            (MatrixCell("ana-lima", 1, 3, 0), MatrixCell("ben-okoro", 0, 0, 1)),
        ),
        MatrixRow(
            "within-stage-limit",
            1,
            2,
            0,
            (MatrixCell("ana-lima", 1, 2, 0), MatrixCell("ben-okoro", 0, 0, 0)),
        ),
    ),
    rest=2,
)

PAGES = (
    ManagerPage(
        manager="mara-quinn",
        name="Mara Quinn",
        reps=(
            RepLine("ana-lima", _worth(60500, 2), SINCE, 2, (PICK,)),
            RepLine("ben-okoro", _worth(9000, 1), None, 0, (NAMED_PICK,)),
        ),
        open=_worth(69500, 3),
        since=SINCE,
        waits=_worth(105000, 4, 1),
        reviews_due=CASES[:1],
        reviews_overdue=1,
        waiting=CASES[1:2],
        awaits="within-stage-limit",
        waiting_sum=_worth(57000, 3, 1),
        waiting_rest=_worth(9000, 2, 1),
        rest_ids=("B:1",),
        to_close=(),
        paused=("7",),
        findings=(_group("two-next-steps", 1, 3, "OPP-1042"),),
        tells_little=(_group("within-stage-limit", 28, 30, "OPP-1041", tells_little=True),),
        ended=(WON, LOST),
        interventions=(
            Ruled(
                Named("OPP-1042", "Pilot", None, "ana-lima", "Ana Lima", None, "open", has_row=True), (AGAIN, STALLED)
            ),
            Ruled(WON, (DEAD,)),
            *(
                Ruled(
                    Named("OPP-1039", "Yard crew *plan*", None, "ben-okoro", "Ben Okoro", None, "gone", has_row=False),
                    (DEAD,),
                )
                for _ in range(6)
            ),
        ),
        ages=NO_AGES,
        matrix=MATRIX,
    ),
    ManagerPage(
        manager="olu-ade",
        name="Olu Ade",
        reps=(RepLine("chen-wu", _worth(0, 2, 2), None, 1, ()),),
        open=_worth(0, 2, 2),
        since=None,
        waits=_worth(0, 1, 1),
        reviews_due=(),
        reviews_overdue=0,
        waiting=CASES[2:],
        awaits=None,
        waiting_sum=_worth(0, 1, 1),
        waiting_rest=_worth(0, 0),
        rest_ids=(),
        to_close=("B:1",),
        paused=(),
        findings=(),
        tells_little=(),
        ended=(),
        interventions=(),
        ages=NO_AGES,
        matrix=Matrix("rep", ("chen-wu",), (), 0),
    ),
)

ACCOUNTS = (
    AccountLine(
        account="northwind-foods",
        name="Northwind *Foods*",
        strategic=True,
        territory="north",
        territory_name="North & West",
        open=_worth(48000, 1),
        opportunities=("OPP-1041",),
        awaiting=1,
        plan=NO_PLAN,
    ),
    AccountLine(
        account="baltic",
        name="Baltic",
        strategic=False,
        territory=None,
        territory_name=None,
        open=_worth(12500, 6),
        opportunities=("OPP-1042", "OPP-1041", "7", "B:1", "B:2", "OPP-1042"),
        awaiting=0,
        plan=ON_FILE,
    ),
    AccountLine(
        account="late",
        name="Late",
        strategic=None,
        territory=None,
        territory_name=None,
        open=_worth(0, 0),
        opportunities=(),
        awaiting=0,
        plan=LATE_PLAN,
    ),
)
TERRITORIES = (
    TerritoryLine(
        territory="north",
        name="North & West",
        reps=("ana-lima", "ben-okoro"),
        open=_worth(60500, 3, 1),
        accounts=("northwind-foods", "baltic"),
        awaiting=1,
        realigned_on=date(2026, 10, 14),
        realignment="Louth went to *the east*",
        plan=LATE_PLAN,
    ),
    TerritoryLine(
        territory="south",
        name="South",
        reps=(),
        open=_worth(0, 0),
        accounts=(),
        awaiting=0,
        realigned_on=None,
        realignment=None,
        plan=NOT_KNOWN,
    ),
)
