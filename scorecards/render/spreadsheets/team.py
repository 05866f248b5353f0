"""The team's other tables as rows: reps, accounts, territories, what is not known, wins, the cold file."""

from decimal import Decimal

from scorecards.render.spreadsheets.cells import Cell, Row
from scorecards.render.spreadsheets.deals import amount_of, in_words
from scorecards.report.cold_file import Cold
from scorecards.report.managers import PlanState
from scorecards.report.review import Review
from scorecards.report.values import Sum


def rep_rows(review: Review) -> list[Row]:
    """Give a row for each rep; ``Qualified`` is blank where that is known for none of the rep's opportunities."""
    head = ("Id", "Rep", "Manager", "Open", *_sum_head(review), "Qualified", "Known for", "Territory")
    return [
        head,
        *(
            (
                card.rep,
                card.name,
                card.manager_name,
                card.open.count,
                *_sum(card.open, review),
                card.qualified if card.qualification_known else None,
                card.qualification_known,
                card.territory_name,
            )
            for card in review.scorecards
        ),
    ]


def account_rows(review: Review) -> list[Row]:
    """Give a row for each account with an open opportunity or a plan."""
    names = {deal.id: deal.name for deal in review.opportunities}
    head = ("Id", "Account", "Strategic", "Territory", "Open", *_sum_head(review), "Opportunities", "Awaiting", *_PLAN)
    return [
        head,
        *(
            (
                line.account,
                line.name,
                None if line.strategic is None else "yes" if line.strategic else "no",
                line.territory_name,
                line.open.count,
                *_sum(line.open, review),
                "; ".join(names[each] for each in line.opportunities),
                line.awaiting,
                *_plan(line.plan),
            )
            for line in review.accounts
        ),
    ]


def territory_rows(review: Review) -> list[Row]:
    """Give a row for each territory."""
    names = {card.rep: card.name for card in review.scorecards}
    head = ("Id", "Territory", "Reps", "Open", *_sum_head(review), "Awaiting", *_PLAN, "Redrawn", "How")
    return [
        head,
        *(
            (
                line.territory,
                line.name,
                "; ".join(names[rep] for rep in line.reps),
                line.open.count,
                *_sum(line.open, review),
                line.awaiting,
                *_plan(line.plan),
                line.realigned_on,
                line.realignment,
            )
            for line in review.territories
        ),
    ]


def gap_rows(review: Review) -> list[Row]:
    """Give a row for each field that the snapshot does not tell for some or all open opportunities."""
    titles = {check.id: check.title for check in review.rules.checks}
    head = ("Field", "Meaning", "Given", "Blank", "Not in the export", "Findings that wait for it", "Rules")
    return [
        head,
        *(
            (
                gap.field,
                gap.meaning,
                gap.given,
                gap.blank,
                gap.absent,
                gap.waiting,
                "; ".join(titles[check] for check in gap.checks),
            )
            for gap in review.gaps
        ),
    ]


def win_rows(review: Review) -> list[Row]:
    """Give a row for each that was brought to an end: the wins first, then what is none."""
    wins = review.wins
    head = ("Id", "Opportunity", "Account", "Rep", "Amount", "Currency", "Win", "Outcome", "Picked", "Closed", "Told")
    return [
        (*head, "Why", "Said by"),
        *(
            (
                each.opportunity,
                each.name,
                each.account_name,
                each.rep_name,
                *amount_of(each.amount),
                "yes" if is_win else "no",
                each.outcome.replace("_", " "),
                "yes" if each.picked else "no",
                each.closed_on,
                each.told_on,
                each.words,
                each.said_by,
            )
            for is_win, closures in ((True, wins.successes), (False, wins.ended))
            for each in closures
        ),
    ]


def cold_rows(review: Review) -> list[Row]:
    """Give a row for each opportunity of the cold file."""
    causes = {cause.id: cause.name for cause in review.rules.causes}
    head = ("Id", "Opportunity", "Account", "Rep", "Amount", "Currency", "State", "Closed", "Ended", "Cause", "Why")
    more = ("Said by", "Wakes on", "Wakes when", "Person", "Goes on as", "Last seen")
    return [(*head, *more), *(_cold(item, causes) for item in review.cold)]


def _cold(item: Cold, causes: dict[str, str]) -> Row:
    return (
        item.opportunity,
        item.name,
        item.account_name,
        item.owner_name,
        *amount_of(item.amount),
        item.state,
        item.closed_on,
        item.ended.replace("_", " ") if item.ended else None,
        causes.get(item.cause, item.cause) if item.cause else None,
        item.reason,
        item.said_by,
        item.wake_on,
        item.wake_when,
        item.person,
        item.restarted_as,
        item.last_seen,
    )


_PLAN = ("Plan", "Aim", "Written on", "Looked at next")


def _plan(plan: PlanState) -> tuple[Cell, ...]:
    return plan.state.replace("_", " "), plan.aim, plan.written_on, plan.next_review


def _sum_head(review: Review) -> tuple[str, str]:
    return f"Worth in {review.currency}", "Worth in other currencies"


def _sum(total: Sum, review: Review) -> tuple[Decimal | None, Cell]:
    """Give a sum as two cells: a number in the team's currency, and words for what has no rate to it."""
    own = next((each.amount for each in total.amounts if each.currency == review.currency), None)
    return own, in_words([each for each in total.amounts if each.currency != review.currency])
