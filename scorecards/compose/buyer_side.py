"""Their side of an opportunity: needs, stories, plan, and their own words read back (D20 to D24, D26, D29 to D31)."""

from datetime import date
from functools import cache
from typing import Literal

from scorecards.compose.talk_tracks import reminder_of
from scorecards.derive.quoted_phrases import quoted_elsewhere
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.themes import whole_words
from scorecards.model.snapshot import BuyingStep, Need, Opportunity, StatedNeed
from scorecards.report.buyer_side import BuyingStepState, NeedState, Rating, Stated, StoryMatch, TheirDate, TheirSide
from scorecards.report.values import Quoted
from scorecards.score.case import Case

_STORIES = 2
_BEST = 10

_fits = cache(whole_words)


def their_side_of(case: Case, index: Index) -> TheirSide:
    """Give their side, as far as the snapshot tells it; advice is given only while the opportunity is open."""
    opportunity = case.opportunity
    needs = _needs(case.file) if case.is_open else ()
    lead_with = tuple(need for need in needs if need.priority == "must")
    bonus = tuple(need for need in needs if need.priority in {"should", "could"} and need.met == "yes")
    days_late = case.facts.get("days_close_date_after_deadline")
    return TheirSide(
        deadline=_deadline(case.file),
        close_date_is_ours=case.is_open and _is_ours(case),
        close_date_days_late=days_late if case.is_open and isinstance(days_late, int) and days_late > 0 else None,
        lead_with=lead_with,
        bonus=bonus,
        other_needs=tuple(need for need in needs if need not in lead_with and need not in bonus),
        stories=_stories(opportunity, index) if case.is_open else (),
        buying_plan=_buying_plan(case.file) if case.is_open else (),
        rating=_rating(case.file),
        gap=_gap(case) if case.is_open else None,
        first_need=_stated("first_need", opportunity.first_need, case.file),
        present_need=_stated("present_need", opportunity.present_need, case.file),
        need_changed=case.facts.get("need_has_changed") is True,
        reminder=reminder_of(case, index) if case.is_open else None,
        quoted=_quoted(case, index) if case.is_open else (),
    )


def _deadline(file: OpportunityFile) -> TheirDate | None:
    deadline = file.opportunity.deadline
    if deadline is None or (deadline.date is None and deadline.consequence is None):
        return None
    state: Literal["ahead", "passed"] | None = None
    if deadline.date is not None:
        state = "passed" if deadline.date < file.as_of else "ahead"
    line = file.line("deadline")
    return TheirDate(deadline.date, state, deadline.consequence, deadline.said_by, line)


def _is_ours(case: Case) -> bool:
    """Tell whether the close date is a month's end that, as far as the snapshot says, nobody there named (D29)."""
    facts = case.facts
    nobody_named_it = facts.get("has_deadline") is False or facts.get("deadline_said_by_buyer") is False
    return facts.get("close_date_is_month_end") is True and nobody_named_it


def _needs(file: OpportunityFile) -> tuple[NeedState, ...]:
    return tuple(
        NeedState(
            need=need.need,
            in_their_words=need.in_their_words,
            priority=need.priority,
            met=need.met,
            line=file.line("needs", place),
        )
        for place, need in enumerate(file.opportunity.needs)
    )


def _stories(opportunity: Opportunity, index: Index) -> tuple[StoryMatch, ...]:
    """Match stories to needs by the words that the playbook gives, those not yet told first (D21)."""
    matches = []
    for story in index.playbook.stories:
        fitting = [need for need in opportunity.needs if _fits(story.fits_needs).search(_said(need))]
        if fitting:
            matches.append(StoryMatch(story.id, fitting[0].need, story.id in opportunity.stories_told))
    return tuple(sorted(matches, key=lambda match: match.told)[:_STORIES])


def _said(need: Need) -> str:
    return f"{need.need}\n{need.in_their_words or ''}"


def _buying_plan(file: OpportunityFile) -> tuple[BuyingStepState, ...]:
    return tuple(
        BuyingStepState(
            step=step.step,
            owner=step.owner,
            due=step.due,
            state=_state(step, file.as_of),
            our_help=step.our_help,
            line=file.line("buying_plan", place),
        )
        for place, step in enumerate(file.opportunity.buying_plan)
    )


def _state(step: BuyingStep, as_of: date) -> Literal["done", "ahead", "overdue", "undated"]:
    if step.done_on is not None:
        return "done"
    if step.due is None:
        return "undated"
    return "overdue" if step.due < as_of else "ahead"


def _rating(file: OpportunityFile) -> Rating | None:
    rating = file.opportunity.gap_rating
    if rating is None:
        return None
    line = file.line("gap_rating")
    return Rating(rating.score, rating.on, rating.to_reach_10, rating.ours_to_help, line)


def _gap(case: Case) -> Literal["not_yet", "ask", "follow_up", "rated"] | None:
    """Say what to do about the chance of closing; it is asked only of somebody who speaks openly with us (D23)."""
    rapport = case.facts.get("people_with_rapport")
    if rapport is None:
        return None
    if rapport == 0:
        return "not_yet"
    rating = case.opportunity.gap_rating
    if rating is None:
        return "ask"
    return "rated" if rating.to_reach_10 or rating.score == _BEST else "follow_up"


def _stated(field: str, stated: StatedNeed | None, file: OpportunityFile) -> Stated | None:
    if stated is None:
        return None
    return Stated(stated.need, stated.said_by, stated.on, file.line(field))


def _quoted(case: Case, index: Index) -> tuple[Quoted, ...]:
    in_steps = tuple(quoted for step in case.steps or () for quoted in step.quoted)
    return (*in_steps, *quoted_elsewhere(case.file, index))
