"""What the table of open opportunities can be filtered by: each list of choices once, and short keys in the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from scorecards.model.vocabulary import SEVERITIES
from scorecards.report.deal import Deal
from scorecards.report.formats import FORECAST_WORDS
from scorecards.report.review import Review

CHOICES_ON_PAGE: Final = 200
"""A filter with more choices has them in the file of the rows, where there is one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter can have, with the words for it; ``occurs`` says whether a row has it today."""

    id: str
    text: str
    occurs: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to filter by: ``name`` stands in the address.

    One that is not ``offered`` is set by a link alone, such as that of a page of the playbook.
    """

    name: str
    label: str
    offered: bool
    choices: tuple[Choice, ...]

    @property
    def is_long(self) -> bool:
        """Whether it has too many choices for a page."""
        return len(self.choices) > CHOICES_ON_PAGE


@dataclass(frozen=True, slots=True)
class Filters:
    """All filters of the table, and by deal the keys of its row.

    The keys are the places of its values among the choices of each filter, in the order of the filters: several values
    of one filter stand with commas between them, none is nothing, and the filters are parted by blanks.
    """

    filters: tuple[Filter, ...]
    keys: dict[str, str]

    @classmethod
    def of(cls, review: Review) -> "Filters":
        """Gather them over the open opportunities."""
        deals = [deal for deal in review.opportunities if deal.status == "open"]
        managers = {card.rep: card.manager for card in review.scorecards}
        values = {deal.id: _values(deal, managers[deal.owner]) for deal in deals}
        filters = tuple(
            _filter(each, {value for of_deal in values.values() for value in of_deal[place]})
            for place, each in enumerate(_lists(review, deals))
        )
        places = [{choice.id: str(place) for place, choice in enumerate(each.choices)} for each in filters]
        keys = {
            deal: " ".join(
                ",".join(found[value] for value in of_one) for of_one, found in zip(each, places, strict=True)
            )
            for deal, each in values.items()
        }
        return cls(filters, keys)


def by_weight(review: Review) -> Filter:
    """Give the filter of the table of checks: their weights, the heaviest first."""
    found = {check.severity for check in review.playbook.checks}
    choices = (Choice(weight, weight, weight in found) for weight in review.playbook.scoring.severities)
    return Filter("weight", "Weight", offered=True, choices=tuple(choices))


_NO_CATEGORY: Final = "none"
"""Stands in the address for the open opportunities that the CRM has in no category of the forecast."""

_List = tuple[str, str, bool, Iterable[tuple[str, str]]]


def _lists(review: Review, deals: Iterable[Deal]) -> tuple[_List, ...]:
    """Give each filter's name, label, whether it is offered, and its choices, in the order in which they are read."""
    playbook = review.playbook
    accounts = {deal.account: deal.account_name or deal.account for deal in deals if deal.account}
    checks = sorted(playbook.checks, key=lambda check: SEVERITIES.index(check.severity))
    return (
        ("stage", "Stage", True, [(stage.id, stage.name) for stage in playbook.stages]),
        (
            "forecast",
            "Forecast",
            bool(review.forecast),
            [(each or _NO_CATEGORY, FORECAST_WORDS[each]) for each in FORECAST_WORDS],
        ),
        ("manager", "Manager", True, _by_name({each.manager: each.name for each in review.managers})),
        ("rep", "Rep", True, _by_name({card.rep: card.name for card in review.scorecards})),
        ("account", "Account", True, _by_name(accounts)),
        ("finding", "Finding", True, [(check.id, check.name) for check in checks]),
        ("unknown", "Unknown", True, [(check.id, check.name) for check in checks]),
        ("question", "Open question", False, [(each.id, each.name) for each in playbook.questions]),
        ("situation", "Situation", True, [(each.id, each.name) for each in playbook.situations]),
        ("cause", "Leading cause", False, [(cause.id, cause.name) for cause in playbook.causes]),
        ("play", "Play", False, [(play.id, play.name) for play in playbook.plays]),
    )


def _values(deal: Deal, manager: str | None) -> tuple[tuple[str, ...], ...]:
    """Give a deal's values for each filter, in the order of the filters."""
    today = deal.today
    one = (deal.stage, deal.forecast or _NO_CATEGORY, manager, deal.owner, deal.account)
    return (
        *((value,) if value else () for value in one),
        today.findings,
        deal.to_ask,
        today.questions,
        (today.situation,) if today.situation else (),
        (today.cause,) if today.cause else (),
        today.plays,
    )


def _filter(listed: _List, found: set[str]) -> Filter:
    name, label, offered, choices = listed
    return Filter(name, label, offered, tuple(Choice(id_, text, id_ in found) for id_, text in choices))


def _by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
