"""Open opportunities as rows: where each stands, its next step, what to mend on it and what to find out."""

from collections.abc import Sequence
from decimal import Decimal

from scorecards.render.spreadsheets.cells import Cell, Row
from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.report.rules import CheckRule
from scorecards.report.scorecard import Scorecard
from scorecards.report.values import Money, StepState

_HEAD: Row = (
    "Id",
    "Opportunity",
    "Account",
    "Rep",
    "Manager",
    "Stage",
    "Stage in the CRM",
    "Amount",
    "Currency",
    "Days in stage",
    "Limit",
    "Days are",
    "Our close date",
    "Next step",
    "Due",
    "Next step in the CRM",
    "Ruled",
    "To mend",
    "What to mend",
    "To find out",
    "What to ask",
)


def deal_rows(deals: Sequence[Deal], review: Review) -> list[Row]:
    """Give the header, and a row for each opportunity; ``What to ask`` holds the questions, one behind the other.

    ``Ruled`` is lost or dead where the manager said so and the CRM still holds it open.  ``Next step in the CRM`` is
    its free text, of which nobody has said who does it, and by when.  ``To mend`` is blank where nothing is known that
    could be in order.
    """
    checks = {check.id: check for check in review.rules.checks}
    cards = {card.rep: card for card in review.scorecards}
    stages = {stage.id: stage.name for stage in review.rules.stages}
    return [_HEAD, *(_row(deal, cards[deal.owner], stages, checks) for deal in deals)]


def _row(deal: Deal, card: Scorecard, stages: dict[str, str], checks: dict[str, CheckRule]) -> Row:
    amount, currency = amount_of(deal.amount)
    step = _next_step(deal)
    to_ask = [checks[check].ask for check in deal.to_ask]
    days = "working days" if deal.in_working_days else "days"
    return (
        deal.id,
        deal.name,
        deal.account_name,
        deal.owner_name,
        card.manager_name,
        stages.get(deal.stage, deal.stage) if deal.stage else None,
        deal.crm_stage,
        amount,
        currency,
        deal.days_in_stage,
        deal.stage_limit,
        days if deal.days_in_stage is not None else None,
        deal.close_date,
        step.what if step else None,
        step.due if step else None,
        deal.crm_next_step.text if deal.crm_next_step else None,
        deal.interventions[-1].ruling if deal.ruled_over else None,
        len(deal.failed) if deal.score.known else None,
        "; ".join(checks[check].failure_title for check in deal.failed),
        len(to_ask),
        " ".join(to_ask),
    )


def amount_of(money: Money | None) -> tuple[Decimal | None, str | None]:
    """Give an amount and its currency, each for a column of its own."""
    return (money.amount, money.currency) if money else (None, None)


def in_words(sums: Sequence[Money]) -> Cell:
    """Give amounts of several currencies in one cell."""
    return " + ".join(f"{each.amount:f} {each.currency}" for each in sums) or None


def _next_step(deal: Deal) -> StepState | None:
    """Give the first step that does more than wait, as the page of all open opportunities shows it."""
    return next((step for step in deal.next_steps or () if not step.waiting_phrase), None)
