"""Weekly imports carry out what the CRM changed and what people changed, and ask for a rule only where both did."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.importing.reconcile.conflicts import Conflict
from scorecards.importing.reconcile.earlier_values import OpportunityOnFile
from scorecards.importing.reconcile.three_way import Sides, merge
from scorecards.importing.run import Import, import_export
from scorecards.importing.task.crm_record import path_of
from scorecards.importing.task.task import silent
from scorecards.problems.problem import ProblemsFound

FIRST = date(2026, 10, 5)
MAPPING = """
currency: EUR
stages: {Discovery: qualify}
team: {name: T, rep: {column: Owner}, manager: {value: Mo Boss}}
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Owner}
  status: {value: open}
  crm_stage: {column: Stage}
  notes: {column: Note}
  answers:
    budget: {column: Budget, said_by: rep}
    champion: {column: Champion, said_by: rep}
  next_steps:
    - {what: {column: Next}, side: {value: us}, due: {column: NextOn}}
related:
  - file: people.csv
    opportunity: {column: Deal}
    contacts:
      - {name: {column: Name}, email: {column: Email}}
"""
ROW = {
    "Id": "1",
    "Name": "Night rota",
    "Owner": "Ana Lima",
    "Stage": "Discovery",
    "Note": "Two sites",
    "Budget": "40,000",
    "Champion": "",
    "Next": "Send the quote",
    "NextOn": "2026-10-12",
}
PEOPLE = [{"Deal": "1", "Name": "Jo Park", "Email": "jo@example.com"}]


class Weeks:
    """A pipeline into which an export is imported week after week, with edits by hand between."""

    def __init__(self, folder: Path, keep: str = "") -> None:
        """Begin with nothing on file."""
        self.folder, self.week = folder, 0
        (folder / "mapping.yml").write_text(MAPPING + keep, "utf-8")

    @property
    def as_of(self) -> date:
        """The day of the newest import."""
        return FIRST + timedelta(7 * (self.week - 1))

    @property
    def snapshot(self) -> Path:
        """The newest snapshot."""
        return self.folder / "pipeline" / "snapshots" / f"{self.as_of}.yml"

    def imported(self, people: list[dict[str, str]] | None = None, **cells: str) -> dict[str, Any]:
        """Import the next week's export; give what then stands on file of the deal."""
        self.week += 1
        self.again(people, **cells)
        return self.deal()

    def again(self, people: list[dict[str, str]] | None = None, **cells: str) -> Import:
        """Import an export of the same day once more."""
        rows = PEOPLE if people is None else people
        other = [{"Deal": "2", "Name": "Somebody Else", "Email": ""}]
        self._table("deals.csv", [ROW | cells])
        self._table("people.csv", rows + other)
        done = import_export(
            [self.folder / "deals.csv"],
            self.folder / "mapping.yml",
            self.as_of,
            self.folder / "pipeline",
            self.folder,
            silent,
        )
        for path, text in done.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return done

    def deal(self) -> dict[str, Any]:
        """Give what stands on file of the deal, but for what tells since when."""
        (found,) = yaml.safe_load(self.snapshot.read_text("utf-8"))["opportunities"]
        found.pop("carried_from", None)
        return dict(found)

    def edit(self, **fields: Any) -> None:
        """Write fields by hand; None takes one away."""
        tree = yaml.safe_load(self.snapshot.read_text("utf-8"))
        tree["opportunities"][0].update(fields)
        for name in [name for name, value in fields.items() if value is None]:
            del tree["opportunities"][0][name]
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        self.snapshot.write_text(text.replace(": null\n", ":\n"), "utf-8")  # a blank is how people write nothing

    def _table(self, name: str, rows: list[dict[str, str]]) -> None:
        text = io.StringIO()
        table = csv.DictWriter(text, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
        (self.folder / name).write_text(text.getvalue(), "utf-8")


def step(what: str, due: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "side": "us", "due": date.fromisoformat(due), **more}


@pytest.fixture
def weeks(tmp_path: Path) -> Weeks:
    return Weeks(tmp_path)


def test_a_next_step_whose_day_moves_on_each_week_is_the_crms_of_that_week(weeks: Weeks) -> None:
    for due in ("2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02"):
        assert weeks.imported(NextOn=due)["next_steps"] == [step("Send the quote", due)]


def test_what_only_a_person_changed_stays_week_after_week(weeks: Weeks) -> None:
    weeks.imported()
    mine = step("Send the quote", "2026-10-14", owner="ana-lima")
    theirs = {"value": "50,000", "said_by": "buyer"}
    weeks.edit(next_steps=[mine], notes="Three sites, says Jo", answers={"budget": theirs})
    for _ in range(3):
        found = weeks.imported()
        assert found["next_steps"] == [mine]
        assert found["notes"] == "Three sites, says Jo"
        assert found["answers"]["budget"] == theirs


def test_both_changing_different_keys_of_one_step_or_person_lose_nothing(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(
        next_steps=[step("Send the quote", "2026-10-12", owner="ana-lima")],
        contacts=[{"name": "Jo Park", "email": "jo@example.com", "rapport": "built"}, {"name": "Dana Ito"}],
    )
    found = weeks.imported([{"Deal": "1", "Name": "Jo Park", "Email": "jo.park@example.com"}], NextOn="2026-10-20")
    assert found["next_steps"] == [step("Send the quote", "2026-10-20", owner="ana-lima")]
    assert found["contacts"] == [
        {"name": "Jo Park", "email": "jo.park@example.com", "rapport": "built"},
        {"name": "Dana Ito"},
    ]


def test_a_deletion_in_the_crm_and_one_by_hand_are_both_carried_out(weeks: Weeks) -> None:
    two = [*PEOPLE, {"Deal": "1", "Name": "Ben Ode", "Email": ""}]
    weeks.imported(two)
    weeks.edit(contacts=[{"name": "Ben Ode", "email": None}], answers={"champion": None})
    found = weeks.imported(two[:1], Note="")
    assert found.get("contacts") in (None, [])
    assert found["notes"] is None
    assert "budget" not in (found["answers"] or {})
    again = weeks.imported(two[:1], Note="")
    assert again == found


def test_a_table_that_is_not_given_this_week_takes_nothing_away(weeks: Weeks) -> None:
    weeks.imported()
    mapping = weeks.folder / "mapping.yml"
    mapping.write_text(mapping.read_text("utf-8").partition("related:")[0], "utf-8")
    assert weeks.imported()["contacts"] == [{"name": "Jo Park", "email": "jo@example.com"}]


@pytest.mark.parametrize(("keep", "counts"), [("crm", "60,000"), ("ours", "50,000"), ("newest", "50,000")])
def test_where_both_changed_the_same_value_the_rule_decides(tmp_path: Path, keep: str, counts: str) -> None:
    weeks = Weeks(tmp_path, f"keep: {keep}\n")
    weeks.imported()
    weeks.edit(answers={"budget": {"value": "50,000", "said_by": "rep"}, "champion": None})
    assert weeks.imported(Budget="60,000")["answers"]["budget"]["value"] == counts


@pytest.mark.parametrize("keep", ["crm", "ours", "newest"])
def test_no_rule_is_needed_where_only_one_side_changed(tmp_path: Path, keep: str) -> None:
    weeks = Weeks(tmp_path, f"keep: {keep}\n")
    weeks.imported()
    weeks.edit(answers={"budget": {"value": "40,000", "said_by": "rep"}, "champion": {"value": "Jo", "said_by": "rep"}})
    found = weeks.imported(Budget="60,000")
    assert found["answers"] == {
        "budget": {"value": "60,000", "said_by": "rep"},
        "champion": {"value": "Jo", "said_by": "rep"},
    }


def test_the_same_export_again_changes_nothing(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(notes="Ours", next_steps=[step("Call Jo", "2026-10-09")])
    weeks.imported(NextOn="2026-10-20")
    before = {path: path.read_bytes() for path in (weeks.folder / "pipeline").rglob("*") if path.is_file()}
    weeks.again(NextOn="2026-10-20")
    assert {path: path.read_bytes() for path in (weeks.folder / "pipeline").rglob("*") if path.is_file()} == before


def test_a_broken_record_is_told_at_its_line(weeks: Weeks) -> None:
    weeks.imported()
    path = path_of(weeks.folder / "pipeline", weeks.as_of)
    path.write_text("<<<<<<< HEAD\n" + path.read_text("utf-8"), "utf-8")
    with pytest.raises(ProblemsFound) as found:
        weeks.imported()
    assert [(each.line, each.code) for each in found.value.problems] == [(1, "crm-record")]


def test_all_answers_taken_away_by_hand_stay_away(weeks: Weeks) -> None:
    weeks.imported()
    weeks.edit(answers=None)
    assert "answers" not in weeks.imported()


def test_a_column_that_is_missing_for_a_week_is_no_edit_by_hand(weeks: Weeks) -> None:
    weeks.imported(Note="A")
    mapping = weeks.folder / "mapping.yml"
    whole = mapping.read_text("utf-8")
    mapping.write_text(whole.replace("  notes: {column: Note}\n", ""), "utf-8")
    assert weeks.imported()["notes"] == "A"
    mapping.write_text(whole, "utf-8")
    assert weeks.imported(Note="B")["notes"] == "B"


def test_what_the_export_tells_of_other_deals_alone_is_not_taken_from_this_one(weeks: Weeks) -> None:
    mapping = weeks.folder / "mapping.yml"
    limited = "notes: {column: Note, when: {Name: [Night rota]}}"
    whole = mapping.read_text("utf-8").replace("notes: {column: Note}", limited)
    mapping.write_text(whole, "utf-8")
    weeks.imported()
    found = weeks.imported(Name="Renamed")
    assert found["notes"] == "Two sites"


def test_without_the_record_of_that_day_the_rule_decides_and_no_older_record(weeks: Weeks) -> None:
    weeks.imported(Note="A")
    weeks.imported(Note="B")
    path_of(weeks.folder / "pipeline", weeks.as_of).unlink()
    mapping = weeks.folder / "mapping.yml"
    mapping.write_text(mapping.read_text("utf-8") + "keep: crm\n", "utf-8")
    assert weeks.imported(Note="A")["notes"] == "A"


def test_the_note_on_one_of_two_calls_of_a_day_stays_with_it_when_the_other_goes() -> None:
    blank = {"on": "2026-10-01", "direction": "outbound", "kind": "call", "with": ""}
    with_jo = blank | {"with": "Jo Park"}
    noted = with_jo | {"note": "n"}
    conflict = Conflict("activities", "activities", "newest", None, OpportunityOnFile((), {}))
    assert merge(Sides([blank, with_jo], [blank, noted], [with_jo]), conflict).value == [noted]


def test_what_a_person_took_away_comes_back_only_where_the_crm_changed_it_later(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path)
    weeks.imported()
    weeks.edit(next_steps=[])
    assert not weeks.imported(NextOn="2026-10-20").get("next_steps")


def test_the_record_is_named_among_the_files_written(weeks: Weeks) -> None:
    weeks.imported()
    assert any(name.endswith(f"crm/{weeks.as_of}.jsonl") for name in weeks.again().ledger.written)


WORDS = st.sampled_from(["", "a", "b", "c"])
DAYS = st.sampled_from(["2026-11-02", "2026-11-09", "2026-11-16"])
NAMES = st.lists(st.sampled_from(["Jo Park", "Ben Ode", "Dana Ito"]), unique=True, max_size=3)
MAILS = st.sampled_from(["", "x@example.com", "y@example.com"])


@st.composite
def crm_edits(draw: st.DrawFn) -> dict[str, Any]:
    people = [{"Deal": "1", "Name": name, "Email": draw(MAILS)} for name in draw(NAMES)]
    return {"people": people, "Note": draw(WORDS), "Budget": draw(WORDS), "Champion": draw(WORDS), "NextOn": draw(DAYS)}


HAND_EDITS = st.fixed_dictionaries(
    {},
    optional={
        "notes": st.sampled_from(["ours", "theirs", None]),
        "answers": st.dictionaries(
            st.sampled_from(["budget", "champion", "deadline"]),
            st.builds(lambda value: {"value": value, "said_by": "buyer"}, st.sampled_from(["x", "y"])),
        ),
        "stories_told": st.sampled_from([["clinic-rota"], []]),
    },
)


@settings(max_examples=30)
@given(st.lists(st.tuples(crm_edits(), HAND_EDITS), min_size=2, max_size=5))
def test_over_weeks_of_edits_what_one_side_alone_changed_is_what_stands(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[dict[str, Any], dict[str, Any]]]
) -> None:
    """Held against each value on its three sides, week after week: notes, each answer, and a field of people alone."""
    weeks = Weeks(tmp_path_factory.mktemp("weeks"))
    said: dict[str, Any] = {}
    filed: dict[str, Any] = {}
    for crm, by_hand in edits:
        found = weeks.imported(**crm)
        now = {"notes": crm["Note"] or None, **{name: crm[name.title()] or None for name in ("budget", "champion")}}
        stands = values(found)
        for name, value in now.items():
            if said and said[name] == value:
                assert stands[name] == filed[name], name
            elif said and filed[name] == said[name]:
                assert stands[name] == value, name
        if said:
            assert stands["deadline"] == filed["deadline"]
            assert stands["stories_told"] == filed["stories_told"]
        said = now
        if any(value is not None for value in by_hand.values()) or "notes" in found:
            weeks.edit(**{name: value for name, value in by_hand.items() if value is not None or name in found})
        filed = values(weeks.deal())


def values(deal: dict[str, Any]) -> dict[str, Any]:
    answers = deal.get("answers") or {}
    said = {name: (answers.get(name) or {}).get("value") for name in ("budget", "champion", "deadline")}
    return {"notes": deal.get("notes"), "stories_told": deal.get("stories_told"), **said}
