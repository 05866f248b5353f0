"""The words by which a deal is judged, each once, with what follows from it: rulings, statuses and severities.

Nothing but words stands here, so that the command line can name them before it loads anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Final, Literal, get_args

Weighed = Literal["account", "territory", "both", "none"]
"""The plan that a manager weighed with a ruling (D06)."""

Doer = Literal["rep", "manager", "colleague"]
"""Whose an action is that a manager asks for (D04)."""

RuledOver = Literal["lost", "dead"]
RulingWord = Literal["active", "stalled", RuledOver]
"""What a manager can rule on a deal (D01)."""

RULED_OVER: Final[Mapping[str, RuledOver]] = {each: each for each in get_args(RuledOver)}
"""The rulings that end a deal: it is left to close it in the CRM.  By a word that was read, the word that it is."""


@dataclass(frozen=True, slots=True)
class RulingKind:
    """One word for a ruling, with its meaning and what follows from it.

    ``needs`` are the fields that it must have besides, each with what is to stand there (D02).
    """

    word: RulingWord
    meaning: str
    needs: Mapping[str, str] = field(default_factory=dict)
    pauses: bool = False
    """Whether the deal rests until the day to look again."""
    ends_waiting: bool = False
    """Whether it may end the waiting of a closed deal that left the CRM's export (D40)."""


RULINGS: Final[Mapping[str, RulingKind]] = {
    each.word: each
    for each in (
        RulingKind("active", "it continues"),
        RulingKind(
            "stalled",
            "it pauses and will move again",
            {"reason": "why it will move again", "review_on": "the review date"},
            pauses=True,
        ),
        RulingKind("lost", "they chose against us", {"reason": "why it is lost, and what shows it"}),
        RulingKind(
            "dead",
            "there is no sale here",
            {"reason": "why there is no sale here, and what shows it"},
            ends_waiting=True,
        ),
    )
}
"""Every ruling, by its word."""


def rulings_as_data() -> list[dict[str, object]]:
    """Give every ruling as a script of the site takes it."""
    return [asdict(each) for each in RULINGS.values()]


def rulings_to_tick() -> str:
    """Give the words of the rulings as boxes to tick on paper."""
    return "   ".join(f"☐ {word}" for word in RULINGS)


def either(words: Iterable[str]) -> str:
    """Join words as a choice: ``stalled, lost or dead``."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


ANY_RULING: Final = either(RULINGS)
A_REASONED_RULING: Final = either(each.word for each in RULINGS.values() if each.needs)
AN_END: Final = either(RULED_OVER)

Closed = Literal["won", "lost", "no_decision"]
Status = Literal["open", Closed]
"""How a deal stands in the CRM; they chose against us where it is lost, nothing where there is no decision (D32)."""

CLOSED: Final[Mapping[str, Closed]] = {each: each for each in get_args(Closed)}
"""The statuses that end a deal.  By a word that was read, the word that it is."""

WITHOUT_A_SALE: Final = frozenset(CLOSED) - {"won"}
"""The statuses that end a deal without a sale: it may go to the cold file, and somebody may know why it ended."""

Severity = Literal["critical", "major", "minor"]
SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""How much a failed check matters, the heaviest first."""
