"""A deal in a few words: chips of figures, when a step is due, findings by topic, and what a score consists of."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, Generic, TypeVar
from urllib.parse import quote

from markupsafe import Markup

from scorecards.model.facts.catalogue import TOPIC_OF_FACT
from scorecards.model.picks import monday_of
from scorecards.model.playbook.playbook import Playbook
from scorecards.render.table_cells import Cells
from scorecards.report.deal import Deal
from scorecards.report.formats import Formats
from scorecards.report.values import AtLeast, KnownFact, StepState

_SILENT: Final = ("days_since_persons_last_reply", "days_since_their_last_word")
_TRIED: Final = ("unanswered_attempts", "tries_since_their_last_word")
_AGED: Final = ("days_in_stage", "working_days_in_stage")
_ANYTHING_ELSE: Final = "Other"
_A_WEEK: Final = timedelta(days=7)
_IN_VIEW: Final = 3
"""So many findings are in view, each of another topic."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure in two or three words; ``mark`` is the class of its colour, ``meaning`` what it stands for."""

    text: str
    meaning: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one severity adds to a score: its weight, and how many of its checks pass, fail, or are unknown."""

    severity: str
    weight: int
    passing: int
    findings: int
    unknown: int


def deal_words(formats: Formats, playbook: Playbook, crm_url: str | None) -> dict[str, Any]:
    """Give the functions by the names under which templates call them."""
    topics = _topics(playbook)
    return {
        "chips": _chips(formats),
        "dated": dated(formats),
        "was_last_week": lambda week: formats.as_of is not None and week == monday_of(formats.as_of) - _A_WEEK,
        "due_with_date": _due_with_date(formats),
        "findings_by_topic": lambda checks: split_by_topic(list(checks), topics.__getitem__),
        "groups_by_topic": lambda groups: split_by_topic(list(groups), lambda group: topics[group.check]),
        "pushes": pushes,
        "score_parts": lambda deal: score_parts(deal, playbook),
        "crm_link": lambda opportunity: None if formats.as_of is None else crm_link(crm_url, opportunity),
    }


def crm_link(crm_url: str | None, opportunity: str) -> str | None:
    """Give the address of an opportunity's record in the CRM; None where the team names none."""
    return crm_url.replace("{id}", quote(opportunity, safe="")) if crm_url else None


def dated(formats: Formats) -> Callable[[date], str]:
    """Make a function that writes a day in short, with the full date behind it."""

    @cache
    def day(on: date) -> str:
        short, full = formats.day(on), formats.full_day(on)
        if short == full:
            return full
        return Markup('<abbr title="{}">{}</abbr>').format(full, short)

    return day


def _due_with_date(formats: Formats) -> Callable[[StepState], str]:
    """Make a function that says by when a step is due, and how late it is."""
    day, cells = dated(formats), Cells(formats)

    def when(step: StepState) -> str:
        if not step.due:
            return cells.by_when(step)
        if step.is_overdue:
            return Markup('<abbr class="sc-late" title="{}">{}</abbr>').format(
                formats.full_day(step.due), cells.by_when(step)
            )
        return Markup("by {}").format(day(step.due))

    return when


def _chips(formats: Formats) -> Callable[[Deal], list[Chip]]:
    """Make a function that tells why a deal is looked at: its figures first, then what else its situation rests on."""

    def chips(deal: Deal) -> list[Chip]:
        because = {fact.name: fact for fact in deal.conclusion.because} if deal.conclusion else {}
        others = (formats.evidence(name, because[name].value) for name in because.keys() - {*_SILENT, *_TRIED, *_AGED})
        return [*_figures(deal, because, formats), *(Chip(text, "") for text in sorted(filter(None, others)))]

    return chips


def _figures(deal: Deal, because: dict[str, KnownFact], formats: Formats) -> list[Chip]:
    found = []
    if deal.days_in_stage is not None:
        unit = "working days" if deal.in_working_days else "days"
        limit = f" of {formats.number(deal.stage_limit)}" if deal.stage_limit is not None else ""
        text = f"{formats.number(deal.days_in_stage)} {'working d' if deal.in_working_days else 'd'}{limit}"
        found.append(Chip(text, f"{unit} in its stage, and the limit", "over" if deal.is_over_limit else ""))
    silent, tried = _first(because, _SILENT, deal.days_silent), _first(because, _TRIED, deal.tries_since)
    certain = tried.certain if isinstance(tried, AtLeast) else tried
    if isinstance(silent, int):
        days = formats.number(silent)
        found.append(Chip(f"silent {days} d" if certain else f"replied {days} d ago", "days since their last reply"))
    if isinstance(certain, int) and certain:
        more = "+" if isinstance(tried, AtLeast) else ""
        what = "attempt" if certain == 1 and not more else "attempts"
        found.append(Chip(f"{formats.number(certain)}{more} {what}", "contacts of ours without a reply"))
    return found


def _first(because: dict[str, KnownFact], names: Iterable[str], otherwise: Any) -> Any:
    return next((because[name].value for name in names if name in because), otherwise)


def _topics(playbook: Playbook) -> dict[str, str]:
    """Give the topic of each check: that of the first fact on which it rests."""
    tested = {check.id: check.facts_tested() for check in playbook.checks}
    return {check: TOPIC_OF_FACT[facts[0]] if facts else _ANYTHING_ELSE for check, facts in tested.items()}


@dataclass(frozen=True, slots=True)
class ByTopic(Generic[T]):
    """Findings by topic: the first of each of the first three topics, and the rest with their topics."""

    in_view: list[tuple[str, list[T]]]
    rest: list[tuple[str, list[T]]]

    @property
    def rest_count(self) -> int:
        """How many are not in view."""
        return sum(len(found) for _, found in self.rest)


def split_by_topic(items: Iterable[T], topic_of: Callable[[T], str]) -> ByTopic[T]:
    """Put findings together by their topics, in the order in which these come first, the heaviest of each in front."""
    topics: dict[str, list[T]] = {}
    for item in items:
        topics.setdefault(topic_of(item), []).append(item)
    left = [(topic, found[1:] if place < _IN_VIEW else found) for place, (topic, found) in enumerate(topics.items())]
    return ByTopic(
        in_view=[(topic, found[:1]) for topic, found in list(topics.items())[:_IN_VIEW]],
        rest=[(topic, found) for topic, found in left if found],
    )


def pushes(deal: Deal) -> int:
    """Count how often our close date was pushed: as the CRM says, or else as the snapshots show."""
    told = next((fact.value for fact in deal.facts if fact.name == "push_count"), None)
    if isinstance(told, int) and told:
        return told
    return deal.movement.pushes if deal.movement else 0


def score_parts(deal: Deal, playbook: Playbook) -> list[ScorePart]:
    """Tell what a score consists of, by severity, the heaviest first; one with no check that applies is left out."""
    severity = {check.id: check.severity for check in playbook.checks}
    parts = [
        ScorePart(
            name,
            weight,
            *(sum(severity[check] == name for check in checks) for checks in (deal.passed, deal.failed, deal.unknown)),
        )
        for name, weight in playbook.scoring.weights.items()
    ]
    return [part for part in parts if part.passing or part.findings or part.unknown]
