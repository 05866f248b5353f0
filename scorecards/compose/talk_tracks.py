"""Words to say, filled in with names and with what they told us; left out where that is not known (D12, D24, D31)."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from scorecards.derive.activities import is_after, last_word_on, they_spoke
from scorecards.derive.called import called
from scorecards.evaluate.conditions import holds
from scorecards.index.index import Index
from scorecards.model.playbook import TalkTrack
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Words
from scorecards.score.case import Case

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
_READ_BACK = {"their_date", "consequence"}
_NAMES = {"contact", "account", "opportunity", "rep"}
_PART_OF_A_NAME = 2


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
    tracks = _sayable(play, case, main_contact(case.opportunity), index)
    return next((words for track, words in tracks if set(_PLACEHOLDER.findall(track.words)) >= _READ_BACK), None)


def main_contact(opportunity: Opportunity) -> str | None:
    """Name the person to talk to: the one whom we tried most in vain, else a champion, else the first contact.

    Where no contact is listed, it is who does their next step, else whom we talked with last.  Somebody who has left
    the company is not called any more.
    """
    there = [contact for contact in opportunity.contacts if contact.left_on is None]
    left = {contact.name for contact in opportunity.contacts} - {contact.name for contact in there}
    last_word = last_word_on(opportunity.activities)
    in_vain = [each for each in opportunity.activities if they_spoke(each) is False and is_after(each, last_word)]
    tried = Counter(each.contact for each in in_vain if each.contact)
    most_tried = [name for name, _ in tried.most_common() if name not in left][:1]
    champions = [contact.name for contact in there if "champion" in contact.roles]
    everybody = [contact.name for contact in there]
    unlisted = [name for name in _named_elsewhere(opportunity) if name not in left]
    return next(iter(most_tried + champions + everybody + unlisted), None)


def _named_elsewhere(opportunity: Opportunity) -> list[str]:
    """Give who does the customer's open steps, the first that is due first, then those of the latest contacts.

    Of contacts, those in which they spoke come first.
    """
    steps = [step for step in opportunity.next_steps if step.side == "customer" and step.done_on is None]
    talks = sorted(opportunity.activities, key=lambda each: (they_spoke(each) is True, each.on), reverse=True)
    owners = [step.owner for step in sorted(steps, key=lambda step: step.due or date.max)]
    return [name for name in (*owners, *(each.contact for each in talks)) if name]


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
