"""A preview as Markdown for a comment: escaped, and no longer than a comment may be."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import escape

from scorecards.render.pieces import visible_text
from scorecards.render.preview.words import Words
from scorecards.report.preview import DealChange

LONGEST: Final = 60_000
"""So many characters fit into a comment on each host that we know."""

_ROOM_FOR_THE_NOTE: Final = 200
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]()#+!|~@:.-])")
_BREAKS: Final = re.compile(r"\s+")


def markdown_of(words: Words) -> bytes:
    """Write it: the numbers, the playbook, the checks, then deals, as far as there is room."""
    lines, left_out = _within(_lines(words), LONGEST - _ROOM_FOR_THE_NOTE)
    if left_out:
        lines.append(f"\n*{words.formats.many(left_out, 'more line is', 'more lines are')} left out here.*")
    return ("\n".join(lines) + "\n").encode()


def plain(text: str) -> str:
    """Write a text so that all of it shows, calls nobody, links nowhere and marks nothing."""
    shown = visible_text(_BREAKS.sub(" ", text))
    return _SIGNS.sub(
        lambda found: f"&#{ord(found[1])};", str(escape(shown)).replace("&#39;", "'").replace("&#34;", '"')
    )


def _within(lines: Iterable[str], room: int) -> tuple[list[str], int]:
    """Take lines as far as there is room, and count the others."""
    taken: list[str] = []
    left_out = 0
    for line in lines:
        room -= len(line) + 1
        if room < 0 or left_out:
            left_out += 1
        else:
            taken.append(line)
    return taken, left_out


def _lines(words: Words) -> Iterator[str]:
    preview = words.preview
    yield f"### Playbook: {plain(preview.base)} to {plain(preview.head)}"
    yield ""
    yield f"**{plain(words.headline())}**"
    if not preview.rules:
        return
    yield from ("", "| review | raised | cleared | situations | first actions | plays | decisions due |")
    yield "|---|---:|---:|---:|---:|---:|---:|"
    yield from _reviews(words)
    yield ""
    yield from (f"- {plain(words.rule(each))}" for each in preview.rules)
    if preview.reviews[0].checks:
        yield from ("", "**Checks**", "")
        yield from (f"- {plain(words.effect(each))}" for each in preview.reviews[0].checks)
    if not words.counts_only and preview.reviews[0].deals:
        yield from ("", "**Deals**", "")
        for deal in preview.reviews[0].deals:
            yield from _deal(deal, words)


def _reviews(words: Words) -> Iterator[str]:
    number = words.formats.number
    for review in words.preview.reviews:
        found = review.counted
        decisions = f"+{number(found.more_decisions)} / -{number(found.fewer_decisions)}"
        counts = (found.raised, found.cleared, found.situations, found.first_actions, found.plays)
        yield f"| {review.as_of} | {' | '.join(map(number, counts))} | {decisions} |"
    for unread in words.preview.unread:
        yield f"| {unread.as_of} | {plain(words.left_out(unread))} | | | | | |"


def _deal(deal: DealChange, words: Words) -> Iterator[str]:
    yield f"- {plain(f'{deal.id} {deal.name} ({words.owner(deal)})')}"
    for finding in deal.findings:
        yield f"  - {finding.kind}: {plain(words.finding(finding))} ({plain(words.facts(finding.facts))})"
    yield from (f"  - {plain(words.conclusion(each))}" for each in deal.conclusions)
