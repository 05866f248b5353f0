"""The day of a stage is that of the playbook's stage, of which a CRM may have several words."""

import pytest

from tests.support.mapped import mapped, table

RULES = """\
currency: EUR
stages: {Needs Analysis: scope, Value Proposition: scope, Qualification: qualify, Won: won}
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Rep}
  crm_stage: {column: Stage}
  stage_entered_on: {column_named: 'Date entered "{Stage} ({Pipeline})"', while: open, optional: true}
related:
  - file: History
    optional: true
    opportunity: {column: Deal}
    history: {on: {column: At}, stage: {column: Stage}}
"""
DEALS = "Id,Name,Rep,Stage\n1,A,Ana Lima,Value Proposition"


def by_history(rows: str, deals: str = DEALS, rules: str = RULES) -> object:
    outcome = mapped(rules, table("deals.csv", deals), table("History.csv", f"Deal,At,Stage\n{rows}"))
    assert outcome.told() == []
    return outcome.values["1"].get("stage_entered_on")


def test_two_words_of_the_crm_for_one_stage_of_the_playbook_are_one_unbroken_run() -> None:
    assert by_history("1,2026-06-01,Needs Analysis\n1,2026-11-10,Value Proposition") == "2026-06-01"


def test_a_stage_of_the_playbook_that_was_left_and_entered_again_begins_with_the_last_time() -> None:
    rows = "1,2026-06-01,Needs Analysis\n1,2026-08-03,Qualification\n1,2026-11-10,Value Proposition"
    assert by_history(rows) == "2026-11-10"


def test_a_stage_that_was_renamed_in_the_crm_is_the_same_once_the_mapping_lists_both_words() -> None:
    rules = RULES.replace("Won: won", "Won: won, Understanding: scope")
    assert by_history("1,2026-06-01,Understanding\n1,2026-11-10,value proposition", rules=rules) == "2026-06-01"


@pytest.mark.parametrize(
    ("days", "entered"),
    [
        ("2026-05-04 09:00,2026-06-01 10:00,2026-11-10 08:30", "2026-06-01"),
        ("2026-07-01 09:00,2026-06-01 10:00,2026-11-10 08:30", "2026-11-10"),
        (",,2026-11-10", "2026-11-10"),
        ("2026-05-04,2026-06-01,", None),
    ],
)
def test_a_column_for_each_stage_tells_the_run_of_the_playbook_s_stage(days: str, entered: str | None) -> None:
    names = [f'"Date entered ""{word} (P)"""' for word in ("Qualification", "Needs Analysis", "Value Proposition")]
    deals = f"Id,Name,Rep,Stage,Pipeline,{','.join(names)}\n1,A,Ana Lima,Value Proposition,P,{days}"
    outcome = mapped(RULES, table("deals.csv", deals))
    assert outcome.told() == []
    assert outcome.values["1"].get("stage_entered_on") == entered
