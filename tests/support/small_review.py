"""A small review made by hand: every state that a page can show, in a handful of opportunities.

What it says stands in small_review.yml, as the factory reads it.
"""

from scorecards.report.buyer_side import TheirSide
from scorecards.report.deal import Deal
from tests.support.factory import made, review, written
from tests.support.small_playbook import FACTS, PLAYBOOK, RULES

REVIEW = review(**written("small_review.yml"), playbook=PLAYBOOK, facts=FACTS, rules=RULES)
SCORECARDS = REVIEW.scorecards
FIGURES = REVIEW.figures


def _with_id(opportunity: str) -> Deal:
    return next(each for each in REVIEW.opportunities if each.id == opportunity)


CLUTTERED = _with_id("OPP-1041")
"""Of which everything is known, and nearly all of it is to be mended."""
ON_ITS_WAY = _with_id("OPP-1042")
"""Which is in order, but for a ruling."""
CLEAN = _with_id("7")
"""Of which nothing is to be mended, in a pause."""
BARE = (_with_id("B:1"), _with_id("B:2"))
"""Of which next to nothing is known."""
NOTHING_SAID = made(TheirSide, {})
"""The customer's side of a deal of which nobody has noted anything."""
