"""The review as pages: which page is made from which template, with which context."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from scorecards.model.playbook import Play, Playbook, Question
from scorecards.model.practices import SOURCES
from scorecards.render.context import Context, context_of, said_on_each, unexplained
from scorecards.render.environment import environment
from scorecards.render.pictures.dressing import Picture
from scorecards.render.reference.reference import Reference
from scorecards.render.reference.samples import samples_of
from scorecards.report.cold_file import ColdState
from scorecards.report.review import Review
from scorecards.report.rules import PlayToday, QuestionToday
from scorecards.report.scorecard import Scorecard, StageGroup

_OFTEN: Final = 12
"""A finding on more opportunities than this is explained once above the list, and not on each."""

_PRINTED: Final = 24
"""So many opportunities fit on a printed scorecard of two pages."""

_TEAM: Final = ("names", "open", "unknown", "accounts", "territories", "wins", "cold", "figures")
_PLAYBOOK: Final = ("index", "stages", "questions", "causes", "plays", "stories", "checks", "glossary", "practices")
_REFERENCE: Final = ("facts", "fields", "errors", "commands", "patterns")

_TEMPLATES: Final = {
    "index": "home",
    "scorecards/index": "scorecards",
    **{f"scorecards/{page}": page for page in _TEAM},
    **{f"playbook/{page}": f"playbook/{page}" for page in _PLAYBOOK},
    **{f"reference/{page}": f"reference/{page}" for page in _REFERENCE},
}
"""The template of each page of which there is one; those of reps and managers stand beside the team's."""


def render(review: Review, reference: Reference, pictures: Mapping[str, Picture] | None = None) -> dict[str, str]:
    """Render every page, ``{path below the folder of the site's pages: text}``.

    Where a figure has none of the ``pictures``, its table stands there alone.
    """
    templates = environment()
    context = context_of(review, reference, pictures or {})
    context |= said_on_each(context, review, templates.get_template("parts/said.md.j2"))
    return {
        f"{page}.md": templates.get_template(f"{template}.md.j2").render(
            context, root="../" * page.count("/"), unexplained=unexplained(review.playbook), **own
        )
        for page, template, own in _pages(review)
    }


def _pages(review: Review) -> Iterator[tuple[str, str, Context]]:
    """List the pages, each with its template and what that is given besides the context of all."""
    own = {
        "scorecards/names": _by_name(review),
        "scorecards/cold": _cold_file(review),
        "playbook/index": _at_a_glance(review),
        "playbook/checks": _by_weight(review.playbook),
        "playbook/glossary": {"terms": sorted(review.playbook.terms, key=lambda term: term.term.lower())},
        "playbook/practices": _by_source(review),
        "reference/patterns": samples_of(review.playbook),
    }
    for page, template in _TEMPLATES.items():
        yield page, template, own.get(page, {})
    for card in review.scorecards:
        yield f"scorecards/{card.rep}", "scorecard", _of_scorecard(card)
    for each in review.manager_pages:
        yield f"scorecards/{each.manager}", "manager", {"page": each}


def _by_name(review: Review) -> Context:
    """Put everything with a name in the order of the alphabet."""
    kinds: dict[str, tuple[Any, ...]] = {
        "reps": review.scorecards,
        "managers": review.managers,
        "accounts": review.accounts,
        "territories": review.territories,
        "opportunities": review.opportunities,
    }
    return {"by_name": {kind: sorted(named, key=lambda each: each.name.lower()) for kind, named in kinds.items()}}


def _cold_file(review: Review) -> Context:
    """Part the cold file by state; of what has gone from the export nothing more can be decided or noted."""
    by_state = {state: [item for item in review.cold if item.state == state] for state in get_args(ColdState)}
    here = [item for item in by_state["awake"] if not item.last_seen]
    return {
        "by_state": by_state,
        "any_gone": any(item.last_seen for item in review.cold),
        "any_to_decide": bool(here),
        "any_to_name": any(item.reason and not item.cause for item in here),
    }


def _at_a_glance(review: Review) -> Context:
    """Tell of each stage what is open in it, and which plays and questions concern the most today."""
    playbook, rules = review.playbook, review.rules
    return {
        "stage_lines": {line.stage: line for line in review.stages},
        "most_today": {
            "plays": _most_today(playbook.plays, rules.plays),
            "questions": _most_today(playbook.questions, rules.questions),
        },
    }


def _most_today(
    rules: Iterable[Play | Question], added: Mapping[str, PlayToday | QuestionToday]
) -> list[tuple[Play | Question, int]]:
    """Give those that concern an opportunity today with how many, the most first."""
    counted = ((rule, added[rule.id].today.count) for rule in rules)
    return sorted((each for each in counted if each[1]), key=lambda each: -each[1])


def _by_weight(playbook: Playbook) -> Context:
    """Put the checks in the order of their weights, the heaviest first, and the causes of each by their ids."""
    weights = {severity: place for place, severity in enumerate(playbook.scoring.severities)}
    return {
        "checks_by_weight": sorted(playbook.checks, key=lambda check: weights[check.severity]),
        "weights": weights,
        "by_cause": lambda strengths: sorted(strengths.items()),
    }


def _by_source(review: Review) -> Context:
    """Put the practices below the article from which they come."""
    return {"practices": {source: [each for each in review.practices if each.source == source] for source in SOURCES}}


def _of_scorecard(card: Scorecard) -> Context:
    rows = [opportunity for group in card.stages for opportunity in group.opportunities]
    printed = {opportunity: place < _PRINTED for place, opportunity in enumerate(rows)}
    return {
        "card": card,
        "stages_shown": [_shown(group, card, printed) for group in card.stages],
        "unprinted": len(rows[_PRINTED:]),
        "said_above": frozenset(
            group.check for group in card.groups if group.tells_little or group.tally.failed > _OFTEN
        ).__contains__,
    }


def _shown(group: StageGroup, card: Scorecard, printed: dict[str, bool]) -> Context:
    """Tell of a stage on a scorecard which of its opportunities are printed, and what is unknown of all of them."""
    here = {opportunity: printed[opportunity] for opportunity in group.opportunities}
    unknown = frozenset((*card.unknown_everywhere, *group.unknown_everywhere))
    return {"group": group, "printed": here, "is_printed": any(here.values()), "unknown": unknown}
