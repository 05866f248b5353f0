"""A small review made by hand: every state that a page can show, in a handful of opportunities.

What it says stands in small_review.yml, and its playbook's rules in small_playbook.yml, as the factory reads them.
"""

from pathlib import Path
from typing import Any

import yaml

from scorecards.model.practices import PRACTICES
from scorecards.report.buyer_side import TheirSide
from scorecards.report.deal import Deal
from scorecards.report.rules import Rules
from tests.support.factory import made, review


class _Loader(yaml.SafeLoader):
    """Reads ``on``, ``yes`` and ``no`` as words."""


_Loader.yaml_implicit_resolvers = {
    first: [each for each in resolvers if first in "tf" or not each[0].endswith(":bool")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(name: str) -> Any:
    return yaml.load((Path(__file__).parent / name).read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe one


def _with_id(opportunity: str) -> Deal:
    return next(each for each in REVIEW.opportunities if each.id == opportunity)


RULES_OF_PRACTICES = {
    "D12": {"plays": ["permission-to-say-no"]},
    "D18": {"stages": ["scope"]},
    "D21": {"stories": ["bakery-night-shift"]},
    "D27": {"checks": ["two-next-steps"]},
    "D33": {"checks": ["two-next-steps"]},
}
PRACTICE_RULES = [
    {
        "id": practice.id,
        "source": practice.source,
        "practice": practice.practice,
        "shown": practice.shown,
        "test": practice.test,
        **RULES_OF_PRACTICES.get(practice.id, {}),
    }
    for practice in PRACTICES
]
RULES = made(Rules, {**_read("small_playbook.yml"), "practices": PRACTICE_RULES})
REVIEW = review(**_read("small_review.yml"), rules=RULES)
SCORECARDS = REVIEW.scorecards
FIGURES = REVIEW.figures

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
