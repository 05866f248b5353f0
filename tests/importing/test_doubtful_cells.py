"""Cells that could be misread without a word: words for true and false, doubled columns, words for a blank."""

import pytest

from tests.support.mapped import Outcome, mapped, table

BASE = """\
currency: EUR
stages: {New: meet, Gone: lost}
skip: [{when: {IsDeleted: ["true"]}, because: it is deleted}]
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Rep}
  crm_stage: {column: Stage}
"""
RELATED = """\
related:
  - {file: Need, opportunity: {column: Deal}, needs: [{need: {column: Need}}]}
"""


def deals(header: str, rows: str, *more: str, rules: str = BASE, before: str = "") -> Outcome:
    text = "\n".join(f"{row}" for row in rows.split("|"))
    return mapped(before + rules + "".join(f"  {line}\n" for line in more), table("deals.csv", f"{header}\n{text}"))


HEADER = "Id,Name,Rep,Stage,IsDeleted"


def test_a_word_that_is_neither_true_nor_false_is_a_problem_where_that_is_tested() -> None:
    rows = "1,A,Ana Lima,New,WAHR|2,B,Ana Lima,New,WAHR|3,C,Ana Lima,New,|4,D,Ana Lima,New,no"
    (told,) = deals(HEADER, rows).told()
    assert told == (
        "deals.csv:2:5: csv-word: IsDeleted: read 'WAHR', expected true or false. If it is one of them, say so in the "
        'mapping, such as source: {flags: {"WAHR": true}} (2 rows; the first is here)'
    )


def test_the_mapping_can_say_which_words_are_true_and_false() -> None:
    found = deals(
        HEADER, "1,A,Ana Lima,New,WAHR|2,B,Ana Lima,New,Falsch", before="source: {flags: {WAHR: true, FALSCH: false}}\n"
    )
    assert (found.told(), list(found.values)) == ([], ["2"])


def test_a_field_that_depends_on_true_or_false_is_a_problem_where_the_word_is_neither() -> None:
    found = deals(HEADER, "1,A,Ana Lima,New,VRAI", 'notes: {column: Name, when: {IsDeleted: ["false"]}}')
    assert [told.split(": ")[1:3] for told in found.told()] == [["csv-word", "IsDeleted"]]


def test_other_words_can_be_tested_as_before() -> None:
    found = deals(
        HEADER,
        "1,A,Ana Lima,New,archived",
        "notes: {column: Name, when: {IsDeleted: [gone]}}",
        rules=BASE.replace("skip", "# skip"),
    )
    assert (found.told(), "notes" in found.values["1"]) == ([], False)


ENTERED = "stage_entered_on: {column_named: 'Date entered \"{Stage}\"'}"
TWICE = 'Id,Name,Rep,Stage,"Date entered ""New"" (1)","Date entered ""New"" (2)"'


@pytest.mark.parametrize("days", ["2026-11-02,", ",2026-11-02", "2026-11-02,2026-11-02"])
def test_of_columns_of_one_name_the_filled_one_counts(days: str) -> None:
    found = deals(TWICE, f"1,A,Ana Lima,New,{days}", ENTERED)
    assert (found.told(), found.values["1"]["stage_entered_on"]) == ([], "2026-11-02")


def test_columns_of_one_name_that_differ_are_told() -> None:
    (told,) = deals(TWICE, "1,A,Ana Lima,New,2026-11-02,2026-11-03", ENTERED).told()
    assert told.startswith('deals.csv:2:5: csv-column: Date entered "New" (1): read the column')


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,A,Ana Lima,Nowhere,", "belongs to an opportunity that was rejected"),
        ("1,A,Ana Lima,New,WAHR", "belongs to an opportunity that was rejected"),
        ("1,A,Ana Lima,New,true", "belongs to an opportunity that was left out"),
        ("2,A,Ana Lima,New,", "belongs to no opportunity of the export"),
    ],
)
def test_a_related_row_says_what_became_of_its_opportunity(row: str, reason: str) -> None:
    outcome = mapped(BASE + RELATED, table("deals.csv", f"{HEADER}\n{row}"), table("Need.csv", "Deal,Need\n1,Rotas"))
    assert outcome.skipped("Need.csv") == [(2, reason)]


def test_words_that_other_programs_write_for_a_blank_are_hinted_at() -> None:
    more = ("account: {column: Company}", "crm_next_step: {column: Next}", "answers: {budget: {column: Budget}}")
    found = deals(
        "Id,Name,Rep,Stage,Company,Next,Budget", "1,A,Ana Lima,New,nan,None,N/A|2,B,Ana Lima,New,nan,,", *more
    )
    assert found.mapped is not None
    (hint,) = found.mapped.notes
    assert hint == (
        "taken as written, with their rows: 'nan' in account (2), 'N/A' in answers.budget (1), "
        "'None' in crm_next_step (1); if these words mean a blank, write "
        'source: {blanks: ["N/A", "None", nan]}'
    )
    rules = BASE + "source: {blanks: [nan, None, N/A]}\n"
    blank = deals(
        "Id,Name,Rep,Stage,Company",
        "1,A,Ana Lima,New,nan",
        rules=rules.replace("opportunities:", "opportunities:\n  account: {column: Company}"),
    )
    assert blank.mapped is not None
    assert (blank.values["1"]["account"], blank.mapped.notes) == (None, ())


def test_many_keys_with_two_values_in_a_list_are_told_in_a_few_lines() -> None:
    rules = BASE + "  account: {column: Company, look_up: {file: companies.csv, by: Id, give: Name}}\n"
    companies = "".join(f"{number},A\n{number},B\n" for number in range(95))
    outcome = mapped(
        rules,
        table("deals.csv", "Id,Name,Rep,Stage,Company\n1,A,Ana Lima,New,1"),
        table("companies.csv", f"Id,Name\n{companies}"),
    )
    assert len(outcome.told()) == 4
    assert outcome.told()[-1].endswith("(92 more are like this; the first is here)")
