"""How the cells of the team's tables look that are more than a word: the page and the file of rows show the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from urllib.parse import quote

from scorecards.render.pieces import BREAK, Piece, Pieces, joined, link, more, said, span
from scorecards.report.deal import Deal
from scorecards.report.formats import FORECAST_WORDS, Formats
from scorecards.report.managers import GoalState, PlanState, TerritoryLine
from scorecards.report.review import Review
from scorecards.report.values import Money, Qualified, StepState, Sum

IN_VIEW: Final = 5
"""So many links of a cell are in view; the others open in place."""

IN_A_CELL: Final = 50
"""So many links a cell holds; how many more there are is said."""


class Cells:
    """The cells of one review; opportunities, accounts and reps that a cell leads to are named by their ids."""

    def __init__(
        self,
        formats: Formats,
        deals: Mapping[str, Deal] | None = None,
        accounts: Mapping[str, str] | None = None,
        reps: Mapping[str, str] | None = None,
        as_of: date | None = None,
    ) -> None:
        """Take what the cells tell of."""
        self._formats = formats
        self._as_of = as_of
        self._deals = deals or {}
        self._accounts = accounts or {}
        self._reps = reps or {}

    @classmethod
    def of(cls, review: Review) -> "Cells":
        """Take it from a review."""
        return cls(
            Formats(review.locale, review.currency),
            {deal.id: deal for deal in review.opportunities},
            {line.account: line.name for line in review.accounts},
            {card.rep: card.name for card in review.scorecards},
            review.as_of,
        )

    def number(self, number: int) -> Pieces:
        """Write a number."""
        return (self._formats.number(number),)

    def money(self, amount: Money | None) -> Pieces:
        """Write an amount."""
        return (self._formats.money(amount),) if amount else ()

    def close_date(self, deal: Deal) -> Pieces:
        """Write the day on which we mean to close, marked where it has passed and the deal is still open."""
        if deal.close_date is None:
            return ()
        day = self._formats.day(deal.close_date)
        has_passed = deal.is_open and self._as_of is not None and deal.close_date < self._as_of
        return (span("sc-over", day), BREAK, span("sc-over", "passed")) if has_passed else (day,)

    def sum(self, total: Sum) -> str:
        """Write a sum: one figure for each currency that could not be converted."""
        if total.amounts:
            return " + ".join(map(self._formats.money, total.amounts))
        return "no amount given" if total.count else "\u2013"

    def without(self, total: Sum) -> str:
        """Say what a sum leaves out, and what it rests on."""
        if not total.amounts:
            return ""
        number = self._formats.number
        left_out = f"{number(total.without)} without an amount" if total.without else ""
        at_list_price = f"{number(total.at_list_price)} at list price" if total.at_list_price else ""
        return ", ".join(filter(None, (left_out, at_list_price)))

    def sum_and_qualified(self, total: Sum, qualified: Qualified) -> Pieces:
        """Write a sum, below it what it leaves out, and what of it is qualified."""
        notes = (self.without(total), self.qualified(qualified))
        lines = [(BREAK, span("sc-note", note)) for note in notes if note]
        return (self.sum(total), *(piece for line in lines for piece in line))

    def qualified(self, found: Qualified) -> str:
        """Say what is qualified: its amount, how many of how many, and of how many nobody knows."""
        if not found.total.amounts:
            return self.qualified_count(found)
        return f"{self.sum(found.total)} qualified: {self._of_known(found)}"

    def qualified_count(self, found: Qualified) -> str:
        """Count what is qualified, of how many, and of how many nobody knows."""
        if found.known:
            return self._of_known(found, " qualified")
        return f"qualification unknown ({self._formats.number(found.unknown)})" if found.unknown else ""

    def qualified_short(self, found: Qualified) -> str:
        """Say what is qualified where the label says so: how many of how many, its amount, and how many are unknown."""
        if not found.known:
            return f"unknown ({self._formats.number(found.unknown)})" if found.unknown else ""
        amount = f" \u00b7 {self.sum(found.total)}" if found.total.amounts else ""
        return f"{self._of_known(found)}{amount}"

    def _of_known(self, found: Qualified, what: str = "") -> str:
        number = self._formats.number
        unknown = f" ({number(found.unknown)} unknown)" if found.unknown else ""
        return f"{number(found.total.count)} of {number(found.known)}{what}{unknown}"

    def by_when(self, step: StepState) -> str:
        """Say by when a step is due, ours or theirs, or how long ago it was."""
        if not step.due:
            return "no date"
        if step.is_overdue and self._formats.as_of:
            return f"{self._formats.number((self._formats.as_of - step.due).days)} d overdue"
        return f"{'was due' if step.is_overdue else 'by'} {self._formats.day(step.due)}"

    def days(self, deal: Deal) -> Pieces:
        """Say how many days it is in its stage, beside the limit; blank where nobody has said."""
        if deal.days_in_stage is None:
            return ()
        limit = f" / {deal.stage_limit}" if deal.stage_limit is not None else ""
        over = " over" if deal.is_over_limit else ""
        days = span("sc-over" if over else "", f"{self._formats.number(deal.days_in_stage)}{limit}{over}")
        return (days, " ", span("sc-note", "working days")) if deal.in_working_days else (days,)

    def next_step(self, deal: Deal) -> Pieces:
        """Give the next step that moves: whose it is, what, by when; where there is none, the CRM's text for it."""
        if deal.moving_steps:
            step = deal.moving_steps[0]
            due = (" ", span(f"sc-{step.state}", self.by_when(step))) if step.due else ()
            return ("We: " if step.is_ours else "They: ", said(step.what), *due)
        if deal.crm_next_step:
            return ("CRM: “", said(deal.crm_next_step.text or ""), "”. Who, and by when?")
        if deal.next_steps is None:
            return ()
        return ("No next step, only waiting",) if deal.next_steps else ("No next step",)

    def plan(self, plan: PlanState, *, matters: bool) -> Pieces:
        """Tell a plan, or that there is none; where it matters, that is a finding."""
        if plan.is_missing:
            return (span("sc-mend" if matters else "sc-quiet", "No plan on file"),)
        if plan.is_unknown or not plan.written_on:
            return (span("sc-unknown", "unknown"),)
        day = self._formats.day
        reason = (" ", span("sc-quiet", said(plan.why_it_matters))) if plan.why_it_matters else ()
        written = f"written {day(plan.written_on)}"
        if plan.next_review and not plan.review_overdue:
            written += f", next review {day(plan.next_review)}"
        passed = f"review overdue since {day(plan.next_review)}" if plan.next_review and plan.review_overdue else ""
        overdue = (" ", span("sc-overdue", passed)) if passed else ()
        late = (" ", span("sc-mend", "written after the stall")) if plan.came_late else ()
        goals = tuple(piece for goal in plan.goals for piece in (BREAK, *self._goal(goal)))
        return (said(plan.aim or ""), *reason, " ", span("sc-note", written), *overdue, *late, *goals)

    def _goal(self, goal: GoalState) -> Pieces:
        """Tell a goal of a plan: reached, late or by when, and how far it has come."""
        day = self._formats.day
        mark, state = ("sc-overdue", "was due") if goal.is_overdue else ("sc-note", "by")
        when = span(mark, f"{state} {day(goal.by)}") if goal.by else span("sc-quiet", "no date")
        reached = span("sc-fine", f"reached {day(goal.done_on)}") if goal.done_on else when
        progress = (": ", said(goal.progress)) if goal.progress else ()
        return (span("sc-label", "Goal"), " ", said(goal.goal), " ", reached, *progress)

    def opportunities(self, ids: tuple[str, ...]) -> Pieces:
        """Lead to opportunities."""
        return self._some([opportunity(self._deals[each]) for each in ids[:IN_A_CELL]], len(ids), "; ")

    def accounts(self, ids: tuple[str, ...]) -> Pieces:
        """Lead to accounts."""
        found = [link(f"accounts.html#{encoded(each)}", said(self._accounts[each])) for each in ids[:IN_A_CELL]]
        return self._some(found, len(ids), ", ") or (span("sc-quiet", "none"),)

    def reps(self, ids: Iterable[str]) -> Pieces:
        """Lead to scorecards."""
        found = tuple(link(f"{encoded(each)}.html", said(self._reps[each])) for each in ids)
        return joined(found, ", ") or (span("sc-quiet", "none"),)

    def territory(self, line: TerritoryLine) -> Pieces:
        """Name a territory, and below it when and how it was realigned."""
        name = ("b", "", (said(line.name),))
        if not line.realigned_on:
            return (name,)
        how = (": ", said(line.realignment)) if line.realignment else ()
        return (name, BREAK, span("sc-note", f"realigned {self._formats.day(line.realigned_on)}", *how))

    def _some(self, links: list[Piece], count: int, between: str) -> Pieces:
        """Show the first links; the others open in place, as far as a cell holds them."""
        in_view, aside = joined(tuple(links[:IN_VIEW]), between), joined(tuple(links[IN_VIEW:]), between)
        if not aside:
            return in_view
        number = self._formats.number
        untold = (f" and {number(count - IN_A_CELL)} more",) if count > IN_A_CELL else ()
        return (*in_view, more(f"{number(count - IN_VIEW)} more", *aside, *untold))


def encoded(id_: str) -> str:
    """Write an id for an address."""
    return quote(id_, safe="")


def opportunity(deal: Deal) -> Piece:
    """Lead to an opportunity on the page of its rep."""
    return link(f"{encoded(deal.owner)}.html#{encoded(deal.id)}", said(deal.name))


def forecast(deal: Deal) -> Pieces:
    """Name the category of the forecast in which it stands."""
    return (FORECAST_WORDS[deal.forecast],) if deal.forecast else ()


def found(deal: Deal) -> Pieces:
    """Say what is found on it, in words, as on the page of its rep."""
    ruled = (span("sc-marked-mend", f"manager: {deal.interventions[-1].ruling}"), " ") if deal.ruled_over else ()
    to_mend = (
        (span("sc-marked-mend", f"{len(deal.failed)} {'finding' if len(deal.failed) == 1 else 'findings'}"), " ")
        if deal.failed
        else ()
    )
    to_ask = (span("sc-marked-unknown", f"{len(deal.to_ask)} unknown"),) if deal.to_ask else ()
    return (*ruled, *to_mend, *to_ask) or (_nothing_found(deal),)


def _nothing_found(deal: Deal) -> Piece:
    score = deal.score
    if not score.known:
        return span("sc-quiet", "all unknown")
    if deal.unknown:
        return span("sc-quiet", f"no findings, {score.known} of {score.applicable} known")
    return span("sc-marked-fine", "passing")
