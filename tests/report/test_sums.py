"""What is qualified stands beside the whole, wherever a pipeline sum heads a page (D10, D11)."""

from decimal import Decimal
from pathlib import Path

from scorecards.report.values import Money
from tests.support.situations import situation

ANSWER = "stage: meet, answers: {problem: {value: %s, said_by: buyer, on: 2026-11-02}}"
ACCOUNTS = "accounts: [{id: kestrel, name: Kestrel, territory: north}]"
DEALS = (
    f"id: O1, amount: 900, account: kestrel, {ANSWER % 'Paper rotas'}",
    f"id: O2, amount: 50, account: kestrel, {ANSWER % ''}",
    "id: O3, amount: 7, account: kestrel, stage: meet",
    "id: O4, amount: 3, account: kestrel, status: won, closed_on: 2026-11-02",
)


def test_the_qualified_amount_stands_beside_the_whole_on_every_page(tmp_path: Path) -> None:
    made = situation(tmp_path, *DEALS, accounts=ACCOUNTS)
    (page, _), review = made.review.manager_pages, made.review
    told = [
        review.qualified,
        made.card().qualified,
        page.qualified,
        page.reps[0].qualified,
        review.accounts[0].qualified,
        review.territories[0].qualified,
    ]
    for each in told:
        assert (each.total.amounts, each.total.count) == ((Money(Decimal(900), "EUR"),), 1)
        assert (each.known, each.unknown) == (2, 1)
    for shown in ("scorecards/ana", "scorecards/mara", "scorecards/open", "scorecards/index", "scorecards/accounts"):
        assert "€900 qualified: 1 of 2 (1 unknown)" in made.shown(shown), shown
    assert "€900 qualified: 1 of 2 (1 unknown)" in made.shown("scorecards/territories")
    assert "1 of 2 qualified (1 unknown)" in made.shown("index")


def test_what_nobody_knows_is_neither_qualified_nor_not(tmp_path: Path) -> None:
    unknown = situation(tmp_path / "unknown", DEALS[2])
    assert "qualification unknown (1)" in unknown.shown()
    none = situation(tmp_path / "none", DEALS[1], DEALS[2])
    assert "0 of 1 qualified (1 unknown)" in none.shown()
