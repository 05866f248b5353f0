"""What a build wrote is told by the files: also those that hold what they held before."""

from pathlib import Path

from bench.project import Place
from bench.written import files, written


def test_a_file_that_is_written_with_what_it_held_is_written_in_vain(tmp_path: Path) -> None:
    place = Place(tmp_path / "docs", tmp_path / "site")
    for name in ("left", "same", "other", "gone"):
        (place.site / name).parent.mkdir(exist_ok=True)
        (place.site / name).write_text("before", encoding="utf-8")
    before = files(place)
    (tmp_path / "new").write_text("before", encoding="utf-8")
    (tmp_path / "new").replace(place.site / "same")
    (place.site / "other").write_text("after", encoding="utf-8")
    (place.site / "gone").unlink()
    found = written(before, files(place))
    assert found.written == ("site/gone", "site/other", "site/same")
    assert found.in_vain == ("site/same",)
    assert written(before, before).written == ()
