"""Whatever state the kept files are in, a build writes what it would write without them."""

import os
import random
import shutil
import threading
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from scorecards.cache import cache as cache_module
from scorecards.cache.cache import Cache
from scorecards.cli.main import scorecards
from scorecards.render.environment import CompiledTemplates, environment
from tests.support.project import BASE

NEWEST = "pipeline/snapshots/2026-11-16.yml"
PARTS = ("builds", "reps", "snapshots", "templates")
WRITES_OVER_TEXT = b"\x00\xff\n"

Spoil = Callable[[bytes], bytes]


def build(team: Path) -> dict[str, bytes]:
    """Build a team's pages, and give every byte of them; compiled templates are kept in the same folder here."""
    environment().bytecode_cache = CompiledTemplates(Cache(team / ".cache" / "templates"))
    _loaded().clear()
    scorecards.main(["build", "--pages-only"], obj=team, standalone_mode=False)
    docs = team / "docs"
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def kept_files(team: Path) -> list[Path]:
    return sorted(path for path in (team / ".cache").rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small team with two snapshots, as its first build leaves it; copies of it are changed."""
    team = tmp_path_factory.mktemp("built") / "team"
    shutil.copytree(BASE, team)
    newest = team / NEWEST
    newest.with_name("2026-11-09.yml").write_bytes(
        newest.read_bytes().replace(b"as_of: 2026-11-16", b"as_of: 2026-11-09")
    )
    build(team)
    return team


@pytest.fixture(scope="module")
def right(built: Path) -> dict[str, bytes]:
    return build(built)


@pytest.fixture
def team(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the team, built again: what the last build said is kept for the folders that it was told."""
    team = Path(shutil.copytree(built, tmp_path / "team"))
    shutil.rmtree(team / ".cache" / "builds")
    build(team)
    return team


@pytest.fixture(scope="module", autouse=True)
def _what_is_slow_is_done_once() -> Iterator[None]:
    """Compile each template once, however often a spoilt cache asks for that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", cache(Environment.compile))
        yield
    environment.cache_clear()


def _loaded() -> MutableMapping[Any, Any]:
    """Give the templates that this process has loaded."""
    loaded = environment().cache
    assert loaded is not None
    return loaded


def test_there_is_something_of_every_kind_to_spoil(built: Path) -> None:
    assert {path.relative_to(built / ".cache").parts[0] for path in kept_files(built)} == set(PARTS)


def truncated(share: float) -> Spoil:
    return lambda content: content[: int(len(content) * share)]


def shortened(back: int) -> Spoil:
    return lambda content: content[:-back]


def flipped(share: float, bit: int) -> Spoil:
    def spoil(content: bytes) -> bytes:
        place = min(int(len(content) * share), len(content) - 1)
        return content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :]

    return spoil


def shuffled(seed: int) -> Spoil:
    def spoil(content: bytes) -> bytes:
        size = random.Random(seed).randrange(1, 200)  # noqa: S311 - no secret
        pieces = [content[place : place + size] for place in range(0, len(content), size)]
        random.Random(seed).shuffle(pieces)  # noqa: S311 - the same
        return b"".join(pieces)

    return spoil


EVERY_24TH = [place / 24 for place in range(24)]
CONTENTS: dict[str, Spoil] = {
    **{f"cut off at {share:.3f}": truncated(share) for share in EVERY_24TH},
    **{f"cut off {back} bytes before its end": shortened(back) for back in (1, 2, 3, 64, 65)},
    **{f"bit {bit} flipped at {share:.3f}": flipped(share, bit) for share in EVERY_24TH for bit in (0,)},
    **{f"pieces in another order, {seed}": shuffled(seed) for seed in range(12)},
    "nothing in it": lambda _: b"",
    "a line end more": lambda content: content + b"\n",
    "a second time": lambda content: content * 2,
    "zeros, as after a power cut": lambda content: bytes(len(content)),
    "its second half zeros": lambda content: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
    "line ends of another system": lambda content: content.replace(b"\n", b"\r\n"),
    "something else": lambda _: WRITES_OVER_TEXT * 50,
    "of another fingerprint": lambda content: b"0" * 64 + content[64:],
    "without a fingerprint": lambda content: content[65:],
}


@pytest.mark.parametrize("state", CONTENTS)
def test_what_is_kept_holds_something_else(team: Path, right: dict[str, bytes], state: str) -> None:
    for path in kept_files(team):
        path.write_bytes(CONTENTS[state](path.read_bytes()))
    mended(team, right)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("state", [*list(CONTENTS)[7::9], "nothing in it"])
def test_one_kind_of_what_is_kept_holds_something_else(
    team: Path, right: dict[str, bytes], part: str, state: str
) -> None:
    for path in kept_files(team):
        if path.relative_to(team / ".cache").parts[0] == part:
            path.write_bytes(CONTENTS[state](path.read_bytes()))
    mended(team, right)


def mended(team: Path, right: dict[str, bytes]) -> None:
    """Expect a build of the same, then of something else and of the same again, to write the right bytes."""
    page = team / "docs" / "index.md"
    assert build(team) == right
    page.write_bytes(b"somebody wrote here")
    assert build(team) == right


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_folder_with_something_in_it(path: Path) -> None:
    a_folder(path)
    (path / "file").write_bytes(b"1")


def a_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def a_link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def unreadable(path: Path) -> None:
    path.chmod(0)


def another_kept_file(path: Path) -> None:
    others = sorted(each for each in path.parent.iterdir() if each.is_file())
    path.write_bytes(others[others.index(path) - 1].read_bytes())


def half_written_beside_it(path: Path) -> None:
    path.with_name(f".{path.name}.new").write_bytes(path.read_bytes()[:100])


def a_folder_where_it_is_to_be_written(path: Path) -> None:
    path.unlink()
    path.with_name(f".{path.name}.new").mkdir()


def gone(path: Path) -> None:
    path.unlink()


IN_ITS_PLACE = [
    a_folder,
    a_folder_with_something_in_it,
    a_link_to_nowhere,
    a_link_to_itself,
    unreadable,
    another_kept_file,
    half_written_beside_it,
    a_folder_where_it_is_to_be_written,
    gone,
]


@pytest.mark.parametrize("part", [*PARTS, ""])
@pytest.mark.parametrize("state", IN_ITS_PLACE, ids=lambda state: state.__name__)
def test_something_else_stands_in_the_place_of_what_is_kept(
    team: Path, right: dict[str, bytes], part: str, state: Callable[[Path], None]
) -> None:
    for path in kept_files(team):
        if part in {path.relative_to(team / ".cache").parts[0], ""}:
            state(path)
    mended(team, right)


@pytest.mark.parametrize("part", ["", *PARTS])
def test_a_file_stands_in_the_place_of_a_folder(team: Path, right: dict[str, bytes], part: str) -> None:
    shutil.rmtree(team / ".cache" / part)
    (team / ".cache" / part).write_bytes(b"1")
    mended(team, right)


def test_what_another_version_of_the_code_kept_is_not_used(
    team: Path, right: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in kept_files(team)}
    monkeypatch.setattr(cache_module, "_code", lambda: b"another version")
    mended(team, right)
    assert [path for path, content in before.items() if path.read_bytes() == content] == []


def test_what_was_kept_for_other_data_is_not_used(team: Path, right: dict[str, bytes]) -> None:
    newest = team / NEWEST
    was = newest.read_bytes()
    newest.write_bytes(was.replace(b"amount: 48000", b"amount: 51000"))
    changed = build(team)
    assert changed["scorecards/open.csv"] != right["scorecards/open.csv"]
    newest.write_bytes(was)
    assert build(team) == right
    newest.write_bytes(was.replace(b"amount: 48000", b"amount: 51000"))
    assert build(team) == changed


def test_a_moved_team_is_built_the_same(team: Path, right: dict[str, bytes]) -> None:
    moved = team.rename(team.with_name("moved"))
    mended(moved, right)


def test_a_cache_of_another_team_is_no_help_and_no_harm(team: Path, right: dict[str, bytes], tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(BASE, other)
    newest = other / NEWEST
    newest.write_bytes(newest.read_bytes().replace(b"amount: 48000", b"amount: 51000"))
    build(other)
    shutil.rmtree(team / ".cache")
    shutil.copytree(other / ".cache", team / ".cache")
    mended(team, right)


@pytest.mark.parametrize("size", [1, 100, 10_000])
def test_kept_while_another_build_writes_into_the_same_files(team: Path, right: dict[str, bytes], size: int) -> None:
    """Another build writes its own bytes piece by piece, without waiting for anybody."""
    files = {path: path.read_bytes() for path in kept_files(team)}
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            for path, content in files.items():
                for place in range(0, min(len(content), 5 * size), size):
                    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT), "wb") as file:
                        file.seek(place)
                        file.write(content[place : place + size][::-1])

    other = threading.Thread(target=write)
    other.start()
    try:
        mended(team, right)
    finally:
        is_over.set()
        other.join()
    mended(team, right)
