"""Phrases of ours that wait or hand control away, quoted back with what to write in their place (D26, D28)."""

import re
from collections.abc import Iterator
from typing import Literal

from scorecards.compose.material import Material
from scorecards.model.names import folded
from scorecards.model.playbook import Phrase
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Quoted

_Found = tuple[Literal["waiting", "blame"], re.Match[str]]


def quoted_in_step(text: str, line: int | None, material: Material) -> tuple[Quoted, ...]:
    """Quote what gives something away in a step; a phrase that lies inside a longer one is not quoted twice."""
    background = material.background
    found: list[_Found] = [("waiting", match) for match in background.waiting.finditer(text)]
    found += [("blame", match) for match in background.blame.finditer(text)]
    longest_first = sorted(found, key=lambda each: (each[1].start() - each[1].end(), each[1].start()))
    kept: list[_Found] = []
    for kind, match in longest_first:
        if not any(other.start() <= match.start() and match.end() <= other.end() for _, other in kept):
            kept.append((kind, match))
    in_order = sorted(kept, key=lambda each: each[1].start())
    return tuple(_quoted(kind, match, "next_steps", line, material) for kind, match in in_order)


def quoted_elsewhere(opportunity: Opportunity, material: Material) -> Iterator[Quoted]:
    """Quote the words that leave it to somebody else in the blocker, the rep's claim and the notes."""
    for field, text in _texts(opportunity):
        line = material.places.line(opportunity.id, field)
        for match in material.background.blame.finditer(text):
            yield _quoted("blame", match, field, line, material)


def _texts(opportunity: Opportunity) -> Iterator[tuple[str, str]]:
    if opportunity.blocker:
        yield "blocker", opportunity.blocker.what
    if opportunity.claim and opportunity.claim.words:
        yield "claim", opportunity.claim.words
    if opportunity.notes:
        yield "notes", opportunity.notes


def _quoted(
    kind: Literal["waiting", "blame"], match: re.Match[str], field: str, line: int | None, material: Material
) -> Quoted:
    phrases = material.playbook.phrases.waiting if kind == "waiting" else material.playbook.phrases.blame
    instead = next(each.instead for each in phrases if _same(each, match.group()))
    return Quoted(kind, match.group(), match.string, instead, field, line)


def _same(phrase: Phrase, found: str) -> bool:
    return folded(phrase.phrase) == folded(found)
