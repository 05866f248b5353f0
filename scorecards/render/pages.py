"""The review as pages: which page is made from which template, with which context."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, get_args

from jinja2 import Environment
from markupsafe import Markup

from scorecards.model.playbook.glossary import Term
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.plays import Play
from scorecards.model.playbook.questions import Question
from scorecards.model.practices import SOURCES
from scorecards.render.context import (
    Context,
    Terms,
    context_of_review,
    context_on_each,
    context_with_short_days,
    unexplained,
)
from scorecards.render.environment import environment
from scorecards.render.likeness import runs_of
from scorecards.render.lookups import opportunities_of, rows_of
from scorecards.render.page_budget import IN_FULL, NAMES, REPS, Fitted, as_far_as_fits, fitted
from scorecards.render.pictures.drawing import Picture
from scorecards.render.reference.reference import Reference
from scorecards.render.reference.samples import samples_of
from scorecards.report.cold_file import ColdState
from scorecards.report.deal import ColleaguesDeal, Deal
from scorecards.report.review import Review
from scorecards.report.rules import PlayToday, QuestionToday
from scorecards.report.scorecard import Scorecard, StageGroup

_OFTEN: Final = 12
"""A finding on more opportunities than this is explained once above the list, and not on each."""

_PRINTED: Final = 24
"""So many opportunities fit on a printed scorecard of two pages."""

_TEAM: Final = ("open", "unknown", "accounts", "territories", "wins", "cold", "figures")
_PLAYBOOK: Final = (
    "index",
    "stages",
    "questions",
    "situations",
    "causes",
    "plays",
    "stories",
    "checks",
    "glossary",
    "practices",
)
_REFERENCE: Final = ("facts", "fields", "errors", "lint", "commands", "patterns")

_TEMPLATES: Final = {
    "index": "home",
    "scorecards/index": "scorecards",
    **{f"scorecards/{page}": page for page in _TEAM},
    **{f"playbook/{page}": f"playbook/{page}" for page in _PLAYBOOK},
    **{f"reference/{page}": f"reference/{page}" for page in _REFERENCE},
}
"""The template of each page of which there is one; those of reps and managers stand beside the team's."""


@dataclass(frozen=True)
class Pages:
    """The pages of one review: those of reps, each by itself, and the team's.

    ``terms`` is what all of them are written with.
    """

    terms: Terms

    def of_rep(self, card: Scorecard, deals: Mapping[str, Deal], named: Mapping[str, ColleaguesDeal]) -> str:
        """Render a rep's page, or of a rep who leads others the part that has their own deals.

        ``deals`` are the rep's own, the most urgent first, ``named`` those of colleagues that the page names.
        """
        by_urgency = [deal.id for deal in deals.values() if deal.owner == card.rep]
        paths = {deals[opportunity].place.path for opportunity in by_urgency}
        rows = rows_of(deals.values(), [card]).union(each.id for each in named.values() if each.has_row)
        own = opportunities_of({**named, **deals}, rows) | _of_scorecard(card, by_urgency, paths, deals)
        return self._page("scorecards", "scorecard", own, self._with_short_days)

    def of_team(
        self,
        review: Review,
        reference: Reference,
        pictures: Mapping[str, Picture] | None = None,
        own_deals: Mapping[str, str] | None = None,
    ) -> Iterator[tuple[str, str]]:
        """Render all other pages one by one, by their paths below the folder of the site's pages.

        Where a figure has none of the ``pictures``, its table stands there alone.  ``own_deals`` are the parts of
        managers' pages that have their own deals, as :meth:`of_rep` renders them, by the manager's id.
        """
        context = context_of_review(review, reference, pictures or {})
        for page, template, own in _pages(review, own_deals or {}):
            on_each = self._with_short_days if template == "manager" else self._on_each
            yield f"{page}.md", self._page(page.rpartition("/")[0], template, context | own, on_each)

    def load(self) -> None:
        """Load what a rep's page takes."""
        self._templates.get_template("scorecard.md.j2")
        for part in self._templates.list_templates(filter_func=lambda name: name.startswith("parts/")):
            self._templates.get_template(part)
        _ = self._with_short_days

    def __getstate__(self) -> dict[str, Any]:
        """Leave loaded templates behind where another process is handed this: it loads them anew."""
        return {"terms": self.terms}

    def _page(self, folder: str, template: str, own: Context, on_each: Context) -> str:
        root = "../" * len(folder.split("/")) if folder else ""
        return self._templates.get_template(f"{template}.md.j2").render(
            on_each,
            root=root,
            deals_at=f"{root}scorecards/",
            unexplained=unexplained(self.terms.playbook),
            **own,
        )

    @cached_property
    def _on_each(self) -> Context:
        return context_on_each(self.terms, self._templates.get_template("parts/said.md.j2"))

    @cached_property
    def _with_short_days(self) -> Context:
        return context_with_short_days(self.terms, self._templates.get_template("parts/said.md.j2"))

    @cached_property
    def _templates(self) -> Environment:
        return environment()


def render(review: Review, reference: Reference, pictures: Mapping[str, Picture] | None = None) -> dict[str, str]:
    """Render every page of a review that holds all its opportunities, ``{path: text}``, as :class:`Pages` does."""
    pages = Pages(Terms.of_review(review))
    deals = {deal.id: deal for deal in review.opportunities}
    of_reps = {card.rep: pages.of_rep(card, deals, {}) for card in review.scorecards}
    own_deals = {card.rep: of_reps.pop(card.rep) for card in review.scorecards if card.leads}
    of_team = dict(pages.of_team(review, reference, pictures, own_deals))
    return of_team | {f"scorecards/{rep}.md": page for rep, page in of_reps.items()}


def _pages(review: Review, own_deals: Mapping[str, str]) -> Iterator[tuple[str, str, Context]]:
    """List the team's pages, each with its template and what that is given besides the context of all."""
    own = {
        "scorecards/index": _teams(review),
        "scorecards/cold": _cold_file(review),
        "playbook/index": _at_a_glance(review),
        "playbook/checks": _by_weight(review.playbook),
        "playbook/glossary": {"terms": sorted(review.playbook.terms, key=lambda term: term.term.lower())},
        "playbook/practices": _by_source(review),
        "reference/patterns": samples_of(review.playbook),
    }
    for page, template in _TEMPLATES.items():
        yield page, template, own.get(page, {})
    for place, names in enumerate(_by_name(review)):
        yield f"scorecards/{_names_page(place)}", "names", names
    for each in review.manager_pages:
        part = Markup(own_deals.get(each.manager, ""))  # noqa: S704 - a template of ours rendered it, escaped
        yield f"scorecards/{each.manager}", "manager", {"page": each, "own_deals": part}


def _by_name(review: Review) -> list[Context]:
    """Put everything with a name in the order of the alphabet, and part it into pages; nobody stands there twice."""
    reps = {card.rep for card in review.scorecards}
    both = {card.rep: "Rep and manager" for card in review.scorecards if card.leads}
    kinds: dict[str, tuple[Any, ...]] = {
        "reps": review.scorecards,
        "managers": tuple(each for each in review.managers if each.manager not in reps),
        "accounts": review.accounts,
        "territories": review.territories,
        "opportunities": review.opportunities,
    }
    named = [(kind, each) for kind, all_ in kinds.items() for each in sorted(all_, key=lambda each: each.name.lower())]
    parts = [named[begin : begin + NAMES] for begin in range(0, len(named), NAMES)] or [named]
    firsts = [part[0] for part in parts] if len(parts) > 1 else []
    return [
        {
            "both": both,
            "by_name": {kind: [each for of, each in part if of == kind] for kind in kinds},
            "parts": [
                {
                    "page": _names_page(at),
                    "kind": kind,
                    "begins_with": first.name,
                    "is_here": at == place,
                }
                for at, (kind, first) in enumerate(firsts)
            ],
            "up": "../" if place else "",
        }
        for place, part in enumerate(parts)
    ]


def _names_page(place: int) -> str:
    return f"names/{place + 1}" if place else "names"


def _teams(review: Review) -> Context:
    """Part the managers into those whose teams the page shows, and those whom it names; reps of none stand apart."""
    shown, reps = 0, 0
    for line in review.managers:
        reps += len(line.reps)
        if shown and reps > REPS:
            break
        shown += 1
    return {
        "teams": review.managers[:shown],
        "other_managers": review.managers[shown:],
        "led_by_nobody": [card for card in review.scorecards if card.manager is None],
    }


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
    """Put the checks in the order of their weights, the heaviest first."""
    weights = {severity: place for place, severity in enumerate(playbook.scoring.severities)}
    return {
        "checks_by_weight": sorted(playbook.checks, key=lambda check: weights[check.severity]),
        "weights": weights,
    }


def _by_source(review: Review) -> Context:
    """Put the practices below the article from which they come."""
    return {"practices": {source: [each for each in review.practices if each.source == source] for source in SOURCES}}


def _fits(card: Scorecard, by_urgency: Sequence[str]) -> Callable[..., Fitted]:
    """Make a function that writes the open opportunities of a page in its order or, where they do not fit, by urgency.

    What is to be brought to an end stands above them with a link to its row, and comes first.  ``unexplained`` are the
    words that the page has still to explain; what is written in vain explains none.
    """
    in_order = [opportunity for group in card.stages for opportunity in group.opportunities]
    rows = frozenset(in_order)
    acted = [action.opportunity for action in card.actions if action.opportunity in rows]
    by_urgency = list(dict.fromkeys((*acted, *(each for each in by_urgency if each in rows))))

    def fits(full: Callable[[str], str], short: Callable[[str], str], unexplained: dict[str, Term]) -> Fitted:
        before = dict(unexplained)
        whole = as_far_as_fits(in_order, full, IN_FULL, unexplained)
        if len(whole) == len(in_order):
            return Fitted(whole, {}, len(in_order))
        unexplained.update(before)
        return fitted(by_urgency, full, short, unexplained)

    return fits


def _of_scorecard(card: Scorecard, by_urgency: Sequence[str], paths: set[str], deals: Mapping[str, Deal]) -> Context:
    """Give what a rep's page is made of; ``paths`` are the files in which its opportunities stand."""
    rows = [opportunity for group in card.stages for opportunity in group.opportunities]
    printed = {opportunity: place < _PRINTED for place, opportunity in enumerate(rows)}
    stages = [_shown(group, card, printed, deals) for group in card.stages]
    return {
        "card": card,
        "stages_shown": stages,
        "stage_of": {opportunity: shown for shown in stages for opportunity in shown["printed"]},
        "fits": _fits(card, by_urgency),
        "unprinted": len(rows[_PRINTED:]),
        "page_file": paths.pop() if len(paths) == 1 else None,
        "said_above": frozenset(
            group.check for group in card.groups if group.tells_little or group.tally.failed > _OFTEN
        ).__contains__,
    }


def _shown(group: StageGroup, card: Scorecard, printed: dict[str, bool], deals: Mapping[str, Deal]) -> Context:
    """Tell of a stage on a scorecard which opportunities are printed, which are alike, and what is unknown of all."""
    here = {opportunity: printed[opportunity] for opportunity in group.opportunities}
    unknown = frozenset((*card.unknown_everywhere, *group.unknown_everywhere))
    runs = runs_of(group.opportunities, deals)
    alike = {each: bool(run.like) for run in runs for each in run.ids}
    return {
        "group": group,
        "printed": here,
        "is_printed": any(here.values()),
        "unknown": unknown,
        "runs": runs,
        "alike": alike,
    }
