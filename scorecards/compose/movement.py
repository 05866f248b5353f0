"""How opportunities moved since the snapshot before; only the buyer's movement counts (D16)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.compose.sums import money_of
from scorecards.derive.movement import contacts_since, movement_state
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.report.changes import Change, Gone, Movement, Since
from scorecards.report.values import Value


def movement_of(case: Case, material: Material) -> Movement | None:
    """Tell one opportunity's story so far; None where there is no snapshot before this one."""
    history = material.history
    if history.previous is None:
        return None
    story = history.stories[case.opportunity.id]
    as_of = material.snapshot.as_of
    return Movement(
        state=movement_state(story, as_of),
        since=story.before,
        contacts=contacts_since(case.opportunity, story.before),
        contacts_since_move=_whole(case.facts.get("contacts_since_their_last_move")),
        last_move_on=story.last_move_on,
        last_setback_on=story.last_setback_on,
        pushes=story.pushes,
        pulls=story.pulls,
        first_seen=story.first_seen,
        weeks_missing=story.missing,
        gap_ratings=story.gap_ratings,
        changes=tuple(sorted((each for each in story.changes if each.told_on == as_of), key=_weightiest_first)),
        history=tuple(change for change in story.changes if change.told_on < as_of),
    )


def _whole(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None


_WEIGHTIEST = ("signed", "won", "lost", "no_decision", "ended", "verbal_yes", "setback", "criterion_lost", "advance")


def _weightiest_first(change: Change) -> tuple[bool, int, int]:
    """Put what ends it first, then a yes and a setback; what moves nothing comes last, of equals the latest first."""
    rank = _WEIGHTIEST.index(change.kind) if change.kind in _WEIGHTIEST else len(_WEIGHTIEST)
    return (change.moves == "nothing" and rank == len(_WEIGHTIEST), rank, -change.on.toordinal())


def since_of(cases: Sequence[Case], gone: Sequence[Gone], material: Material) -> Since | None:
    """Count what moved among cases since the snapshot before; None where there is none."""
    history = material.history
    if history.previous is None:
        return None
    as_of = material.snapshot.as_of
    stories = {case.opportunity.id: history.stories[case.opportunity.id] for case in cases}
    open_ones = {
        case.opportunity.id: movement_state(stories[case.opportunity.id], as_of) for case in cases if case.is_open
    }
    states = Counter(open_ones.values())
    return Since(
        since=history.previous,
        forward=states["forward"],
        backward=states["backward"],
        both=states["both"],
        still=states["still"],
        unknown=states["unknown"],
        moved=tuple(each for each, state in open_ones.items() if state in {"forward", "backward", "both"}),
        opened=tuple(each for each, story in stories.items() if story.first_seen == as_of and story.last.is_open),
        back=_of_kind(stories, "back", as_of),
        reopened=_of_kind(stories, "reopened", as_of),
        handed_over=_of_kind(stories, "owner", as_of),
        won=_closed(stories, "won", material),
        lost=_closed(stories, "lost", material),
        no_decision=_closed(stories, "no_decision", material),
        gone=tuple(each for each in gone if each.last_seen >= history.previous),
        gone_before=sum(each.last_seen < history.previous for each in gone),
    )


def _closed(stories: dict[str, OpportunityHistory], status: str, material: Material) -> tuple[str, ...]:
    """Name what was closed since the snapshot before, also where this one is the first to hold it."""
    as_of, previous = material.snapshot.as_of, material.history.previous
    return tuple(
        opportunity
        for opportunity, story in stories.items()
        if _tells(story, status, as_of)
        or (
            story.first_seen == as_of
            and story.last.status == status
            and story.last.closed_on is not None
            and previous is not None
            and story.last.closed_on > previous
        )
    )


def _of_kind(stories: dict[str, OpportunityHistory], kind: str, as_of: date) -> tuple[str, ...]:
    return tuple(opportunity for opportunity, story in stories.items() if _tells(story, kind, as_of))


def _tells(story: OpportunityHistory, kind: str, as_of: date) -> bool:
    return any(change.kind == kind and change.told_on == as_of for change in story.changes)


def gone_of(material: Material) -> tuple[Gone, ...]:
    """Give the open opportunities that an earlier snapshot held and this one does not, the latest to go first."""
    as_of = material.snapshot.as_of
    left = [story for story in material.history.stories.values() if story.seen_on < as_of and story.last.is_open]
    return tuple(
        _gone(story, material) for story in sorted(left, key=lambda each: (-each.seen_on.toordinal(), each.last.id))
    )


def _gone(story: OpportunityHistory, material: Material) -> Gone:
    last = story.last
    return Gone(
        opportunity=last.id,
        name=last.name,
        account_name=material.account_name(last.account),
        owner=last.owner,
        owner_name=material.rep_name(last.owner),
        stage=last.stage if last.stage in material.stage_order else None,
        amount=money_of(last, material.team),
        last_seen=story.seen_on,
        place=story.place,
    )
