"""Facts of rulings: what the manager decided, and whether it is due for another look (D01, D02)."""

from collections.abc import Iterator

from scorecards.derive.follow_ups import Deed, action_states
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.vocabulary import RULED_OVER, RULINGS, RuledOver
from scorecards.report.interventions import Pause
from scorecards.report.values import Value


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.rulings.FACTS`.

    Rulings are kept by hand, so an opportunity without one is known to have none.
    """
    rulings = file.standing_rulings()
    yield "rulings", len(rulings)
    last = rulings[-1].value if rulings else None
    yield "review_due", last is not None and last.review_on is not None and last.review_on <= file.as_of
    if last is None:
        return
    yield "ruling", last.ruling
    yield "days_since_ruling", max(0, (file.as_of - last.on).days)
    yield "ruling_says_what_to_do", last.says_what_to_do
    yield "ruling_names_plan", last.weighed is not None
    deed = Deed(file.opportunity, None, file.follow_ups)
    due = [each for each in action_states(last, deed, index) if each.is_due]
    yield "actions_due", len(due)
    yield "actions_overdue", sum(each.is_overdue for each in due)
    yield "actions_without_owner_or_day", sum(each.who is None or each.by is None for each in due)
    if last.review_on:
        yield "days_past_review", (file.as_of - last.review_on).days


def pause_of(file: OpportunityFile, index: Index) -> Pause | None:
    """Give the pause that the manager approved and that still runs on the day of the snapshot (D02).

    On the day of the review it runs no more: that is the day to look again.
    """
    rulings = file.standing_rulings()
    if not rulings or file.opportunity.status != "open":
        return None
    last = rulings[-1].value
    if not RULINGS[last.ruling].pauses or last.review_on is None or last.review_on <= file.as_of:
        return None
    return Pause(last.review_on, last.reason or "", index.managers[last.by].name, rulings[-1].place)


def ruled_over(file: OpportunityFile) -> RuledOver | None:
    """Give the ruling that an opportunity is lost or dead, where the newest snapshot still holds it open."""
    rulings = file.standing_rulings()
    if file.opportunity.status != "open" or not rulings:
        return None
    return RULED_OVER.get(rulings[-1].value.ruling)
