"""Facts of movement: what the snapshots before this one show of the buyer, and of what we changed (D16)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from scorecards.derive.activities import they_spoke
from scorecards.derive.counts import between
from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.model.vocabulary import CLOSED
from scorecards.report.changes import Change, MovementState
from scorecards.report.values import AtLeast, Value

_BEFORE_A_PULL = 30
"""Days before our close date was pulled in, in which the buyer may have given a reason for it."""


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.movement.FACTS`; without an earlier snapshot most are unknown."""
    opportunity, history, as_of = file.opportunity, file.history, file.as_of
    yield "seen_moving_forward", movement_state(history, as_of) in {"forward", "both"}
    last_move = history.last_move_on
    untold = history.last.untold_on
    may_have_moved = untold is not None and (last_move is None or untold > last_move)
    yield "contacts_since_their_last_move", _contacts(opportunity, last_move, untold if may_have_moved else last_move)
    if last_move and not may_have_moved:
        yield "days_since_their_last_move", (as_of - last_move).days
    changes = _by_kind(history.changes)
    yield "days_since_forward_move", _since_forward_move(file, last_move, changes["stage"])
    yield "pushes_seen", history.pushes
    yield "days_pushed", sum(max(0, change.days_moved) for change in changes["close_date"])
    yield "pulls_seen", history.pulls
    yield "pulled_without_act", _pulled_without_act(history, changes["close_date"])
    yield "owner_changed_without_talk", _owner_changed_without_talk(file, changes["owner"])
    yield "reopened_without_act", _reopened_without_act(history, last_move, changes["reopened"])
    yield "gap_rating_fell", _gap_rating_fell(history)
    last_setback = history.last_setback_on
    if last_setback and history.last.tells:
        yield "moved_since_setback", _moved_since(last_setback, last_move, untold)
    if history.before is None:
        return
    yield "stages_skipped", sum(_skipped(change, index) for change in changes["stage"])
    entered = opportunity.stage_entered_on
    if entered:
        yield "amount_changes_in_stage", sum(_is_new_amount(change, entered) for change in changes["amount"])
    state = movement_state(history, as_of)
    yield "movement", None if state == "unknown" else state
    yield "stage_moves_back", sum(change.moves == "backward" for change in changes["stage"])
    yield "owner_changes", len(changes["owner"])
    yield "times_reopened", len(changes["reopened"])


def _by_kind(changes: Iterable[Change]) -> Mapping[str, list[Change]]:
    found: defaultdict[str, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.kind].append(change)
    return found


def movement_state(history: OpportunityHistory, as_of: date) -> MovementState:
    """Say which way the buyer moved since the last snapshot that held it.

    It is unknown where nothing moved and the snapshot holds no field that would show it, or a contact since then that
    does not say what came of it.
    """
    if history.before is None:
        return "new"
    moves = {change.moves for change in history.changes if change.told_on == as_of}
    if {"forward", "backward"} <= moves:
        return "both"
    if "forward" in moves:
        return "forward"
    if "backward" in moves:
        return "backward"
    untold = history.last.untold_on
    return "still" if history.last.tells and not (untold and untold > history.before) else "unknown"


def _contacts(opportunity: Opportunity, last_move: date | None, last_maybe: date | None) -> int | AtLeast | None:
    """Count contacts since their last move: those after what may have been one surely, all others possibly."""
    surely, possibly = contacts_since(opportunity, last_maybe), contacts_since(opportunity, last_move)
    return None if surely is None or possibly is None else between(surely, possibly)


def contacts_since(opportunity: Opportunity, day: date | None) -> int | None:
    """Count contacts of either side after a day, or all where there is none; None where none are told."""
    if "activities" not in opportunity.model_fields_set:
        return None
    return sum(day is None or activity.on > day for activity in opportunity.activities)


def _since_forward_move(file: OpportunityFile, last_move: date | None, stages: Sequence[Change]) -> int | None:
    """Count the days since it last went forward: the buyer's last act, else the day on which it got this far.

    It came into its stage by a trigger of theirs, unless it was set back there.  Where neither day is known, it has
    not gone forward since it was opened.  A contact that does not say what came of it may have moved it.
    """
    opportunity, record = file.opportunity, file.history.last
    came_back = bool(stages) and stages[-1].moves == "backward"
    entered = None if came_back else opportunity.stage_entered_on
    known = [day for day in (last_move, entered or opportunity.created_on) if day]
    if not known or not record.tells:
        return None
    last = max(known)
    return None if record.untold_on and record.untold_on > last else (file.as_of - last).days


def _pulled_without_act(history: OpportunityHistory, close_dates: Sequence[Change]) -> bool | None:
    """Tell whether our close date was last pulled in though the buyer had done nothing in the 30 days before."""
    pulls = [change.told_on for change in close_dates if change.days_moved < 0]
    if not pulls:
        return False
    acts = [act.on for act in history.acts if act.kind != "setback"]
    if any(0 <= (pulls[-1] - on).days <= _BEFORE_A_PULL for on in acts):
        return False
    untold = history.last.untold_on
    may_have_acted = untold is not None and (pulls[-1] - untold).days <= _BEFORE_A_PULL
    return True if history.last.tells and not may_have_acted else None


def _owner_changed_without_talk(file: OpportunityFile, owners: Sequence[Change]) -> bool | None:
    """Tell whether nobody there has spoken with us since the snapshot that shows the last new owner."""
    if not owners:
        return False
    if "activities" not in file.opportunity.model_fields_set:
        return None
    spoke = [they_spoke(each) for each in file.opportunity.activities if each.on >= owners[-1].told_on]
    return False if True in spoke else None if None in spoke else True


def _reopened_without_act(
    history: OpportunityHistory, last_move: date | None, reopened: Sequence[Change]
) -> bool | None:
    """Tell whether the buyer has done nothing since it was closed, before it was last opened again."""
    if not reopened:
        return False
    if not history.last.tells:
        return None
    last = reopened[-1].told_on
    closed = [each.told_on for each in history.changes if each.kind in CLOSED and each.told_on < last]
    moved = _moved_since(max(closed, default=last), last_move, history.last.untold_on)
    return None if moved is None else not moved


def _moved_since(day: date, last_move: date | None, untold: date | None) -> bool | None:
    """Tell whether the buyer moved it forward after a day; None where a contact may have done so."""
    if last_move and last_move > day:
        return True
    return None if untold and untold > day else False


def _gap_rating_fell(history: OpportunityHistory) -> bool | None:
    """Tell whether their last rating is lower than the one before (D23); None without any."""
    scores = [each.score for each in history.gap_ratings]
    return len(scores) > 1 and scores[-1] < scores[-2] if scores else None


def _skipped(change: Change, index: Index) -> int:
    """Count the stages that a change of stage jumped over."""
    order = index.playbook.stage_order
    if change.kind != "stage" or change.before not in order or change.after not in order:
        return 0
    return max(0, order[change.after] - order[change.before] - 1)


def _is_new_amount(change: Change, entered: date) -> bool:
    return (
        change.kind == "amount" and change.told_on > entered and None not in {change.amount_before, change.amount_after}
    )
