"""The small team of tests/base with several snapshots, written by a test in a few lines."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from tests.support.reviews import card_of, review_in

MONDAYS = ("2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16")


def write_weeks(base: Path, weeks: Mapping[str, Iterable[str]]) -> None:
    """Put these snapshots in the place of the base's own; each opportunity is written as the inside of a mapping."""
    folder = base / "pipeline" / "snapshots"
    for path in folder.iterdir():
        path.unlink()
    for day, opportunities in weeks.items():
        rows = "".join(f"  - {{{each}}}\n" for each in opportunities)
        text = f"as_of: {day}\nopportunities:\n{rows}" if rows else f"as_of: {day}\nopportunities: []\n"
        (folder / f"{day}.yml").write_text(text, encoding="utf-8")


def review_of_weeks(base: Path, *weeks: str) -> Review:
    """Write a snapshot for each of the last Mondays, with an opportunity a line, and build the review of the last."""
    snapshots = [[line.strip() for line in week.strip().splitlines()] for week in weeks]
    write_weeks(base, dict(zip(MONDAYS[-len(weeks) :], snapshots, strict=True)))
    return review_in(base)


def write_picks(base: Path, *picks: tuple[str, str, str]) -> None:
    """Write the picks: the week, the rep and the opportunity of each."""
    rows = "".join(f'  - {{week: {week}, rep: {rep}, opportunity: "{deal}"}}\n' for week, rep, deal in picks)
    (base / "pipeline" / "focus.yml").write_text(f"picks:\n{rows}", encoding="utf-8")


def write_blocks(base: Path, *blocks: tuple[str, str, str], zone: str = "Europe/Dublin") -> None:
    """Give Ana these follow-up blocks: the day, the start and the end of each."""
    team = base / "pipeline" / "team.yml"
    old = '      - {day: monday, start: "09:00", end: "10:30"}\n'
    text = team.read_text(encoding="utf-8")
    assert text.count(old) == 1
    new = "".join(f'      - {{day: {day}, start: "{start}", end: "{end}"}}\n' for day, start, end in blocks)
    team.write_text(text.replace(old, new).replace("Europe/Dublin", zone), encoding="utf-8")


def card(base: Path, rep: str = "ana-lima", snapshot: str | None = None) -> Scorecard:
    """Build a rep's scorecard."""
    return card_of(review_in(base, snapshot), rep)
