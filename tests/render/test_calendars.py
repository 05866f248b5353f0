"""The calendar files hold to RFC 5545, keep their event ids, and tell the same times as the pages."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component, Event

from scorecards.report.review import Review
from scorecards.report.week import Block, Due, FollowUp
from scorecards.review import Folders, read, review_of
from tests.render.test_pages import HOSTILE
from tests.support import hostile as overrunning
from tests.support.files import calendars_of, files_of
from tests.support.project import ROOT, Project, fresh
from tests.support.reviews import review_in
from tests.support.small_reference import REFERENCE
from tests.support.small_review import CLUTTERED, REVIEW
from tests.support.weeks import write_blocks, write_weeks

DEAL = "id: A, name: Night shifts, owner: ana-lima, status: open, stage: meet"
ZONES = ["Europe/Dublin", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "UTC"]


def parsed(data: bytes) -> Component:
    """Parse a calendar file; every error of every component is one of the file."""
    (calendar,) = Calendar.from_ical(data, multiple=True)
    assert [error for component in calendar.walk() for error in component.errors] == []
    return calendar


def moment(part: Any, name: str) -> datetime:
    """Give the moment under a name."""
    value = part[name].dt
    assert isinstance(value, datetime)
    return value


def events(data: bytes) -> list[Event]:
    return [each for each in parsed(data).walk("VEVENT") if isinstance(each, Event)]


def built(
    base: Path, zone: str = "Europe/Dublin", blocks: tuple[str, str, str] = ("monday", "09:00", "10:30")
) -> bytes:
    """Build Ana's calendar of the base's team, as it stands now."""
    write_blocks(base, blocks, zone=zone)
    return calendars_of(review_in(base))["ana-lima.ics"]


@pytest.fixture(scope="module")
def sample() -> Review:
    return review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))


def test_each_rep_with_blocks_has_a_calendar_beside_the_scorecard(sample: Review) -> None:
    pages = files_of(sample, REFERENCE)
    kept = {f"scorecards/{each.rep}.ics" for each in sample.scorecards if each.follow_up}
    assert {path for path in pages if path.endswith(".ics")} == kept
    assert len(kept) == len(sample.scorecards) - 1
    for path in kept:
        assert f'href="{Path(path).name}"' in pages[path.replace(".ics", ".md")].decode()


def test_what_rfc_5545_requires_is_there_once(sample: Review) -> None:
    for data in calendars_of(sample).values():
        calendar = parsed(data)
        assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")
        assert calendar["PRODID"]
        assert len(calendar.walk("VTIMEZONE")) == 1
        for event in events(data):
            for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"):
                assert not isinstance(event[name], list), name
            assert moment(event, "DTSTAMP") == datetime(2026, 11, 16, tzinfo=UTC)
            assert event["DTSTART"].params["TZID"] == event["DTEND"].params["TZID"] == "Europe/Dublin"
            assert moment(event, "DTSTART") < moment(event, "DTEND")
        for alarm in calendar.walk("VALARM"):
            assert {"ACTION", "TRIGGER", "DESCRIPTION"} <= set(alarm)


def test_lines_end_with_crlf_and_are_folded_at_75_octets(sample: Review) -> None:
    for data in calendars_of(sample).values():
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
        assert max(len(line) for line in data.split(b"\r\n")) <= 75
        data.decode()
    assert any(b"\r\n " in data for data in calendars_of(sample).values())


def test_an_event_has_the_steps_of_its_block_with_their_deals_and_days(sample: Review) -> None:
    deals = {deal.id: deal for deal in sample.opportunities}
    for each in sample.scorecards:
        if each.follow_up is None:
            continue
        shown = events(calendars_of(sample)[each.follow_up.calendar])
        for block, event in zip(each.follow_up.blocks, shown, strict=True):
            text = str(event["DESCRIPTION"])
            assert text.count("\n- ") + text.startswith("- ") == len(block.steps)
            for due in block.steps:
                assert due.step.what in text
                assert deals[due.opportunity].name in text
            assert len(event.walk("VALARM")) == bool(block.steps)
            assert (moment(event, "DTSTART").date(), f"{moment(event, 'DTSTART'):%H:%M}") == (block.day, block.start)
            assert f"{moment(event, 'DTEND'):%H:%M}" == block.end


def test_event_ids_stay_the_same_from_one_snapshot_to_the_next(base: Path) -> None:
    """What both weeks tell of has the same ids, though the later snapshot stamps it anew and has other steps."""
    step = "next_steps: [{what: Call Jo, side: us, due: 2026-11-23}]"
    write_weeks(base, {"2026-11-09": [DEAL], "2026-11-16": [f"{DEAL}, {step}"]})
    write_blocks(base, ("monday", "09:00", "10:30"), ("thursday", "14:00", "15:00"))
    before = events(calendars_of(review_in(base, "2026-11-09"))["ana-lima.ics"])
    after = events(calendars_of(review_in(base, "2026-11-16"))["ana-lima.ics"])
    both = {moment(event, "DTSTART") for event in before} & {moment(event, "DTSTART") for event in after}
    assert len(both) == 2

    def ids(found: list[Event]) -> dict[datetime, str]:
        return {moment(event, "DTSTART"): str(event["UID"]) for event in found if moment(event, "DTSTART") in both}

    assert ids(before) == ids(after)
    every = [str(event["UID"]) for event in (*before, *after)]
    assert len(set(every)) == len(every) - len(both)
    assert moment(before[0], "DTSTAMP") < moment(after[0], "DTSTAMP")


def test_two_reps_with_the_same_block_have_different_ids(sample: Review) -> None:
    ids = [str(event["UID"]) for data in calendars_of(sample).values() for event in events(data)]
    assert len(set(ids)) == len(ids)


def test_the_same_review_gives_the_same_bytes(sample: Review) -> None:
    assert calendars_of(sample) == calendars_of(replace(sample))


def moments_around_changes(zone: str) -> Iterator[datetime]:
    """Give every hour of the days around each change of clocks of two years, and every day."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    local = ZoneInfo(zone)
    for day in range(730):
        moment = start + timedelta(days=day)
        yield moment
        if moment.astimezone(local).utcoffset() != (moment + timedelta(days=1)).astimezone(local).utcoffset():
            yield from (moment + timedelta(minutes=15 * quarter) for quarter in range(96))


def onsets(zone: Any) -> list[tuple[datetime, timedelta]]:
    """Give each change of a VTIMEZONE in UTC, with the offset from then on, as RFC 5545, 3.6.5 has it.

    An onset is told in the local time of the moment before it.
    """
    parts = zone.subcomponents
    return [(moment(each, "DTSTART") - each["TZOFFSETFROM"].td, each["TZOFFSETTO"].td) for each in parts]


def clock(changes: list[tuple[datetime, timedelta]], when: datetime) -> datetime:
    """Tell the local time of a moment."""
    utc = when.replace(tzinfo=None)
    return utc + max(change for change in changes if change[0] <= utc)[1]


@pytest.mark.parametrize("zone", ZONES)
def test_the_time_zone_that_is_told_keeps_the_clock_of_the_real_one(base: Path, zone: str) -> None:
    """Read without looking its name up anywhere."""
    (part,) = parsed(built(base, zone)).walk("VTIMEZONE")
    changes = onsets(part)
    for each in moments_around_changes(zone):
        assert clock(changes, each) == each.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Dublin", {"DAYLIGHT": "2026-03-29 01:00:00", "STANDARD": "2026-10-25 02:00:00"}),
        ("America/New_York", {"DAYLIGHT": "2026-03-08 02:00:00", "STANDARD": "2026-11-01 02:00:00"}),
        ("Australia/Lord_Howe", {"STANDARD": "2026-04-05 02:00:00", "DAYLIGHT": "2026-10-04 02:00:00"}),
    ],
)
def test_summer_time_is_daylight_time(base: Path, zone: str, expected: dict[str, str]) -> None:
    (part,) = parsed(built(base, zone)).walk("VTIMEZONE")
    begun = [(str(each.name), moment(each, "DTSTART")) for each in part.subcomponents[1:]]
    assert {name: str(onset) for name, onset in begun if onset.year == 2026} == expected


def test_a_block_keeps_its_time_of_day_across_the_change_of_clocks(base: Path) -> None:
    """On 25 October 2026 the clocks of Dublin go back: nine o'clock is another hour of the world before and after."""
    write_weeks(base, {"2026-10-16": [DEAL]})
    data = built(base)
    (part,) = parsed(data).walk("VTIMEZONE")
    hours = [datetime(2026, 10, 19, 8, tzinfo=UTC), datetime(2026, 10, 26, 9, tzinfo=UTC)]
    starts = [moment(event, "DTSTART") for event in events(data)]
    assert [start.replace(tzinfo=None) for start in starts] == [clock(onsets(part), hour) for hour in hours]
    assert starts == hours


def with_names(text: str) -> Review:
    """Give a review of which every name in a calendar is this text."""
    assert CLUTTERED.next_steps
    due = Due(CLUTTERED.id, replace(CLUTTERED.next_steps[0], what=text))
    block = Block(date(2026, 11, 17), "09:00", "10:00", 4, (due, due))
    plan = FollowUp((block,), (), "ana-lima.ics", "Europe/Dublin")
    deal = replace(CLUTTERED, name=text, account_name=text)
    card = replace(REVIEW.scorecards[0], name=text, follow_up=plan)
    return replace(REVIEW, scorecards=(card,), opportunities=(deal,))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1))
def test_no_name_breaks_out_of_its_line(text: str) -> None:
    """Whatever a name holds, the file has the same parts, and the name comes back on its one line."""
    data = calendars_of(with_names(text))["ana-lima.ics"]
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", data) is None
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    calendar = parsed(data)
    (event,) = events(data)
    assert [each.name for each in calendar.walk()][-3:] == ["STANDARD", "VEVENT", "VALARM"]
    first, second, last = str(event["DESCRIPTION"]).split("\n")
    assert first == second
    assert last == "As of 16 Nov 2026."
    shown = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+", " ", text).strip()
    assert shown in first
    assert str(calendar["X-WR-CALNAME"]) == f"Follow-up of {shown}"


def calendars_of_project(project: Project) -> dict[str, bytes]:
    """Overrun a team's files, and give the calendars that are made of them."""
    overrunning.overrun(project)
    folder = project.folder
    return calendars_of(review_of(read(Folders(folder, folder / "playbook", folder / "pipeline", folder / "docs"))))


def shape(data: bytes) -> list[tuple[str | None, list[tuple[str, list[str]]], int]]:
    """Give the parts of a calendar with their properties and parameters, and the lines of what each says."""
    return [
        (
            part.name,
            sorted((name, sorted(getattr(value, "params", {}))) for name, value in part.items()),
            str(part.get("DESCRIPTION", "")).count("\n"),
        )
        for part in parsed(data).walk()
    ]


def test_a_team_of_hostile_texts_has_calendars_like_those_of_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With harmless texts in the place of the hostile ones, every file has the same parts, properties and lines."""
    texts = [_one_line(text) for text in overrunning.TEXTS.values()]
    found = calendars_of_project(fresh(tmp_path / "hostile"))
    assert len(found) == len(overrunning.REPS)
    described = "\n".join(str(event["DESCRIPTION"]) for data in found.values() for event in events(data))
    lines = [line for line in described.split("\n") if not line.startswith(("As of ", "Nothing is due"))]
    assert sorted(lines) == sorted(f"- Call {text} ({text}, {text}): was due 13 Nov 2026" for text in texts)
    names = [_one_line(overrunning.rep_name(overrunning.rep_id(place))) for place in range(len(overrunning.REPS))]
    shown = {str(parsed(data)["X-WR-CALNAME"]) for data in found.values()}
    assert shown == {f"Follow-up of {name}" for name in names}
    monkeypatch.setattr(overrunning, "TEXTS", {kind: f"Plain {kind}" for kind in overrunning.TEXTS})
    harmless = calendars_of_project(fresh(tmp_path / "harmless"))
    assert {name: shape(data) for name, data in found.items()} == {name: shape(data) for name, data in harmless.items()}


def _one_line(text: str) -> str:
    return re.sub(r"\n+", " ", text).strip()


for hostile in (
    *HOSTILE,
    'one, two; three\\n four\\, "five"',
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "Ελιά & Θάλασσα " * 20,
    "👩🏽‍🚀" * 40,
    "\ud800",
):
    test_no_name_breaks_out_of_its_line = example(hostile)(test_no_name_breaks_out_of_its_line)
