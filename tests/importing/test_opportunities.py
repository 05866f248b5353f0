"""Rows of an export become opportunities; every row is taken, skipped or rejected, and says why."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.importing.mapping.plan import Plan
from scorecards.importing.open.files import open_all
from scorecards.importing.open.table import Cells, Fault, Rejected, Table
from scorecards.problems.problem import Problems
from tests.support.mapped import TEAM, Outcome, mapped, mapping, of_rows, row_at, table

BASE = """\
currency: EUR
stages: {New: meet, Talking: qualify, Signed: won, Gone: lost, Asleep: no_decision}
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Rep}
  crm_stage: {column: Stage, optional: true}
"""

EXPECTED_ONCE = "expected each id once, or several_rows in the mapping"


def deals(text: str, *more: str, rules: str = BASE, **around: Any) -> Outcome:
    """Understand an export; ``more`` are lines of the mapping for opportunities."""
    return mapped(rules + "".join(f"  {line}\n" for line in more), table("deals.csv", text), **around)


def one(text: str, *more: str, **around: Any) -> dict[str, Any]:
    """Give what the only opportunity says."""
    outcome = deals(text, *more, **around)
    assert outcome.told() == []
    (values,) = outcome.values.values()
    return values


# Status and stage


def test_status_and_stage_come_from_the_crm_s_word() -> None:
    found = deals("Id,Name,Rep,Stage\n1,A,Ana Lima,New\n2,B,Ana Lima,Signed\n3,C,Ana Lima,Asleep").values
    assert [(each["status"], each.get("stage"), each["crm_stage"]) for each in found.values()] == [
        ("open", "meet", "New"),
        ("won", None, "Signed"),
        ("no_decision", None, "Asleep"),
    ]
    assert "stage" not in found["2"]


def test_the_crm_s_word_is_not_written_where_it_is_the_stage_s_id() -> None:
    values = one("Id,Name,Rep,Stage\n1,A,Ana Lima,meet", rules=BASE.replace("New: meet", "meet: meet"))
    assert "crm_stage" not in values
    assert values["stage"] == "meet"


def test_a_status_of_its_own_goes_before_and_a_closed_one_keeps_the_stage_in_which_it_ended() -> None:
    text = "Id,Name,Rep,Stage,State\n1,A,Ana Lima,Talking,lost\n2,B,Ana Lima,New,open\n3,C,Ana Lima,Signed,won"
    found = deals(text, "status: {column: State}").values
    assert [(each["status"], each.get("stage")) for each in found.values()] == [
        ("lost", "qualify"),
        ("open", "meet"),
        ("won", None),
    ]


def test_an_open_one_in_a_stage_that_means_closed_is_a_contradiction() -> None:
    told = deals("Id,Name,Rep,Stage,State\n1,A,Ana Lima,Signed,open", "status: {column: State}").told()
    assert told == [
        "deals.csv:2:4: csv-word: Stage: read 'Signed', which means won, expected the word for a stage: it is open"
    ]


@pytest.mark.parametrize(
    ("stage", "meaning", "status"),
    [("Gone", "lost", "won"), ("Asleep", "no_decision", "lost"), ("Signed", "won", "lost")],
)
def test_a_closed_one_in_a_stage_that_means_another_end_is_a_contradiction(
    stage: str, meaning: str, status: str
) -> None:
    told = deals(f"Id,Name,Rep,Stage,State\n1,A,Ana Lima,{stage},{status}", "status: {column: State}").told()
    agrees = f"a word that agrees with its status: it is {status}"
    assert told == [f"deals.csv:2:4: csv-word: Stage: read '{stage}', which means {meaning}, expected {agrees}"]


def test_a_word_for_a_stage_that_is_not_listed_is_told_and_counted_with_the_nearest_known() -> None:
    outcome = deals("Id,Name,Rep,Stage\n1,A,Ana Lima,Talkin\n2,B,Ana Lima,Talkin\n3,C,Ana Lima,Talking")
    (told,) = outcome.told()
    assert told.startswith("deals.csv:2:4: csv-word: Stage: read 'Talkin', expected one of the values in the mapping")
    assert told.endswith("Did you mean Talking? (2 rows; the first is here)")
    assert outcome.mapped is not None
    (word,) = outcome.mapped.unknown_words
    assert (word.column, word.word, word.rows, word.nearest) == ("Stage", "Talkin", 2, "Talking")


def test_without_a_word_for_the_stage_there_is_no_status() -> None:
    assert deals("Id,Name,Rep,Stage\n1,A,Ana Lima, ").told() == [
        "deals.csv:2:4: blank-value: Stage: read nothing for status, expected a value in every row"
    ]


# Where values come from


def test_a_cell_that_a_record_does_not_hold_is_absent_and_an_empty_one_is_blank() -> None:
    text = "Id,Name,Rep,Stage,Note\n1,A,Ana Lima,New,absent\n2,B,Ana Lima,New, \n3,C,Ana Lima,New,x"
    found = deals(text, "notes: {column: Note}").values
    assert [each.get("notes", "absent") for each in found.values()] == ["absent", None, "x"]


def test_words_that_stand_for_an_empty_cell() -> None:
    rules = (
        BASE + "  account: {column: Account}\n  notes: {column: Note}\nsource: {blanks: [000000000000000AAA, N/A]}\n"
    )
    values = one("Id,Name,Rep,Stage,Account,Note\n1,A,Ana Lima,New,000000000000000AAA,N/A ", rules=rules)
    assert (values["account"], values["notes"]) == (None, None)


def test_an_optional_column_that_is_missing_leaves_the_field_unknown_and_is_told() -> None:
    outcome = deals("Id,Name,Rep,Stage\n1,A,Ana Lima,New", "notes: {column: Note, optional: true}")
    assert "notes" not in outcome.values["1"]
    assert outcome.export.assigned[0].missing == ("Note",)


def test_a_column_that_is_needed_and_missing_is_a_problem() -> None:
    (told,) = deals("Id,Name,Rep,Stage,Notes\n1,A,Ana Lima,New,x", "notes: {column: Note}").told()
    assert told.startswith(
        "deals.csv:1:1: csv-column: read no column 'Note', expected it, because the mapping names it."
    )
    assert told.endswith("Did you mean Notes?")


def test_an_export_without_owners_is_told_the_way_to_name_one() -> None:
    assert deals("Id,Name,Stage\n1,A,New").told() == [
        (
            "deals.csv:1:1: csv-column: read no column 'Rep', expected it, because the mapping names it. Where the "
            "export holds no owner, name one in the mapping, with owner: {value: NAME}"
        )
    ]


def test_a_row_without_an_owner_is_told_both_ways_out_and_the_second_one_works() -> None:
    text = "Id,Name,Rep,Stage\n1,A,,New\n2,B,absent,New\n3,C,Ben Ode,New"
    told = deals(text).told()
    assert told == [
        (
            "deals.csv:2:3: blank-value: Rep: read nothing for owner, expected a value in every row; give it an owner "
            "in the CRM, or name one in the mapping, with owner: {first: [{column: Rep}, {value: NAME}]} "
            "(2 rows; the first is here)"
        )
    ]
    rules = BASE.replace("{column: Rep}", "{first: [{column: Rep}, {value: Ana Lima}]}")
    assert [each["owner"] for each in deals(text, rules=rules).values.values()] == ["ana-lima", "ana-lima", "ben-ode"]


def test_a_column_named_by_the_row_s_own_cells() -> None:
    text = (
        'Id,Name,Rep,Stage,"Date entered ""New""","Date entered ""Talking"""\n'
        "1,A,Ana Lima,New,2026-11-02,\n2,B,Ana Lima,Talking,2026-10-01,2026-11-03\n3,C,Ana Lima,Signed,2026-09-01,"
    )
    line = """stage_entered_on: {column_named: 'Date entered "{Stage}"'}"""
    outcome = deals(text, line)
    assert outcome.told() == []
    assert [each.get("stage_entered_on", "absent") for each in outcome.values.values()] == [
        "2026-11-02",
        "2026-11-03",
        "absent",
    ]
    assert outcome.export.assigned[0].ignored == ()


@pytest.mark.parametrize("word", ["1", "true", "TRUE", "yes", "Y"])
def test_true_stands_for_every_way_to_write_it(word: str) -> None:
    values = one(
        f"Id,Name,Rep,Stage,Final\n1,A,Ana Lima,Gone,{word}",
        "final: {column: Final, values: {true: true, false: false}}",
        "notes: {value: it is, when: {Final: [true]}}",
    )
    assert (values["final"], values["notes"]) == ("true", "it is")


def test_a_flag_is_read_as_exports_write_it() -> None:
    text = "Id,Name,Rep,Stage,Final\n1,A,Ana Lima,Gone,0\n2,B,Ana Lima,Gone,TRUE\n3,C,Ana Lima,Gone,perhaps"
    outcome = deals(text, "final: {column: Final}")
    assert [each.get("final") for each in outcome.values.values()] == ["false", "true", None]
    assert outcome.unread() == ["deals.csv:4: csv-value: Final: read 'perhaps', expected true or false"]


def test_a_number_is_no_truth_where_no_truth_is_listed() -> None:
    text = "Id,Name,Rep,Stage,Level\n1,A,Ana Lima,New,1"
    unread = deals(text, "forecast_category: {column: Level, values: {2: commit}}").unread()
    assert unread == ["deals.csv:2: csv-word: Level: read '1', expected one of the values in the mapping (2)"]


def test_otherwise_is_what_every_other_word_means() -> None:
    line = "forecast_category: {column: F, values: {Sure: commit}, otherwise: pipeline}"
    text = "Id,Name,Rep,Stage,F\n1,A,Ana Lima,New,Sure\n2,B,Ana Lima,New,Hm\n3,C,Ana Lima,New,"
    assert [each["forecast_category"] for each in deals(text, line).values.values()] == ["commit", "pipeline", None]


def test_a_look_up_over_two_files_and_a_key_that_nobody_knows() -> None:
    rules = BASE.replace(
        "{column: Rep}",
        "{column: Rep, look_up: [{file: [Seat, Seats.csv], by: Seat, give: User}, {file: User, by: Id, give: Name}]}",
    )
    seats, users = table("seats.csv", "Seat,User\n s1 ,u1\ns2,u2"), table("User.tsv", "Id,Name\nu1,Ana Lima\nu2,")
    export = table("deals.csv", "Id,Name,Rep,Stage\n1,A, s1,New\n2,B,s3,New\n3,C,s2,New")
    outcome = mapped(rules, export, seats, users)
    assert outcome.values["1"]["owner"] == "ana-lima"
    assert [line.split(": ", 3)[1:3] for line in outcome.told()] == [["csv-look-up", "Rep"], ["blank-value", "Rep"]]
    assert [each.roles for each in outcome.export.assigned] == [("opportunities",), ("look_up",), ("look_up",)]


def test_a_word_that_its_look_up_does_not_find_gives_way_to_the_next_source_and_is_told() -> None:
    look_up = "{column: Code, look_up: {file: firms.csv, by: Code, give: Rep}}"
    rules = BASE.replace("{column: Rep}", f"{{first: [{look_up}, {{value: Ben Ode}}]}}")
    firms = table("firms.csv", "Code,Rep\nC1,Ana Lima\nC3,")
    outcome = mapped(
        rules, table("deals.csv", "Id,Name,Code,Stage\n1,A,C1,New\n2,B,C2,New\n3,C,C3,New\n4,D,,New"), firms
    )
    assert outcome.told() == []
    assert [each["owner"] for each in outcome.values.values()] == ["ana-lima", "ben-ode", "ben-ode", "ben-ode"]
    assert outcome.mapped is not None
    assert outcome.mapped.notes == (
        "in Code if the look-up doesn't find a word, the next source is tried, such as 'C2'",
    )


def test_an_owner_of_whom_no_column_is_there_is_told_without_the_name_of_another_column() -> None:
    rules = BASE.replace("{column: Rep}", "{first: [{column: Rep, optional: true}, {column: Agent, optional: true}]}")
    (told,) = deals("Id,Name,Stage\n1,A,New", rules=rules).told()
    assert told.startswith("deals.csv:2:1: blank-value: read nothing for owner, expected a value in every row")


def test_a_word_that_no_look_up_finds_is_a_fault_where_the_next_source_gives_nothing_either() -> None:
    look_ups = ", ".join(
        f"{{column: Who, look_up: {{file: {each}.csv, by: Id, give: Name}}}}" for each in ("User", "Queue")
    )
    rules = BASE.replace("{column: Rep}", f"{{first: [{look_ups}, {{column: Else}}]}}")
    users, queues = table("User.csv", "Id,Name\nU1,Ana Lima"), table("Queue.csv", "Id,Name\nQ1,Ben Ode")
    export = table("deals.csv", "Id,Name,Who,Else,Stage\n1,A,U1,,New\n2,B,Q1,,New\n3,C,X9,,New")
    outcome = mapped(rules, export, users, queues)
    assert [each["owner"] for each in outcome.values.values()] == ["ana-lima", "ben-ode"]
    assert outcome.told() == [
        "deals.csv:4:3: csv-look-up: Who: read 'X9', expected a word that stands under Id in User.csv"
    ]


def test_a_look_up_in_an_optional_file_that_is_missing_leaves_the_field_unknown() -> None:
    line = "amount: {column: Product, look_up: {file: prices.csv, by: P, give: Price}, optional: true}"
    outcome = deals("Id,Name,Rep,Stage,Product\n1,A,Ana Lima,New,Rota", line)
    assert "amount" not in outcome.values["1"]
    assert outcome.export.missing_files == ["prices.csv"]
    assert deals("Id,Name,Rep,Stage,Product\n1,A,Ana Lima,New,Rota", line.replace(", optional: true", "")).told() == [
        "export/prices.csv:1:1: file-missing: read nothing, expected this file, because the mapping names it"
    ]


def test_an_id_made_from_the_row_is_the_same_whatever_stands_around_it() -> None:
    rules = BASE.replace("{column: Id}", "{made_from: '*'}")
    header = "Name,Rep,Stage\n"
    first = deals(f"{header}A,Ana Lima,New\nB,Ana Lima,New\nA,Ana Lima,New", rules=rules)
    second = deals(f"{header}B,Ana Lima,New\nA,Ana Lima,New", rules=rules)
    ids = list(first.values)
    assert re.fullmatch("row-[0-9a-f]{10}", ids[0])
    assert ids[2] == f"{ids[0]}-2"
    assert list(second.values) == [ids[1], ids[0]]
    assert first.mapped is not None
    assert first.mapped.notes[0].startswith("3 ids are made from the rows' cells; 1 of them")


ALIKE = BASE.replace("{column: Id}", "{made_from: [Name]}")
HEAD = "Name,Rep,Stage"


def ids_of(*tables: Table) -> list[str]:
    """Give the ids of the rows, by the reps who own them."""
    owners = mapped(ALIKE, *tables).values
    return [
        f"{each['owner'].partition('-')[0]} {id_.partition('-')[2].partition('-')[2]}" for id_, each in owners.items()
    ]


def test_a_row_alike_that_is_rejected_or_mended_shifts_no_number_of_the_others() -> None:
    text = f"{HEAD}\nA,Ana Lima,Oops\nA,Ben Ode,New"
    assert ids_of(table("deals.csv", text)) == ["ben 2"]
    assert ids_of(table("deals.csv", text.replace("Oops", "New"))) == ["ana ", "ben 2"]
    assert ids_of(*mended(text, line=2, cells=["A", "Ana Lima", "New"])) == ["ben 2", "ana "]
    assert ids_of(*mended(text, line=2, cells=["B", "Ana Lima", "New"])) == ["ben 2", "ana "]
    assert ids_of(*mended(f"{text}\nB,Ben Ode,New", line=2, cells=["B", "Ana Lima", "New"])) == [
        "ben 2",
        "ben ",
        "ana 2",
    ]


def test_a_row_that_had_too_few_cells_gets_the_next_number_once_it_is_mended() -> None:
    export = table("deals.csv", f"{HEAD}\nA,Ben Ode,New")
    ragged = Rejected(row_at(1, ["A", "Ana Lima"], "deals.csv"), (Fault("", "csv-cells", "too few"),))
    export.rejected = [ragged]
    mend = of_rows("mend.csv", export.header, [row_at(2, ["A", "Ana Lima", "New"], "mend.csv", ragged.row)])
    export.mended, export.rejected = [ragged.row], []
    assert ids_of(export, mend) == ["ben ", "ana 2"]


def mended(text: str, line: int, cells: Cells) -> list[Table]:
    """Give an export and, in a table of its own, the row that stands in the place of one of its rows."""
    export = table("deals.csv", text)
    (before,) = (row for row in export.rows if row.line == line)
    export.rows = [row for row in export.rows if row is not before]
    export.mended.append(before)
    return [export, of_rows("mend.csv", export.header, [row_at(2, cells, "mend.csv", before)])]


def test_an_id_made_from_cells_tells_where_one_cell_ends() -> None:
    rules = BASE.replace("{column: Id}", "{made_from: [Name, Note]}")
    found = deals("Name,Note,Rep,Stage\nab,c,Ana Lima,New\na,bc,Ana Lima,New\na,absent,Ana Lima,New", rules=rules)
    assert len({key.split("-")[1] for key in found.values}) == 3


# Days, amounts and currencies


def test_an_amount_is_read_in_the_currency_of_its_row() -> None:
    text = 'Id,Name,Rep,Stage,Value,Unit\n1,A,Ana Lima,New,"$1,234.50",USD\n2,B,Ana Lima,New,$90,\n3,C,Ana Lima,New,,'
    outcome = deals(text, "amount: {column: Value}", "currency: {column: Unit}")
    found = outcome.values
    assert (found["1"]["amount"], found["1"]["currency"]) == ("1234.50", "USD")
    assert (found["3"]["amount"], found["3"]["currency"]) == (None, None)
    assert [line.split(": ")[1] for line in outcome.told()] == ["not-a-number"]


def test_an_amount_without_a_currency_is_in_that_of_the_mapping_or_of_none() -> None:
    text = "Id,Name,Rep,Stage,Value\n1,A,Ana Lima,New,90"
    assert one(text, "amount: {column: Value}")["currency"] == "EUR"
    assert "currency" not in one(text, "amount: {column: Value}", rules=BASE.replace("currency: EUR\n", ""))


def test_a_currency_beside_the_amount_is_that_of_the_row() -> None:
    text = 'Id,Name,Rep,Stage,Value\n1,A,Ana Lima,New,"1,200.00 USD"\n2,B,Ana Lima,New,US$7\n3,C,Ana Lima,New,€8\n'
    found = deals(text, "amount: {column: Value}").values
    assert [(each["amount"], each["currency"]) for each in found.values()] == [
        ("1200", "USD"), ("7", "USD"), ("8", "EUR")
    ]  # fmt: skip
    by_team = deals(text.replace("US$7", "9"), "amount: {column: Value}", rules=BASE.replace("currency: EUR\n", ""))
    assert [each.get("currency") for each in by_team.values.values()] == ["USD", None, "EUR"]


def test_a_blank_currency_column_leaves_it_to_the_amount_and_a_filled_one_goes_before() -> None:
    text = "Id,Name,Rep,Stage,Value,Unit\n1,A,Ana Lima,New,US$5,\n2,B,Ana Lima,New,$5,CAD\n3,C,Ana Lima,New,€5,CAD\n"
    outcome = deals(text, "amount: {column: Value}", "currency: {column: Unit}")
    found = [(each.get("amount"), each["currency"]) for each in outcome.values.values()]
    assert found == [("5", "USD"), ("5", "CAD"), (None, "CAD")]
    (told,) = outcome.unread()
    assert told.startswith("deals.csv:4: not-a-number: Value: read '€5', expected an amount in CAD, the currency of ")


def test_a_sign_that_several_currencies_share_asks_for_a_column() -> None:
    (told,) = deals("Id,Name,Rep,Stage,Value\n1,A,Ana Lima,New,kr 5", "amount: {column: Value}").told()
    assert told == (
        "deals.csv:2:5: not-a-number: Value: read 'kr 5', expected an amount whose currency is certain; kr stands for "
        "several, and not for EUR: export the currency as a column of its own, and name that column in the mapping, "
        "under currency"
    )


def test_a_value_that_is_looked_up_is_read_as_its_own_file_is_written() -> None:
    deal_rows = "Id,Name,Rep,Stage,Product,On\n1,A,Ana Lima,New,P1,05/11/2026\n2,B,Ana Lima,New,P2,23/11/2026\n"
    prices = table("prices.csv", 'P,Price,Until\nP1,"1,234",05/11/2026\nP2,1.5,11/23/2026\n')
    look = "{column: Product, look_up: {file: prices.csv, by: P, give: %s}}"
    fields = [f"amount: {look % 'Price'}", f"close_date: {look % 'Until'}", "created_on: {column: On}"]
    rules = BASE + "".join(f"  {line}\n" for line in fields)
    found = mapped(rules, table("deals.csv", deal_rows), prices).values["1"]
    assert (found["amount"], found["close_date"], found["created_on"]) == ("1234", "2026-05-11", "2026-11-05")


def test_without_a_currency_that_exists_neither_that_nor_the_amount_is_known() -> None:
    text = "Id,Name,Rep,Stage,Value,Unit\n1,A,Ana Lima,New,5,EUX\n2,B,Ana Lima,New,,EUX"
    outcome = deals(text, "amount: {column: Value}", "currency: {column: Unit}")
    assert not {"amount", "currency"} & outcome.values["1"].keys()
    read = "csv-value: Unit: read 'EUX', expected an existing currency code, such as EUR"
    alone = ". Without its currency the amount is unknown too"
    assert outcome.unread() == [f"deals.csv:2: {read}{alone}", f"deals.csv:3: {read}"]


def test_a_fault_carries_what_stands_in_the_cell() -> None:
    outcome = deals("Id,Name,Rep,Stage\n1,A,Ana Lima,Nw")
    (rejected,) = outcome.tables[0].rejected
    assert [(fault.column, fault.code, fault.value) for fault in rejected.faults] == [("Stage", "csv-word", "Nw")]


# Parts


def test_an_answer_says_who_gave_it_and_when_where_there_is_one() -> None:
    text = "Id,Name,Rep,Stage,Budget,Asked\n1,A,Ana Lima,New,yes,2026-11-02"
    text += "\n2,B,Ana Lima,New,,2026-11-02\n3,C,Ana Lima,New,no,"
    found = deals(text, "answers: {budget: {column: Budget, said_by: buyer, on: {column: Asked}}}").values
    assert [each["answers"]["budget"] for each in found.values()] == [
        {"value": "yes", "said_by": "buyer", "on": "2026-11-02"},
        None,
        {"value": "no", "said_by": "buyer"},
    ]


def test_a_part_of_which_nothing_is_filled_in_is_not_written() -> None:
    line = "deadline: {date: {column: By}, consequence: {column: Then}, said_by: {value: buyer}}"
    text = "Id,Name,Rep,Stage,By,Then\n1,A,Ana Lima,New,,\n2,B,Ana Lima,New,2026-12-01,"
    found = deals(text, line).values
    assert "deadline" not in found["1"]
    assert found["2"]["deadline"] == {"date": "2026-12-01", "consequence": None, "said_by": "buyer"}


def test_what_stands_in_for_a_blank_fills_nothing_in_by_itself() -> None:
    line = "blocker: {what: {first: [{column: What}, {value: not told}]}, since: {column: Since}}"
    text = "Id,Name,Rep,Stage,What,Since\n1,A,Ana Lima,New,,\n2,B,Ana Lima,New,,2026-11-02"
    found = deals(text, line).values
    assert "blocker" not in found["1"]
    assert found["2"]["blocker"] == {"what": "not told", "since": "2026-11-02"}


def test_items_of_lists_and_criteria_without_what_they_need_are_left_out_and_told() -> None:
    text = "Id,Name,Rep,Stage,Who,Job,Met,Why\n1,A,Ana Lima,New,Zoe,,yes,seen\n2,B,Ana Lima,New,,Cook,,heard"
    outcome = deals(
        text,
        "contacts: [{name: {column: Who}, title: {column: Job}}]",
        "exit_criteria: {need-known: {met: {column: Met}, evidence: {column: Why}}}",
    )
    found = outcome.values
    assert found["1"]["contacts"] == [{"name": "Zoe", "title": None}]
    assert found["1"]["exit_criteria"] == {"need-known": {"met": "yes", "evidence": "seen"}}
    assert not {"contacts", "exit_criteria"} & found["2"].keys()
    assert outcome.mapped is not None
    assert outcome.mapped.notes == (
        "not written in 1 rows: contacts: it has no name",
        "not written in 1 rows: exit_criteria: it has no met",
    )


def test_several_values_of_a_cell_are_a_list() -> None:
    roles = "{column: Parts, split: ';', values: {Boss: economic_buyer, Fan: champion}}"
    line = f"contacts: [{{name: {{column: Who}}, roles: {roles}}}]"
    found = one("Id,Name,Rep,Stage,Who,Parts\n1,A,Ana Lima,New,Zoe,Boss; Fan;Boss", line)
    assert found["contacts"] == [{"name": "Zoe", "roles": ["economic_buyer", "champion"]}]


def test_a_free_text_next_step_is_split_only_where_it_is_certain() -> None:
    text = "Id,Name,Rep,Stage,Next\n1,A,Ana Lima,New,Ana Lima: send the offer"
    text += "\n2,B,Ana Lima,New,great win for us\n3,C,Ana Lima,New,"
    found = deals(text, "crm_next_step: {column: Next}").values
    assert found["1"]["next_steps"][0]["side"] == "us"
    assert found["1"]["crm_next_step"] == "Ana Lima: send the offer"
    assert found["2"]["crm_next_step"] == "great win for us"
    assert "next_steps" not in found["2"]
    assert found["3"]["crm_next_step"] is None


# Rows that are none, or not certain


def test_rows_that_a_rule_leaves_out_are_counted_with_the_reason() -> None:
    rules = (
        BASE + "skip:\n  - {when: {Deleted: [true]}, because: deleted}\n  - {when: {Nowhere: [x]}, because: never}\n"
    )
    outcome = deals("Id,Name,Rep,Stage,Deleted\n1,A,Ana Lima,New,1\n2,B,Ana Lima,New,0\n,,,,TRUE", rules=rules)
    assert list(outcome.values) == ["2"]
    assert outcome.skipped("deals.csv") == [(2, "deleted"), (4, "deleted")]


def test_a_row_that_stands_twice_word_for_word_is_skipped() -> None:
    outcome = deals("Id,Name,Rep,Stage\n1,A,Ana Lima,New\n1,A,Ana Lima,New")
    assert list(outcome.values) == ["1"]
    assert outcome.skipped("deals.csv") == [(3, "is there twice, word for word")]


def test_rows_of_one_id_that_differ_are_all_rejected_though_one_of_them_has_another_fault() -> None:
    outcome = deals("Id,Name,Rep,Stage\n1,A,Ana Lima,New\n1,B,Ana Lima,Nowhere\n1,A,Ana Lima,New\n2,C,Ana Lima,New")
    assert list(outcome.values) == ["2"]
    told = [line for line in outcome.told() if "duplicate-id" in line]
    message = f"duplicate-id: Id: read '1', which stands in line {{}} too, not all alike; {EXPECTED_ONCE}"
    places = {2: "3 and line 4", 3: "2 and line 4", 4: "2 and line 3"}
    assert told == [f"deals.csv:{line}:1: {message.format(others)}" for line, others in places.items()]
    assert [len(each.faults) for each in outcome.tables[0].rejected] == [1, 2, 1]


def test_many_rows_of_one_id_are_told_in_a_moment() -> None:
    """A mapping that takes a wrong column for the id gives every row the same one."""
    outcome = deals("Id,Name,Rep,Stage\n" + "\n".join(f"1,N{number},Ana Lima,New" for number in range(5_000)))
    assert len(outcome.tables[0].rejected) == 5_000
    assert "line 3 and line 4 and line 5 and line 6 and line 7 and 4994 more places" in outcome.told()[0]


def test_one_id_in_two_files_names_the_other_file() -> None:
    text = "Id,Name,Rep,Stage\n1,{},Ana Lima,New"
    outcome = mapped(BASE, table("one.csv", text.format("A")), table("two.csv", text.format("B")))
    assert ["two.csv:2 too" in outcome.told()[0], "one.csv:2 too" in outcome.told()[1]] == [True, True]


def test_a_row_that_was_merged_into_another_is_skipped_and_the_other_one_knows_it() -> None:
    text = "Id,Name,Rep,Stage,Old\n1,A,Ana Lima,New,2; 9\n2,B,Ana Lima,New,3\n3,C,Ana Lima,New,"
    outcome = deals(text, "merged_ids: {column: Old, split: ;}")
    assert outcome.mapped is not None
    assert [(each.values["id"], each.merged) for each in outcome.mapped.records] == [("1", ("2", "9", "3"))]
    assert outcome.skipped("deals.csv") == [(3, "merged into 1"), (4, "merged into 2")]


def test_rows_that_were_each_merged_into_the_other_are_rejected() -> None:
    text = "Id,Name,Rep,Stage,Old\n1,A,Ana Lima,New,2\n2,B,Ana Lima,New,1"
    told = deals(text, "merged_ids: {column: Old, split: ;}").told()
    assert [line.split(": ")[1] for line in told] == ["duplicate-id", "duplicate-id"]


def test_one_id_that_was_merged_into_two_rejects_both() -> None:
    text = "Id,Name,Rep,Stage,Old\n1,A,Ana Lima,New,9\n2,B,Ana Lima,New,8;9\n3,C,Ana Lima,New,7"
    outcome = deals(text, "merged_ids: {column: Old, split: ;}")
    assert list(outcome.values) == ["3"]
    read = "duplicate-id: Old: read '9', merged into the opportunity in line {} too, expected it in one of them"
    assert outcome.told() == [f"deals.csv:2:5: {read.format(3)}", f"deals.csv:3:5: {read.format(2)}"]


def test_an_id_that_was_merged_into_one_by_way_of_another_is_no_contradiction() -> None:
    text = "Id,Name,Rep,Stage,Old\n1,A,Ana Lima,New,2;9\n2,B,Ana Lima,New,9"
    outcome = deals(text, "merged_ids: {column: Old, split: ;}")
    assert outcome.mapped is not None
    assert [(each.values["id"], each.merged) for each in outcome.mapped.records] == [("1", ("2", "9"))]


def test_the_day_of_the_last_change_is_known_and_not_written() -> None:
    outcome = deals("Id,Name,Rep,Stage,Changed\n1,A,Ana Lima,New,2026-11-02T09:00:00Z", "changed_on: {column: Changed}")
    assert outcome.mapped is not None
    assert outcome.mapped.records[0].changed_on == "2026-11-02"
    assert "changed_on" not in outcome.values["1"]


# Owners, the team and accounts


@pytest.mark.parametrize("owner", ["ana-lima", "ana lima", "Ana Lima ", "ANA@tideline.example", "005A"])
def test_an_owner_is_found_by_id_by_name_and_by_other_words(owner: str) -> None:
    assert one(f"Id,Name,Rep,Stage\n1,A,{owner},New")["owner"] == "ana-lima"


def test_words_that_differ_in_capitals_alone_are_told_apart_where_they_stand_exactly_so() -> None:
    reps = "[{id: a, name: A, known_as: [0015gAB], manager: m}, {id: b, name: B, known_as: [0015gab], manager: m}]"
    team = f"name: T\ncurrency: EUR\nmanagers: [{{id: m, name: M}}]\nreps: {reps}\n"
    assert one("Id,Name,Rep,Stage\n1,A,0015gab,New", team=team)["owner"] == "b"
    told = deals("Id,Name,Rep,Stage\n1,A,0015Gab,New", team=team).told()
    assert told[0].startswith("deals.csv:2:3: csv-two-meant: Rep: read '0015Gab', which is the name of a and of b")


def test_an_owner_who_is_not_in_the_team_is_told_with_the_line_to_add() -> None:
    outcome = deals("Id,Name,Rep,Stage\n1,A,Dan Roe,New\n2,B,Dan Roe,New\n3,C,Ana Lima,New")
    assert list(outcome.values) == ["3"]
    assert outcome.told() == [
        (
            "deals.csv:2:3: unknown-rep: Rep: read 'Dan Roe', expected a name in team.yml; to add a rep there, write "
            'under reps: - {id: dan-roe, name: "Dan Roe", manager: cleo-marsh}; for somebody who is there under '
            'another name, write known_as: ["Dan Roe"] beside them (2 rows; the first is here)'
        )
    ]


LEFT = TEAM + "former_reps: [{id: dan-roe, name: Dan Roe, manager: cleo-marsh, known_as: [007D]}]\n"


def test_of_a_rep_who_has_left_closed_deals_are_left_out_and_open_ones_need_another_owner() -> None:
    rows = "1,A,Dan Roe,Signed\n2,B,007D,Gone\n3,C,dan-roe,New\n4,D,Ana Lima,New\n5,E,Ana Lima,Signed"
    outcome = deals(f"Id,Name,Rep,Stage\n{rows}", team=LEFT)
    assert list(outcome.values) == ["4", "5"]
    assert outcome.skipped("deals.csv") == [(line, "owned by somebody who has left") for line in (2, 3)]
    expected = "expected a rep of the team; give the deal to somebody in the CRM"
    assert outcome.told() == [
        f"deals.csv:4:3: unknown-rep: Rep: read 'dan-roe', who has left (former_reps in team.yml), {expected}"
    ]


def test_a_closed_deal_of_a_rep_who_has_left_asks_about_no_account() -> None:
    text = "Id,Name,Rep,Stage,Account\n1,A,Dan Roe,Signed,GTXPro\n2,B,Ana Lima,New,Zed"
    outcome = deals(text, "account: {column: Account}", team=LEFT, accounts=ACCOUNTS)
    assert outcome.told() == []
    assert list(outcome.values) == ["2"]


def test_somebody_who_is_in_the_team_again_is_no_former_rep() -> None:
    team = LEFT.replace("former_reps: [", "former_reps: [{id: ana-old, name: Ana Lima, manager: cleo-marsh}, ")
    assert one("Id,Name,Rep,Stage\n1,A,Ana Lima,New", team=team)["owner"] == "ana-lima"


ACCOUNTS = "accounts: [{id: gtx, name: GTX Pro, known_as: [Gee]}, {id: quay, name: Quay Foods}]\n"


def of_accounts(*names: str, accounts: str | None = ACCOUNTS) -> Outcome:
    rows = "\n".join(f"{number},A,Ana Lima,New,{name}" for number, name in enumerate(names, 1))
    return deals(f"Id,Name,Rep,Stage,Account\n{rows}", "account: {column: Account}", accounts=accounts)


def test_a_new_account_is_offered_for_adding_and_a_known_one_is_found() -> None:
    outcome = of_accounts("Zed", "gtx pro", "gee", "Mill", "zed", "")
    assert outcome.told() == []
    assert [each["account"] for each in outcome.values.values()] == ["zed", "gtx", "gtx", "mill", "zed", None]
    assert outcome.mapped is not None
    assert [(each.id, each.name, each.cell.line) for each in outcome.mapped.new_accounts] == [
        ("mill", "Mill", 5),
        ("zed", "Zed", 2),
    ]


@pytest.mark.parametrize("name", ["GTXPro", "GTX-pro!", "GTX Pros", "GTX Por"])
def test_an_account_that_is_nearly_on_file_is_asked_about(name: str) -> None:
    outcome = of_accounts(name, "Zed")
    assert list(outcome.values) == ["2"]
    (told,) = outcome.told()
    assert told.startswith(
        f"deals.csv:2:5: near-account: Account: read '{name}', which is nearly 'GTX Pro' in accounts.yml"
    )
    assert f'If they are one, write known_as: ["Gee", "{name}"] beside gtx there' in told
    assert f"add under accounts: - {{id: {name.lower().strip('!').replace(' ', '-')}" in told


@pytest.mark.parametrize("name", ["Quay Foods 2", "Quay Food Stores", "GTX Basic"])
def test_an_account_that_is_merely_like_another_is_a_new_one(name: str) -> None:
    assert of_accounts(name).told() == []


def test_two_new_accounts_that_are_nearly_one_are_asked_about() -> None:
    outcome = of_accounts("Mill & Sons", "Mill Sons")
    assert list(outcome.values) == ["1"]
    (told,) = outcome.told()
    assert "near-account: Account: read 'Mill Sons', which is nearly 'Mill & Sons', and neither stands in" in told
    assert '- {id: mill-sons, name: "Mill & Sons", known_as: ["Mill Sons"]}' in told


def test_of_several_names_that_are_near_one_is_told_and_always_the_same() -> None:
    command = (
        "from scorecards.importing.map.account_names import NearNames\n"
        "names = ['Mill Sons b', 'Mill Bons x', 'Bill Sons x']\n"
        "print(NearNames.of(names).nearest('Mill Sons x'))"
    )
    environments = [{**os.environ, "PYTHONHASHSEED": str(seed)} for seed in range(4)]
    told = {subprocess.check_output([sys.executable, "-c", command], env=env, text=True) for env in environments}
    assert told == {"Bill Sons x\n"}


def test_a_new_account_of_rejected_rows_alone_is_not_added() -> None:
    outcome = deals(
        "Id,Name,Rep,Stage,Account\n1,A,Nobody,New,Zed\n2,B,Ana Lima,New,Mill",
        "account: {column: Account}",
        accounts=ACCOUNTS,
    )
    assert outcome.mapped is not None
    assert [each.id for each in outcome.mapped.new_accounts] == ["mill"]


def test_without_a_team_on_file_the_mapping_says_who_is_in_it() -> None:
    rules = BASE + "team: {name: T, file: people.csv, rep: {column: rep}, manager: {column: boss}}\n"
    people = table("people.csv", "rep,boss\nAna Lima,Cleo Marsh\n,\nBen Ode,\nana lima,CLEO marsh")
    outcome = mapped(
        rules, table("deals.csv", "Id,Name,Rep,Stage\n1,A,Ana Lima,New\n2,B,Ben Ode,New"), people, team=None
    )
    assert outcome.mapped is not None
    assert [(each.rep, each.manager) for each in outcome.mapped.members] == [("Ana Lima", "Cleo Marsh")]
    assert outcome.told() == [
        (
            "deals.csv:3:3: unknown-rep: Rep: read 'Ben Ode', whose own row in people.csv is rejected, "
            "expected that row to be fixed first"
        ),
        (
            "people.csv:4:2: blank-value: boss: read nothing, expected the manager of 'Ben Ode'; name one in the "
            "mapping, with manager: {first: [..., {value: NAME}]} under team, or write team.yml yourself"
        ),
    ]
    assert outcome.skipped("people.csv") == [(3, "it names no rep")]


def test_a_file_that_is_given_though_its_own_is_there_already_is_told_to_be_left_aside() -> None:
    rules = BASE + "team: {name: T, file: people.csv, rep: {column: rep}, manager: {column: boss}}\n"
    people = table("people.csv", "rep,boss\nAna Lima,Cleo Marsh")
    outcome = mapped(rules, table("deals.csv", "Id,Name,Rep,Stage\n1,A,Ana Lima,New"), people)
    assert outcome.export.assigned[1].roles == ()
    assert outcome.skipped("people.csv") == [(2, "not read: what people holds is on file already, and counts")]


def test_a_list_of_child_records_that_the_mapping_does_not_name_is_left_aside() -> None:
    lines = table("deals.json", "Id,Qty\n7,1")
    lines.name = "LineItems"
    outcome = mapped(BASE, table("deals.json", "Id,Name,Rep,Stage\n1,A,Ana Lima,New"), lines)
    assert [each.roles for each in outcome.export.assigned] == [("opportunities",), ()]
    assert len(lines.skipped) == lines.total() == 1


def test_the_same_fault_in_many_rows_is_told_once_and_of_many_faults_the_first() -> None:
    rows = "\n".join(f"{number},A,Ana Lima,Phase {number}" for number in range(30))
    told = deals(f"Id,Name,Rep,Stage\n{rows}").told()
    assert len(told) == 4
    assert told[-1].startswith(
        "deals.csv:5:4: csv-word: Stage: 27 more values in this column can't be read either "
        "(in 27 rows; the first is here): 'Phase 3', 'Phase 4', "
    )
    assert told[-1].endswith("'Phase 14' and others")


# No row is lost

ODD = """\
currency: EUR
source: {blanks: [N/A], dates: DD/MM/YYYY, decimal: ","}
stages: {New: meet, Signed: won}
skip: [{when: {Deleted: [true]}, because: deleted}]
opportunities:
  id: {first: [{column: Id}, {made_from: '*'}]}
  name: {join: [Name, Id]}
  owner: {column: Rep}
  account: {column: Account}
  crm_stage: {column: Stage}
  amount: {column: Value}
  currency: {column: Unit}
  close_date: {column: Day}
  notes: {column_named: "{Stage} {Unit}"}
  merged_ids: {column: Old, split: ;}
  crm_next_step: {column: Next}
  contacts: [{name: {column: Who}, roles: {column: Parts, split: ;}}]
  activities: [{on: {column: Day}, direction: {value: inbound}, kind: {column: Parts}}]
  answers: {budget: {column: Next, said_by: rep, on: {column: Day}}}
team: {name: T, rep: {column: Rep}, manager: {column: Who}}
accounts: {name: {column: Account}}
"""
HEADER = [
    "Id",
    "Name",
    "Rep",
    "Account",
    "Stage",
    "Value",
    "Unit",
    "Day",
    "Old",
    "Next",
    "Who",
    "Parts",
    "Deleted",
    "New EUR",
]
WORDS = [
    None, "", " ", "N/A", "1", "2", "1;2", "A-1", "Ana Lima", "Zoë", "ana lima", "New", "Signed", "EUR", "XXX", "€5",
    "1.234,50", "01/02/2026", "31/31/2026", "champion", "call", "true", "\x00", "\ud800", "null", "~", "-",
    "Ana: call Zoë by 01/12/2026", "{Stage}", "x" * 5000,
]  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), min_size=14, max_size=14), max_size=6),
    st.sampled_from([None, TEAM]),
    st.sampled_from([None, ACCOUNTS]),
)
def test_every_row_is_taken_skipped_or_rejected_whatever_stands_in_it(
    cells: list[Cells],
    team: str | None,
    accounts: str | None,
) -> None:
    rows = [row_at(line, each) for line, each in enumerate(cells, 2)]
    export = of_rows("deals.csv", HEADER, rows)
    outcome = mapped(ODD, export, team=team, accounts=accounts)
    assert export.total() == len(cells)
    if outcome.mapped is None:
        return
    assert [record.row for record in outcome.mapped.records] == export.rows
    assert len(outcome.values) == len(export.rows)
    assert all(each.faults for each in export.rejected)
    assert all(each.reason for each in export.skipped)
    for record in outcome.mapped.records:
        assert {"id", "name", "owner", "status"} <= record.values.keys()
    assert all("\n" not in line for line in outcome.told())


@pytest.mark.parametrize(
    ("name", "text"),
    [("User.TSV", "Id\tName\n005\tAna Lima\n"), ("User.jsonl", '{"Id": "005", "Name": "Ana Lima"}\n')],
)
def test_files_beside_the_export_are_found_by_any_name_that_the_mapping_gives_them(
    tmp_path: Path, name: str, text: str
) -> None:
    rules = BASE.replace("{column: Rep}", "{column: Rep, look_up: {file: [Seat, user], by: Id, give: Name}}")
    (tmp_path / "deals.csv").write_text("Id,Name,Rep,Stage\n1,A,005,New\n", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "unnamed.csv").write_text("Id\n", encoding="utf-8")
    problems = Problems()
    opened = open_all([tmp_path / "deals.csv"], Plan.of(mapping(rules)), problems)
    assert not problems
    assert [each.name for each in opened.tables] == ["deals", "User"]
    assert mapped(rules, *opened.tables).values["1"]["owner"] == "ana-lima"


def test_a_file_that_is_given_twice_is_read_once_and_said(tmp_path: Path) -> None:
    task = tmp_path / "Task.csv"
    task.write_text("Deal\n1\n", encoding="utf-8")
    export = tmp_path / "deals.csv"
    export.write_text("Id,Name,Rep,Stage\n1,A,Ana Lima,New\n", encoding="utf-8")
    (tmp_path / "again.csv").symlink_to(task)
    rules = mapping(BASE + "related: [{file: Task, opportunity: {column: Deal}}]\n")
    problems = Problems()
    opened = open_all([export, task, tmp_path / "." / "Task.csv", tmp_path / "again.csv"], Plan.of(rules), problems)
    assert not problems
    assert [each.name for each in opened.tables] == ["deals", "Task"]
    assert [each.read_as.endswith(", given 3 times and read once") for each in opened.tables] == [False, True]


def test_a_file_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    loop = tmp_path / "deals.csv"
    loop.symlink_to(loop)
    problems = Problems()
    open_all([loop, loop], Plan.of(mapping(BASE)), problems)
    assert [problem.code for problem in problems] == ["file-missing"]


def test_files_that_add_to_the_opportunities_are_no_export() -> None:
    rules = BASE + "related: [{file: Task, opportunity: {column: Deal}}]\n"
    assert mapped(rules, table("task.csv", "Deal\n1")).told() == [
        (
            "export:1:1: file-missing: read files that add to the opportunities, expected the export of the "
            "opportunities among them"
        )
    ]
