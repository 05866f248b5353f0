"""What templates are given: the review, its parts by id, and functions that write money, numbers and dates."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from jinja2 import Template
from markupsafe import Markup

from scorecards.index.index import Index
from scorecards.model import vocabulary
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.facts.fact import Fact
from scorecards.model.playbook.glossary import Term
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.practices import SOURCES
from scorecards.render.backtest.words import kept_verdict
from scorecards.render.deal_words import deal_words
from scorecards.render.environment import plain_title
from scorecards.render.expected_values import expected_of
from scorecards.render.lookups import lookups_of, opportunities_of, rows_of
from scorecards.render.page_budget import MOST
from scorecards.render.pictures.drawing import Picture
from scorecards.render.reference.reference import Reference
from scorecards.render.table_cells import Cells
from scorecards.render.table_columns import (
    Table,
    account_table,
    cold_table,
    gap_table,
    open_table,
    rep_table,
    territory_table,
)
from scorecards.render.table_filters import Filters, by_weight
from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.formats import FLOW_WORDS, FORECAST_WORDS, Formats
from scorecards.report.review import Review
from scorecards.report.values import KnownFact, Value

_WEIGHED: Final = 2
"""A check that rests on more facts than this is shown without its counts and days."""

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Terms:
    """What every page of a review is written with, whoever it is for; ``rep_names`` are the team's reps by id."""

    playbook: Playbook
    facts: tuple[Fact, ...]
    as_of: date
    locale: str
    currency: str
    rep_names: Mapping[str, str]
    crm_url: str | None = None

    @classmethod
    def of(cls, index: Index) -> "Terms":
        """Take them from what all reps share."""
        names = {rep.id: rep.name for rep in index.team.reps}
        return cls(
            index.playbook, FACTS, index.as_of, index.team.locale, index.team.currency, names, index.team.crm_url
        )

    @classmethod
    def of_review(cls, review: Review) -> "Terms":
        """Take them from a review."""
        names = {card.rep: card.name for card in review.scorecards}
        return cls(review.playbook, review.facts, review.as_of, review.locale, review.currency, names)

    @property
    def formats(self) -> Formats:
        """How days and sums are written."""
        return Formats(self.locale, self.currency)

    @property
    def short_formats(self) -> Formats:
        """How they are written where days are short."""
        return Formats(self.locale, self.currency, self.as_of)


def context_with_short_days(terms: Terms, said: Template) -> Context:
    """Gather what the templates of people's pages are given: days are short there, with the full date behind them."""
    context = context_on_each(terms, said, terms.short_formats)
    return context | {"day": context["dated"], "due_when": context["due_with_date"]}


def context_on_each(terms: Terms, said: Template, formats: Formats | None = None) -> Context:
    """Gather what the templates of all pages are given.

    What is said alike on every opportunity is rendered here once: on 2,000 of them that takes half the time.
    """
    formats, playbook = formats or terms.formats, terms.playbook
    context: Context = {
        "as_of": terms.as_of,
        "currency": terms.currency,
        "cells": Cells(formats),
        "due_when": Cells(formats).by_when,
        "most": MOST,
        "vocabulary": vocabulary,
        "playbook": playbook,
        "facts_read": playbook.facts_read,
        "stages": _by("id", playbook.stages),
        "questions": _by("id", playbook.questions),
        "situations": playbook.situations_by_id,
        "causes": _by("id", playbook.causes),
        "plays": _by("id", playbook.plays),
        "stories": _by("id", playbook.stories),
        "checks": _by("id", playbook.checks),
        "facts": _by("name", terms.facts),
        "sources_of_practices": SOURCES,
        "money": formats.money,
        "flow_words": FLOW_WORDS,
        "forecast_words": FORECAST_WORDS,
        "number": formats.number,
        "many": formats.many,
        "day": formats.day,
        "full_day": formats.full_day,
        "weekday": formats.weekday,
        "fact": formats.fact,
        **deal_words(formats, playbook, terms.crm_url),
        "known": _known,
        "carried": _carried,
        "on_next_steps": _on_next_steps(terms).__contains__,
        "evidence": _evidence(playbook, formats),
        "told_facts": _told_facts(formats),
        "besides": _besides,
        "given": _given,
        "plain_title": plain_title,
        **lookups_of(terms.playbook, terms.facts, terms.rep_names, formats),
    }
    return context | _said_on_each(context, terms, said)


def context_of_review(review: Review, reference: Reference, pictures: Mapping[str, Picture]) -> Context:
    """Gather what the team's pages are given besides; without the pictures, the table beside each stands alone."""
    return {
        "review": review,
        "rules": review.rules,
        "reference": reference,
        **opportunities_of(
            {deal.id: deal for deal in review.opportunities}, rows_of(review.opportunities, review.scorecards)
        ),
        "cards": _by("rep", review.scorecards),
        "managers": _by("manager", review.managers),
        "accounts": _by("account", review.accounts),
        "manager_pages": _by("manager", review.manager_pages),
        "cells": Cells.of(review),
        "tables": _tables(review),
        "filters": Filters.of(review),
        "check_filter": by_weight(review),
        "kept_verdict": kept_verdict,
        "picture": _picture(pictures),
    }


def _said_on_each(context: Context, terms: Terms, said: Template) -> Context:
    parts: Any = said.make_module(context)
    fields = {field for fact in terms.facts for field in fact.reads}
    by_check = {
        name: {check.id: getattr(parts, name)(check) for check in terms.playbook.checks}
        for name in ("head", "cure", "why", "ask", "passed")
    }
    meaning = {fact.name: parts.meaning(fact) for fact in terms.facts}
    missing = {field: parts.missing(field) for field in fields}
    expected = {check.id: expected_of(check) for check in terms.playbook.checks}
    said_alike = {"meaning": meaning, "missing": missing, "expected": expected, **by_check}
    return {"said": said_alike, "sources": _sources(parts, terms)}


def unexplained(playbook: Playbook) -> dict[str, Term]:
    """Collect the words of the glossary by id, for one page, which takes out each that it has explained."""
    return _by("id", playbook.terms)


def _tables(review: Review) -> dict[str, Table[Any]]:
    return {
        "open": open_table(review),
        "reps": rep_table(review),
        "accounts": account_table(review),
        "territories": territory_table(review),
        "unknown": gap_table(review),
        "cold": cold_table(review),
    }


def _sources(parts: Any, terms: Terms) -> Callable[[Deal], dict[str, str]]:
    """Make a function that renders the fields behind an opportunity's findings, each once, by name."""
    reads = {fact.name: (*fact.reads, *fact.beside) for fact in terms.facts}
    behind = {
        check: {field for name in facts for field in reads[name]} for check, facts in terms.playbook.facts_read.items()
    }

    @cache  # many opportunities have the same findings
    def fields_behind(checks: tuple[str, ...]) -> set[str]:
        return set().union(*(behind[check] for check in checks))

    def sources(deal: Deal) -> dict[str, str]:
        fields = fields_behind(deal.failed)
        return {
            read.field: parts.source(read, _carried(deal, read.field)) for read in deal.reads if read.field in fields
        }

    return sources


def _picture(pictures: Mapping[str, Picture]) -> Callable[[str, str], Markup]:
    """Make a function that gives a picture for a page, by its name and the way from the page to the site's root."""

    def picture(name: str, root: str) -> Markup:
        return Markup(pictures[name].on(root) if name in pictures else "")  # noqa: S704 - see pictures.drawing

    return picture


def _evidence(playbook: Playbook, formats: Formats) -> Callable[[str, dict[str, Value]], list[str]]:
    """Make a function that tells a check's evidence in a few words, by the values of the facts.

    A check that weighs more than two facts has none: two of many would not say why it came out as it did.
    """
    facts_tested = {check.id: check.facts_tested() for check in playbook.checks}

    def told(check: str, values: dict[str, Value]) -> list[str]:
        tested = facts_tested[check]
        if len(tested) > _WEIGHED:
            return []
        found = (formats.evidence(name, values[name]) for name in tested if name in values)
        return [phrase for phrase in found if phrase]

    return told


def _told_facts(formats: Formats) -> Callable[[Iterable[KnownFact]], list[str]]:
    """Make a function that tells known facts in a few words each; one that its rule's title says already has none."""

    def told(facts: Iterable[KnownFact]) -> list[str]:
        found = (formats.evidence(fact.name, fact.value) for fact in facts)
        return [phrase for phrase in found if phrase]

    return told


def _by(attribute: str, things: Iterable[Any]) -> dict[str, Any]:
    return {getattr(thing, attribute): thing for thing in things}


def _known(deal: Deal) -> dict[str, Value]:
    return {fact.name: fact.value for fact in deal.facts}


def _carried(item: Deal | Cold, field: str, part: str = "") -> date | None:
    """Give the day of the snapshot from which a field, or a part of it, was carried on."""
    if not item.carried:
        return None
    days = {each.field: each.on for each in item.carried}
    return days.get(f"{field}.{part}") or days.get(field)


def _on_next_steps(terms: Terms) -> frozenset[str]:
    """Name the checks that rest on nothing but next steps: what the CRM has in their place stands beside them."""
    facts = {fact.name for fact in terms.facts if "crm_next_step" in fact.beside}
    tested = {check.id: check.facts_tested() for check in terms.playbook.checks}
    return frozenset(check for check, read in tested.items() if read and facts.issuperset(read))


def _given(*rows: Any) -> list[Any]:
    """Leave out of a list what is none in this case."""
    return [row for row in rows if row is not None]


def _besides(ids: Iterable[str], others: Collection[str]) -> list[str]:
    return [each for each in ids if each not in others]
