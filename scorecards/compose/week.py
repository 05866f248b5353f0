"""This week: the picks with what became of them, and the follow-up blocks with what is due (D08, D25)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from scorecards.compose.actions import due_before
from scorecards.compose.case import Case
from scorecards.compose.interventions import ruled_over
from scorecards.compose.material import Material
from scorecards.compose.sums import money_of
from scorecards.derive.facts import Row
from scorecards.derive.wake import woken
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.history.record import OpportunityRecord
from scorecards.model.picks import Pick as Picked
from scorecards.model.picks import monday_of
from scorecards.model.team import FollowUpBlock, Rep
from scorecards.model.working_days import WEEKDAYS
from scorecards.report.values import Place
from scorecards.report.week import Block, Due, FollowUp, LeftToDo, Pick, PickOutcome

BLOCKS_AHEAD = timedelta(days=14)
"""How far ahead steps are put into blocks, the snapshot's day included."""

_MINUTES = 60


def picks_of(material: Material) -> tuple[Pick, ...]:
    """Give every pick with what became of it, the latest week first."""
    picks = (_pick(each.value, each.place, material) for each in material.given.picks)
    return tuple(sorted(picks, key=lambda each: (-each.week.toordinal(), each.rep, each.opportunity)))


def _pick(picked: Picked, place: Place, material: Material) -> Pick:
    week = monday_of(picked.week)
    later = next((each for each in material.given.weeks if monday_of(each.as_of) > week), None)
    story = material.history.stories[picked.opportunity]
    last = story.last
    outcome = outcome_of(later.records.get(last.id)) if later else "not_yet"
    ended = last if last.status in {"lost", "no_decision"} else None
    return Pick(
        opportunity=last.id,
        name=last.name,
        account_name=material.account_name(last.account),
        rep=picked.rep,
        rep_name=material.rep_name(picked.rep),
        week=week,
        why=picked.why,
        amount=money_of(last, material.team),
        outcome=outcome,
        told_on=later.as_of if later else None,
        last_told=_last_told(story, outcome, later.as_of) if later else None,
        last_seen=story.seen_on if story.seen_on < material.snapshot.as_of else None,
        ruled=ruled_over(last.id, material),
        words=ended.loss_reason if ended else None,
        said_by=ended.loss_said_by if ended else None,
        wake_on=_wake_on(ended.id, material) if ended else None,
        left=tuple(_left_to_do(ended, material)) if ended else (),
        place=place,
    )


def _last_told(story: OpportunityHistory, outcome: PickOutcome, told_on: date) -> PickOutcome | None:
    """Say how the last snapshot that holds a deal shows it, where that is not the outcome.

    Of one that was gone by then, and was open before, that says nothing more.
    """
    last = outcome_of(story.last)
    tells_more = story.seen_on >= told_on or not story.last.is_open
    return last if last != outcome and tells_more else None


def _wake_on(opportunity: str, material: Material) -> date | None:
    """Give the day that wakes an opportunity in the cold file; None where it is not there, or is awake already."""
    held = {each.id: each for each in material.background.held}
    found = material.opportunities.get(opportunity) or held.get(opportunity)
    if found is None or found.wake is None or found.final or opportunity in material.background.restarted:
        return None
    return None if woken(found, material.background) else found.wake.on


def _left_to_do(ended: OpportunityRecord, material: Material) -> Iterator[LeftToDo]:
    """Say what an end without a sale still lacks: the buyer's own reason (D36), and a day to look again (D40).

    Of one that left the export nobody can note a day any more.
    """
    facts = material.facts.get(ended.id) or _facts_last_told(ended)
    if not (facts.get("has_loss_reason") and facts.get("loss_reason_from_buyer")):
        yield "ask_why"
    if ended.id in material.opportunities and not any(
        facts.get(fact) for fact in ("has_wake", "final", "was_restarted")
    ):
        yield "set_wake"


def _facts_last_told(ended: OpportunityRecord) -> Row:
    cause = ended.waiting.cause if ended.waiting else None
    return {
        "has_loss_reason": bool(ended.loss_reason or cause),
        "loss_reason_from_buyer": ended.loss_said_by == "buyer",
    }


def outcome_of(sighting: OpportunityRecord | None) -> PickOutcome:
    """Say what a snapshot tells of a deal that was to be brought to an end; None where it leaves the deal out.

    A handshake is not a signature (D35), and an end that nobody on their side spoke of is no honest no (D09).  Neither
    is a competitor that they chose, whoever gave the reason: that is closed, and nothing to celebrate.
    """
    if sighting is None:
        return "gone"
    if sighting.is_open:
        return "open"
    if sighting.status == "won":
        return "signed" if sighting.is_signed else "won_unsigned"
    if sighting.ended == "competitor":
        return "to_a_competitor"
    return "no" if sighting.is_said_no else "without_a_word"


def they_owe(cases: Sequence[Case], material: Material) -> tuple[Due, ...]:
    """Give the steps on the customers' side that are overdue, the oldest first; waiting is no step."""
    return due_before(material.snapshot.as_of, "customer", cases)


def due_by_rep(cases: Sequence[Case], material: Material) -> Mapping[str | None, Sequence[Due]]:
    """Give the steps of ours that are due before the blocks end, by the rep who does them, the oldest first.

    A step stands with whoever does it, also where the opportunity is a colleague's (D25).
    """
    found: defaultdict[str | None, list[Due]] = defaultdict(list)
    for each in due_before(material.snapshot.as_of + BLOCKS_AHEAD, "us", cases):
        found[each.step.rep].append(each)
    return found


def with_colleagues(rep: Rep, cases: Sequence[Case], material: Material) -> tuple[Due, ...]:
    """Give the overdue steps on a rep's opportunities that a colleague does, the oldest first."""
    overdue = due_before(material.snapshot.as_of, "us", cases)
    return tuple(each for each in overdue if each.step.rep != rep.id)


def follow_up_of(rep: Rep, due: Sequence[Due], material: Material) -> FollowUp | None:
    """Put a rep's due steps, the oldest first, into the rep's blocks; None where the rep keeps none.

    Each step goes into the next block that has room.  One that is not overdue yet must find it by its day.  What
    finds none is told as overflow.
    """
    if not rep.follow_up_blocks:
        return None
    blocks = list(_blocks(rep, material))
    placed: list[list[Due]] = [[] for _ in blocks]
    overflow: list[Due] = []
    for each in due:
        fits = (
            inside
            for block, inside in zip(blocks, placed, strict=True)
            if len(inside) < block.room and _is_in_time(each, block)
        )
        next(fits, overflow).append(each)
    return FollowUp(
        blocks=tuple(
            Block(block.day, block.start, block.end, block.room, tuple(inside))
            for block, inside in zip(blocks, placed, strict=True)
        ),
        overflow=tuple(overflow),
        calendar=f"{rep.id}.ics",
        time_zone=material.team.time_zone,
    )


def _is_in_time(due: Due, block: Block) -> bool:
    return due.step.state == "overdue" or due.step.due is None or block.day <= due.step.due


def _blocks(rep: Rep, material: Material) -> Iterator[Block]:
    """Give a rep's blocks of the coming days, with nothing in them yet; days without work have none."""
    for ahead in range(BLOCKS_AHEAD.days):
        day = material.snapshot.as_of + timedelta(days=ahead)
        if not material.background.workdays.is_working(day):
            continue
        times = {
            block.start: block
            for block in sorted(rep.follow_up_blocks, key=lambda each: (each.start, each.end))
            if block.day == WEEKDAYS[day.weekday()]
        }
        for block in times.values():
            yield Block(day, block.start, block.end, _room(block, material), ())


def _room(block: FollowUpBlock, material: Material) -> int:
    minutes = _minute(block.end) - _minute(block.start)
    return max(1, minutes // material.playbook.scoring.minutes_per_step)


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * _MINUTES + int(minutes)
