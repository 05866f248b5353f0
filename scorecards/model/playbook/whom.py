"""How a person on their side is chosen, as situations and causes say it."""

from typing import Final, Literal

Whom = Literal["step_owner", "silent", "turned", "decides", "close_to_us", "last_talk", "anybody"]
"""How a person on their side is chosen; see :mod:`scorecards.conclude.person`."""

WHOM_IN_WORDS: Final = (
    "Who to talk to: the first of these on record. step_owner does the step, is named in it, or waits for "
    "it; silent has stopped answering; turned said what set it back; decides holds the money or decides; close_to_us "
    "speaks for us, or openly with us; last_talk is who we spoke with last; anybody is anyone named at all."
)

WHY_IN_WORDS: Final[dict[Whom, str]] = {
    "step_owner": "the step is theirs, or they wait for it",
    "silent": "has stopped answering",
    "turned": "said what set it back",
    "decides": "decides",
    "close_to_us": "our closest contact",
    "last_talk": "spoke with us last",
    "anybody": "contact on record",
}
"""Why somebody is the one to talk to, said after the name."""

WHO_IN_WORDS: Final[dict[Whom, str]] = {
    "step_owner": "whose step it is, or who waits for it",
    "silent": "who has stopped answering",
    "turned": "who said what set it back",
    "decides": "who holds the money or decides",
    "close_to_us": "who speaks for us, or openly with us",
    "last_talk": "who spoke with us last",
    "anybody": "anybody who is named",
}
"""Who it is, in a list of whom to look for."""
