"""Whom a text of the rep names: somebody on their side, or one of us."""

import re
from collections import Counter
from typing import Final

from scorecards.index.index import Index
from scorecards.model.snapshot import Opportunity

_PART_OF_A_NAME: Final = 2


def contact_named_in(text: str, opportunity: Opportunity) -> str | None:
    """Name the one person on their side whom a text of the rep names, by a part of the name that is nobody else's.

    A part in small letters, such as van, or a single letter, names nobody.
    """
    there = [contact.name for contact in opportunity.contacts if contact.left_on is None]
    parts = Counter(part for name in there for part in set(name.split()))
    named = [name for name in there if any(parts[part] == 1 and _stands_in(part, text) for part in name.split())]
    return named[0] if len(named) == 1 else None


def _stands_in(part: str, text: str) -> bool:
    if len(part) < _PART_OF_A_NAME or part[0].islower():
        return False
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def is_among_us(what: str, opportunity: Opportunity, index: Index) -> bool:
    """Tell whether a step of ours names one of us and nobody on their side: then nobody there waits for it."""
    if contact_named_in(what, opportunity):
        return False
    return not index.our_first_names.isdisjoint(re.findall(r"\w+", what))
