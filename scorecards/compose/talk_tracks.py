"""Words to say, filled in with names and with what they told us; left out where that is not known (D12, D24, D31)."""

import re
from collections.abc import Collection, Iterator

from scorecards.conclude.person import main_contact
from scorecards.derive.called import called
from scorecards.evaluate.conditions import holds
from scorecards.index.index import Index
from scorecards.model.playbook.plays import TalkTrack
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Words
from scorecards.score.case import Case

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_READ_BACK = {"their_date", "consequence"}
_NAMES = {"contact", "account", "opportunity", "rep"}


def words_of(play: str, case: Case, contact: str | None, index: Index, said: Collection[str] = ()) -> tuple[Words, ...]:
    """Give the words of a play that can be said on one opportunity, filled in.

    ``said`` are the titles of words that stand on the page already: of these, only the first words and those that
    quote this customer are given again.
    """
    tracks = enumerate(_sayable(play, case, contact, index))
    return tuple(
        words for place, (track, words) in tracks if not place or track.title not in said or _quotes_them(track)
    )


def reminder_of(case: Case, index: Index) -> Words | None:
    """Give the words that read their own date and what follows back to them (D31).

    They are the first of the playbook's play for it that names both and can be said; None where there are none.
    """
    play = index.playbook.scoring.reminder
    if play is None:
        return None
    tracks = _sayable(play, case, main_contact(case.file), index)
    return next((words for track, words in tracks if set(_PLACEHOLDER.findall(track.words)) >= _READ_BACK), None)


def _quotes_them(track: TalkTrack) -> bool:
    return not _NAMES.issuperset(_PLACEHOLDER.findall(track.words))


def _sayable(play: str, case: Case, contact: str | None, index: Index) -> Iterator[tuple[TalkTrack, Words]]:
    known = _names(case.opportunity, contact, index) | _their_words(case.opportunity, index)
    for track in index.playbook.plays_by_id[play].talk_tracks:
        fits = track.when is None or holds(track.when, case.facts)
        if fits and known.keys() >= set(_PLACEHOLDER.findall(track.words)):
            text = _PLACEHOLDER.sub(lambda found: known[found.group(1)], track.words)
            yield track, Words(track.title, track.channel, text)


def _names(opportunity: Opportunity, contact: str | None, index: Index) -> dict[str, str]:
    """Give the names; one that is not known stays a gap to fill in by hand."""
    account = index.accounts.get(opportunity.account or "")
    return {
        "contact": called(contact, opportunity, index.team) if contact else "[name]",
        "account": account.name if account else "[company]",
        "opportunity": opportunity.name,
        "rep": index.reps[opportunity.owner].name,
    }


def _their_words(opportunity: Opportunity, index: Index) -> dict[str, str]:
    """Give what they told us, as far as the snapshot holds it."""
    deadline, first, now = opportunity.deadline, opportunity.first_need, opportunity.present_need
    told = {
        "their_date": index.formats.day(deadline.date) if deadline and deadline.date else None,
        "consequence": deadline.consequence if deadline else None,
        "first_need": first.need if first else None,
        "present_need": now.need if now else None,
    }
    return {name: text for name, text in told.items() if text is not None}
