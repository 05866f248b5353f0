"""What is wrong in one field costs that field and not the row, and is told."""

from datetime import date
from pathlib import Path

import pytest

from scorecards.importing.run import Import
from scorecards.importing.tell.ledger import UnreadColumn
from tests.support.small_import import RULES as BASE
from tests.support.small_import import deals, imported, with_fields


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(header: str, rows: str, *more: str, rules: str = BASE) -> Import:
    return imported(with_fields(rules, more), f"Id,Name,Owner,Stage,{header}\n{rows}\n")


def test_a_closing_day_after_the_day_of_the_export_is_not_known_and_the_deal_is_taken() -> None:
    rows = "1,A,Ana Lima,Lost,2026-12-31\n2,B,Ana Lima,Lost,2026-10-01"
    done = run("CloseDate", rows, "closed_on: {column: CloseDate}")
    assert done.problems == ()
    assert [deals(done)[id_].closed_on for id_ in "12"] == [None, date(2026, 10, 1)]
    message = "read 2026-12-31, expected 2026-11-16 or earlier: that is the day of the snapshot"
    assert done.ledger.unread == (UnreadColumn("deals.csv", "CloseDate", "impossible-date", message, 1, (2,)),)
    assert "closed_on" not in done.files[Path("pipeline/snapshots/2026-11-16.yml")].split("- id:")[1]


def test_a_closing_day_before_that_of_the_creation_is_not_known_and_the_deal_is_taken() -> None:
    done = run(
        "CloseDate,CreatedDate",
        "1,A,Ana Lima,Won,2026-03-31,2026-04-02",
        "closed_on: {column: CloseDate}",
        "created_on: {column: CreatedDate}",
    )
    deal = deals(done)["1"]
    assert (done.problems, deal.closed_on, deal.created_on) == ((), None, date(2026, 4, 2))


@pytest.mark.parametrize("amount", ["-500", "(1,234.50)", "-1234.50"])
def test_an_amount_below_zero_is_not_known_and_the_deal_is_taken(amount: str) -> None:
    done = run("Value", f'1,A,Ana Lima,Discovery,"{amount}"', "amount: {column: Value}")
    assert (done.problems, deals(done)["1"].amount) == ((), None)
    (unread,) = done.ledger.unread
    assert (unread.column, unread.message) == ("Value", f"read '{amount}', expected 0 or more")


def test_what_is_wrong_with_many_values_of_a_column_is_told_once_with_the_first_places() -> None:
    rows = "\n".join(f"{number},A,Ana Lima,Lost,2026-12-{number:02}" for number in range(1, 9))
    (unread,) = run("CloseDate", rows, "closed_on: {column: CloseDate}").ledger.unread
    assert (unread.rows, unread.lines) == (8, (2, 3, 4))


def test_of_several_sources_the_column_that_was_read_is_blamed() -> None:
    source = "closed_on: {first: [{column: Actual}, {column: Est}]}"
    (unread,) = run("Actual,Est", "1,A,Ana Lima,Lost,,2026-12-31", source).ledger.unread
    assert unread.column == "Est"


def test_the_day_of_an_answer_is_blamed_and_not_the_answer() -> None:
    done = run(
        "Budget,Said",
        "1,A,Ana Lima,Discovery,yes,2026-12-31",
        "answers: {budget: {column: Budget, on: {column: Said}}}",
    )
    (unread,) = done.ledger.unread
    assert unread.column == "Said"
    answer = deals(done)["1"].answers["budget"]
    assert answer is not None
    assert (answer.value, answer.on) == ("yes", None)


HUBSPOT = """\
extends: hubspot
currency: EUR
team: {name: T, rep: {column: Deal owner}, manager: {value: Mo Boss}}
"""


def of_hubspot(companies: str) -> Import:
    header = "Record ID,Deal Name,Deal owner,Deal Stage,Associated Company,Primary Associated Company"
    return imported(HUBSPOT, f"{header}\n1,A,Ana Lima,Contract Sent,{companies}\n")


def test_of_several_companies_the_primary_one_is_the_account_and_the_others_are_told() -> None:
    done = of_hubspot("Quay Foods;Harbour Ltd,Quay Foods")
    assert done.problems == ()
    assert deals(done)["1"].account == "quay-foods"
    assert any("Harbour Ltd" in note for note in done.ledger.notes)


def test_of_several_companies_without_a_primary_one_none_is_the_account() -> None:
    done = of_hubspot("Quay Foods;Harbour Ltd,")
    assert (done.problems, deals(done)["1"].account) == ((), None)
    (unread,) = done.ledger.unread
    assert unread.column == "Associated Company"
    assert deals(of_hubspot("Quay Foods,"))["1"].account == "quay-foods"
