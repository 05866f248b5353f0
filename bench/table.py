"""Figures as lines for a terminal, and as the tables of a page."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bench.figure import Figure

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def line(figure: Figure) -> str:
    """Give a figure as a line of a terminal."""
    limit = f"at most {figure.shown_limit}" if figure.shown_limit else ""
    return f"{figure.name:84} {figure.shown:>12}  {limit:18} {figure.verdict:12} {figure.beside}".rstrip()


def write_into(page: Path, heading: str, figures: Sequence[Figure]) -> None:
    """Put the tables in place of what stands between the page's two marks.

    Raises ValueError where the page does not have both.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        told = f"{page}: expected a line {BEGIN} and after it a line {END}"
        raise ValueError(told)
    text = "\n".join(_markdown(heading, figures))
    page.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")


def _markdown(heading: str, figures: Sequence[Figure]) -> Iterator[str]:
    yield f"{heading}."
    yield ""
    limited = [each for each in figures if each.verdict]
    yield from _table(("what", "figure", "at most", "", "made from"), map(_limited, limited))
    yield ""
    plain = [each for each in figures if not each.verdict]
    yield from _table(("beside them", "figure", "made from"), map(_plain, plain))


def _limited(figure: Figure) -> Sequence[str]:
    return figure.name, figure.shown, figure.shown_limit, figure.verdict, figure.beside


def _plain(figure: Figure) -> Sequence[str]:
    return figure.name, figure.shown, figure.beside


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(header)
    yield _row(["---"] * len(header))
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
