"""The review as pages: ``{path below docs/: text}``.

Templates get the review, lookups of its parts by id, and functions that write money, numbers and dates.
They do no arithmetic.  Autoescape is on for all of them, and whatever the CRM holds stands in literal regions
(see :mod:`scorecards.render.literal`), so that it reaches the page as it is.
"""

import json
import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from scorecards.cache.cache import Cache
from scorecards.model.practices import SOURCES
from scorecards.render.compiled_templates import CompiledTemplates
from scorecards.render.filters import Filters, by_weight
from scorecards.render.lookups import lookups_of
from scorecards.report.formats import FLOW_WORDS, Formats

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from scorecards.render.pictures.dressing import Picture
    from scorecards.render.reference.reference import Reference
    from scorecards.report.cold_file import Cold
    from scorecards.report.deal import Deal
    from scorecards.report.review import Review
    from scorecards.report.rules import CheckRule, Rules, TermRule
    from scorecards.report.scorecard import Scorecard
    from scorecards.report.values import Value

_OFTEN: Final = 12
"""A finding on more opportunities than this is explained once above the list, and not on each."""

_WEIGHED: Final = 2
"""A check that rests on more facts than this is shown without its counts and days."""

_PRINTED: Final = 24
"""So many opportunities fit on a printed scorecard of two pages."""

_PLAIN_TITLE: Final = re.compile(r"(?:[^\W_]|[ .'-])+")
_FIXED_PAGES: Final = {
    "index.md": "home.md.j2",
    "scorecards/index.md": "scorecards.md.j2",
    "scorecards/names.md": "names.md.j2",
    "scorecards/open.md": "open.md.j2",
    "scorecards/unknown.md": "unknown.md.j2",
    "scorecards/accounts.md": "accounts.md.j2",
    "scorecards/territories.md": "territories.md.j2",
    "scorecards/wins.md": "wins.md.j2",
    "scorecards/cold.md": "cold.md.j2",
    "scorecards/figures.md": "figures.md.j2",
    "playbook/index.md": "playbook/index.md.j2",
    "playbook/stages.md": "playbook/stages.md.j2",
    "playbook/questions.md": "playbook/questions.md.j2",
    "playbook/causes.md": "playbook/causes.md.j2",
    "playbook/plays.md": "playbook/plays.md.j2",
    "playbook/stories.md": "playbook/stories.md.j2",
    "playbook/checks.md": "playbook/checks.md.j2",
    "playbook/glossary.md": "playbook/glossary.md.j2",
    "playbook/practices.md": "playbook/practices.md.j2",
    "reference/facts.md": "reference/facts.md.j2",
    "reference/fields.md": "reference/fields.md.j2",
    "reference/errors.md": "reference/errors.md.j2",
    "reference/commands.md": "reference/commands.md.j2",
    "reference/patterns.md": "reference/patterns.md.j2",
}


def render(
    review: "Review",
    reference: "Reference",
    kept: Cache | None = None,
    pictures: "Mapping[str, Picture] | None" = None,
) -> dict[str, str]:
    """Render every page; the paths are relative to the folder of the site's pages.

    ``kept`` is where compiled templates are kept between builds.  Where a figure has none of the ``pictures``, its
    table stands there alone.
    """
    environment = _environment()
    environment.bytecode_cache = CompiledTemplates(kept) if kept else None
    context = _context(review, reference) | {"picture": _picture(pictures or {})}
    pages = {
        path: environment.get_template(template).render(
            context, root="../" * path.count("/"), unexplained=_terms(review)
        )
        for path, template in _FIXED_PAGES.items()
    }
    scorecard = environment.get_template("scorecard.md.j2")
    parts = environment.get_template("parts/said.md.j2").make_module(context)
    context["said"] = _said(parts, review.rules)
    context["sources"] = _sources(parts, review.rules)
    for card in review.scorecards:
        pages[f"scorecards/{card.rep}.md"] = scorecard.render(
            context, root="../", unexplained=_terms(review), **_of_scorecard(card)
        )
    manager = environment.get_template("manager.md.j2")
    for page in review.manager_pages:
        pages[f"scorecards/{page.manager}.md"] = manager.render(
            context, root="../", unexplained=_terms(review), page=page
        )
    return pages


def _terms(review: "Review") -> "dict[str, TermRule]":
    """Give the words of the glossary by id, for one page, which takes out each that it has explained."""
    return _by("id", review.rules.terms)


def plain_title(name: str, instead: str) -> str:
    """Give a name that a page's title can hold: themes put titles into their pages without escaping them."""
    return name if _PLAIN_TITLE.fullmatch(name) else instead


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("scorecards.render"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["url"] = cache(_url)
    environment.filters["quoted"] = _quoted
    environment.filters["spaced"] = _spaced
    return environment


def _context(review: "Review", reference: "Reference") -> dict[str, Any]:
    formats = Formats(review.locale, review.currency)
    rules = review.rules
    return {
        "review": review,
        "rules": rules,
        "reference": reference,
        "deals": _by("id", review.opportunities),
        "cards": _by("rep", review.scorecards),
        "accounts": _by("account", review.accounts),
        "stages": _by("id", rules.stages),
        "filters": Filters.of(review),
        "check_filter": by_weight(review),
        "questions": _by("id", rules.questions),
        "causes": _by("id", rules.causes),
        "plays": _by("id", rules.plays),
        "stories": _by("id", rules.stories),
        "checks": _by("id", rules.checks),
        "facts": _by("name", rules.facts),
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
        "on_next_steps": _on_next_steps(rules).__contains__,
        "evidence": _evidence(formats),
        "besides": _besides,
        "together": frozenset.union,
        "plain_title": plain_title,
        **lookups_of(review, formats),
    }


def _picture(pictures: "Mapping[str, Picture]") -> "Callable[[str, str], Markup]":
    """Make a function that gives a picture for a page, by its name and the way from the page to the site's root."""

    def picture(name: str, root: str) -> Markup:
        return Markup(pictures[name].on(root) if name in pictures else "")  # noqa: S704 - see pictures.dressing

    return picture


def _evidence(formats: Formats) -> "Callable[[CheckRule, dict[str, Value]], list[str]]":
    """Make a function that tells a check's evidence in a few words, by the values of the facts.

    A check that weighs more than two facts has none: two of many would not say why it came out as it did.
    """

    def told(check: "CheckRule", values: "dict[str, Value]") -> list[str]:
        if len(check.tested) > _WEIGHED:
            return []
        found = (formats.evidence(name, values[name]) for name in check.tested if name in values)
        return [phrase for phrase in found if phrase]

    return told


def _said(parts: Any, rules: "Rules") -> dict[str, dict[str, str]]:
    """Render once what is said alike on every opportunity: on 2,000 of them that takes half the time."""
    fields = {field for fact in rules.facts for field in fact.reads}
    return {
        "meaning": {fact.name: parts.meaning(fact) for fact in rules.facts},
        "missing": {field: parts.missing(field) for field in fields},
        **{
            name: {check.id: getattr(parts, name)(check) for check in rules.checks}
            for name in ("head", "cure", "why", "ask", "passed")
        },
    }


def _sources(parts: Any, rules: "Rules") -> "Callable[[Deal], dict[str, str]]":
    """Make a function that renders the fields behind an opportunity's findings, each once, by name."""
    reads = {fact.name: (*fact.reads, *fact.beside) for fact in rules.facts}
    behind = {check.id: {field for name in check.facts for field in reads[name]} for check in rules.checks}

    @cache
    def fields_behind(checks: tuple[str, ...]) -> set[str]:
        return set().union(*(behind[check] for check in checks))

    def sources(deal: "Deal") -> dict[str, str]:
        fields = fields_behind(deal.failed)
        return {
            read.field: parts.source(deal.place.path, read, _carried(deal, read.field))
            for read in deal.reads
            if read.field in fields
        }

    return sources


def _of_scorecard(card: "Scorecard") -> dict[str, Any]:
    rows = [opportunity for group in card.stages for opportunity in group.opportunities]
    return {
        "card": card,
        "printed": frozenset(rows[:_PRINTED]),
        "unprinted": len(rows[_PRINTED:]),
        "everywhere": frozenset(card.unknown_everywhere),
        "said_above": frozenset(
            group.check for group in card.groups if group.tells_little or group.tally.failed > _OFTEN
        ).__contains__,
    }


def _by(attribute: str, things: Iterable[Any]) -> dict[str, Any]:
    return {getattr(thing, attribute): thing for thing in things}


def _known(deal: "Deal") -> "dict[str, Value]":
    return {fact.name: fact.value for fact in deal.facts}


def _carried(item: "Deal | Cold", field: str, part: str = "") -> "date | None":
    """Give the day of the snapshot from which a field, or a part of it, was carried on."""
    if not item.carried:
        return None
    days = {each.field: each.on for each in item.carried}
    return days.get(f"{field}.{part}") or days.get(field)


def _on_next_steps(rules: "Rules") -> frozenset[str]:
    """Name the checks that rest on nothing but next steps: what the CRM has in their place stands beside them."""
    facts = {fact.name for fact in rules.facts if "crm_next_step" in fact.beside}
    return frozenset(check.id for check in rules.checks if check.tested and facts.issuperset(check.tested))


def _besides(ids: Iterable[str], others: Collection[str]) -> list[str]:
    return [each for each in ids if each not in others]


def _visible(value: Any) -> Any:
    """Keep line breaks and tabs from Markdown, and make control characters visible; all else is left alone."""
    if value.__class__ is str and not value.isprintable():
        return Markup(_UNPRINTABLE.sub(_shown, str(escape(value))))  # noqa: S704 - escaped the moment before
    return value


# Line ends and tabs, which Markdown would rewrite; other control characters, which it drops or a page cannot
# hold; and halves of surrogate pairs, which no file can hold.
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\u2028\u2029\ud800-\udfff]")
_KEPT: Final = "\t\n\r\u2028\u2029"


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    if character in _KEPT:
        return f"&#{ord(character)};"
    if character < "\x20":
        return chr(0x2400 + ord(character))
    return "\ufffd"


def _url(text: str) -> str:
    return quote(text, safe="")


def _quoted(title: str) -> Markup:
    """Quote a plain title for YAML."""
    return Markup(json.dumps(title, ensure_ascii=False))  # noqa: S704 - front matter; see plain_title


def _spaced(word: str) -> str:
    return word.replace("_", " ")
