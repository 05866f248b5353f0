"""What is wrong in one field costs that field and not the row, and is told."""

from datetime import date
from pathlib import Path

import pytest

from scorecards.importing.run import Import
from scorecards.importing.tell.ledger import UnreadColumn
from scorecards.problems.problem import ProblemsFound
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


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("created_on: {column: X}", "soon", "not-a-date"),
        ("stage_entered_on: {column: X}", "2026-02-31", "not-a-date"),
        ("close_date: {column: X}", "week 3", "not-a-date"),
        ("amount: {column: X}", "much", "not-a-number"),
        ("push_count: {column: X}", "often", "csv-value"),
        ("final: {column: X}", "perhaps", "csv-value"),
        ("forecast_category: {column: X, values: {Sure: commit}}", "Maybe", "csv-word"),
        ("deadline: {date: {column: X}}", "summer", "not-a-date"),
        ("gap_rating: {score: {column: X}}", "11", "csv-value"),
        ("exit_criteria: {budget-agreed: {met: {column: X}}}", "nearly", "csv-value"),
        ("changed_on: {column: X}", "lately", "not-a-date"),
        ("next_steps: [{what: {column: Name}, side: {column: X}}]", "both", "csv-value"),
        ("activities: [{on: {column: X}, direction: {value: inbound}, kind: {value: call}}]", "late", "not-a-date"),
    ],
)
def test_a_value_that_cannot_be_read_costs_its_field_and_not_the_deal(field: str, cell: str, code: str) -> None:
    done = run("X", f"1,A,Ana Lima,Discovery,{cell}\n2,B,Ana Lima,Discovery,", field)
    assert (done.problems, sorted(deals(done))) == ((), ["1", "2"])
    (unread,) = done.ledger.unread
    assert (unread.column, unread.code, unread.rows, unread.lines) == ("X", code, 1, (2,))
    deal = deals(done)["1"]
    assert field.partition(":")[0] not in deal.model_fields_set


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Id,Name,Owner,Stage", ",A,Ana Lima,Won"),
        ("Id,Name,Owner,Stage", "1,A,,Won"),
        ("Id,Name,Owner,Stage", "1,A,Ana Lima,Wn"),
    ],
)
def test_what_no_deal_can_do_without_costs_the_row(header: str, row: str) -> None:
    done = imported(BASE, f"{header}\n{row}\n9,B,Ana Lima,Won\n")
    assert len(done.problems) == 1
    assert list(deals(done)) == ["9"]


def test_of_a_rejected_row_no_field_is_told_as_unknown() -> None:
    done = run("Day", "1,A,Ana Lima,Nowhere,soon\n2,B,Ana Lima,Discovery,", "close_date: {column: Day}")
    assert [problem.code for problem in done.problems] == ["csv-word"]
    assert done.ledger.unread == ()


def test_one_wrong_key_of_a_step_costs_that_key_and_a_wrong_side_the_step() -> None:
    steps = "next_steps: [{what: {column: What}, side: {column: Side}, due: {column: Due}}]"
    rows = "1,A,Ana Lima,Discovery,Call Jo,us,soon\n2,B,Ana Lima,Discovery,Call Mo,nobody,2026-12-01"
    done = run("What,Side,Due", rows, steps)
    (step,) = deals(done)["1"].next_steps
    assert (step.what, step.due, step.model_fields_set) == ("Call Jo", None, {"what", "side"})
    assert "next_steps" not in deals(done)["2"].model_fields_set
    assert [(each.column, each.lines) for each in done.ledger.unread] == [("Due", (2,)), ("Side", (3,))]


def test_where_the_step_cannot_be_read_nobody_says_that_there_is_none() -> None:
    fields = ("crm_next_step: {column: Text}", "next_steps: [{what: {column: What}, side: {column: Side}}]")
    done = run("Text,What,Side", "1,A,Ana Lima,Discovery,,Call Jo,nobody\n2,B,Ana Lima,Discovery,,,", *fields)
    assert ["next_steps" in deal.model_fields_set for deal in deals(done).values()] == [False, True]


def test_a_day_that_cannot_be_in_an_item_of_a_list_costs_the_item_where_it_needs_that_and_else_the_key() -> None:
    fields = (
        "activities: [{on: {column: Last}, direction: {value: inbound}, kind: {value: call}}]",
        "next_steps: [{what: {value: Call Jo}, side: {value: us}, done_on: {column: Done}}]",
    )
    done = run("Last,Done", "1,A,Ana Lima,Discovery,2026-12-24,2026-12-24", *fields)
    assert (done.problems, deals(done)["1"].activities) == ((), ())
    (step,) = deals(done)["1"].next_steps
    assert (step.what, step.done_on) == ("Call Jo", None)
    assert [each.code for each in done.ledger.unread] == ["impossible-date", "impossible-date"]


def test_a_word_that_the_mapping_does_not_know_costs_its_field_and_stands_among_those_words_too() -> None:
    done = run("F", "1,A,Ana Lima,Discovery,Suer", "forecast_category: {column: F, values: {Sure: commit}}")
    (word,) = done.ledger.unknown_words
    assert (word.word, word.rows, word.nearest) == ("Suer", 1, "Sure")
    assert deals(done)["1"].forecast_category is None


def test_a_day_of_another_stage_that_cannot_be_read_leaves_the_day_of_this_one_unknown() -> None:
    """Nobody can tell then since when it has been in the playbook's stage without a break."""
    rules = BASE.replace("Discovery: qualify", "Discovery: qualify, Scoping: qualify")
    field = "stage_entered_on: {column_named: 'Since {Stage}'}"
    rows = "1,A,Ana Lima,Scoping,June,2026-11-10\n2,B,Ana Lima,Scoping,2026-06-01,2026-11-10"
    done = run("Since Discovery,Since Scoping", rows, field, rules=rules)
    assert [deal.stage_entered_on for deal in deals(done).values()] == [None, date(2026, 6, 1)]
    assert [each.column for each in done.ledger.unread] == ["Since Discovery"]


def test_of_several_rows_of_a_deal_a_field_that_cannot_be_read_in_one_is_not_known() -> None:
    rows = "1,A,Ana Lima,Discovery,soon,5\n1,A,Ana Lima,Discovery,2026-12-01,7"
    fields = ("close_date: {column: Day}", "amount: {column: Value}")
    done = run("Day,Value", rows, *fields, rules="several_rows: summed\n" + BASE)
    deal = deals(done)["1"]
    assert (done.problems, deal.close_date, str(deal.amount)) == ((), None, "12")
    assert [each.column for each in done.ledger.unread] == ["Day"]


def test_a_layout_that_a_whole_column_has_is_asked_for_and_a_stray_one_costs_its_field() -> None:
    with pytest.raises(ProblemsFound) as found:
        run("Day", "1,A,Ana Lima,Discovery,45931\n2,B,Ana Lima,Discovery,45932", "close_date: {column: Day}")
    (told,) = found.value.problems
    assert (told.code, "source: {dates: excel}" in told.message) == ("csv-date-layout", True)
    done = run("Day", "1,A,Ana Lima,Discovery,45931\n2,B,Ana Lima,Discovery,2026-12-01", "close_date: {column: Day}")
    assert [deal.close_date for deal in deals(done).values()] == [None, date(2026, 12, 1)]


RELATED = """\
related:
  - file: Task
    opportunity: {column: Deal}
    activities:
      - {on: {column: Day}, direction: {column: Way}, kind: {value: call}, outcome: {column: Came}}
"""


def with_tasks(tasks: str, stages: str = "Discovery") -> Import:
    Path("Task.csv").write_text(f"Deal,Day,Way,Came\n{tasks}\n", encoding="utf-8")
    return imported(RELATED + BASE, f"Id,Name,Owner,Stage\n1,A,Ana Lima,{stages}\n")


def test_a_wrong_key_of_a_related_row_costs_that_key_and_without_what_it_needs_the_row_is_rejected() -> None:
    done = with_tasks("1,2026-11-03,inbound,well\n1,soon,inbound,reply\n1,2026-11-05,outbound,none")
    assert [(each.path, each.line, each.code) for each in done.problems] == [("Task.csv", 3, "not-a-date")]
    assert [(each.outcome) for each in deals(done)["1"].activities] == [None, "none"]
    assert [(each.file, each.column, each.lines) for each in done.ledger.unread] == [("Task.csv", "Came", (2,))]


def test_a_row_that_cannot_be_read_takes_away_nothing_that_the_crm_said_last_week() -> None:
    for path, text in with_tasks("1,2026-11-03,inbound,reply\n1,2026-11-04,outbound,none").files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = with_tasks("1,2026-11-03,inbound,reply\n1,soon,outbound,none")
    assert len(done.problems) == 1
    assert [each.on.day for each in deals(done)["1"].activities] == [3, 4]
    gone = with_tasks("1,2026-11-03,inbound,reply")
    assert [each.on.day for each in deals(gone)["1"].activities] == [3]


HISTORY = """\
related:
  - file: History
    opportunity: {column: Deal}
    history: {on: {column: Day}, stage: {column: To}, close_date: {column: Close}}
"""


def test_a_history_with_a_value_that_cannot_be_read_says_nothing_and_rejects_no_row() -> None:
    rows = "1,2026-10-01,Discovery,2026-12-01\n1,2026-11-01,Discovery,{close}\n"
    found = []
    for close in ("2027-01-15", "spring"):
        Path("History.csv").write_text("Deal,Day,To,Close\n" + rows.format(close=close), encoding="utf-8")
        done = imported(HISTORY + BASE, "Id,Name,Owner,Stage\n1,A,Ana Lima,Discovery\n")
        assert done.problems == ()
        found.append((deals(done)["1"].push_count, len(done.ledger.unread)))
    assert found == [(1, 0), (None, 1)]
