"""What one build keeps for the next is given back as it was, or not at all."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.cache import cache as cache_module
from scorecards.cache.cache import Cache


@settings(deadline=None)
@given(payload=st.binary(), made_from=st.binary())
def test_what_was_kept_is_given_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, made_from: bytes
) -> None:
    kept = Cache(tmp_path_factory.mktemp("kept"))
    kept.keep("part/file", made_from, payload)
    assert kept.recall("part/file", made_from) == payload
    assert kept.recall("part/file", made_from + b"!") is None
    assert kept.recall("part/other", made_from) is None
    assert kept.spoilt == []


@settings(deadline=None)
@given(payload=st.binary(min_size=1), data=st.data())
def test_a_file_of_which_one_byte_changed_is_never_given_back(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    Cache(folder).keep("file", b"source", payload)
    whole = (folder / "file").read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    changed = bytes([whole[place] ^ data.draw(st.integers(1, 255))])
    (folder / "file").write_bytes(whole[:place] + changed + whole[place + 1 :])
    kept = Cache(folder)
    assert kept.recall("file", b"source") is None
    is_made_from_something_else = place < 64 and changed in b"0123456789abcdef"
    assert kept.spoilt == ([] if is_made_from_something_else else [folder / "file"])


def test_nothing_is_written_where_nothing_may_be(tmp_path: Path) -> None:
    Cache(tmp_path / "kept", writes=False).keep("file", b"source", b"made")
    assert not (tmp_path / "kept").exists()


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"a file where the folder should be")
    kept = Cache(tmp_path / "kept")
    kept.keep("file", b"source", b"made")
    assert kept.recall("file", b"source") is None
    assert kept.spoilt == []


@pytest.mark.parametrize("name", ["a.py", "templates/a.md.j2", "schemas/a.json"])
def test_a_change_of_any_file_of_the_package_leaves_nothing_to_recall(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / name).parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(cache_module, "_PACKAGE", package)
    for text, expected in (("one", b"kept"), ("two", None)):
        (package / name).write_text(text, "utf-8")
        cache_module._code.cache_clear()  # noqa: SLF001 - as in another process
        if text == "one":
            Cache(tmp_path / "kept").keep("name", b"made from", b"kept")
        assert Cache(tmp_path / "kept").recall("name", b"made from") == expected
    cache_module._code.cache_clear()  # noqa: SLF001 - the others' own package again
