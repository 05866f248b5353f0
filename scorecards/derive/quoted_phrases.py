"""Phrases of ours that wait or hand control away, quoted back with what to write in their place (D26, D28)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.themes import whole_words
from scorecards.model.playbook.phrases import Phrase
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Quoted

_Found = tuple[Literal["waiting", "blame"], re.Match[str]]


def quoted_in_step(text: str, line: int | None, index: Index) -> tuple[Quoted, ...]:
    """Quote what gives something away in a step; a phrase that lies inside a longer one is not quoted twice."""
    found: list[_Found] = [("waiting", match) for match in index.waiting.finditer(text)]
    found += [("blame", match) for match in index.blame.finditer(text)]
    longest_first = sorted(found, key=lambda each: (each[1].start() - each[1].end(), each[1].start()))
    kept: list[_Found] = []
    for kind, match in longest_first:
        if not any(other.start() <= match.start() and match.end() <= other.end() for _, other in kept):
            kept.append((kind, match))
    in_order = sorted(kept, key=lambda each: each[1].start())
    return tuple(_quoted(kind, match, "next_steps", line, index) for kind, match in in_order)


def quoted_elsewhere(file: OpportunityFile, index: Index) -> Iterator[Quoted]:
    """Quote the words that leave it to somebody else in the blocker, the rep's claim and the notes."""
    for field, text in _texts(file.opportunity):
        line = file.line(field)
        for match in index.blame.finditer(text):
            yield _quoted("blame", match, field, line, index)


def _texts(opportunity: Opportunity) -> Iterator[tuple[str, str]]:
    if opportunity.blocker:
        yield "blocker", opportunity.blocker.what
    if opportunity.claim and opportunity.claim.words:
        yield "claim", opportunity.claim.words
    if opportunity.notes:
        yield "notes", opportunity.notes


def _quoted(
    kind: Literal["waiting", "blame"], match: re.Match[str], field: str, line: int | None, index: Index
) -> Quoted:
    phrases = index.playbook.phrases.waiting if kind == "waiting" else index.playbook.phrases.blame
    instead = next(each.instead for each in phrases if _same(each, match.group()))
    return Quoted(kind, match.group(), match.string, instead, field, line)


@cache
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    return whole_words((phrase.phrase,))


def _same(phrase: Phrase, found: str) -> bool:
    return _pattern(phrase).fullmatch(found) is not None
