"""A small team with several snapshots, written by a test in a few lines."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from scorecards.read.input import Input
from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from scorecards.review import Folders, read, review_of


def write_weeks(base: Path, weeks: Mapping[str, Iterable[str]]) -> None:
    """Put these snapshots in the place of the base's own; each opportunity is written as the inside of a mapping."""
    folder = base / "pipeline" / "snapshots"
    for path in folder.iterdir():
        path.unlink()
    for day, opportunities in weeks.items():
        rows = "".join(f"  - {{{each}}}\n" for each in opportunities)
        (folder / f"{day}.yml").write_text(f"as_of: {day}\nopportunities:\n{rows}", encoding="utf-8")


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


def given(base: Path, snapshot: str | None = None) -> Input:
    """Read the team, with the newest snapshot or with that of a day."""
    path = base / "pipeline" / "snapshots" / f"{snapshot}.yml" if snapshot else None
    return read(Folders(base, base / "playbook", base / "pipeline", base / "docs", path))


def review(base: Path, snapshot: str | None = None) -> Review:
    """Build the team's review."""
    return review_of(given(base, snapshot))


def card(base: Path, rep: str = "ana-lima", snapshot: str | None = None) -> Scorecard:
    """Build a rep's scorecard."""
    return next(each for each in review(base, snapshot).scorecards if each.rep == rep)
