"""What templates are given: the review, its parts by id, and functions that write money, numbers and dates."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from jinja2 import Template
from markupsafe import Markup

from scorecards.model import vocabulary
from scorecards.model.playbook import Playbook, Term
from scorecards.model.practices import SOURCES
from scorecards.render.environment import plain_title
from scorecards.render.lookups import lookups_of
from scorecards.render.pictures.dressing import Picture
from scorecards.render.reference.reference import Reference
from scorecards.render.table_cells import Cells
from scorecards.render.table_columns import (
    Table,
    account_table,
    cold_table,
    deal_table,
    gap_table,
    rep_table,
    territory_table,
)
from scorecards.render.table_filters import Filters, by_weight
from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.formats import FLOW_WORDS, Formats
from scorecards.report.review import Review
from scorecards.report.values import Value

_WEIGHED: Final = 2
"""A check that rests on more facts than this is shown without its counts and days."""

Context = dict[str, Any]


def context_of(review: Review, reference: Reference, pictures: Mapping[str, Picture]) -> Context:
    """Gather what every template is given; where there is none of the pictures, the table beside it stands alone."""
    formats = Formats(review.locale, review.currency)
    playbook = review.playbook
    return {
        "review": review,
        "vocabulary": vocabulary,
        "playbook": playbook,
        "rules": review.rules,
        "reference": reference,
        "deals": _by("id", review.opportunities),
        "cards": _by("rep", review.scorecards),
        "accounts": _by("account", review.accounts),
        "stages": _by("id", playbook.stages),
        "manager_pages": _by("manager", review.manager_pages),
        "cells": Cells(review),
        "tables": _tables(review),
        "filters": Filters.of(review),
        "check_filter": by_weight(review),
        "questions": _by("id", playbook.questions),
        "causes": _by("id", playbook.causes),
        "plays": _by("id", playbook.plays),
        "stories": _by("id", playbook.stories),
        "checks": _by("id", playbook.checks),
        "facts": _by("name", review.facts),
        "sources_of_practices": SOURCES,
        "money": formats.money,
        "flow_words": FLOW_WORDS,
        "number": formats.number,
        "many": formats.many,
        "day": formats.day,
        "weekday": formats.weekday,
        "fact": formats.fact,
        "known": _known,
        "carried": _carried,
        "on_next_steps": _on_next_steps(review).__contains__,
        "evidence": _evidence(review, formats),
        "besides": _besides,
        "given": _given,
        "plain_title": plain_title,
        "picture": _picture(pictures),
        **lookups_of(review, formats),
    }


def said_on_each(context: Context, review: Review, said: Template) -> Context:
    """Render once what is said alike on every opportunity: on 2,000 of them that takes half the time."""
    parts: Any = said.make_module(context)
    fields = {field for fact in review.facts for field in fact.reads}
    by_check = {
        name: {check.id: getattr(parts, name)(check) for check in review.playbook.checks}
        for name in ("head", "cure", "why", "ask", "passed")
    }
    meaning = {fact.name: parts.meaning(fact) for fact in review.facts}
    missing = {field: parts.missing(field) for field in fields}
    return {"said": {"meaning": meaning, "missing": missing, **by_check}, "sources": _sources(parts, review)}


def unexplained(playbook: Playbook) -> dict[str, Term]:
    """Collect the words of the glossary by id, for one page, which takes out each that it has explained."""
    return _by("id", playbook.terms)


def _tables(review: Review) -> dict[str, Table[Any]]:
    return {
        "open": deal_table(review),
        "reps": rep_table(review),
        "accounts": account_table(review),
        "territories": territory_table(review),
        "unknown": gap_table(review),
        "cold": cold_table(review),
    }


def _sources(parts: Any, review: Review) -> Callable[[Deal], dict[str, str]]:
    """Make a function that renders the fields behind an opportunity's findings, each once, by name."""
    reads = {fact.name: (*fact.reads, *fact.beside) for fact in review.facts}
    behind = {
        check: {field for name in added.facts for field in reads[name]} for check, added in review.rules.checks.items()
    }

    @cache  # many opportunities have the same findings
    def fields_behind(checks: tuple[str, ...]) -> set[str]:
        return set().union(*(behind[check] for check in checks))

    def sources(deal: Deal) -> dict[str, str]:
        fields = fields_behind(deal.failed)
        return {
            read.field: parts.source(deal.place.path, read, _carried(deal, read.field))
            for read in deal.reads
            if read.field in fields
        }

    return sources


def _picture(pictures: Mapping[str, Picture]) -> Callable[[str, str], Markup]:
    """Make a function that gives a picture for a page, by its name and the way from the page to the site's root."""

    def picture(name: str, root: str) -> Markup:
        return Markup(pictures[name].on(root) if name in pictures else "")  # noqa: S704 - see pictures.dressing

    return picture


def _evidence(review: Review, formats: Formats) -> Callable[[str, dict[str, Value]], list[str]]:
    """Make a function that tells a check's evidence in a few words, by the values of the facts.

    A check that weighs more than two facts has none: two of many would not say why it came out as it did.
    """

    def told(check: str, values: dict[str, Value]) -> list[str]:
        tested = review.rules.checks[check].tested
        if len(tested) > _WEIGHED:
            return []
        found = (formats.evidence(name, values[name]) for name in tested if name in values)
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


def _on_next_steps(review: Review) -> frozenset[str]:
    """Name the checks that rest on nothing but next steps: what the CRM has in their place stands beside them."""
    facts = {fact.name for fact in review.facts if "crm_next_step" in fact.beside}
    checks = review.rules.checks.items()
    return frozenset(check for check, added in checks if added.tested and facts.issuperset(added.tested))


def _given(*rows: Any) -> list[Any]:
    """Leave out of a list what is none in this case."""
    return [row for row in rows if row is not None]


def _besides(ids: Iterable[str], others: Collection[str]) -> list[str]:
    return [each for each in ids if each not in others]
