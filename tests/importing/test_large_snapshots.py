"""An export of any size gives files that can be read: what is too large for one file is split by the import itself."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.importing.map.record import Record
from scorecards.importing.open.table import Table
from scorecards.importing.propose import read_back, snapshot
from scorecards.importing.propose.snapshot import DividedFile, SnapshotDraft, Split, draft_snapshot
from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from scorecards.model.snapshot import Snapshot
from scorecards.problems.problem import Problems
from scorecards.read.snapshot_files import read_snapshot, snapshots, snapshots_twice
from scorecards.write.exchange import exchange
from tests.support.mapped import row_at

MAPPINGS = Path(__file__).parent.parent.parent / "mappings"
DAY = date(2026, 11, 16)
FOLDER = Path("pipeline/snapshots/2026-11-16")
SINGLE = FOLDER.with_name("2026-11-16.yml")
MAPPING = """\
currency: EUR
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Owner}
  status: {value: open}
  stage: {value: meet}
team:
  name: Field sales
  rep: {column: Owner}
  manager: {value: Mara Quinn}
"""
DEALS = [("A1", "Ana Lima"), ("A2", "Bo"), ("A3", "Ana Lima"), ("A4", "Cy"), ("A5", "Ana Lima"), ("A6", "Bo")]
ENOUGH = 1 << 20


def allow(monkeypatch: pytest.MonkeyPatch, largest: int) -> None:
    """Let a build read files of so many bytes."""
    for module in (snapshot, read_back):
        monkeypatch.setattr(module, "LARGEST", largest)


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a small export, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("ours.yml").write_text(MAPPING, "utf-8")
    write_deals(DEALS)


def write_deals(deals: list[tuple[str, str]]) -> None:
    rows = (f"{id_},Rota {id_},{owner}\n" for id_, owner in deals)
    Path("deals.csv").write_text("".join(["Id,Name,Owner\n", *rows]), "utf-8")


def imported(day: date = DAY) -> Import:
    """Import, and write what comes of it as the command does."""
    done = import_export([Path("deals.csv")], Path("ours.yml"), day, Path("pipeline"), MAPPINGS, silent)
    assert not done.problems
    exchange(Path("pipeline"), {path: text.encode() for path, text in done.files.items()}, done.stale)
    return done


def there() -> dict[str, bytes]:
    """Give all files of the pipeline."""
    return {path.as_posix(): path.read_bytes() for path in Path("pipeline").rglob("*") if path.is_file()}


def read_again() -> Snapshot:
    """Read the day's snapshot as a build does."""
    problems = Problems()
    (path,) = snapshots(Path("pipeline"))
    found = read_snapshot(path, problems).checked
    problems.extend(problem for _, problem in snapshots_twice(Path("pipeline")))
    assert not problems
    return found


def parts() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.usefixtures("export")
def test_a_snapshot_that_is_too_large_is_split_by_owner_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    imported()
    whole, size = read_again(), SINGLE.stat().st_size
    allow(monkeypatch, size - 1)
    done = imported()
    assert parts() == ["ana-lima.yml", "bo.yml", "cy.yml"]
    assert all(path.stat().st_size < size for path in FOLDER.iterdir())
    assert {each.id: each for each in read_again().opportunities} == {each.id: each for each in whole.opportunities}
    note = f"the snapshot would take {size:,} bytes, and a file may take {size - 1:,}, so it is split into 3 files, "
    assert f"{note}by owner" in done.ledger.notes
    assert [path for path in done.ledger.written if "snapshots" in path] == [f"{FOLDER}/{name}" for name in parts()]


@pytest.mark.usefixtures("export")
def test_a_snapshot_that_just_fits_stays_one_file_in_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    imported()
    before = there()
    allow(monkeypatch, SINGLE.stat().st_size)
    notes = imported().ledger.notes
    assert there() == before
    assert not any("split" in note for note in notes)


@pytest.mark.usefixtures("export")
def test_an_owner_s_part_that_is_too_large_is_numbered_in_names_that_no_owner_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_deals([*DEALS, ("A7", "Ana Lima 1")])
    allow(monkeypatch, 200)
    done = imported()
    assert parts() == ["ana-lima-1.yml", "ana-lima.1.yml", "ana-lima.2.yml", "ana-lima.3.yml",
                       "bo.1.yml", "bo.2.yml", "cy.yml"]  # fmt: skip
    assert [each.id for each in read_again().opportunities] == ["A7", "A1", "A3", "A5", "A2", "A6", "A4"]
    told = [note for note in done.ledger.notes if "split" in note]
    assert [note.partition(" would take ")[0] for note in told] == [
        "the snapshot", "the part of ana-lima", "the part of bo",
    ]  # fmt: skip
    assert [note.partition("so it is ")[2] for note in told] == [
        "split into 7 files, by owner", "split into 3 files, numbered", "split into 2 files, numbered",
    ]  # fmt: skip


@pytest.mark.usefixtures("export")
def test_the_same_import_again_changes_not_one_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 200)
    imported()
    before = there()
    again = imported()
    assert there() == before
    assert again.stale == ()
    assert again.ledger.changes is None


@pytest.mark.usefixtures("export")
def test_from_one_file_to_parts_and_back_the_day_has_never_both(monkeypatch: pytest.MonkeyPatch) -> None:
    imported()
    single = there()
    for largest, names in ((200, 6), (300, 4), (350, 3)):
        allow(monkeypatch, largest)
        imported()
        assert not SINGLE.exists()
        assert len(parts()) == names
        read_again()
    allow(monkeypatch, ENOUGH)
    imported()
    assert not FOLDER.exists()
    assert there() == single


@pytest.mark.usefixtures("export")
def test_what_people_wrote_goes_on_from_one_file_to_parts_and_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the same day, and from one week to the next."""
    imported()
    SINGLE.write_text(
        SINGLE.read_text("utf-8").replace("    stage: meet\n", "    stage: meet\n    notes: Soon\n"), "utf-8"
    )
    allow(monkeypatch, 300)
    imported()
    assert [each.notes for each in read_again().opportunities] == ["Soon"] * len(DEALS)
    imported(date(2026, 11, 23))
    allow(monkeypatch, ENOUGH)
    done = imported(date(2026, 11, 30))
    text = done.files[Path("pipeline/snapshots/2026-11-30.yml")]
    assert text.count('notes: "Soon"') == text.count("notes: 2026-11-16") == len(DEALS)
    assert done.ledger.changes
    assert (done.ledger.changes.against, done.ledger.changes.unchanged) == ("pipeline/snapshots/2026-11-23", len(DEALS))


@pytest.mark.usefixtures("export")
def test_parts_that_the_mapping_asks_for_are_numbered_where_they_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("ours.yml").write_text(f"split_by: team\n{MAPPING}", "utf-8")
    allow(monkeypatch, 300)
    notes = imported().ledger.notes
    assert parts() == ["mara-quinn.1.yml", "mara-quinn.2.yml", "mara-quinn.3.yml"]
    assert [note.partition(" would take ")[0] for note in notes if "split" in note] == ["the part of mara-quinn"]
    assert len(read_again().opportunities) == len(DEALS)


def draft(owners: list[str], notes: list[str]) -> SnapshotDraft:
    about = Table("deals.csv", "deals", "CSV", [], [])
    values = [
        {"id": f"O{at:03}", "name": "N", "owner": owner, "status": "open", "stage": "meet", "notes": note}
        for at, (owner, note) in enumerate(zip(owners, notes, strict=True))
    ]
    return draft_snapshot(Path("into"), DAY, [Record(about, row_at(2, []), each) for each in values], Split())


@settings(deadline=None, max_examples=60)
@given(
    deals=st.lists(st.tuples(st.sampled_from(["ana", "bo"]), st.sampled_from(["a", "ü" * 40, "x" * 90])), max_size=9),
    largest=st.integers(300, 1500),
)
def test_no_file_is_too_large_none_could_hold_more_and_nothing_is_lost(
    deals: list[tuple[str, str]], largest: int
) -> None:
    with pytest.MonkeyPatch.context() as monkeypatch:
        allow(monkeypatch, largest)
        owners, notes = [owner for owner, _ in deals], [note for _, note in deals]
        drafted = draft(owners, notes)
    texts = {file.path.name: file.text() for file in drafted.files}
    sizes = {name: len(text.encode()) for name, text in texts.items()}
    (whole,) = draft(owners, notes).files
    assert all(size <= largest for size in sizes.values())
    assert ("2026-11-16.yml" in texts) == (len(whole.text().encode()) <= largest)
    assert sorted(block for text in texts.values() for block in blocks(text)) == blocks(whole.text())
    for name in texts:
        owner, _, number = name.removesuffix(".yml").partition(".")
        after = texts.get(f"{owner}.{int(number) + 1}.yml") if number else None
        assert not after or sizes[name] + len(blocks(after)[0].encode()) > largest


def blocks(text: str) -> list[str]:
    """Give each opportunity, with the blank line above it."""
    return [f"\n{block.strip(chr(10))}\n" for block in text.split("\n\n")[1:]]


def test_a_division_says_what_was_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 200)
    found = draft(["ana", "ana", "bo"], ["x", "x", "x"]).divided
    assert found == (DividedFile("", 325, 200, 3, 3), DividedFile("ana", 235, 200, 2, 2))


def test_a_file_holds_no_more_opportunities_than_a_build_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecards.importing.propose.snapshot.MOST_ITEMS", 2)
    drafted = draft(["ana", "ana", "ana", "bo"], ["x"] * 4)
    assert {file.path.name: len(file.text().split("- id:")) - 1 for file in drafted.files} == {
        "ana.1.yml": 2,
        "ana.2.yml": 1,
        "bo.yml": 1,
    }
    assert [each.opportunities for each in drafted.divided] == [4, 3]


def grown(rows: int) -> int:
    """Give the peak of memory, in bytes, of an import of so many rows."""
    write_deals([(f"D{number}", "Ana Lima") for number in range(rows)])
    tracemalloc.start()
    try:
        import_export([Path("deals.csv")], Path("ours.yml"), DAY, Path("pipeline"), MAPPINGS, silent)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("export")
def test_a_row_more_takes_a_kilobyte_or_two_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_back, "AT_A_TIME", 100)
    grown(100)
    assert grown(4000) - grown(1000) < 3000 * 2500, f"{grown(4000) - grown(1000)}"
