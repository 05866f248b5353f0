"""The team's tables: the columns of each, once for its page, for its CSV file, and for the file of its rows.

Where the columns on the page ``show`` their cells, the page and the file of rows are made of that.  Elsewhere a page
lays its cells out in its template, and takes the head and the order of the rows from here.  The wins and the cold file
stand on their pages as lists; their columns are those of the file alone.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final, Generic, TypeVar

from scorecards.model.playbook.playbook import Playbook
from scorecards.render.pieces import Pieces, link, said, span
from scorecards.render.table_cells import Cells, encoded, forecast, found, opportunity
from scorecards.report.cold_file import Cold
from scorecards.report.deal import Deal
from scorecards.report.formats import FORECAST_WORDS
from scorecards.report.managers import AccountLine, PlanState, TerritoryLine
from scorecards.report.review import Gap, Review
from scorecards.report.scorecard import Scorecard
from scorecards.report.values import Money, Qualified, StepState, Sum
from scorecards.report.week import Closure

ROWS_ON_PAGE: Final = 200
"""A table with more rows has these on its page, and all of them in a file beside it."""

Cell = str | int | Decimal | date | None
"""A text, a number, a day, or None where nobody has said."""

Row = tuple[Cell, ...]

_PLANS: Final = {"none": 0, "after_the_stall": 1, "on_file": 2, "unknown": None}
"""In which order plans stand; what is not known stands last either way."""

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Column(Generic[Line]):
    """A column of a table, with its heading.

    ``cell`` gives what stands in the file; a column without it is on the page alone.  One with a ``key``, its name in
    the page's address, can be on the page too: under the same heading, unless it is ``called`` otherwise there.  Rows
    are put in order by what stands in the file, unless ``order`` gives something else, or one can only ``read`` it.
    Numbers stand right, and ``falling`` orders begin with the most.  ``show`` lays out the cell on the page; where rows
    are cards, a column that is ``named`` says its heading.
    What is ``summed_in`` a currency is added up for the rows that a reader has chosen.
    """

    heading: str
    cell: Callable[[Line], Cell] | None
    key: str = ""
    called: str = ""
    order: Callable[[Line], Cell] | None = None
    read: bool = False
    number: bool = False
    falling: bool = False
    show: Callable[[Line], Pieces] | None = None
    named: bool = False
    summed_in: str = ""

    def shown(self, line: Line) -> Pieces:
        """Lay out a cell on the page.  Raises TypeError where only a template can."""
        if not self.show:
            raise TypeError(self.heading)
        return self.show(line)

    @property
    def heading_on_page(self) -> str:
        """The heading there."""
        return self.called or self.heading

    @property
    def classes_on_page(self) -> str:
        """The classes of its head there: styles name a column by its key, wherever it stands."""
        return f"sc-number sc-col-{self.key}" if self.number else f"sc-col-{self.key}"

    @property
    def has_order(self) -> bool:
        """Whether rows are put in order by something else than the text of the cell."""
        return bool(self.order or self.number or self.falling)


@dataclass(frozen=True, slots=True)
class Table(Generic[Line]):
    """A table with its lines; ``on_page`` are the keys of the columns there, in their order.

    Cells of the columns that are ``placed`` have a class after the key: where rows are cards, styles place them by it.
    Cells of others have none, which would be a fifth of a long page.
    ``row_id`` gives the id by which an address leads to a row.
    """

    lines: Sequence[Line]
    columns: tuple[Column[Line], ...]
    on_page: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    row_id: Callable[[Line], str] | None = None

    @property
    def head(self) -> tuple[Column[Line], ...]:
        """The columns of the page."""
        by_key = {column.key: column for column in self.columns}
        return tuple(by_key[key] for key in self.on_page)

    @property
    def cell_classes(self) -> dict[str, str]:
        """The classes of cells on the page, by key of the column."""
        plain = {column.key: "sc-number" if column.number else "" for column in self.head}
        return plain | {column.key: column.classes_on_page for column in self.head if column.key in self.placed}

    @property
    def order(self) -> dict[str, Callable[[Line], Cell]]:
        """Functions by key of a column: what a line's row is put in order by, blank where nobody has said."""
        return {each.key: _or_blank(given) for each in self.head if (given := each.order or each.cell)}

    @property
    def is_long(self) -> bool:
        """Whether it has more rows than its page."""
        return len(self.lines) > ROWS_ON_PAGE

    @property
    def first(self) -> Sequence[Line]:
        """The lines that are on the page."""
        return self.lines[:ROWS_ON_PAGE]

    @property
    def rows(self) -> list[Row]:
        """The file: the header, and a row for each line."""
        cells = [column.cell for column in self.columns if column.cell]
        head = tuple(column.heading for column in self.columns if column.cell)
        return [head, *(tuple(cell(line) for cell in cells) for line in self.lines)]


def deal_table(
    deals: Sequence[Deal], managers: Mapping[str, str | None], playbook: Playbook, cells: Cells
) -> Table[Deal]:
    """Lay out open opportunities: where each stands, its next step, its findings and its unknowns.

    ``managers`` are the names of the managers, by the id of the rep; None where nobody is known who leads the rep.
    ``Closed by manager`` is lost or dead where the manager said so and the CRM still holds it open.  ``Next step in the
    CRM`` is its free text, of which nobody has said who does it, and by when.  ``Forecast`` is the CRM's category,
    blank where it stands in none.  ``Findings`` is blank where nothing is known that could pass; ``Of these old``
    counts those of the baseline; ``Needs attention`` names them, ``Waived`` what the manager lets pass, each with its
    last day, and ``Questions`` holds what to ask, one behind the other.
    """
    checks = {check.id: check for check in playbook.checks}
    stages = {stage.id: stage.name for stage in playbook.stages}
    places = {stage: place for place, stage in enumerate(stages)}
    categories = {category: place for place, category in enumerate(FORECAST_WORDS)}

    def asked(deal: Deal) -> list[str]:
        return [checks[check].ask for check in deal.to_ask]

    def waived(deal: Deal) -> list[str]:
        return [f"{checks[each.check].name} until {each.until}" for each in deal.waivers_that_hold]

    def stage_of(deal: Deal) -> Pieces:
        ours = (said(stages[deal.stage]),) if deal.stage else ()
        return (*ours, " ", span("sc-note", said(deal.crm_stage))) if deal.crm_stage else ours

    def step_of(deal: Deal) -> Pieces:
        return cells.next_step(deal) if deal.tells_next_steps else (span("sc-unknown", "not exported"),)

    return Table(
        deals,
        (
            Column("Id", lambda deal: deal.id),
            Column("Opportunity", lambda deal: deal.name, "opportunity", show=lambda deal: (opportunity(deal),)),
            Column("Account", lambda deal: deal.account_name, "account", show=lambda deal: _said(deal.account_name)),
            Column(
                "Rep",
                lambda deal: deal.owner_name,
                "rep",
                show=lambda deal: (link(f"{encoded(deal.owner)}.html", said(deal.owner_name)),),
            ),
            Column(
                "Manager",
                lambda deal: managers[deal.owner],
                "manager",
                show=lambda deal: _said(managers[deal.owner]),
            ),
            Column(
                "Stage",
                lambda deal: stages.get(deal.stage, deal.stage) if deal.stage else None,
                "stage",
                order=lambda deal: places[deal.stage] if deal.stage else None,
                show=stage_of,
            ),
            Column("Stage in the CRM", lambda deal: deal.crm_stage),
            *_amount(lambda deal: deal.amount, lambda deal: deal.worth, lambda deal: cells.money(deal.amount)),
            Column(
                "Forecast",
                lambda deal: FORECAST_WORDS[deal.forecast] if deal.forecast else None,
                "forecast",
                order=lambda deal: categories[deal.forecast] if deal.forecast else None,
                show=forecast,
            ),
            _most("Days in stage", lambda deal: deal.days_in_stage, "days", show=cells.days),
            Column("Limit", lambda deal: deal.stage_limit),
            Column("Days are", _unit),
            Column("Our close date", lambda deal: deal.close_date, "close", number=True, show=cells.close_date),
            Column(
                "Next step",
                lambda deal: step.what if (step := _next_step(deal)) else None,
                "step",
                read=True,
                show=step_of,
            ),
            Column("Due", lambda deal: step.due if (step := _next_step(deal)) else None),
            Column("Next step in the CRM", lambda deal: deal.crm_next_step.text if deal.crm_next_step else None),
            Column("Closed by manager", lambda deal: deal.interventions[-1].ruling if deal.ruled_over else None),
            Column(
                "Findings",
                lambda deal: len(deal.failed) if deal.score.known else None,
                "findings",
                falling=True,
                show=found,
            ),
            Column("Of these old", lambda deal: len(deal.old_findings) if deal.score.known else None),
            Column("Needs attention", lambda deal: "; ".join(checks[check].name for check in deal.failed)),
            Column("Waived", lambda deal: "; ".join(waived(deal))),
            Column("Unknowns", lambda deal: len(asked(deal))),
            Column("Questions", lambda deal: " ".join(asked(deal))),
        ),
        (
            "opportunity",
            "account",
            "rep",
            "manager",
            "stage",
            "amount",
            "forecast",
            "days",
            "close",
            "findings",
            "step",
        ),
        placed=("account", "amount", "forecast", "days", "close", "findings"),
    )


def open_table(review: Review) -> Table[Deal]:
    """Lay out every open opportunity; amounts are added up in the team's currency.

    Where nobody forecasts, the page has no column for it: it would say nothing on every row.
    """
    managers = {card.rep: card.manager_name for card in review.scorecards}
    table = deal_table(review.open_deals, managers, review.playbook, Cells.of(review))
    columns = (
        replace(column, summed_in=review.currency) if column.key == "amount" else column for column in table.columns
    )
    on_page = (key for key in table.on_page if key != "forecast" or review.forecast)
    return replace(table, columns=tuple(columns), on_page=tuple(on_page))


def rep_table(review: Review) -> Table[Scorecard]:
    """Lay out the reps; ``Qualified`` is blank where that is known for none of the rep's opportunities."""
    return Table(
        review.scorecards,
        (
            Column("Id", lambda card: card.rep),
            Column("Rep", lambda card: card.name, "rep"),
            Column("Manager", lambda card: card.manager_name),
            *_open(lambda card: card.open, review),
            Column(
                "Qualified",
                lambda card: card.qualified.total.count if card.qualified.known else None,
                "qualified",
                falling=True,
            ),
            Column("Known for", lambda card: card.qualified.known),
            _qualified_worth(lambda card: card.qualified, review),
            Column("Do now", None, "now", read=True),
            Column("Territory", lambda card: card.territory_name, "territory"),
        ),
        ("rep", "open", "worth", "qualified", "now", "territory"),
    )


def account_table(review: Review) -> Table[AccountLine]:
    """Lay out the accounts with an open opportunity or a plan."""
    names = {deal.id: deal.name for deal in review.opportunities}
    cells = Cells.of(review)

    def name(line: AccountLine) -> Pieces:
        tag = (" ", span("sc-tag sc-strategic", "strategic")) if line.strategic else ()
        return (said(line.name), *tag)

    def open_deals(line: AccountLine) -> Pieces:
        count, address = cells.number(line.open.count), f"open.html?account={encoded(line.account)}"
        return (link(address, *count),) if line.open.count else count

    def territory(line: AccountLine) -> Pieces:
        if not line.territory:
            return ()
        return (link(f"territories.html#{encoded(line.territory)}", *_said(line.territory_name)),)

    return Table(
        review.accounts,
        (
            Column("Id", lambda line: line.account),
            Column("Account", lambda line: line.name, "account", show=name),
            Column("Strategic", lambda line: None if line.strategic is None else _yes(said=line.strategic)),
            Column("Territory", lambda line: line.territory_name, "territory", show=territory),
            *_open(
                lambda line: line.open,
                review,
                open_deals,
                lambda line: cells.sum_and_qualified(line.open, line.qualified),
            ),
            *_qualified(lambda line: line.qualified, review),
            Column(
                "Opportunities",
                lambda line: _names(line.opportunities, names),
                "opportunities",
                read=True,
                show=lambda line: cells.opportunities(line.opportunities),
            ),
            _awaiting(lambda line: line.awaiting, cells),
            *_plan(lambda line: line.plan, lambda line: cells.plan(line.plan, matters=bool(line.strategic))),
        ),
        ("account", "open", "worth", "opportunities", "awaiting", "plan", "territory"),
        placed=("open", "worth", "awaiting", "territory"),
        row_id=lambda line: line.account,
    )


def territory_table(review: Review) -> Table[TerritoryLine]:
    """Lay out the territories."""
    names = {card.rep: card.name for card in review.scorecards}
    cells = Cells.of(review)
    return Table(
        review.territories,
        (
            Column("Id", lambda line: line.territory),
            Column("Territory", lambda line: line.name, "territory", show=cells.territory),
            Column(
                "Reps",
                lambda line: _names(line.reps, names),
                "reps",
                read=True,
                show=lambda line: cells.reps(line.reps),
            ),
            *_open(
                lambda line: line.open,
                review,
                lambda line: cells.number(line.open.count),
                lambda line: cells.sum_and_qualified(line.open, line.qualified),
                named=True,
            ),
            *_qualified(lambda line: line.qualified, review),
            _awaiting(lambda line: line.awaiting, cells),
            *_plan(lambda line: line.plan, lambda line: cells.plan(line.plan, matters=line.realigned_on is not None)),
            Column("Realigned", lambda line: line.realigned_on),
            Column("How", lambda line: line.realignment),
            Column(
                "Accounts with open deals",
                None,
                "accounts",
                read=True,
                show=lambda line: cells.accounts(line.accounts),
            ),
        ),
        ("territory", "open", "worth", "awaiting", "plan", "reps", "accounts"),
        row_id=lambda line: line.territory,
    )


def gap_table(review: Review) -> Table[Gap]:
    """Lay out the fields that the snapshot does not tell for some or all open opportunities."""
    names = {check.id: check.name for check in review.playbook.checks}
    return Table(
        review.gaps,
        (
            Column("Field", lambda gap: gap.field, "field"),
            Column("Meaning", lambda gap: gap.meaning),
            _most("Given", lambda gap: gap.given, "given"),
            _most("Blank", lambda gap: gap.blank, "blank"),
            _most("Not in the export", lambda gap: gap.absent, "absent"),
            _most("Unknown checks", lambda gap: gap.waiting, "waiting"),
            Column("Checks", lambda gap: _names(gap.checks, names), "rules", read=True),
        ),
        ("field", "waiting", "given", "blank", "absent", "rules"),
    )


def win_table(review: Review) -> Table[Closure]:
    """Lay out what closed: the wins first, then what is none."""
    wins = frozenset(review.wins.successes)
    return Table(
        (*review.wins.successes, *review.wins.ended),
        (
            Column("Id", lambda each: each.opportunity),
            Column("Opportunity", lambda each: each.name),
            Column("Account", lambda each: each.account_name),
            Column("Rep", lambda each: each.rep_name),
            *_amount(lambda each: each.amount),
            Column("Win", lambda each: _yes(said=each in wins)),
            Column("Outcome", lambda each: _spaced(each.outcome)),
            Column("Focus deal", lambda each: _yes(said=each.picked)),
            Column("Closed", lambda each: each.closed_on),
            Column("Seen", lambda each: each.told_on),
            Column("Why", lambda each: each.words),
            Column("Said by", lambda each: each.said_by),
        ),
    )


def cold_table(review: Review) -> Table[Cold]:
    """Lay out the cold file; its page has a table for each state, with a column that says what that state needs."""
    causes = {cause.id: cause.name for cause in review.playbook.causes}

    def in_currency(money: Money | None) -> Decimal | None:
        return money.amount if money and money.currency == review.currency else None

    return Table(
        review.cold,
        (
            Column("Id", lambda item: item.opportunity),
            Column("Opportunity", lambda item: item.name, "opportunity"),
            Column("Account", lambda item: item.account_name),
            Column("Rep", lambda item: item.owner_name, "rep"),
            *_amount(lambda item: item.amount, order=lambda item: in_currency(item.amount)),
            Column("State", lambda item: item.state),
            Column("Closed", lambda item: item.closed_on),
            Column("Ended", lambda item: _spaced(item.ended) if item.ended else None, "ended", called="Outcome"),
            Column("Cause", lambda item: causes.get(item.cause, item.cause) if item.cause else None),
            Column("Why", lambda item: item.reason),
            Column("Said by", lambda item: item.said_by),
            Column("Re-engage on", lambda item: item.wake_on, "next"),
            Column("Re-engage when", lambda item: item.wake_when),
            Column("Person", lambda item: item.person),
            Column("Continues as", lambda item: item.restarted_as),
            Column("Last seen", lambda item: item.last_seen),
        ),
        ("opportunity", "next", "rep", "ended", "amount"),
    )


def _most(  # noqa: PLR0913 - what a column can have
    heading: str,
    cell: Callable[[Line], Cell],
    key: str,
    *,
    called: str = "",
    order: Callable[[Line], Cell] | None = None,
    show: Callable[[Line], Pieces] | None = None,
    named: bool = False,
) -> Column[Line]:
    return Column(heading, cell, key, called, order, number=True, falling=True, show=show, named=named)


def _amount(
    money: Callable[[Line], Money | None],
    order: Callable[[Line], Cell] | None = None,
    show: Callable[[Line], Pieces] | None = None,
) -> tuple[Column[Line], ...]:
    """Lay out an amount and its currency, each in a column of its own."""
    return (
        _most(
            "Amount",
            lambda line: amount.amount if (amount := money(line)) else None,
            "amount",
            order=order,
            show=show,
        ),
        Column("Currency", lambda line: amount.currency if (amount := money(line)) else None),
    )


def _open(
    total: Callable[[Line], Sum],
    review: Review,
    count: Callable[[Line], Pieces] | None = None,
    worth: Callable[[Line], Pieces] | None = None,
    *,
    named: bool = False,
) -> tuple[Column[Line], ...]:
    """Lay out what is open: how many, a number in the team's currency, and words for what has no rate to it."""
    own = review.currency

    def elsewhere(line: Line) -> str | None:
        others = [each for each in total(line).amounts if each.currency != own]
        return " + ".join(f"{each.amount:f} {each.currency}" for each in others) or None

    return (
        _most("Open", lambda line: total(line).count, "open", show=count, named=True),
        _most(
            f"Value in {own}",
            lambda line: total(line).amount_in(own),
            "worth",
            called="Value",
            show=worth,
            named=named,
        ),
        Column("Value in other currencies", elsewhere),
    )


def _qualified(found: Callable[[Line], Qualified], review: Review) -> tuple[Column[Line], ...]:
    """Lay out what is qualified: how many, of how many that is known, and what these are worth."""
    return (
        Column("Qualified", lambda line: found(line).total.count if found(line).known else None),
        Column("Known for", lambda line: found(line).known),
        _qualified_worth(found, review),
    )


def _qualified_worth(found: Callable[[Line], Qualified], review: Review) -> Column[Line]:
    own = review.currency
    return Column(f"Qualified in {own}", lambda line: found(line).total.amount_in(own) if found(line).known else None)


def _awaiting(count: Callable[[Line], int], cells: Cells) -> Column[Line]:
    return _most("Awaiting", count, "awaiting", show=lambda line: cells.number(count(line)), named=True)


def _plan(plan: Callable[[Line], PlanState], show: Callable[[Line], Pieces] | None = None) -> tuple[Column[Line], ...]:
    return (
        Column(
            "Plan",
            lambda line: _spaced(plan(line).state),
            "plan",
            order=lambda line: _PLANS[plan(line).state],
            show=show,
        ),
        Column("Aim", lambda line: plan(line).aim),
        Column("Written on", lambda line: plan(line).written_on),
        Column("Next review", lambda line: plan(line).next_review),
        Column("Review overdue", lambda line: _review_overdue(plan(line))),
        Column("Goals", lambda line: _goals(plan(line))),
    )


def _review_overdue(plan: PlanState) -> str | None:
    """Say whether the day for a review of the plan has passed; blank where it has none."""
    return None if plan.next_review is None else "yes" if plan.review_overdue else "no"


def _goals(plan: PlanState) -> str | None:
    """Write the goals of a plan, those that are reached with the day."""
    told = (f"{each.goal} (reached {each.done_on})" if each.done_on else each.goal for each in plan.goals)
    return "; ".join(told) or None


def _next_step(deal: Deal) -> StepState | None:
    """Find the first step that does more than wait, as the page shows it."""
    return next(iter(deal.moving_steps), None)


def _unit(deal: Deal) -> Cell:
    if deal.days_in_stage is None:
        return None
    return "working days" if deal.in_working_days else "days"


def _said(text: str | None) -> Pieces:
    return (said(text),) if text else ()


def _names(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return "; ".join(names[each] for each in ids)


def _yes(*, said: bool) -> str:
    return "yes" if said else "no"


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _or_blank(cell: Callable[[Line], Cell]) -> Callable[[Line], Cell]:
    return lambda line: "" if (found := cell(line)) is None else found
