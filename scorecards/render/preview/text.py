"""A preview as lines for a terminal."""

import re
from collections.abc import Iterator
from typing import Final

from scorecards.problems.problem import visible
from scorecards.render.characters import CONTROLS, DIRECTIONS, HALVES, MORE_CONTROLS, SEPARATORS
from scorecards.render.preview.words import Words
from scorecards.report.preview import DealChange

_NOT_AS_IT_IS: Final = re.compile(f"[{CONTROLS}{MORE_CONTROLS}{SEPARATORS}{HALVES}{DIRECTIONS}]")


def text_of(words: Words) -> bytes:
    """Write it, one line each, whatever a text holds: breaks and control characters are written as escapes."""
    lines = (_NOT_AS_IT_IS.sub(lambda found: visible(found[0]), line) for line in _lines(words))
    return "".join(f"{line}\n" for line in lines).encode()


def _lines(words: Words) -> Iterator[str]:
    preview = words.preview
    yield f"{preview.base} -> {preview.head}"
    yield words.headline()
    for heading, lines in (
        ("playbook", [words.rule(each) for each in preview.rules]),
        ("reviews", list(_reviews(words)) if preview.rules else []),
        ("checks", [words.effect(each) for each in preview.reviews[0].checks]),
    ):
        if lines:
            yield ""
            yield heading
            yield from (f"  {line}" for line in lines)
    if not words.counts_only:
        for deal in preview.reviews[0].deals:
            yield ""
            yield from _deal(deal, words)


def _reviews(words: Words) -> Iterator[str]:
    for review in words.preview.reviews:
        counts = [f"{words.formats.number(count)} {label}" for label, count in words.counts(review.counted) if count]
        yield f"{review.as_of}  {', '.join(counts) or 'nothing changes'}"
    for unread in words.preview.unread:
        yield f"{unread.as_of}  {words.left_out(unread)}"


def _deal(deal: DealChange, words: Words) -> Iterator[str]:
    yield f"{deal.id}  {deal.name}  ({words.owner(deal)})"
    for finding in deal.findings:
        yield f"  {finding.kind:<9} {words.finding(finding)}"
        if finding.facts:
            yield f"            because {words.facts(finding.facts)}"
    for each in deal.conclusions:
        yield f"  {words.conclusion(each)}"
