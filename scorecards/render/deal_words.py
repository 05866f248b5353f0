"""What the templates of people's pages say of a deal in a few words: days in short, links to the CRM, chips, topics."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from markupsafe import Markup

from scorecards.model.picks import monday_of
from scorecards.model.playbook.playbook import Playbook
from scorecards.render.chips import chips_of
from scorecards.render.finding_topics import split_by_topic, topics_of
from scorecards.render.score_parts import score_parts
from scorecards.render.table_cells import Cells
from scorecards.report.deal import Deal
from scorecards.report.formats import Formats
from scorecards.report.values import StepState

_A_WEEK: Final = timedelta(days=7)


def deal_words(formats: Formats, playbook: Playbook, crm_url: str | None) -> dict[str, Any]:
    """Give the functions by the names under which templates call them."""
    topics = topics_of(playbook)
    return {
        "chips": chips_of(formats),
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


def pushes(deal: Deal) -> int:
    """Count how often our close date was pushed: as the CRM says, or else as the snapshots show."""
    told = next((fact.value for fact in deal.facts if fact.name == "push_count"), None)
    if isinstance(told, int) and told:
        return told
    return deal.movement.pushes if deal.movement else 0
