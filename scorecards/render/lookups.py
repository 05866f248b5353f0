"""What templates look up and count with beside the review: they lay out, and compare and compute nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from scorecards.render.change_words import change_words
from scorecards.report.changes import Change, Since
from scorecards.report.deal import Deal
from scorecards.report.formats import Formats, plural
from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from scorecards.report.values import StepState


def lookups_of(review: Review, formats: Formats) -> dict[str, Any]:
    """Give the functions by the names under which templates call them."""
    cards = {card.rep: card for card in review.scorecards}
    found = _Lookups({deal.id: deal for deal in review.opportunities}, cards)
    criteria = {each.id: each.criterion for stage in review.playbook.stages for each in stage.exit_criteria}
    stages = {stage.id: stage.name for stage in review.playbook.stages}
    settled_by = {fact.name: fact.settled_by for fact in review.facts}
    return {
        "managers": {manager.manager: manager for manager in review.managers},
        "has_row": found.has_row,
        "moved_deals": found.moved,
        "owner_besides": found.owner_besides,
        "settled_by": lambda facts: list(dict.fromkeys(settled_by[fact] for fact in settled_by if fact in facts)),
        "in_words": change_words(formats, stages, criteria),
        "by_day": by_day,
        "plural": plural,
        "following": lambda number: number + 1,
    }


def by_day(changes: Iterable[Change]) -> list[tuple[date, list[Change]]]:
    """Give changes by the day on which they happened, the newest day first, in their order within a day."""
    days: dict[date, list[Change]] = {}
    for change in changes:
        days.setdefault(change.on, []).append(change)
    return sorted(days.items(), key=lambda of_day: of_day[0], reverse=True)


@dataclass(frozen=True, slots=True)
class _Lookups:
    deals: dict[str, Deal]
    cards: dict[str, Scorecard]

    def has_row(self, opportunity: str) -> bool:
        """Tell whether the page of its rep shows it: it is open, or something is left to do on it."""
        deal = self.deals.get(opportunity)
        return deal is not None and (deal.is_open or opportunity in self.cards[deal.owner].closed)

    def moved(self, since: Since) -> list[Deal]:
        """Give the opportunities that moved, as far as a page shows them."""
        found = (self.deals.get(opportunity) for opportunity in since.moved)
        return [deal for deal in found if deal and deal.movement]

    def owner_besides(self, step: StepState) -> str | None:
        """Name who does a step, where that is told in other words than the name of the rep who does it."""
        rep = self.cards.get(step.rep or "")
        return step.owner if rep and step.owner != rep.name else None
