"""What is kept of a rep is used only where nothing that bears on that rep has changed since."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from scorecards.cache.cache import Cache
from scorecards.executor.local import Local
from scorecards.render.context import Terms
from scorecards.render.pages import Pages
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import Desk
from scorecards.reps.rep_cache import RepCache
from scorecards.reps.rounds import Rounds
from tests.support.reviews import input_in
from tests.support.weeks import MONDAYS, write_weeks

OPEN = "status: open, stage: meet"
LOST = "status: lost, stage: meet, closed_on: 2026-11-01, wake: {person: Ivo Blum}"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Give the folder into which the files of reps are written, as a build does."""
    return tmp_path / "docs"


def files_of(base: Path, docs: Path, kept_in: Path) -> tuple[dict[str, bytes], int]:
    """Do both rounds for all reps with what is kept; give the reps' files, and how many results were recalled."""
    cache = Cache(kept_in)
    prepared = Prepared.of(input_in(base))
    files: dict[str, bytes] = {}
    desk = Desk(prepared.index, prepared.picked_by, Pages(Terms.of(prepared.index)))
    kept = RepCache.of(cache, base / "pipeline", docs, prepared)
    Rounds(prepared, desk, Local(processes=1), kept, files.update).run()
    write(files, docs)
    return files, cache.recalled


def write(files: Mapping[str, bytes], docs: Path) -> None:
    for path, content in files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(content)


def weeks(*snapshots: str) -> dict[str, list[str]]:
    rows = [[row.strip() for row in snapshot.strip().splitlines()] for snapshot in snapshots]
    return dict(zip(MONDAYS[-len(rows) :], rows, strict=True))


def deal(id_: str, owner: str, more: str = OPEN) -> str:
    return f"id: {id_}, name: {id_}, owner: {owner}, {more}"


def needs(what: str) -> str:
    return f"{OPEN}, needs: [{{need: {what}, priority: must, in_their_words: so they said, met: unknown}}]"


ENDED = deal("A", "ana-lima", "status: lost, stage: meet, closed_on: 2026-11-01")
TWO_MAPS = f"{deal('A', 'ana-lima', needs('one'))}\n{deal('B', 'ana-lima', needs('two'))}"
BEFORE_AND_AFTER = {
    "a field of a deal": (
        [f"{deal('A', 'ana-lima')}, amount: 1\n{deal('B', 'bo')}"],
        [f"{deal('A', 'ana-lima')}, amount: 2\n{deal('B', 'bo')}"],
    ),
    "whose deal it is": (
        [f"{deal('A', 'ana-lima')}\n{deal('B', 'bo')}"],
        [f"{deal('A', 'ana-lima')}\n{deal('B', 'ana-lima')}"],
    ),
    "a contact of a colleague's deal, for whom one that left the export waits": (
        [f"{deal('A', 'ana-lima', LOST)}, account: northwind\n{deal('B', 'bo')}", deal("B", "bo")],
        [
            f"{deal('A', 'ana-lima', LOST)}, account: northwind\n{deal('B', 'bo')}",
            f"{deal('B', 'bo')}, account: northwind, contacts: [{{name: Ivo Blum, left_on: 2026-11-12}}]",
        ],
    ),
    "which of a rep's deals a colleague's map of needs is copied from": (
        [f"{TWO_MAPS}\n{deal('C', 'bo', needs('one'))}"],
        [f"{TWO_MAPS}\n{deal('C', 'bo', needs('two'))}"],
    ),
    "a colleague's deal that starts another one over": (
        [f"{ENDED}\n{deal('B', 'bo')}"],
        [f"{ENDED}\n{deal('B', 'bo')}, restarted_from: A"],
    ),
    "the snapshot before": (
        [f"{deal('A', 'ana-lima')}, amount: 1", f"{deal('A', 'ana-lima')}, amount: 3"],
        [f"{deal('A', 'ana-lima')}, amount: 2", f"{deal('A', 'ana-lima')}, amount: 3"],
    ),
}


@pytest.mark.parametrize("what", BEFORE_AND_AFTER)
def test_what_bears_on_a_rep_makes_the_rep_anew(what: str, base: Path, docs: Path, tmp_path: Path) -> None:
    before, after = BEFORE_AND_AFTER[what]
    write_weeks(base, weeks(*before))
    first, _ = files_of(base, docs, tmp_path / "kept")
    write_weeks(base, weeks(*after))
    found, _ = files_of(base, docs, tmp_path / "kept")
    clean, _ = files_of(base, tmp_path / "other", tmp_path / "nothing")
    assert found == clean
    assert found != first


def test_a_line_that_two_opportunities_share_counts_for_both(base: Path, docs: Path, tmp_path: Path) -> None:
    snapshot = base / "pipeline" / "snapshots" / "2026-11-16.yml"
    shared = f"name: NAME}}, {{{deal('B', 'bo')}"
    text = f"as_of: 2026-11-16\nopportunities: [{{id: A, owner: ana-lima, {OPEN},\n {shared}}}]\n"
    for name in ("First", "Second"):
        snapshot.write_text(text.replace("NAME", name), "utf-8")
        found, _ = files_of(base, docs, tmp_path / "kept")
        assert f"{name}</bdi>".encode() in found["scorecards/ana-lima.md"]


def test_reps_of_whom_nothing_changed_are_recalled(base: Path, docs: Path, tmp_path: Path) -> None:
    write_weeks(base, weeks(f"{deal('A', 'ana-lima')}, amount: 1\n{deal('B', 'bo')}"))
    files_of(base, docs, tmp_path / "kept")
    write_weeks(base, weeks(f"{deal('A', 'ana-lima')}, amount: 2\n{deal('B', 'bo')}"))
    _, recalled = files_of(base, docs, tmp_path / "kept")
    assert recalled == 2


def test_files_that_are_no_longer_as_they_were_written_are_made_again(base: Path, docs: Path, tmp_path: Path) -> None:
    write_weeks(base, weeks(deal("A", "ana-lima")))
    first, _ = files_of(base, docs, tmp_path / "kept")
    (docs / "scorecards" / "ana-lima.md").write_text("something else", "utf-8")
    (docs / "scorecards" / "bo.md").unlink()
    assert files_of(base, docs, tmp_path / "kept")[0] == first
