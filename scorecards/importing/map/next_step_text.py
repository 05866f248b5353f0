"""The CRM's free text for the next step, as a step with side, owner and day: only where the text says so for certain.

What people type there is mostly no step ("great win for us"), or one of nobody in particular.  Both stay as they are
written, and the rep is asked whose step it is.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scorecards.importing.detect.notations import Notation
from scorecards.model.names import folded

StepOwner = tuple[str, str]
"""A side, us or customer, and the person's full name; blank where the text only says the side."""

_PRONOUNS: Final[dict[str, StepOwner]] = {"we": ("us", ""), "they": ("customer", "")}
_SIDES: Final[dict[str, StepOwner]] = {
    **_PRONOUNS,
    **dict.fromkeys(("us", "our side"), ("us", "")),
    **dict.fromkeys(("them", "their side"), ("customer", "")),
    **dict.fromkeys(("customer", "client", "prospect", "buyer"), ("customer", "")),
    **dict.fromkeys(("the customer", "the client", "the prospect", "the buyer"), ("customer", "")),
}

Step = dict[str, str]
"""What, side, and where the text says them, owner and due."""

_LONGEST: Final = 1000
_ONCE = "arrange|confirm|deliver|introduce|provide|return|schedule|send|share|sign"
"""What is done once: "they send" is a step, where "they order" may be a habit."""

_ACT = re.compile(
    rf"(?:{_ONCE}|agree|answer|approve|ask|book|bring|build|call|chase|check|circulate|clarify|close|collect|complete"
    r"|contact|coordinate|create|decide|define|demo|discuss|draft|email|escalate|explain|finali[sz]e|find|finish|fix"
    r"|follow|forward|get|give|install|invite|issue|launch|make|meet|name|negotiate|obtain|offer|open|order|organi[sz]e"
    r"|phone|pick|plan|prepare|present|proceed|propose|publish|raise|register|remind|reply|request|resend|respond|review"
    r"|revise|ring|run|secure|set|show|speak|start|submit|supply|talk|tell|test|train|update|upload|verify|visit|write)",
    re.IGNORECASE,
)
"""What a step begins with; other words may be no act at all, as in "Maria: champion"."""

_SEVERAL = re.compile(r"[;?\n\r\u2028\u2029]| / |\bthen\b|[.!]\s+\S", re.IGNORECASE)
"""More than one step or sentence, or a question."""

_APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}]"
_LL = f"{_APOSTROPHE}ll"
_NAME_FIRST = re.compile(
    rf"(?P<who>[^:]{{1,80}}?)(?P<does>\s*:\s+|\s+(?:to|will|shall)\s+|{_LL}\s+|\s+(?=(?:{_ONCE})s?\s))(?P<what>.+)",
    re.IGNORECASE,
)
_NAME_LAST = re.compile(
    r"(?P<what>.+?)(?:\s+\((?P<bracketed>[^()]{1,80})\)|\s+[-\N{EN DASH}]\s+(?P<dashed>[^()]{1,80}?))\.?"
)
_UNSURE = re.compile(rf":\s|\b(?:will|shall|not|never|no)\b|n{_APOSTROPHE}t\b|{_LL}\b", re.IGNORECASE)
"""Another step within the words, or one that will not be done."""

_STATE_OR_PAST = re.compile(
    r"\w+ \w+ed\b|.*\b(?:is|are|was|were|has|have|had|did|went|got|sent|met|spoke|said)\b", re.IGNORECASE
)
"""What is or was, as in "call scheduled": no step, though it begins like one."""

_DUE = re.compile(r"[\s,]+(?P<opened>\()?(?:(?:due )?by|(?P<before>before))\s+", re.IGNORECASE)
_OF_SOMETHING = re.compile(r"[\s,]+(?:\((?:due(?: on)?:?\s|on\s)?|due(?: on)?:?\s|on\s)\s*", re.IGNORECASE)
"""What stands before the day of anything: of the step, or as in "the quote sent on 2026-11-02", of something else."""


@dataclass(frozen=True, slots=True)
class People:
    """The names of both sides."""

    reps: tuple[str, ...]
    contacts: tuple[str, ...]
    owner: str = ""
    """The rep whose opportunity it is."""

    def find(self, name: str) -> StepOwner | None:
        """Give whom a full name, a first name or a word for a side stands for; None where that is not exactly one.

        While nobody of theirs is known, a first name is the owner's, or could be that of somebody on their side.
        """
        key = folded(name)
        ours = _by_key(self.reps).get(key, ())
        found = [("us", full) for full in ours if self.contacts or full == self.owner or folded(full) == key]
        if len(found) < len(ours):
            return None
        found += [("customer", full) for full in _by_key(self.contacts).get(key, ())]
        found += [_SIDES[key]] if key in _SIDES else []
        return found[0] if len(found) == 1 else None

    def knows(self, words: list[str]) -> bool:
        """Tell whether some words begin or end with a name or a word for a side."""
        ends = [" ".join(part) for size in range(1, len(words) + 1) for part in (words[:size], words[-size:])]
        return any(self._has(folded(end.strip("().,"))) for end in ends)

    def _has(self, key: str) -> bool:
        return key in _SIDES or key in _by_key(self.reps) or key in _by_key(self.contacts)


@lru_cache(maxsize=64)
def _by_key(names: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Give names by themselves and by their first words."""
    keys: dict[str, frozenset[str]] = {}
    for name in names:
        full = " ".join(name.split())
        for key in {folded(full), folded(full).partition(" ")[0]} - {""}:
            keys[key] = keys.get(key, frozenset()) | {full}
    return keys


@dataclass(frozen=True, slots=True)
class _Act:
    """Words, and the day by which that is done, where they say it."""

    what: str
    due: str | None


def step_of(
    text: str, reps: Collection[str], contacts: Collection[str], notation: Notation, owner: str = ""
) -> Step | None:
    """Split a text into a step of the snapshot; None where any of it is not certain.

    ``reps`` are the names of our people, ``contacts`` those on the customer's side, and ``owner`` is the rep whose
    opportunity it is.  Every word of the text stands in the step, but for those that name the side or join its parts.
    """
    plain = " ".join(text.split())
    if len(plain) > _LONGEST or not plain.isprintable() or _SEVERAL.search(text.strip()):
        return None
    people = People(tuple(reps), tuple(contacts), " ".join(owner.split()))
    step = _name_first(plain, people, notation) or _name_last(plain, people, notation)
    return None if step is None or ("due" not in step and _ends_with_day(step["what"], notation)) else step


def _name_first(text: str, people: People, notation: Notation) -> Step | None:
    """Read "Ana Lima: …", "Ana to …", "the customer will …", "they send …"."""
    found = _NAME_FIRST.fullmatch(text)
    step_owner = people.find(found["who"]) if found else None
    if found is None or step_owner is None:
        return None
    joined, act = found["does"].strip(), _act(found["what"], notation)
    if not joined and not _agrees(found["who"], act.what, step_owner):
        return None
    return _step(step_owner, act, people, begun=joined not in {"", ":"})


def _agrees(who: str, what: str, step_owner: StepOwner) -> bool:
    """Tell whether the verb goes with who does it: "Ana sends", "they send"; "client returns" may be a noun."""
    one = what.partition(" ")[0].lower().endswith("s")
    return not one if folded(who) in _PRONOUNS else one and bool(step_owner[1])


def _name_last(text: str, people: People, notation: Notation) -> Step | None:
    """Read "… (Ana Lima)" and "… - Ana Lima"; one of theirs could be whom we call, and not who does it."""
    whole = _act(text, notation)
    found = _NAME_LAST.fullmatch(whole.what)
    step_owner = people.find(found["bracketed"] or found["dashed"]) if found else None
    if found is None or step_owner is None or step_owner[0] != "us" or not step_owner[1]:
        return None
    inner = _act(found["what"], notation)
    if whole.due and inner.due:
        return None
    return _step(step_owner, _Act(inner.what, whole.due or inner.due), people, begun=False)


def _act(text: str, notation: Notation) -> _Act:
    """Take the day off the end of a text; after "before" it stays, because the day named is the first too late."""
    end = text.removesuffix(".")
    for found in _DUE.finditer(end):
        date, what = end[found.end() :], end[: found.start()]
        if bool(found["opened"]) != date.endswith(")") or ":" in date:
            continue
        day = notation.certain_day(date.removesuffix(")"))
        if day and not _act(what, notation).due:
            return _Act(text if found["before"] else what, day)
    return _Act(text, None)


def _ends_with_day(what: str, notation: Notation) -> bool:
    """Tell whether words end with a day that could be that of the step, or of something in it."""
    end = what.removesuffix(".").removesuffix(")")
    return any(notation.certain_day(end[found.end() :]) for found in _OF_SOMETHING.finditer(end))


def _step(step_owner: StepOwner, act: _Act, people: People, *, begun: bool) -> Step | None:
    """Give the step where the words begin with an act, and name nobody else who does something.

    ``begun`` says that "to" or "will" stands before them, so that they cannot tell what was.
    """
    first = act.what.partition(" ")[0].strip(",.")
    if not _ACT.fullmatch(first if begun else first.removesuffix("s")) or (
        not begun and _STATE_OR_PAST.match(act.what)
    ):
        return None
    if _UNSURE.search(act.what) or any(people.knows(words) for words in _beside_joints(act.what.split())):
        return None
    side, owner = step_owner
    step = {"what": act.what.strip(" ,"), "side": side}
    return step | ({"owner": owner} if owner else {}) | ({"due": act.due} if act.due else {})


def _beside_joints(words: list[str]) -> Iterator[list[str]]:
    """Give the words where another person's step would begin: before "to" and "sends", after "and"."""
    for at, word in enumerate(words):
        if word.lower() == "to" or re.fullmatch(rf"(?:{_ONCE})s?", word, re.IGNORECASE):
            yield words[max(0, at - 3) : at]
        if word.lower() in {"and", "&"} or word.endswith(","):
            yield words[at + 1 : at + 4]
