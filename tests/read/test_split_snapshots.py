"""A snapshot that is split into a folder is read as one, and everything is told with its own file and line.

What is wrong with one stands in tests/bad/split-*.yml and tests/bad/snapshot-*.yml.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.cache.cache import Cache
from scorecards.cli.main import scorecards
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.input import Input
from scorecards.read.older_snapshots import older_records
from scorecards.read.snapshot_files import SnapshotFiles, snapshots
from scorecards.read.team_files import check_all, read_input
from scorecards.report.values import Place
from scorecards.review import review_of
from scorecards.write.record_ruling import with_ruling
from tests.support.files import json_files_of

ROOT = Path(__file__).parent.parent.parent
SNAPSHOT = Path("pipeline/snapshots/2026-11-16.yml")
FOLDER = SNAPSHOT.with_suffix("")
ITEM = re.compile(r"(?m)^(?=  - id: )")
OWNER = re.compile(r"(?m)^    owner: (.+)$")
PLACES = {"place", "place_before", "place_after", "line", "snapshot", "path"}


def by_owner(path: Path) -> dict[str, list[str]]:
    """Give the blocks of a snapshot's opportunities by owner, in the order of the owners."""
    _, *blocks = ITEM.split(path.read_text("utf-8"))
    owners = [found[1] for block in blocks if (found := OWNER.search(block))]
    assert len(owners) == len(blocks)
    return {
        owner: [block for block, of in zip(blocks, owners, strict=True) if of == owner] for owner in sorted(set(owners))
    }


def head(day: str) -> str:
    return f"as_of: {day}\nsource: The CRM\nopportunities:\n"


def split(path: Path) -> Path:
    """Put a folder with a part for each owner in the place of a snapshot's file."""
    folder = path.with_suffix("")
    folder.mkdir()
    for owner, blocks in by_owner(path).items():
        (folder / f"{owner}.yml").write_text(head(path.stem) + "".join(blocks), "utf-8")
    path.unlink()
    return folder


def in_order(path: Path) -> None:
    """Write a snapshot's file in the order in which its parts are read."""
    blocks = [block for of_owner in by_owner(path).values() for block in of_owner]
    path.write_text(head(path.stem) + "".join(blocks), "utf-8")


def read(snapshot: Path | None = None, cache: SnapshotCache | None = None) -> Input:
    return read_input(Path("playbook"), Path("pipeline"), snapshot, cache)


def problems_of(snapshot: Path | None = None) -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        read(snapshot)
    return found.value.problems


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items() if key not in PLACES}
    return [without_places(each) for each in value] if isinstance(value, list) else value


def places_in(value: Any) -> Iterator[tuple[str, int]]:
    """Give the path and the line of every place."""
    if isinstance(value, dict):
        if value.keys() == {"path", "line"}:
            yield value["path"], value["line"]
        for each in value.values():
            yield from places_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from places_in(each)


def results() -> Any:
    written = json_files_of(review_of(read())).items()
    return {name: orjson.loads(content) for name, content in written if not name.endswith(".schema.json")}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the sample team's files, as the working directory."""
    for folder in ("playbook", "pipeline"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("project")
def test_split_or_not_the_results_are_the_same_but_for_the_places() -> None:
    """And each place names the line that it named in the one file."""
    for path in snapshots(Path("pipeline")):
        in_order(path)
    whole = results()
    lines = {path: path.read_text("utf-8").splitlines() for path in snapshots(Path("pipeline"))}
    for path in lines:
        split(path)
    parts = results()
    assert without_places(parts) == without_places(whole)
    before, after = list(places_in(whole)), list(places_in(parts))
    assert len(before) == len(after) > 100
    for (name, line), (part, line_in_part) in zip(before, after, strict=True):
        if name.startswith("pipeline/snapshots/"):
            assert Path(part).parent == Path(name).with_suffix("")
            assert Path(part).read_text("utf-8").splitlines()[line_in_part - 1] == lines[Path(name)][line - 1]
        else:
            assert (part, line_in_part) == (name, line)


@pytest.mark.usefixtures("project")
def test_what_is_kept_of_split_snapshots_changes_not_one_result() -> None:
    """Cold and warm, each evidence of an older snapshot names its part."""
    for path in snapshots(Path("pipeline")):
        split(path)
    kept = Cache(Path(".cache"))
    cold = read(cache=SnapshotCache(kept))
    warm = read(cache=SnapshotCache(kept))
    assert warm.snapshots == cold.snapshots == read().snapshots
    assert warm.snapshots[0].place("OPP-1001").path == "pipeline/snapshots/2026-09-28/ravi-menon.yml"
    assert kept.spoilt == []


def touch(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("name: ", "name: Another ", 1), "utf-8")


def add(path: Path) -> None:
    row = "  - {id: NEW, name: New, owner: somebody, status: open, stage: meet}\n"
    path.with_name("zoe.yml").write_text(f"as_of: {path.parent.name}\nopportunities:\n{row}", "utf-8")


def rename(path: Path) -> None:
    path.rename(path.with_name("renamed.yml"))


@pytest.mark.parametrize("change", [touch, add, Path.unlink, rename])
@pytest.mark.usefixtures("project")
def test_a_part_that_changed_or_came_or_went_is_noticed(change: Any) -> None:
    oldest, *_ = snapshots(Path("pipeline"))
    folder = split(oldest)
    kept = Cache(Path(".cache"))
    before = read(cache=SnapshotCache(kept)).snapshots[0]
    change(folder / "conor-whelan.yml")
    (again,), unread = older_records([folder], Path("pipeline"), SnapshotCache(kept), Problems())
    assert unread == frozenset()
    assert again != before
    assert again == older_records([folder], Path("pipeline"), None, Problems())[0][0]


@given(parts=st.dictionaries(st.text(min_size=1, max_size=4), st.binary(max_size=9), min_size=1, max_size=4))
def test_other_parts_never_look_like_the_same(parts: dict[str, bytes]) -> None:
    """Neither do parts that hold the same bytes under other names, nor a single file."""
    pairs = tuple((Path("2026-11-16", name.replace("/", "-")), data) for name, data in sorted(parts.items()))
    joined = SnapshotFiles(Path("2026-11-16"), pairs, is_split=True).joined()
    first, *others = pairs
    moved = [(first[0].with_name("x" + first[0].name), first[1]), *others]
    longer = [(first[0], first[1] + b"\n"), *others]
    for other in (moved, longer, pairs[1:], [*pairs, (Path("2026-11-16", "z"), b"")]):
        assert SnapshotFiles(Path("2026-11-16"), tuple(other), is_split=True).joined() != joined
    assert joined
    assert joined.startswith(b"\0")


@pytest.mark.usefixtures("base")
def test_opportunities_come_by_file_name_and_then_as_written() -> None:
    FOLDER.mkdir()
    row = "  - {{id: {0}, name: {0}, owner: bo, status: open, stage: meet}}\n".format
    (FOLDER / "b.yml").write_text(head("2026-11-16") + row("OPP-4") + row("OPP-2"), "utf-8")
    (FOLDER / "a.yml").write_text(head("2026-11-16").replace("CRM", "books") + row("OPP-9") + row("OPP-1"), "utf-8")
    (FOLDER / "c.yml").write_text("as_of: 2026-11-16\nopportunities:\n", "utf-8")
    (FOLDER / ".hidden.yml").write_text("nothing", "utf-8")
    (FOLDER / "notes.txt").write_text("nothing", "utf-8")
    SNAPSHOT.unlink()
    given_ = read()
    assert [each.id for each in given_.opportunities] == ["OPP-9", "OPP-1", "OPP-4", "OPP-2"]
    assert (given_.as_of, given_.source) == (date(2026, 11, 16), "The books, The CRM")
    assert given_.snapshot_path == "pipeline/snapshots/2026-11-16"
    (written,) = [each for each in given_.written if each.opportunity.id == "OPP-4"]
    assert written.path == "pipeline/snapshots/2026-11-16/b.yml"
    assert written.row
    assert written.row.own_place()[0] == 4
    assert given_.snapshots[-1].place("OPP-2") == Place("pipeline/snapshots/2026-11-16/b.yml", 5)
    assert check_all(Path("playbook"), Path("pipeline")) == 16


@pytest.mark.usefixtures("base")
def test_a_folder_and_files_are_snapshots_side_by_side_and_each_can_be_named() -> None:
    split(SNAPSHOT)
    SNAPSHOT.with_name("2026-11-09.yml").write_text("as_of: 2026-11-09\nopportunities: []\n", "utf-8")
    SNAPSHOT.with_name("2026-11-23.yml").write_text("as_of: 2026-11-23\nopportunities: []\n", "utf-8")
    Path("pipeline/snapshots/archive").mkdir()
    assert [path.name for path in snapshots(Path("pipeline"))] == ["2026-11-09.yml", "2026-11-16", "2026-11-23.yml"]
    assert [each.path.rpartition("/")[2] for each in read().snapshots] == [
        "2026-11-09.yml",
        "2026-11-16",
        "2026-11-23.yml",
    ]
    named = read(FOLDER)
    assert [each.as_of.day for each in named.snapshots] == [9, 16]
    assert {each.id for each in named.opportunities} == {"OPP-1", "OPP-2", "0003"}
    for command in (["build", "--pages-only"], ["check"], ["explain", "OPP-1"]):
        folders = ["--playbook", "playbook", "--pipeline", "pipeline", "--snapshot", FOLDER.as_posix()]
        result = CliRunner().invoke(scorecards, [*command, *folders], obj=Path.cwd())
        assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert "(pipeline/snapshots/2026-11-16/ana-lima.yml:4)" in result.stdout


@pytest.mark.usefixtures("base")
def test_a_single_part_can_be_named_like_any_file() -> None:
    part = split(SNAPSHOT) / "ana-lima.yml"
    assert [each.id for each in read(part).opportunities] == ["OPP-1"]


@pytest.mark.usefixtures("base")
def test_a_folder_that_is_named_after_no_day_can_be_named_where_its_parts_show_one() -> None:
    draft = split(SNAPSHOT).rename("draft")
    assert len(read(draft).opportunities) == 3
    second = draft / "bo.yml"
    second.write_text(second.read_text("utf-8").replace("2026-11-16", "2026-11-15", 1), "utf-8")
    message = "read 2026-11-15, expected 2026-11-16 as in draft/ana-lima.yml: the parts of a snapshot show one day"
    assert problems_of(draft) == [Problem("draft/bo.yml", 1, 8, "impossible-date", message)]


@pytest.mark.usefixtures("base")
def test_of_a_day_with_both_only_days_up_to_the_named_snapshot_are_told() -> None:
    """A build of an older snapshot knows nothing of what came later."""
    older = SNAPSHOT.with_name("2026-11-09.yml")
    older.write_text("as_of: 2026-11-09\nopportunities: []\n", "utf-8")
    split(SNAPSHOT)
    SNAPSHOT.write_text("as_of: 2026-11-16\nopportunities: []\n", "utf-8")
    assert [each.code for each in problems_of()] == [each.code for each in problems_of(FOLDER)] == ["snapshot-twice"]
    assert [each.code for each in problems_of(SNAPSHOT)] == ["snapshot-twice"]
    assert read(older).opportunities == ()


@pytest.mark.usefixtures("base")
def test_a_folder_without_parts_beside_the_file_of_its_day_is_no_snapshot() -> None:
    """An import that goes back to one file leaves the folder where somebody keeps a note in it."""
    FOLDER.mkdir()
    (FOLDER / "notes.txt").write_text("Ask Ana", "utf-8")
    (FOLDER / ".hidden.yml").write_text("", "utf-8")
    assert snapshots(Path("pipeline")) == [SNAPSHOT]
    assert len(read().opportunities) == 3
    (FOLDER / "bo.yaml").write_text("", "utf-8")
    assert "snapshot-twice" in [each.code for each in problems_of()]


@pytest.mark.usefixtures("base")
def test_a_part_that_cannot_be_read_hides_no_mistake_and_makes_none() -> None:
    """A pick of what may stand in that part is no mistake."""
    folder = split(SNAPSHOT)
    (folder / "bo.yml").write_bytes(b"\xff")
    pick = "  - {week: 2026-11-16, rep: bo, opportunity: OPP-2}\n"
    Path("pipeline/focus.yml").write_text(f"picks:\n{pick}", "utf-8")
    (folder / "ana-lima.yml").write_text((folder / "ana-lima.yml").read_text("utf-8").replace("quote", "quite", 1))
    assert [(each.path.rpartition("/")[2], each.code) for each in problems_of()] == [
        ("ana-lima.yml", "unknown-stage"),
        ("bo.yml", "not-utf-8"),
    ]


@pytest.mark.usefixtures("base")
def test_a_ruling_is_recorded_on_the_day_of_a_split_snapshot() -> None:
    split(SNAPSHOT)
    recorded = with_ruling(
        Path("playbook"), Path("pipeline"), {"opportunity": "OPP-2", "by": "mara-quinn", "ruling": "active"}
    )
    assert recorded.on == "2026-11-16"


@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_every_opportunity_has_its_place_however_they_are_split(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """In older snapshots too, whether read or recalled."""
    ids = data.draw(st.lists(st.integers(0, 99), unique=True, max_size=12))
    files = data.draw(st.lists(st.sampled_from("abcd"), min_size=len(ids), max_size=len(ids)))
    folder = tmp_path_factory.mktemp("split") / "snapshots" / "2026-11-16"
    folder.mkdir(parents=True)
    expected = {}
    for name in sorted({*files, "a"}):
        lines = head("2026-11-16").splitlines()
        for number in [number for number, of in zip(ids, files, strict=True) if of == name]:
            lines += [""] * data.draw(st.integers(0, 2))
            lines.append(f"  - {{id: {number}, name: N, owner: bo, status: open, stage: meet}}")
            expected[str(number)] = Place(f"snapshots/2026-11-16/{name}.yml", len(lines))
        (folder / f"{name}.yml").write_text("\n".join(lines) + "\n", "utf-8")
    cache = SnapshotCache(Cache(folder.parent / "kept"))
    for _ in ("read", "recalled"):
        problems = Problems()
        (record,), unread = older_records([folder], folder.parent, cache, problems)
        assert not problems
        assert unread == frozenset()
        assert {each: record.place(each) for each in record.records} == expected
