"""Over weeks of edits on both sides, what one side alone changed is what stands: values, people, notes on calls.

The same is worked out here from what was said, what stood on file and what is said now, one value at a time.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.weekly_imports import ROW, Cells, Weeks

Sides = dict[str, Any]
NAMES = ("Jo Park", "Ben Ode", "Dana Ito")
WORDS = st.sampled_from(["", "a", "b"])
DAYS = st.sampled_from(["2026-10-01", "2026-10-02"])
ABSENT = "(absent)"


@dataclass(frozen=True)
class Said:
    """What the CRM says of a deal in one week."""

    cells: Cells
    people: dict[str, str]
    call_with: str | None

    def rows(self) -> list[Cells]:
        """Give the rows of its people."""
        return [{"Deal": self.cells["Id"], "Name": name, "Email": mail} for name, mail in self.people.items()]

    def calls(self) -> list[Cells]:
        """Give the rows of its calls."""
        known = [] if self.call_with is None else [self.call_with]
        return [{"Deal": self.cells["Id"], "On": "2026-10-01", "With": name} for name in known]

    def sides(self) -> Sides:
        """Give what it says, value by value."""
        budget = self.cells["Budget"] or None
        return {
            "notes": self.cells["Note"] or None,
            "champion": self.cells["Champion"] or None,
            "budget": budget,
            "budget said_by": budget and "rep",
            "budget on": budget and (self.cells["BudgetOn"] or None),
            **{name: self.people.get(name, ABSENT) for name in NAMES},
        }


@dataclass(frozen=True)
class Edit:
    """What somebody writes into a deal in one week."""

    fields: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, dict[str, str] | None] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    notes_a_call: bool = False

    def of(self, deal: dict[str, Any]) -> dict[str, Any]:
        """Give the fields as they are written; None takes one away."""
        written = {name: value for name, value in self.fields.items() if value is not None or name in deal}
        answers = {name: as_part(value) for name, value in (deal.get("answers") or {}).items()}
        for name, keys in self.answers.items():
            answer = answers.get(name, {"value": None}) | (keys or {})
            answers[name] = answer if keys is not None and answer["value"] else {"value": None}
        people = [each for each in deal.get("contacts") or [] if each["name"] not in self.struck]
        names = {each["name"] for each in people}
        people += [{"name": name} for name in sorted(self.added - names)]
        calls = [each | ({"note": "Mine"} if self.notes_a_call else {}) for each in deal.get("activities") or []]
        lists = {"contacts": people, "activities": calls, "answers": answers}
        return written | {name: value for name, value in lists.items() if value or name in deal}


def as_part(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {"value": value}


@st.composite
def crm(draw: st.DrawFn, id_: str) -> Said:
    cells = {"Note": draw(WORDS), "Budget": draw(WORDS), "BudgetOn": draw(DAYS), "Champion": draw(WORDS)}
    people = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["", "x@example.com"]), max_size=3))
    return Said(ROW | cells | {"Id": id_}, people, draw(st.sampled_from([None, "", "Jo Park"])))


KEYS = st.fixed_dictionaries(
    {}, optional={"value": st.just("mine"), "said_by": st.just("buyer"), "on": st.just("2026-09-30")}
)
EDITS = st.builds(
    Edit,
    fields=st.fixed_dictionaries(
        {},
        optional={"notes": st.sampled_from(["ours", "theirs", None]), "stories_told": st.sampled_from([["x"], ["y"]])},
    ),
    answers=st.dictionaries(st.sampled_from(["budget", "champion", "deadline"]), st.none() | KEYS, max_size=2),
    struck=st.frozensets(st.sampled_from(NAMES), max_size=2),
    added=st.frozensets(st.sampled_from(NAMES), max_size=1),
    notes_a_call=st.booleans(),
)


@dataclass(frozen=True)
class Week:
    """A week: what the CRM says of two deals, if one was merged into the other since, and what people then write."""

    one: Said
    two: Said
    merges: bool
    first: Edit
    second: Edit
    is_lacking_for_an_hour: bool

    def rows(self, *, merged: bool) -> list[Cells]:
        """Give the rows of the deals."""
        return [self.one.cells | {"Merged": "2"}] if merged else [self.one.cells, self.two.cells]


WEEKS = st.lists(
    st.builds(Week, crm("1"), crm("2"), st.booleans(), EDITS, EDITS, st.booleans()), min_size=2, max_size=4
)


@settings(max_examples=25)
@given(WEEKS)
def test_over_weeks_of_edits_what_one_side_alone_changed_is_what_stands(
    tmp_path_factory: pytest.TempPathFactory, edits: list[Week]
) -> None:
    weeks = Weeks(tmp_path_factory.mktemp("weeks"))
    said: dict[str, Sides] = {}
    filed: dict[str, dict[str, Any]] = {}
    merged = False
    for number, week in enumerate(edits):
        is_new = number > 0 and week.merges and not merged
        merged |= is_new
        parts = [week.one] if merged else [week.one, week.two]
        weeks.week += 1
        import_week(weeks, week, parts, merged=merged)
        for each in parts:
            id_ = each.cells["Id"]
            now = each.sides()
            if id_ in said:
                before = joined(said, filed, now) if is_new else (said[id_], filed[id_])
                holds(*before, now, weeks.deal(id_))
            said[id_] = now
        if week.is_lacking_for_an_hour:
            changes_nothing(weeks, week, parts, merged=merged)
        write(weeks, parts, (week.first, week.second), filed)
        if week.is_lacking_for_an_hour:
            lacking_for_an_hour(weeks, week, parts, merged=merged)
            filed |= {each.cells["Id"]: weeks.deal(each.cells["Id"]) for each in parts}


def import_week(weeks: Weeks, week: Week, parts: list[Said], *, merged: bool, without: str = "") -> None:
    people = [row for each in parts for row in each.rows()]
    calls = [row for each in parts for row in each.calls()]
    weeks.again(people, calls, [row for row in week.rows(merged=merged) if row["Id"] != without] or [OTHER])


OTHER = ROW | {"Id": "9", "Name": "Somewhere else"}


def write(weeks: Weeks, parts: list[Said], edits: tuple[Edit, Edit], filed: dict[str, dict[str, Any]]) -> None:
    for each, edit in zip(parts, edits, strict=False):
        id_ = each.cells["Id"]
        weeks.edit(id_, **edit.of(weeks.deal(id_)))
        filed[id_] = weeks.deal(id_)


def lacking_for_an_hour(weeks: Weeks, week: Week, parts: list[Said], *, merged: bool) -> None:
    """Import the day again, then without the first deal, then with it: nothing is lost, nor dated anew."""
    import_week(weeks, week, parts, merged=merged)
    once = weeks.files()
    changes_nothing(weeks, week, parts, merged=merged)
    import_week(weeks, week, parts, merged=merged, without="1")
    import_week(weeks, week, parts, merged=merged)
    assert weeks.files() == once


def changes_nothing(weeks: Weeks, week: Week, parts: list[Said], *, merged: bool) -> None:
    once = weeks.files()
    import_week(weeks, week, parts, merged=merged)
    assert weeks.files() == once


def joined(said: dict[str, Sides], filed: dict[str, dict[str, Any]], now: Sides) -> tuple[Sides, dict[str, Any]]:
    """Give what was said of two deals and stood there, as of one: the first one's, or else the second's."""
    told, stands = dict(said["1"]), dict(filed["1"])
    one, two = standing(filed["1"]), standing(filed["2"])
    keys = [name for name in told if not name.startswith("budget ")]
    empty = {name: ABSENT if name in NAMES else None for name in keys}
    found = dict(one)
    for name in keys:
        if told[name] != empty[name] or one[name] != empty[name]:
            continue
        for each in [name, *(key for key in told if key.startswith(f"{name} "))]:
            found[each] = two[each]
            told[each] = said["2"][each] if now[name] != empty[name] else told[each]
    noted = is_noted(filed["1"]) or is_noted(filed["2"])
    return told, {"(sides)": found, "(noted)": noted, "stories_told": stands.get("stories_told")}


def standing(deal: dict[str, Any]) -> Sides:
    if "(sides)" in deal:
        found: Sides = deal["(sides)"]
        return found
    answers = {name: as_part(value) for name, value in (deal.get("answers") or {}).items()}
    budget = answers.get("budget", {})
    mails = {each["name"]: each.get("email") or "" for each in deal.get("contacts") or []}
    return {
        "notes": deal.get("notes"),
        "champion": answers.get("champion", {}).get("value"),
        "budget": budget.get("value"),
        "budget said_by": budget.get("said_by"),
        "budget on": str(budget["on"]) if budget.get("on") else None,
        **{name: mails.get(name, ABSENT) for name in NAMES},
    }


def is_noted(deal: dict[str, Any]) -> bool:
    return bool(deal.get("(noted)")) or any(each.get("note") for each in deal.get("activities") or [])


def holds(said: Sides, filed: dict[str, Any], now: Sides, found: dict[str, Any]) -> None:
    before, stands = standing(filed), standing(found)
    for name in ("notes", "champion", "budget"):
        holds_for(name, said[name], before[name], now[name], stands[name])
    for key in ("budget said_by", "budget on") if before["budget"] and before["budget"] == now["budget"] else ():
        holds_for(key, said[key], before[key], now[key], stands[key])
    for name in NAMES:
        holds_for_person(name, (said[name], before[name], now[name]), is_there=stands[name] != ABSENT)
    assert is_noted(found) or not is_noted(filed)
    assert not filed.get("stories_told") or found["stories_told"] == filed["stories_told"]


def holds_for(name: str, said: Any, filed: Any, now: Any, stands: Any) -> None:
    if said == now:
        assert stands == filed, name
    elif filed in {said, now}:
        assert stands == now, name


def holds_for_person(name: str, sides: tuple[Any, Any, Any], *, is_there: bool) -> None:
    said, filed, now = sides
    if said == ABSENT:
        assert is_there == (filed != ABSENT or now != ABSENT), name
    elif filed == ABSENT:
        assert not is_there or now not in {ABSENT, said}, name
    elif now == ABSENT:
        assert not is_there or filed != said, name
    else:
        assert is_there, name
