"""Several snapshots of the small team of tests/base, written as YAML, and the review that they make."""

from pathlib import Path

from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.review import Folders, read, review_of

MONDAYS = ("2026-10-26", "2026-11-02", "2026-11-09", "2026-11-16")


def review_of_weeks(base: Path, *weeks: str) -> Review:
    """Write a snapshot for each of the last Mondays, with opportunities in YAML, one a line, and build the last one."""
    folder = base / "pipeline" / "snapshots"
    for path in folder.iterdir():
        path.unlink()
    for as_of, opportunities in zip(MONDAYS[-len(weeks) :], weeks, strict=True):
        lines = "".join(f"  - {{{line.strip()}}}\n" for line in opportunities.strip().splitlines())
        text = f"as_of: {as_of}\nopportunities:{' []' if not lines else ''}\n{lines}"
        (folder / f"{as_of}.yml").write_text(text, encoding="utf-8")
    return review_of(read(Folders(base, base / "playbook", base / "pipeline", base / "docs")))


def the_deal(review: Review, opportunity: str) -> Deal:
    """Give an opportunity that the review shows."""
    (found,) = [deal for deal in review.opportunities if deal.id == opportunity]
    return found
