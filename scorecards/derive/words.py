"""Facts of what is spoken of: the playbook's words for a theme, found in what they said and in what we noted (D36).

What stands in a talk's note, in an answer or a reason of theirs counts as said by them, and so do words in quotation
marks wherever they stand; the blocker, the notes and a reason that is not theirs count as ours. What
the rep calls it is a view, and no sign of anything.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from scorecards.derive.activities import they_spoke
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.facts.words import THEMES
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Spoken, Value

_RECENT: Final = timedelta(days=180)
"""What was said longer ago than half a year tells of another situation."""
_QUOTED: Final = re.compile(r"“([^”]{8,600})”|\"([^\"]{8,600})\"|(?<!\w)['\u2018]([^\"]{8,600}?)['\u2019](?!\w)")
_ABOUT: Final = {"refusal": "a_refusal", "price": "price", "scope": "something_missing", "offence": "an_offence"}
"""What a setback is noted to be about, as the theme that it is."""
_ASKED: Final = re.compile(r"(?<![^.!?\n])[^.!?\n]*\?")
"""A question that we noted tells what we wonder, and not what is so."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of the record; ``on`` is its day, None where it has none."""

    field: str
    text: str
    on: date | None
    who: str | None
    by_them: bool
    way: tuple[str | int, ...]
    themes: frozenset[str] | None = None
    """The themes that may be looked for in it; None where all may."""
    ours: str | None = None
    """The part of it that is our own word and no question; None where all of it counts."""
    told: frozenset[str] = frozenset()
    """The themes that it is noted to be about, whatever its words."""

    def spoken_of(self, index: Index) -> frozenset[str]:
        """Name the themes that it speaks of."""
        found = index.themes.spoken_of(self.text if self.ours is None else self.ours)
        return self.told | (found if self.themes is None else found & self.themes)


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:
    """Derive :data:`scorecards.model.facts.words.FACTS`; where there is no text at all, nothing is known."""
    texts = tuple(_texts(file, index))
    if not texts:
        return
    found = Counter((theme, each.by_them) for each in texts for theme in each.spoken_of(index))
    for theme in index.playbook.themes.themes:
        yield f"they_speak_of_{theme.theme}", found[theme.theme, True]
        yield f"we_note_{theme.theme}", found[theme.theme, False]


def spoken_of(fact: str, file: OpportunityFile, index: Index) -> tuple[Spoken, ...]:
    """Quote what one of these facts counts, the latest first; empty for any other fact."""
    by_them = fact.startswith("they_speak_of_")
    if fact in {"need_has_changed", "changed_need_from_buyer"}:
        return tuple(_present_need(file))
    theme = fact.removeprefix("they_speak_of_").removeprefix("we_note_")
    if theme not in THEMES:
        return ()
    found = [each for each in _texts(file, index) if each.by_them is by_them and theme in each.spoken_of(index)]
    latest_first = sorted(found, key=lambda each: each.on or date.min, reverse=True)
    return tuple(
        Spoken(each.text, each.who, each.on, each.field, file.line(*each.way)) for each in latest_first if each.text
    )


def _present_need(file: OpportunityFile) -> Iterator[Spoken]:
    need = file.opportunity.present_need
    if need is not None:
        yield Spoken(need.need, need.said_by, need.on, "present_need", file.line("present_need"))


def _texts(file: OpportunityFile, index: Index) -> Iterator[_Text]:
    """Give the texts that count today: of the last half year, and none from before they last moved it forward."""
    advances = (each.on for each in file.opportunity.activities if each.outcome == "advance" and each.on <= file.as_of)
    moved_on = max(advances, default=date.min)
    for text in _all_texts(file.opportunity, index):
        if text.on is None or max(file.as_of - _RECENT, moved_on) <= text.on <= file.as_of:
            yield from (text,) if text.by_them else _with_quotations(text)


def _with_quotations(text: _Text) -> Iterator[_Text]:
    """Take what stands in quotation marks out of a note of ours: that is what they said."""
    for quoted in _QUOTED.finditer(text.text):
        yield replace(text, text=next(each for each in quoted.groups() if each), by_them=True)
    yield replace(text, ours=_ASKED.sub(" ", _QUOTED.sub(" ", text.text)))


def _all_texts(opportunity: Opportunity, index: Index) -> Iterator[_Text]:
    """Give all texts but those that tell of no obstacle.

    These are the notes on talks that moved it forward, on tries of ours to which nobody replied, and the answers about
    their business.
    """
    for place, activity in enumerate(opportunity.activities):
        told = frozenset({_ABOUT[activity.about]} if activity.about in _ABOUT else ())
        if (activity.note or told) and activity.outcome != "advance" and they_spoke(activity):
            way = ("activities", place)
            yield _Text(
                "activities", activity.note or "", activity.on, activity.contact, by_them=True, way=way, told=told
            )
    for question, answer in opportunity.answers.items():
        themes = frozenset(index.playbook.questions_by_id[question].tells_of)
        if answer.value and themes:
            by_them = answer.said_by == "buyer"
            yield _Text("answers", answer.value, answer.on, None, by_them, ("answers", question), themes)
    if (reason := opportunity.loss_reason) and reason.reason:
        by_them = reason.said_by == "buyer"
        yield _Text("loss_reason", reason.reason, None, None, by_them, ("loss_reason",))
    if (rating := opportunity.gap_rating) and rating.to_reach_10:
        yield _Text("gap_rating", rating.to_reach_10, rating.on, None, by_them=True, way=("gap_rating",))
    if blocker := opportunity.blocker:
        yield _Text("blocker", blocker.what, None, None, by_them=False, way=("blocker",))
    if opportunity.notes:
        yield _Text("notes", opportunity.notes, None, None, by_them=False, way=("notes",))
