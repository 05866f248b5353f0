"""What other files of an export add: people, activities, steps, and when and how often something changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.importing.map.field_history import State, entered_on, pushes
from scorecards.importing.open.table import Cells, Fault, Rejected
from tests.support.mapped import Outcome, mapped, of_rows, row_at, table

RULES = """\
stages: {New: meet, Talking: qualify, Signed: won}
opportunities:
  id: {column: Id}
  name: {column: Id}
  owner: {value: Ana Lima}
  crm_stage: {column: Stage}
  stage_entered_on: {column: Since, optional: true}
  push_count: {column: Pushed, optional: true}
  merged_ids: {column: Old, optional: true}
  contacts: [{name: {column: Who, optional: true}}]
  next_steps: [{what: {column: Next, optional: true}, side: {value: us}}]
related:
  - file: [Task, Event]
    optional: true
    opportunity: {column: Deal}
    skip: [{when: {Deleted: [true]}, because: deleted}]
    activities:
      - on: {column: Day}
        direction: {column: Way, values: {In: inbound, Out: outbound, '-': }}
        kind: {value: call}
        note: {column: Note}
  - file: People
    optional: true
    opportunity: {column: Deal}
    contacts: [{name: {column: Who}, roles: {column: Part, split: ;}, title: {column: Job}}]
    next_steps: [{what: {column: Asked}, side: {value: customer}}]
  - file: History
    optional: true
    opportunity: {column: Deal}
    history: {on: {column: At}, stage: {column: Stage}, close_date: {column: Close}}
"""
DEALS = "Id,Stage\n1,Talking\n2,New"


def with_tables(*others: tuple[str, str], deals: str = DEALS) -> Outcome:
    return mapped(RULES, table("deals.csv", deals), *(table(path, text) for path, text in others))


def history(rows: str, deals: str = DEALS) -> dict[str, object]:
    """Give what a history says about the first opportunity."""
    outcome = with_tables(("History.csv", f"Deal,At,Stage,Close\n{rows}"), deals=deals)
    assert outcome.told() == []
    return {name: outcome.values["1"].get(name) for name in ("stage_entered_on", "push_count")}


def test_activities_are_sorted_by_day_whatever_file_they_stand_in() -> None:
    header = "Deal,Day,Way,Note,Deleted\n"
    outcome = with_tables(
        ("Task.csv", f"{header}1,2026-11-03,Out,b,0\n1,2026-11-01,In,a,0"),
        ("event.json", f"{header}1,2026-11-02,Out,c,0"),
    )
    assert [(each["on"], each["note"]) for each in outcome.values["1"]["activities"]] == [
        ("2026-11-01", "a"),
        ("2026-11-02", "c"),
        ("2026-11-03", "b"),
    ]
    assert "activities" not in outcome.values["2"]


def test_each_row_that_adds_nothing_says_why() -> None:
    rows = "9,2026-11-03,Out,b,0\n,2026-11-03,Out,b,0\n1,2026-11-17,Out,b,0\n1,2026-11-03,,b,0\n"
    rows += "1,,Out,b,0\n1,2026-11-03,Out,b,1"
    outcome = with_tables(("Task.csv", f"Deal,Day,Way,Note,Deleted\n{rows}"))
    assert outcome.skipped("Task.csv") == [
        (2, "belongs to no opportunity of the export"),
        (3, "belongs to no opportunity of the export"),
        (4, "after the day of the export"),
        (5, "who started it is unknown"),
        (6, "it has no day"),
        (7, "deleted"),
    ]


def test_a_cell_that_cannot_be_read_rejects_the_row_and_adds_nothing_of_it() -> None:
    outcome = with_tables(
        ("Task.csv", "Deal,Day,Way,Note,Deleted\n1,soon,Out,b,0\n1,2026-11-03,Up,b,0\n1,2026-11-03,In,b,0")
    )
    assert len(outcome.values["1"]["activities"]) == 1
    assert [line.split(": ")[1] for line in outcome.told()] == ["not-a-date", "csv-word"]


def test_a_row_of_a_rejected_opportunity_is_told_so() -> None:
    outcome = with_tables(
        ("Task.csv", "Deal,Day,Way,Note,Deleted\n1,2026-11-03,In,b,0"), deals="Id,Stage\n1,Nope\n2,New"
    )
    assert outcome.skipped("Task.csv") == [(2, "belongs to an opportunity that was rejected")]


def test_a_person_who_stands_twice_is_one_with_all_roles() -> None:
    people = "Deal,Who,Part,Job,Asked\n1,Zoe Hart,champion,,\n1,zoe  hart,user;champion,Cook,\n1,,user,,\n1,,,,a call"
    outcome = with_tables(("People.csv", people), deals="Id,Stage,Who,Next\n1,New,Zoe Hart,send it\n2,New,,")
    assert outcome.values["1"]["contacts"] == [{"name": "Zoe Hart", "roles": ["champion", "user"], "title": "Cook"}]
    assert outcome.values["1"]["next_steps"] == [
        {"what": "send it", "side": "us"},
        {"what": "a call", "side": "customer"},
    ]
    assert outcome.skipped("People.csv") == [(4, "it has no name")]
    assert "contacts" not in outcome.values["2"]


def test_the_present_stage_began_with_its_last_unbroken_run() -> None:
    rows = (
        "1,2026-11-09T08:00:00.000Z,Talking,\n1,2026-10-01T09:00:00.000Z,New,\n1,2026-10-05T09:00:00.000Z,Talking,\n"
        "1,2026-11-02T09:30:00.000Z,New,\n1,2026-11-02T09:45:00.000Z,Talking,"
    )
    assert history(rows)["stage_entered_on"] == "2026-11-02"


def test_times_of_one_day_are_told_apart_also_as_people_write_them() -> None:
    rows = "1,11/14/2026 11:59 PM,Talking,\n1,11/14/2026 12:01 AM,New,\n1,11/13/2026 9:00 AM,Talking,"
    assert history(rows)["stage_entered_on"] == "2026-11-14"


def test_the_time_zone_decides_which_of_two_moments_is_the_later_one() -> None:
    rows = "1,2026-07-14T23:30:00+00:00,New,\n1,2026-07-15T05:00:00+00:00,Talking,"
    assert history(rows)["stage_entered_on"] == "2026-07-15"


def test_a_history_that_ends_in_another_stage_says_nothing() -> None:
    deals = "Id,Stage,Since\n1,Talking,2026-10-01\n2,New,2026-10-02"
    found = history("1,2026-11-02,New,", deals=deals)
    assert found["stage_entered_on"] == "2026-10-01"


def test_what_the_history_says_goes_before_the_column_and_the_column_counts_where_it_says_nothing() -> None:
    deals = "Id,Stage,Since,Pushed\n1,Talking,2026-10-01,7\n2,New,2026-10-02,5"
    rows = "1,2026-11-02,Talking,2026-12-01\n1,2026-11-03,Talking,2026-12-31\n1,2026-11-04,Talking,2026-12-20"
    outcome = with_tables(("History.csv", f"Deal,At,Stage,Close\n{rows}"), deals=deals)
    found = outcome.values
    assert [(each["stage_entered_on"], each["push_count"]) for each in found.values()] == [
        ("2026-11-02", "1"),
        ("2026-10-02", "5"),
    ]


HOLED = {
    "a row that is rejected": "1,2026-11-04,New,soon",
    "a row without a day": "1,,New,",
    "a row whose day cannot be read": "1,soon,New,",
}


@pytest.mark.parametrize("hole", HOLED.values(), ids=HOLED)
def test_a_history_that_lacks_a_row_says_nothing_and_the_columns_count(hole: str) -> None:
    rows = f"1,2026-11-02,Talking,2026-12-01\n{hole}\n1,2026-11-05,Talking,2026-12-31\n2,2026-11-03,New,"
    deals = "Id,Stage,Since,Pushed\n1,Talking,2026-10-01,7\n2,New,,"
    outcome = with_tables(("History.csv", f"Deal,At,Stage,Close\n{rows}"), deals=deals)
    told = {key: (each["stage_entered_on"], each["push_count"]) for key, each in outcome.values.items()}
    assert told == {"1": ("2026-10-01", "7"), "2": ("2026-11-03", None)}
    assert outcome.mapped is not None
    assert outcome.mapped.notes[-1] == (
        "the history of 1 opportunity has rows without a day, or rejected ones: it sets neither the day of their "
        "stage nor their push count"
    )


def test_a_history_with_a_row_of_too_few_cells_lacks_a_row_of_the_opportunity_that_it_names() -> None:
    history = table("History.csv", "Deal,At,Stage,Close\n1,2026-11-02,Talking,\n2,2026-11-02,New,")
    history.rejected = [Rejected(row_at(4, ["2026-11-04", " 1"], "History.csv"), (Fault("", "csv-cells", "too few"),))]
    outcome = mapped(RULES, table("deals.csv", DEALS), history)
    assert [each.get("stage_entered_on") for each in outcome.values.values()] == [None, "2026-11-02"]


def test_a_row_of_a_history_that_another_reading_of_its_file_rejects_is_missing_too() -> None:
    rules = RULES.replace("file: History", "file: Task")
    rules = rules.replace(
        "history: {on: {column: At}, stage: {column: Stage}", "history: {on: {column: At}, stage: {column: Note}"
    )
    rows = (
        "Deal,Day,Way,Note,Deleted,At,Close\n1,2026-11-02,In,Talking,0,2026-11-02,\n1,2026-11-04,Up,New,0,2026-11-04,"
    )
    tasks = f"{rows}\n1,2026-11-05,In,Talking,0,2026-11-05,"
    assert "stage_entered_on" not in mapped(rules, table("deals.csv", DEALS), table("Task.csv", tasks)).values["1"]


def test_what_a_rule_leaves_out_and_what_comes_later_is_no_gap_in_a_history() -> None:
    rules = RULES.replace("    history:", "    skip: [{when: {Stage: [Gone]}, because: gone}]\n    history:")
    rows = "1,2026-11-02,Talking,\n1,,Gone,\n1,2026-12-24,New,\n9,,New,"
    history = table("History.csv", f"Deal,At,Stage,Close\n{rows}")
    assert mapped(rules, table("deals.csv", DEALS), history).values["1"]["stage_entered_on"] == "2026-11-02"


def test_a_closed_opportunity_gets_no_day_for_a_stage_that_it_is_not_in() -> None:
    assert history("1,2026-11-02,Signed,", deals="Id,Stage\n1,Signed")["stage_entered_on"] is None


def test_activities_of_a_merged_opportunity_go_to_the_one_that_is_left_and_its_history_does_not() -> None:
    deals = "Id,Stage,Old\n1,Talking,9\n9,New,"
    outcome = with_tables(
        ("Task.csv", "Deal,Day,Way,Note,Deleted\n9,2026-11-03,In,b,0"),
        ("History.csv", "Deal,At,Stage,Close\n9,2026-11-03,Talking,"),
        deals=deals,
    )
    assert list(outcome.values) == ["1"]
    assert outcome.values["1"]["activities"][0]["note"] == "b"
    assert outcome.skipped("History.csv") == [(2, "is the history of an opportunity that was merged into another")]


def test_files_that_may_be_missing_are_told() -> None:
    outcome = with_tables()
    assert outcome.export.missing_files == ["Task or Event", "People", "History"]
    assert outcome.mapped is not None
    assert outcome.mapped.notes[0] == "Task or Event is missing: what it would add is unknown"


def state(moment: str, stage: str | None, close_date: str | None = None) -> State:
    return State(moment, moment[:10], stage, close_date)


@pytest.mark.parametrize(
    ("stages", "day"),
    [
        (["1 New", "2 Talking"], "2"),
        (["1 Talking", "2 Talking"], "1"),
        (["1 New", "2 Talking", "2 New"], "2"),
        (["1 New", "1 Talking", "2 Talking"], None),
        (["1 New", "2 New", "2 Talking", "3 Talking", "3 New"], "3"),
        (["2 Talking", "1 New"], "2"),
        (["1 Talking", "2 New"], None),
        ([], None),
    ],
)
def test_the_day_is_left_open_where_rows_of_one_moment_leave_it_open(stages: list[str], day: str | None) -> None:
    states = [state(*each.split()) for each in stages]
    assert entered_on(states, "Talking") == day


def test_a_close_date_that_moved_counts_only_where_it_moved_out() -> None:
    dates = ["2026-12-01", "2026-12-05", None, "2026-12-04", "2026-12-04", "2027-01-01"]
    assert pushes([state(str(at), None, day) for at, day in enumerate(dates)]) == 2
    assert pushes([state("1", None, "2026-12-01"), state("1", None, "2026-12-02")]) is None
    assert pushes([state("1", "New")]) is None


WORDS = [
    "",
    "1",
    "2",
    "9",
    "2026-11-01",
    "2026-11-30T09:00:00Z",
    "soon",
    "In",
    "-",
    "Talking",
    "New",
    "champion",
    "true",
    None,
]


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=11, max_size=11), max_size=5))
def test_every_row_of_a_file_that_is_read_in_several_ways_ends_up_in_one_place(cells: list[Cells]) -> None:
    header = ["Deal", "Day", "Way", "Note", "Deleted", "Who", "Part", "Job", "Asked", "At", "Close"]
    rules = RULES.replace("file: People", "file: Task").replace("file: History", "file: Task")
    rows = [row_at(line, each) for line, each in enumerate(cells, 2)]
    rules = rules.replace("stage: {column: Stage}, close_date", "stage: {column: Way}, close_date")
    tasks = of_rows("Task.csv", header, rows)
    outcome = mapped(rules, table("deals.csv", DEALS), tasks)
    assert tasks.total() == len(cells)
    assert {row.key for row in tasks.rows} <= {row.key for row in rows}
    if outcome.mapped:
        assert list(outcome.values) == ["1", "2"]
        assert all(each.reason for each in tasks.skipped)
        assert all(each.faults for each in tasks.rejected)
