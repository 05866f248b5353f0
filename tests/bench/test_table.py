"""The tables on the page are written by the measurement, and nothing else of the page changes."""

from pathlib import Path

import pytest

from bench.figure import Figure
from bench.table import BEGIN, END, write_into

FIGURES = [
    Figure("Kept", 1.5, "times", 2.0, "3 s"),
    Figure("Slow", 2.5, "times", 2.0),
    Figure("Size", 1234.5, "MB"),
    Figure("Served", None, beside="no browser"),
]


def test_the_tables_take_the_place_of_the_last_ones(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Page\n\n{BEGIN}\nold\n{END}\n\nEnd\n", encoding="utf-8")
    for _ in range(2):
        write_into(page, "On 2 cores", FIGURES)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# Page\n\n{BEGIN}\n\nOn 2 cores.\n")
    assert text.endswith(f"\n\n{END}\n\nEnd\n")
    assert "| Kept | 1.50 times | 2 times | OK | 3 s |\n| Slow | 2.50 times | 2 times | over |  |\n" in text
    assert "| Served |  |  | not measured | no browser |" in text
    assert "| Size | 1,234 MB |  |" in text
    assert "old" not in text


def test_a_page_without_the_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Page\n", encoding="utf-8")
    with pytest.raises(ValueError, match="measured: begin"):
        write_into(page, "On 2 cores", FIGURES)
    assert page.read_text(encoding="utf-8") == "# Page\n"
