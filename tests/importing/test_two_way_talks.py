"""In a meeting both sides speak, whoever began it."""

import pytest

from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.problems.problem import Problems
from scorecards.read.sources import source_of
from tests.support.mapped import mapped, table

RULES = """\
currency: EUR
stages: {New: meet}
opportunities: {id: {column: Id}, name: {column: Name}, owner: {column: Rep}, crm_stage: {column: Stage}}
related:
  - file: Event
    opportunity: {column: Deal}
    activities:
      - on: {column: On}
        kind: {column: Type, values: {Meeting: meeting, Demo: demo, Call: call}}
"""


def activities(rows: str, rules: str = RULES) -> tuple[object, list[tuple[int, str]]]:
    outcome = mapped(rules, table("deals.csv", "Id,Name,Rep,Stage\n1,A,Ana Lima,New"), table("Event.csv", rows))
    assert outcome.told() == []
    return outcome.values["1"].get("activities"), outcome.skipped("Event.csv")


@pytest.mark.parametrize("kind", ["Meeting", "Demo"])
def test_a_meeting_needs_no_direction_and_is_a_talk_of_both_sides(kind: str) -> None:
    found, skipped = activities(f"Deal,On,Type\n1,2026-11-02,{kind}")
    assert (found, skipped) == ([{"on": "2026-11-02", "direction": "both", "kind": kind.lower()}], [])


def test_a_call_of_which_nobody_says_who_began_it_is_left_out_as_before() -> None:
    found, skipped = activities("Deal,On,Type\n1,2026-11-02,Call")
    assert (found, skipped) == (None, [(2, "who started it is unknown")])


def test_who_began_a_meeting_counts_where_the_export_says_it() -> None:
    rules = RULES.replace("        kind:", "        direction: {column: By, values: {Us: outbound}}\n        kind:")
    found, _ = activities("Deal,On,Type,By\n1,2026-11-02,Meeting,Us\n1,2026-11-03,Meeting,", rules)
    assert [each["direction"] for each in found] == ["outbound", "both"]  # type: ignore[attr-defined]


def test_a_mapping_without_a_kind_that_both_sides_speak_in_still_needs_the_direction() -> None:
    problems = Problems()
    text = RULES.replace("Meeting: meeting, Demo: demo, ", "")
    assert source_of("map.yml", text.encode(), CrmMapping, problems).value is None
    assert "direction beside on and kind" in str(problems.found[0])
