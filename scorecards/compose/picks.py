"""The picks with what became of each: judged once, by the first snapshot of a later week (D08, D09)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from scorecards.derive.facts import Row
from scorecards.derive.rulings import ruled_over
from scorecards.derive.wake import woken
from scorecards.history.opportunity_history import History, OpportunityHistory
from scorecards.history.record import OpportunityRecord
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.picks import Pick as Picked
from scorecards.model.picks import monday_of
from scorecards.model.vocabulary import WITHOUT_A_SALE
from scorecards.report.sums import money_of
from scorecards.report.values import Located
from scorecards.report.week import LeftToDo, Pick, PickOutcome


def picks_of(
    picked: Iterable[Located[Picked]],
    files: Mapping[str, OpportunityFile],
    facts: Mapping[str, Row],
    history: History,
    index: Index,
) -> tuple[Pick, ...]:
    """Give every pick with what became of it, the latest week first.

    ``files`` and ``facts`` are those of what the snapshot holds, and the files of what the cold file still holds.
    """

    def picks() -> Iterator[Pick]:
        for each in picked:
            opportunity = each.value.opportunity
            yield _pick(each, files.get(opportunity), facts.get(opportunity), history, index)

    return tuple(sorted(picks(), key=lambda each: (-each.week.toordinal(), each.rep, each.opportunity)))


def _pick(
    located: Located[Picked], file: OpportunityFile | None, facts: Row | None, history: History, index: Index
) -> Pick:
    picked = located.value
    week = monday_of(picked.week)
    later = next((each for each in history.snapshots if monday_of(each.as_of) > week), None)
    past = history.histories[picked.opportunity]
    last = past.last
    outcome = outcome_of(later.records.get(last.id)) if later else "not_yet"
    ended = last if last.status in WITHOUT_A_SALE else None
    return Pick(
        opportunity=last.id,
        name=last.name,
        account_name=index.account_name(last.account),
        rep=picked.rep,
        rep_name=index.rep_name(picked.rep),
        week=week,
        why=picked.why,
        amount=money_of(last, index.team),
        outcome=outcome,
        told_on=later.as_of if later else None,
        last_told=_last_told(past, outcome, later.as_of) if later else None,
        last_seen=past.seen_on if past.seen_on < index.as_of else None,
        ruled=ruled_over(file) if file else None,
        words=ended.loss_reason if ended else None,
        said_by=ended.loss_said_by if ended else None,
        wake_on=_wake_on(file) if ended and file else None,
        left=tuple(_left_to_do(ended, facts)) if ended else (),
        place=located.place,
    )


def _last_told(past: OpportunityHistory, outcome: PickOutcome, told_on: date) -> PickOutcome | None:
    """Say how the last snapshot that holds a deal shows it, where that is not the outcome.

    Of one that was gone by then, and was open before, that says nothing more.
    """
    last = outcome_of(past.last)
    tells_more = past.seen_on >= told_on or not past.last.is_open
    return last if last != outcome and tells_more else None


def _wake_on(file: OpportunityFile) -> date | None:
    """Give the day that wakes an opportunity in the cold file; None where it is not there, or is awake already."""
    opportunity = file.opportunity
    if opportunity.wake is None or opportunity.final or file.restarted_as:
        return None
    return None if woken(file) else opportunity.wake.on


def _left_to_do(ended: OpportunityRecord, facts: Row | None) -> Iterator[LeftToDo]:
    """Say what an end without a sale still lacks: the buyer's own reason (D36), and a day to look again (D40).

    Of one that left the export nobody can note a day any more.
    """
    known = facts or _facts_last_told(ended)
    if not (known.get("has_loss_reason") and known.get("loss_reason_from_buyer")):
        yield "ask_why"
    if facts and not any(facts.get(fact) for fact in ("has_wake", "final", "was_restarted")):
        yield "set_wake"


def _facts_last_told(ended: OpportunityRecord) -> Row:
    cause = ended.waiting.cause if ended.waiting else None
    return {
        "has_loss_reason": bool(ended.loss_reason or cause),
        "loss_reason_from_buyer": ended.loss_said_by == "buyer",
    }


def outcome_of(record: OpportunityRecord | None) -> PickOutcome:
    """Say what a snapshot tells of a deal that was to be brought to an end; None where it leaves the deal out.

    A handshake is not a signature (D35), and an end that nobody on their side spoke of is no honest no (D09).  Neither
    is a competitor that they chose, whoever gave the reason: that is closed, and nothing to celebrate.
    """
    if record is None:
        return "gone"
    if record.is_open:
        return "open"
    if record.status == "won":
        return "signed" if record.is_signed else "won_unsigned"
    if record.ended == "competitor":
        return "to_a_competitor"
    return "no" if record.is_said_no else "without_a_word"
