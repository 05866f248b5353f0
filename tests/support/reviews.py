"""The review of a folder with a playbook/ and a pipeline/, as the command builds it."""

from functools import cache
from pathlib import Path

from scorecards.read.input import Input
from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from scorecards.review import Folders, read, review_of
from tests.support.project import ROOT


def folders_in(folder: Path, snapshot: str | None = None) -> Folders:
    """Say where things are in a folder, with the newest snapshot or with that of a day."""
    path = folder / "pipeline" / "snapshots" / f"{snapshot}.yml" if snapshot else None
    return Folders(folder, folder / "playbook", folder / "pipeline", folder / "docs", path)


def input_in(folder: Path, snapshot: str | None = None) -> Input:
    """Read what a folder holds."""
    return read(folders_in(folder, snapshot))


def review_in(folder: Path, snapshot: str | None = None) -> Review:
    """Build the review of what a folder holds."""
    return review_of(input_in(folder, snapshot))


@cache
def sample_review() -> Review:
    """Build the review of the sample, once for all tests of a process."""
    return review_in(ROOT)


def deal_of(review: Review, opportunity: str) -> Deal:
    """Give an opportunity that a review shows."""
    (found,) = [deal for deal in review.opportunities if deal.id == opportunity]
    return found


def card_of(review: Review, rep: str) -> Scorecard:
    """Give the scorecard of a rep."""
    (found,) = [card for card in review.scorecards if card.rep == rep]
    return found
