"""This week: the steps that are due on either side, and the follow-up blocks that they go into (D25)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from scorecards.index.index import Index
from scorecards.model.fields import WEEKDAYS, Side
from scorecards.model.team import FollowUpBlock, Rep
from scorecards.report.week import Block, Due, FollowUp
from scorecards.score.case import Case

BLOCKS_AHEAD = timedelta(days=14)
"""How far ahead steps are put into blocks, the snapshot's day included."""

_MINUTES = 60


def due_before(end: date, side: Side, cases: Iterable[Case]) -> tuple[Due, ...]:
    """Give the steps of one side that are due before a day, the oldest first; waiting is no step (D28)."""
    due = [
        Due(case.id, step)
        for case in cases
        for step in case.steps or ()
        if step.side == side and step.due is not None and step.due < end and step.waiting_phrase is None
    ]
    return tuple(sorted(due, key=_oldest_first))


def _oldest_first(due: Due) -> tuple[date, str]:
    return due.step.due or date.max, due.opportunity


def they_owe(cases: Iterable[Case], index: Index) -> tuple[Due, ...]:
    """Give the steps on the customers' side that are overdue, the oldest first; waiting is no step."""
    return due_before(index.as_of, "customer", cases)


def due_in_blocks(cases: Iterable[Case], index: Index) -> tuple[Due, ...]:
    """Give the steps of ours that are due before the blocks end, the oldest first."""
    return due_before(index.as_of + BLOCKS_AHEAD, "us", cases)


def due_by_rep(due: Iterable[Due]) -> Mapping[str, tuple[Due, ...]]:
    """Give due steps by the rep who does them, the oldest first.

    A step stands with whoever does it, also where the opportunity is a colleague's (D25).
    """
    found: defaultdict[str, list[Due]] = defaultdict(list)
    for each in sorted(due, key=_oldest_first):
        if each.step.rep:
            found[each.step.rep].append(each)
    return {rep: tuple(steps) for rep, steps in found.items()}


def with_colleagues(rep: Rep, cases: Iterable[Case], index: Index) -> tuple[Due, ...]:
    """Give the overdue steps on a rep's opportunities that a colleague does, the oldest first."""
    overdue = due_before(index.as_of, "us", cases)
    return tuple(each for each in overdue if each.step.rep != rep.id)


def follow_up_of(rep: Rep, due: Sequence[Due], index: Index) -> FollowUp | None:
    """Put a rep's due steps, the oldest first, into the rep's blocks; None where the rep keeps none.

    Each step goes into the next block that has room.  One that is not overdue yet must find it by its day.  What
    finds none is told as overflow.
    """
    if not rep.follow_up_blocks:
        return None
    blocks = list(_blocks(rep, index))
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
        time_zone=index.team.time_zone,
    )


def _is_in_time(due: Due, block: Block) -> bool:
    return due.step.state == "overdue" or due.step.due is None or block.day <= due.step.due


def _blocks(rep: Rep, index: Index) -> Iterator[Block]:
    """Give a rep's blocks of the coming days, with nothing in them yet; days without work have none."""
    for ahead in range(BLOCKS_AHEAD.days):
        day = index.as_of + timedelta(days=ahead)
        if not index.workdays.is_working(day):
            continue
        times = {
            block.start: block
            for block in sorted(rep.follow_up_blocks, key=lambda each: (each.start, each.end))
            if block.day == WEEKDAYS[day.weekday()]
        }
        for block in times.values():
            yield Block(day, block.start, block.end, _room(block, index), ())


def _room(block: FollowUpBlock, index: Index) -> int:
    minutes = _minute(block.end) - _minute(block.start)
    return max(1, minutes // index.playbook.scoring.minutes_per_step)


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * _MINUTES + int(minutes)
