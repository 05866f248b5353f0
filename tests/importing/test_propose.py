"""What an import writes: the same tree is the same text, and every line of it leads back to where it comes from."""

import shutil
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import ndiff
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.importing.map.account_names import NewAccount
from scorecards.importing.map.record import Record
from scorecards.importing.map.rosters import Cell
from scorecards.importing.map.team_members import Member
from scorecards.importing.mapping.mapping import CrmMapping, TeamSources
from scorecards.importing.open.table import Table
from scorecards.importing.propose import read_back
from scorecards.importing.propose.draft import Draft, Origin
from scorecards.importing.propose.files import draft_accounts, draft_more_accounts, draft_team
from scorecards.importing.propose.proposal import Drafts
from scorecards.importing.propose.read_back import ReadBack, read_drafts
from scorecards.importing.propose.snapshot import SnapshotDraft, Split, draft_snapshot, teams_of, teams_on_file
from scorecards.importing.task.on_file import OnFile, SnapshotOnFile
from scorecards.model.accounts import Accounts
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, Problems
from scorecards.read.snapshot_files import read_snapshot, snapshots
from scorecards.read.sources import Source, source_of
from scorecards.yaml_files.decode import UNWRITABLE
from scorecards.yaml_files.document import parse
from tests.support.mapped import row_at

ROOT = Path(__file__).parent.parent.parent
WHOLE = Split()
DAY = date(2026, 11, 16)
HEADER = ["Id", "Name", "Owner", "Step", "Budget", "Contact", "Title"]
TEAM = """\
name: Tideline
currency: EUR
managers:
  - {id: mara-quinn, name: Mara Quinn}
  - {id: sam-okafor, name: Sam Okafor}
reps:
  - {id: ana-lima, name: Ana Lima, manager: mara-quinn}
  - {id: bo, name: Bo, manager: sam-okafor, earlier_managers: [{manager: mara-quinn, until: 2026-12-01}]}
  - {id: cy, name: Cy, manager: sam-okafor}
"""
RULES = CrmMapping.model_validate(
    {
        "opportunities": {
            "id": {"column": "Id"},
            "name": {"column": "Name"},
            "owner": {"column": "Owner"},
            "status": {"value": "open"},
            "answers": {"budget": {"column": "Budget"}},
            "next_steps": [{"what": {"column": "Step"}, "side": {"value": "us"}, "owner": {"column": "Owner"}}],
            "contacts": [{"name": {"column": "Contact"}, "title": {"column": "Title"}}],
        }
    }
)
writable = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not UNWRITABLE.search(text))
ids = st.from_regex(r"\A[a-z0-9]{1,4}(-[a-z0-9]{1,3})?\Z")
trees = st.recursive(
    st.none() | writable | st.lists(writable, max_size=3).map("\n".join),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ids | st.just("on"), inner, max_size=3),
    max_leaves=12,
)
opportunities = st.dictionaries(ids | st.sampled_from(sorted(Opportunity.model_fields)), trees, max_size=8)


def table(path: str = "exports/deals.csv") -> Table:
    return Table(path, "deals", "CSV", HEADER, [])


def record(number: str, of: Any = None, line: Any = 2, **values: Any) -> Record:
    """Give a small valid opportunity, as the row on a line has it."""
    given_ = {"id": number, "name": "N", "owner": "bo", "status": "open", "stage": "meet"} | values
    cells = [number, "N", "bo", "A step", "40", "Jo", "Boss"]
    return Record(of or table(), row_at(line, cells), given_)


def draft(*records: Any, split: Split = WHOLE, into: Path = Path("into")) -> SnapshotDraft:
    return draft_snapshot(into, DAY, records, split)


def text(*records: Any) -> str:
    (file,) = draft(*records).files
    return file.text()


def source(data: str, model: Any, name: str = "team.yml") -> Source[Any]:
    problems = Problems()
    read = source_of(name, data.encode(), model, problems)
    assert not problems
    return read


def rows_of(data: bytes) -> Any:
    problems = Problems()
    tree = parse("written.yml", data, problems)
    assert not problems
    assert isinstance(tree, dict)
    return tree["opportunities"]


def write(drafted: SnapshotDraft) -> None:
    for path in drafted.stale:
        path.unlink()
    for file in drafted.files:
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_bytes(file.text().encode())


# What is written.


@settings(deadline=None, max_examples=40)
@given(values=opportunities, more=opportunities)
def test_every_tree_is_read_back_as_it_was(values: dict[str, Any], more: dict[str, Any]) -> None:
    """Whatever stands under a field, also what its reader will refuse."""
    one, two = values | {"id": "A", "owner": "bo"}, more | {"id": "B", "owner": "bo"}
    assert rows_of(text(*(Record(table(), row_at(2, []), each) for each in (two, one))).encode()) == [one, two]


@settings(deadline=None, max_examples=40)
@given(values=st.dictionaries(st.sampled_from(sorted(Opportunity.model_fields)), trees), seed=st.integers(0, 99))
def test_the_order_of_keys_and_of_rows_changes_not_one_byte(values: dict[str, Any], seed: int) -> None:
    values = values | {"id": "5", "owner": "bo"}
    shuffled = list(values.items())
    Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
    one, again = (Record(table(), row_at(2, []), dict(each)) for each in (values, shuffled))
    assert text(record("9"), again, record("1")) == text(record("1"), record("9"), one)


def nested(value: Any, seed: Random) -> Any:
    """Give a tree of the models with the keys in another order."""
    if isinstance(value, dict):
        keys = list(value)
        seed.shuffle(keys)
        return {key: nested(value[key], seed) for key in keys}
    return [nested(each, seed) for each in value] if isinstance(value, list) else value


def trees_of_the_sample() -> list[dict[str, Any]]:
    problems = Problems()
    shot = read_snapshot(snapshots(ROOT / "pipeline")[-1], problems)
    assert not problems
    return [row for _, row in shot.rows()]


def test_real_opportunities_are_read_back_as_they_were_and_always_written_alike(tmp_path: Path) -> None:
    rows = trees_of_the_sample()
    first = draft(*(Record(table(), row_at(2, []), row) for row in rows), into=tmp_path)
    write(first)
    problems = Problems()
    shot = read_snapshot(first.files[0].path, problems)
    again = [row for _, row in shot.rows()]
    assert not problems
    assert again == sorted(rows, key=lambda row: str(row["id"]))
    seed = Random(7)  # noqa: S311 - no secret
    shuffled = [Record(table(), row_at(2, []), nested(row, seed)) for row in again[::-1]]
    assert [file.text() for file in draft(*shuffled, into=tmp_path).files] == [file.text() for file in first.files]


def test_an_opportunity_is_a_block_with_the_fields_in_the_order_of_the_reference() -> None:
    values = {
        "notes": "First line\nsecond: line",
        "answers": {"problem": "Rotas", "budget": {"said_by": "buyer", "value": "40", "on": "2026-11-01"}, "no": None},
        "amount": "1200.50",
        "close_date": "2026-12-01",
        "push_count": "2",
        "final": "true",
        "next_steps": [{"side": "us", "what": "2026-11-20", "due": "2026-11-20"}],
        "activities": [{"with": "Jo", "kind": "call", "direction": "inbound", "on": "2026-11-02"}],
        "contacts": [{"roles": ["champion", "user"], "name": "Jo"}],
        "gap_rating": {"on": None, "score": "7"},
        "stories_told": [],
        "carried_from": {"notes": "2026-11-09", "answers.problem": "2026-11-02"},
    }
    assert (
        text(record("B"), record("0017", **values))
        == """\
as_of: 2026-11-16
source: "deals.csv"
opportunities:

  - id: "0017"
    name: "N"
    owner: bo
    status: open
    stage: meet
    amount: 1200.50
    close_date: 2026-12-01
    push_count: 2
    answers:
      budget:
        value: "40"
        said_by: buyer
        on: 2026-11-01
      "no":
      problem: "Rotas"
    next_steps:
      - what: "2026-11-20"
        side: us
        due: 2026-11-20
    gap_rating:
      score: 7
      on:
    contacts:
      - name: "Jo"
        roles:
          - champion
          - user
    activities:
      - on: 2026-11-02
        direction: inbound
        kind: call
        with: "Jo"
    final: true
    stories_told: []
    notes: |-
      First line
      second: line
    carried_from:
      answers.problem: 2026-11-02
      notes: 2026-11-09

  - id: "B"
    name: "N"
    owner: bo
    status: open
    stage: meet
"""
    )


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        ({"amount": "90"}, ["-     amount: 80", "+     amount: 90"]),
        ({"notes": "One\nanother\nthree"}, ["-       two", "+       another"]),
        ({"answers": {"budget": "40", "problem": "Rotas"}}, ['+       budget: "40"']),
    ],
)
def test_a_change_shows_as_the_lines_that_changed_and_no_others(changed: dict[str, Any], lines: list[str]) -> None:
    values = {"amount": "80", "notes": "One\ntwo\nthree", "answers": {"problem": "Rotas"}}
    others = [record(each) for each in "ACDE"]
    before, after = text(*others, record("B", **values)), text(*others, record("B", **values | changed))
    diff = [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert diff == lines


def test_an_opportunity_that_comes_or_goes_is_a_block_of_lines() -> None:
    before, after = text(record("A"), record("C")), text(record("A"), record("B"), record("C"))
    diff = [line[2:] for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
    assert sorted(diff) == sorted(
        ["", '  - id: "B"', '    name: "N"', "    owner: bo", "    status: open", "    stage: meet"]
    )


def test_the_names_of_the_export_stand_in_one_order_whatever_the_rows_are() -> None:
    one, two = table("a/deals.csv"), table("b/closed.csv")
    again = table("rejects/deals.csv")
    assert 'source: "closed.csv, deals.csv"\n' in text(record("A", one), record("B", two), record("C", again))
    assert 'source: "closed.csv, deals.csv"\n' in text(record("A", two), record("B", one))
    assert text() == "as_of: 2026-11-16\nopportunities:\n"


# Split into a folder.


def parts(drafted: SnapshotDraft) -> dict[str, list[str]]:
    """Give the ids in each file."""
    return {file.path.as_posix(): [row["id"] for row in rows_of(file.text().encode()) or ()] for file in drafted.files}


def test_a_part_holds_the_opportunities_of_an_owner_or_of_a_team() -> None:
    records = [record("D", owner="cy"), record("C", owner="ana-lima"), record("A", owner="cy"), record("B", owner="bo")]
    team = source(TEAM, Team).checked
    folder = "into/snapshots/2026-11-16"
    assert parts(draft(*records)) == {f"{folder}.yml": ["A", "B", "C", "D"]}
    assert parts(draft(*records, split=Split("owner"))) == {
        f"{folder}/ana-lima.yml": ["C"], f"{folder}/bo.yml": ["B"], f"{folder}/cy.yml": ["A", "D"],
    }  # fmt: skip
    assert parts(draft(*records, split=Split("team", teams_on_file(team, DAY)))) == {
        f"{folder}/mara-quinn.yml": ["B", "C"], f"{folder}/sam-okafor.yml": ["A", "D"],
    }  # fmt: skip
    assert parts(draft(*records, split=Split("team", teams_on_file(team, date(2026, 12, 2))))) == {
        f"{folder}/mara-quinn.yml": ["C"], f"{folder}/sam-okafor.yml": ["A", "B", "D"],
    }  # fmt: skip
    assert parts(draft(split=Split("owner"))) == {f"{folder}.yml": []}


def test_the_team_of_a_first_import_is_that_of_the_export() -> None:
    members = [Member(table(), row_at(2, []), "Bo", "Mara Quinn", None, "bo", "mara-quinn", "")]
    split = Split("team", teams_of(members))
    assert [file.path.name for file in draft(record("A"), split=split).files] == ["mara-quinn.yml"]


@settings(deadline=None, max_examples=40)
@given(owners=st.lists(st.sampled_from(["ana-lima", "bo", "cy"]), max_size=8), by=st.sampled_from(["owner", "team"]))
def test_split_or_not_the_same_opportunities_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, owners: list[str], by: Any
) -> None:
    into = tmp_path_factory.mktemp("into")
    teams = teams_on_file(source(TEAM, Team).checked, DAY)
    records = [record(f"O{number}", owner=owner) for number, owner in enumerate(owners)]
    read = []
    for split in (Split(), Split(by, teams)):
        drafted = draft(*records, split=split, into=into)
        write(drafted)
        problems = Problems()
        (path,) = snapshots(into)
        snapshot = read_snapshot(path, problems).checked
        assert not problems
        read.append((snapshot.as_of, snapshot.source, sorted(snapshot.opportunities, key=lambda each: each.id)))
        shutil.rmtree(into / "snapshots" / "2026-11-16", ignore_errors=True)
    assert read[0] == read[1]


def test_what_another_import_of_the_day_wrote_is_named_to_be_removed(tmp_path: Path) -> None:
    """A file where there is a folder now, the folder's files where there is one file, and parts of who has none."""
    folder = tmp_path / "snapshots" / "2026-11-16"
    single = folder.with_name("2026-11-16.yml")
    write(draft(record("A"), into=tmp_path))
    (folder.parent / "2026-11-09.yml").write_text("another day", "utf-8")
    by_owner = draft(record("A"), record("B", owner="cy"), split=Split("owner"), into=tmp_path)
    assert by_owner.stale == (single,)
    write(by_owner)
    (folder / "notes.txt").write_text("of somebody", "utf-8")
    (folder / ".hidden.yml").write_text("of an editor", "utf-8")
    assert draft(record("A"), record("B", owner="cy"), split=Split("owner"), into=tmp_path).stale == ()
    assert draft(record("A"), split=Split("owner"), into=tmp_path).stale == (folder / "cy.yml",)
    assert draft(record("A"), into=tmp_path).stale == (folder / "bo.yml", folder / "cy.yml")


# Where each line comes from.


def origins(file: Draft) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    for number, line in enumerate(file.text().splitlines(), start=1):
        origin, keys = file.origin(number)
        if origin:
            yield line.strip(), origin.line, keys


def test_each_line_leads_to_its_row_and_to_the_keys_above_it() -> None:
    answers = {"budget": {"value": "40\n    name: not a key", "on": "2026-11-01"}, "problem": "Rotas"}
    contacts = [{"name": "Jo", "roles": ["user"]}, {"name": "Al"}]
    rows = [record("A", line=7, answers=answers, contacts=contacts), record("B", line=3, notes="a: b\nc: d")]
    (file,) = draft(*rows).files
    found = {(line, row): keys for line, row, keys in origins(file)}
    assert found['- id: "A"', 7] == ("id",)
    assert found['- id: "B"', 3] == ("id",)
    assert found['name: "N"', 7] == ("name",)
    assert found['value: "40\\n    name: not a key"', 7] == ("answers", "budget", "value")
    assert found["on: 2026-11-01", 7] == ("answers", "budget", "on")
    assert found['problem: "Rotas"', 7] == ("answers", "problem")
    assert found['- name: "Jo"', 7] == ("contacts", "name")
    assert found["- user", 7] == ("contacts", "roles")
    assert found['- name: "Al"', 7] == ("contacts", "name")
    assert found["notes: |-", 3] == ("notes",)
    assert {line for line, _, _ in origins(file)} & {"as_of: 2026-11-16", "opportunities:"} == set()


@settings(deadline=None, max_examples=40)
@given(
    values=st.lists(st.dictionaries(st.sampled_from(["notes", "answers"]), trees), min_size=1, max_size=5),
    size=st.integers(1, 3),
)
def test_every_portion_has_its_rows_on_the_lines_where_they_stand(values: list[dict[str, Any]], size: int) -> None:
    records = [Record(table(), row_at(n, []), each | {"id": str(n), "owner": "bo"}) for n, each in enumerate(values)]
    (file,) = draft(*records).files
    whole = rows_of(file.text().encode())
    portions = [row for portion in file.portions(size) for row in rows_of(portion.encode())]
    assert portions == whole
    assert [row.own_place() for row in portions] == [row.own_place() for row in whole]
    assert [row.marks for row in portions] == [row.marks for row in whole]
    assert len(list(file.portions(size))) == -(-len(records) // size)


def test_a_draft_without_rows_is_one_portion() -> None:
    (file,) = draft().files
    assert list(file.portions(3)) == [file.text()]


# The accounts.


def account(name: str, line: int = 2) -> NewAccount:
    return NewAccount(name.lower(), name, Cell(table(), row_at(line, []), "Account"))


def more(before: bytes, *names: str) -> tuple[Draft | None, list[Problem]]:
    problems = Problems()
    accounts = [account(name, line) for line, name in enumerate(names, start=2)]
    return draft_more_accounts(Path("accounts.yml"), before, accounts, problems), list(problems)


def test_new_accounts_are_written_sorted_by_id() -> None:
    file = draft_accounts(Path("accounts.yml"), [account("Zeta", 9), account("Acme", 4)])
    expected = 'accounts:\n  - id: acme\n    name: "Acme"\n  - id: zeta\n    name: "Zeta"\n'
    assert file.text() == expected
    assert [row for _, row, _ in origins(file)] == [4, 4, 9, 9]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "below", ["", "\n# The plans\nterritory_plans:\n  - {territory: x, aim: y}\n", "\n# the end\n"]
)
@pytest.mark.parametrize("blank", ["", "\u2028"])
def test_accounts_are_added_at_the_end_of_their_list_and_all_else_stays_to_the_byte(
    mark: bytes, end: str, below: str, blank: str
) -> None:
    """Also where another list stands below, with its comment."""
    above = f'# Ours\naccounts:\n- id: old\n  name: "Old{blank}" # a comment\n'
    before = mark + (above + below).replace("\n", end).encode()
    file, problems = more(before, "Zeta", "Acme")
    assert file
    assert not problems
    content = file.text().encode()
    added = '\n- id: acme\n  name: "Acme"\n\n- id: zeta\n  name: "Zeta"\n'
    head, tail = (above, below) if "territory_plans" in below else (above + below, "")
    assert content == mark + (head + added + tail).replace("\n", end).encode()
    tree = parse("accounts.yml", content, Problems())
    assert isinstance(tree, dict)
    assert [each["id"] for each in tree["accounts"]] == ["old", "acme", "zeta"]
    lines = [file.origin(each.own_place()[0]) for each in tree["accounts"]]
    assert [origin.line if origin else None for origin, _ in lines] == [None, 3, 2]


@pytest.mark.parametrize("nothing", ["accounts:", "accounts: []", "accounts: ~"])
def test_a_list_without_accounts_is_begun(nothing: str) -> None:
    plans = "territory_plans:\n  - {territory: x, aim: y}\n"
    file, problems = more(f"{nothing}\n{plans}".encode(), "Acme")
    assert not problems
    assert file
    assert file.text().replace(": \n", ":\n") == f'accounts:\n  - id: acme\n    name: "Acme"\n{plans}'


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("accounts: [{id: a, name: A}]\n", "list-in-brackets"),
        ("territory_plans:\n  - {territory: x, aim: y}\n", "cannot-append"),
        ("accounts: 'a\n", "yaml-syntax"),
        ("accounts:\n  - id: old\n    name: Old\n...\n", "cannot-append"),
        ("accounts:\n  - id: old\n    name: Old # so\u2028...\n", "cannot-append"),
        ("accounts: [] # none\x85...\n", "cannot-append"),
    ],
)
def test_where_no_account_can_be_added_that_is_told(before: str, code: str) -> None:
    file, problems = more(before.encode(), "Acme")
    assert file is None
    assert [each.code for each in problems] == [code]


@given(
    st.lists(st.sampled_from(["\x85", "\u2028", "\r\n", "\n", "#", " # so", "  ", "...", "x", "x: 1"]), max_size=5),
    st.integers(0, 54),
)
def test_accounts_are_added_to_a_file_that_can_be_read_or_that_is_told(odd: list[str], at: int) -> None:
    text = "# ours\naccounts: # all\n  - id: old # so\n    name: Old # y\n  # end\n"
    before = f"{text[:at]}{''.join(odd)}{text[at:]}".encode()
    mistakes = Problems()
    parse("accounts.yml", before, mistakes)
    file, problems = more(before, "Acme")
    if file:
        parse("accounts.yml", file.text().encode(), mistakes)
        assert "yaml-syntax" not in {each.code for each in mistakes}
    elif not mistakes:
        assert {each.code for each in problems} <= {"cannot-append", "list-in-brackets"}


def test_without_new_accounts_the_file_is_left_alone() -> None:
    assert more(b"accounts: [{id: a, name: A}]\n") == (None, [])


def test_an_end_of_the_list_that_more_accounts_would_change_is_refused() -> None:
    before = "accounts:\n  - id: old\n    name: |+\n      Old\n\n"
    file, _ = more(before.encode(), "Acme")
    on_file = OnFile(DAY, source(TEAM, Team), source(before, Accounts, "accounts.yml"))
    proof = read_drafts(Drafts(draft(), None, file), on_file, RULES)
    assert [(each.path, each.code) for each in proof.problems] == [("accounts.yml", "cannot-append")]


# Read back.


def proof(
    *records: Any,
    split: Split = WHOLE,
    before: Iterable[str] = (),
    accounts: str | None = None,
) -> ReadBack:
    """Read opportunities back, beside a snapshot of the week before that holds the ids of ``before``."""
    earlier = SnapshotOnFile(date(2026, 11, 9), {id_: {} for id_ in before})
    listed = source(accounts, Accounts, "accounts.yml") if accounts else None
    on_file = OnFile(DAY, source(TEAM, Team), listed, (earlier,))
    return read_drafts(Drafts(draft(*records, split=split), None, None), on_file, RULES)


def refused(found: ReadBack) -> list[tuple[int, str, str, str]]:
    assert found.problems == ()
    return [(each.row.line, each.fault.column, each.fault.code, each.fault.value) for each in found.refused]


def test_what_is_right_is_told_of_nobody() -> None:
    found = proof(record("A"), record("B", restarted_from="A"), record("C", restarted_from="OLD"), before={"OLD"})
    assert (found.refused, found.problems) == ((), ())
    assert found.team
    assert [rep.id for rep in found.team.reps] == ["ana-lima", "bo", "cy"]


@pytest.mark.parametrize(
    ("values", "column", "code", "value"),
    [
        ({"owner": "nobody-at-all"}, "Owner", "unknown-rep", "bo"),
        ({"account": "nobody"}, "", "unknown-account", ""),
        ({"answers": {"budget": {"value": "x", "on": "2026-11-17"}}}, "Budget", "impossible-date", "40"),
        ({"answers": {"other": {"value": "x", "on": "2026-11-17"}}}, "", "impossible-date", ""),
        ({"contacts": [{"name": "A"}, {"name": "Jo", "title": ""}]}, "Title", "blank-value", "Boss"),
        ({"contacts": [{"name": "Jo", "left_on": "2027-01-01"}]}, "Contact", "impossible-date", "Jo"),
        ({"next_steps": [{"what": "x", "side": "us", "owner": "ana-lina"}]}, "Owner", "nearly-a-rep", "bo"),
        ({"exit_criteria": {"agreed": {"met": "yes", "on": "2026-11-17"}}}, "", "impossible-date", ""),
        ({"restarted_from": "NONE"}, "", "unknown-opportunity", ""),
        ({"name": "x" * 4001}, "Name", "too-long", "N"),
    ],
)
def test_a_problem_leads_to_the_row_and_to_the_column_that_it_comes_from(
    values: dict[str, Any], column: str, code: str, value: str
) -> None:
    """To no column where what is wrong comes from none of that file."""
    accounts = "accounts:\n  - {id: acme, name: Acme}\n"
    found = proof(record("A"), record("B", line=9, **values), record("C"), accounts=accounts)
    assert refused(found) == [(9, column, code, value)]


def test_what_was_carried_leads_to_the_line_where_it_stands() -> None:
    values = {"answers": {"budget": {"value": "x", "on": "2026-11-17"}}, "contacts": [{"name": "A", "title": ""}]}
    carried = {"answers.budget": ("pipeline/snapshots/2026-11-09.yml", 14), "contacts": ("older.yml", 3)}
    found = proof(record("A").saying(record("A", **values).values, carried))
    assert found.refused == ()
    assert {(each.path, each.line, each.code) for each in found.problems} == {
        ("pipeline/snapshots/2026-11-09.yml", 14, "impossible-date"), ("older.yml", 3, "blank-value"),
    }  # fmt: skip


@pytest.mark.parametrize("split", [Split(), Split("owner")])
@pytest.mark.parametrize("size", [1, 2, 5000])
def test_large_or_small_split_or_not_the_same_problems_are_found(
    split: Split, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read some at a time, what they say of each other is found all the same."""
    monkeypatch.setattr(read_back, "AT_A_TIME", size)
    rows = [
        record("A", line=2, restarted_from="E"),
        record("B", line=3, notes="One\ntwo", owner="cy"),
        record("C", line=4, created_on="2026-11-17"),
        record("C", line=5, owner="cy"),
        record("E", line=6, restarted_from="A", owner="cy"),
        record("F", line=7, restarted_from="B"),
        record("G", line=8, restarted_from="Z"),
    ]
    found = refused(proof(*rows, split=split))
    codes = {(line, code) for line, _, code, _ in found}
    assert {(4, "impossible-date"), (5, "duplicate-id"), (8, "unknown-opportunity")} < codes
    assert len(codes) == len(found) == 4
    assert [line for line, code in codes if code == "circle"] in ([2], [6])


def test_a_snapshot_that_no_build_would_read_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_back, "LARGEST", 200)
    (problem,) = proof(record("A"), record("B")).problems
    assert (problem.path, problem.code) == ("into/snapshots/2026-11-16.yml", "too-large")
    assert proof(record("A"), record("B", owner="cy"), split=Split("owner")).problems == ()


def test_where_a_part_cannot_be_read_at_all_no_start_from_it_is_blamed() -> None:
    found = proof(record("A", notes="\x00"), record("B", restarted_from="A", owner="cy"), split=Split("owner"))
    assert [each.fault.code for each in found.refused] == ["control-character"]


def test_a_drafted_team_leads_back_to_its_rows() -> None:
    about = {"name": "T", "rep": {"column": "Owner"}, "manager": {"column": "Name"}}
    rules = RULES.model_copy(update={"team": TeamSources.model_validate(about)})
    members = [
        Member(table(), row_at(2, []), "Bo", "Mara Quinn", None, "bo", "mara-quinn", ""),
        Member(table(), row_at(3, []), "Mára Quinn", "Bó", None, "mara-quinn", "bo", ""),
    ]
    team = draft_team(Path("team.yml"), rules, "EUR", members)
    assert team
    found = read_drafts(Drafts(draft(), team, None), OnFile(DAY), rules)
    assert {(each.row.line, each.fault.code) for each in found.refused} == {
        (2, "same-page-name"),
        (3, "same-page-name"),
    }


def test_an_origin_without_anything_carried_is_the_row() -> None:
    assert Origin(table(), row_at(2, [])).carried_at(("notes",)) is None
