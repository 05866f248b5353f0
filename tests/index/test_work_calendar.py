"""Working days: the weekend, the country's public holidays and the team's own free days do not count."""

from datetime import date, timedelta
from itertools import product
from string import ascii_uppercase
from typing import Any, get_args

import holidays
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scorecards.model.fields import Weekday
from scorecards.model.working_days import WorkCalendar, WorkingDays, holidays_in, is_known, subdivisions
from tests.support.findings import facts_of, opportunity, playbook, stage

IRELAND = WorkingDays.model_validate({"country": "IE"})
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
RULES = st.builds(
    lambda weekend, country, free: WorkingDays(weekend=tuple(weekend), country=country, holidays=tuple(free)),
    st.lists(st.sampled_from(get_args(Weekday)), max_size=6),
    st.sampled_from([None, "IE", "DE", "US", "SA"]),
    st.lists(DAYS, max_size=6),
)


def by_hand(calendar: WorkCalendar, start: date, end: date) -> int:
    """Count day by day."""
    days = (start + timedelta(days=each) for each in range(1, (end - start).days + 1))
    return sum(calendar.is_working(day) for day in days)


@given(RULES, DAYS, DAYS)
def test_counting_agrees_with_looking_at_each_day(rules: WorkingDays, one: date, other: date) -> None:
    calendar = WorkCalendar.of(rules)
    start, end = sorted((one, other))
    assert calendar.between(start, end) == by_hand(calendar, start, end)
    assert calendar.between(end, start) == -calendar.between(start, end)


@given(RULES, DAYS, st.integers(0, 300))
def test_the_day_after_so_many_working_days_is_the_first_by_which_they_have_passed(
    rules: WorkingDays, start: date, days: int
) -> None:
    calendar = WorkCalendar.of(rules)
    assume(days)
    day = calendar.after(start, days)
    assert calendar.is_working(day)
    assert calendar.between(start, day) == days


@given(DAYS, DAYS)
def test_where_every_day_is_one_they_are_calendar_days(one: date, other: date) -> None:
    every_day = WorkCalendar.of(WorkingDays(weekend=()))
    assert every_day.between(one, other) == (other - one).days


def test_a_free_day_counts_once_however_often_it_is_listed() -> None:
    """A bank holiday that is listed too, and one that falls on a weekend, take nothing more away."""
    rules = {"country": "IE", "holidays": ["2026-10-26", "2026-10-26", "2026-10-31"]}
    listed = WorkCalendar.of(WorkingDays.model_validate(rules))
    assert listed.between(date(2026, 10, 23), date(2026, 11, 2)) == 5
    assert WorkCalendar.of(IRELAND).between(date(2026, 10, 23), date(2026, 11, 2)) == 5
    assert WorkCalendar.of(WorkingDays()).between(date(2026, 10, 23), date(2026, 11, 2)) == 6


def test_a_week_has_the_working_days_that_its_weekend_leaves() -> None:
    monday = date(2026, 11, 16)
    friday_and_saturday = WorkCalendar.of(WorkingDays(weekend=("friday", "saturday")))
    assert WorkCalendar.of(WorkingDays()).between(monday, monday + timedelta(days=7)) == 5
    assert friday_and_saturday.is_working(date(2026, 11, 22))
    assert not friday_and_saturday.is_working(date(2026, 11, 20))


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in holidays_in("DE", "BY", 2026)
    assert epiphany not in holidays_in("DE", None, 2026)
    assert {"BY", "BE"} <= subdivisions("DE")
    assert all(len(part) <= 3 for country in ("DE", "GB", "IT", "US") for part in subdivisions(country))


def test_a_country_is_known_where_the_library_has_its_holidays() -> None:
    listed = holidays.list_supported_countries()
    codes = ["".join(letters) for letters in product(ascii_uppercase, repeat=2)]
    assert [code for code in codes if is_known(code)] == [code for code in codes if code in listed]


def facts(days: WorkingDays, in_working_days: str, **fields: Any) -> dict[str, Any]:
    """Derive the facts of an opportunity in a stage with a limit of 14 days."""
    rules = playbook(stage("sign", 14, "signed", in_working_days=in_working_days), working_days=days)
    return facts_of(opportunity(stage="sign", **fields), rules=rules)


@pytest.mark.parametrize(("in_working_days", "over"), [("false", 10), ("true", 1)])
def test_a_limit_in_working_days_is_held_against_working_days(in_working_days: str, over: int) -> None:
    """From 23 October to 16 November are 24 days and 16 weekdays, of which 26 October is a bank holiday."""
    known = facts(IRELAND, in_working_days, stage_entered_on="2026-10-23")
    assert known["days_in_stage"] == 24
    assert known["working_days_in_stage"] == 15
    assert known["days_over_stage_limit"] == over


def test_their_silence_is_counted_in_working_days_too() -> None:
    call = {"on": "2026-10-23", "direction": "inbound", "kind": "call", "outcome": "reply"}
    known = facts(IRELAND, "false", activities=[call])
    assert known["days_since_their_last_word"] == 24
    assert known["working_days_since_their_last_word"] == 15
    silent = facts(IRELAND, "false", activities=[])
    assert "working_days_since_their_last_word" not in silent
