"""What templates look up and count with beside the review: they lay out, and compare and compute nothing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from scorecards.model.facts.fact import Fact
from scorecards.model.playbook.playbook import Playbook
from scorecards.render.change_words import change_words
from scorecards.report.changes import Since
from scorecards.report.deal import ColleaguesDeal, Deal
from scorecards.report.formats import Formats, plural
from scorecards.report.scorecard import Scorecard
from scorecards.report.timeline import TimelineEntry
from scorecards.report.values import Money, Place, StepState


def lookups_of(
    playbook: Playbook, facts: Iterable[Fact], rep_names: Mapping[str, str], formats: Formats
) -> dict[str, Any]:
    """Give the functions that every page may call, by the names under which templates call them."""
    criteria = {each.id: each.criterion for stage in playbook.stages for each in stage.exit_criteria}
    stages = {stage.id: stage.name for stage in playbook.stages}
    settled_by = {fact.name: fact.settled_by for fact in facts}

    def knows_rep(rep: str) -> bool:
        """Tell whether somebody is one of the team's reps."""
        return rep in rep_names

    def owner_besides(step: StepState) -> str | None:
        """Name who does a step, where that is told in other words than the name of the rep who does it."""
        rep = rep_names.get(step.rep or "")
        return step.owner if rep and step.owner != rep else None

    def as_text(value: date | Money | str) -> str:
        """Write what was or what is on a timeline: a day, an amount, or words as they stand."""
        if isinstance(value, Money):
            return formats.money(value)
        return formats.day(value) if isinstance(value, date) else value

    return {
        "as_text": as_text,
        "stands_at": stands_at,
        "stands_in": lambda place, path: place.path == path,
        "knows_rep": knows_rep,
        "owner_besides": owner_besides,
        "settled_by": lambda facts: list(dict.fromkeys(settled_by[fact] for fact in settled_by if fact in facts)),
        "in_words": change_words(formats, stages, criteria),
        "by_day": by_day,
        "plural": plural,
        "following": lambda number: number + 1,
    }


def opportunities_of(deals: Mapping[str, Deal | ColleaguesDeal], rows: Collection[str]) -> dict[str, Any]:
    """Give the opportunities that a page names, by id; ``rows`` are those that the page of their rep shows."""

    def moved(since: Since) -> list[Deal]:
        """Give the opportunities that moved, as far as a page shows them."""
        found = (deals.get(opportunity) for opportunity in since.moved)
        return [deal for deal in found if isinstance(deal, Deal) and deal.movement]

    return {"deals": deals, "has_row": rows.__contains__, "moved_deals": moved}


def rows_of(deals: Iterable[Deal], cards: Iterable[Scorecard]) -> frozenset[str]:
    """Name the opportunities that the pages of their reps show: they are open, or something is left to do on them."""
    is_open = frozenset(deal.id for deal in deals if deal.is_open)
    return is_open.union(*(card.closed for card in cards))


def stands_at(place: Place, path: str) -> str:
    """Say where something stands; in the file ``path`` its line says enough."""
    return f"line {place.line}" if place.path == path else f"{place.path}:{place.line}"


def by_day(entries: Iterable[TimelineEntry]) -> list[tuple[date | None, list[TimelineEntry]]]:
    """Give the entries of a timeline by their days, in their order; what has no day is together too."""
    days: dict[date | None, list[TimelineEntry]] = {}
    for entry in entries:
        days.setdefault(entry.on, []).append(entry)
    return list(days.items())
