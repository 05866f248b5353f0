"""What the page of patterns shows its parts with: made up, so that the page is whole for any team.

They are of the same types as what the pages show, so that a part finds in a sample all that it finds on a page.
"""

from datetime import date
from typing import Any

from scorecards.model.playbook.playbook import Playbook
from scorecards.report.buyer_side import TheirSide
from scorecards.report.changes import Movement
from scorecards.report.deal import Deal
from scorecards.report.rules import RulesToday
from scorecards.report.scorecard import Action
from scorecards.report.timeline import TimelineEntry
from scorecards.report.values import Place, Score, StepState, Told, Words

_TODAY = date(2026, 11, 16)
_EARLIER = date(2026, 11, 2)
_ID = "sample"
_LATER: Any = "open"
"""How the page marks a step whose day is still to come."""


def samples_of(playbook: Playbook) -> dict[str, Any]:
    """Make the samples by the names that the page has for them; the card's play is the team's first one."""
    steps = (
        _step("us", "Send the present rota", "Ana Lima", _EARLIER, "overdue"),
        _step("customer", "Show it to the shift leads", "Jo Park", _TODAY, _LATER),
    )
    return {
        "deals": {_ID: _deal(steps)},
        "card": Action(
            opportunity=_ID,
            stands_out=True,
            waited_known=True,
            do=None,
            reasons=(),
            late=steps[:1],
            last_try=None,
            play=playbook.plays[0].id if playbook.plays else None,
            contact="Jo Park",
            words=(Words("They pick up", "call", "Is it a no, or is it a not yet? Either is fine."),),
            same_words_as=None,
        ),
        "entries_of_sample": (
            TimelineEntry("talk", _TODAY, "Call, reply", "They named the three depots", "Jo Park", moves="forward"),
            TimelineEntry(
                "push",
                _TODAY,
                "Close date pushed",
                before=_EARLIER,
                after=_TODAY,
                days=(_TODAY - _EARLIER).days,
                seen_on=_TODAY,
                place=_place(),
            ),
            TimelineEntry("try", _EARLIER, "Email, no reply", "Asked for the three depots", "Jo Park"),
        ),
        "place": _place(),
    }


def _place() -> Place:
    return Place(f"pipeline/snapshots/{_TODAY}.yml", 15)


def _step(side: str, what: str, owner: str, due: date, state: Any) -> StepState:
    return StepState(
        what=what,
        side=side,
        owner=owner,
        rep=None,
        due=due,
        state=state,
        waiting_phrase=None,
        is_next=True,
        serves=None,
        serves_name=None,
        serves_state=None,
        quoted=(),
        line=None,
    )


def _deal(steps: tuple[StepState, ...]) -> Deal:
    """Make an opportunity that hangs: over its limit, with two things to mend and one to find out."""
    return Deal(
        id=_ID,
        name="Rota for three depots",
        account=None,
        account_name="Northwind Foods",
        strategic=True,
        owner="",
        owner_name="Ana Lima",
        status="open",
        stage=None,
        crm_stage=None,
        ended=None,
        amount=None,
        worth=None,
        amount_basis=None,
        close_date=None,
        closed_on=None,
        days_in_stage=49,
        stage_limit=30,
        in_working_days=False,
        forecast=None,
        contact=None,
        people=(),
        channels=(),
        place=_place(),
        score=Score(None, 12, 30),
        failed=("one", "two"),
        unknown=("three",),
        to_ask=("three",),
        passed=(),
        waived=(),
        waivers=(),
        old=(),
        told=(Told("activities", "call", "She asked for a week.", "Jo Park", _EARLIER, None),),
        days_silent=14,
        tries_since=3,
        criteria=(),
        next_stage=None,
        blocker=None,
        facts=(),
        reads=(),
        elsewhere=(),
        answers=(),
        questions_due=0,
        questions_answered=None,
        next_steps=steps,
        crm_next_step=None,
        notes=None,
        carried=(),
        movement=Movement("still", None, None, None, None, None, 0, 0, _EARLIER, (), (), (), ()),
        timeline=(),
        awaits_ruling=True,
        ruled_over=False,
        interventions=(),
        pause=None,
        has_gone=False,
        resting=(),
        resting_unknown=(),
        moot=(),
        moot_unknown=(),
        for_manager=(),
        diagnosis=None,
        conclusion=None,
        clearing=None,
        theirs=TheirSide(None, False, None, (), (), (), (), (), None, None, None, None, False, None, ()),  # noqa: FBT003
        restart=None,
        today=RulesToday((), (), None, None, ()),
    )
