"""How a person on their side is chosen, as situations and causes say it."""

from typing import Final, Literal

Whom = Literal["step_owner", "silent", "turned", "decides", "close_to_us", "last_talk", "anybody"]
"""How a person on their side is chosen; see :mod:`scorecards.conclude.person`."""

WHOM_IN_WORDS: Final = (
    "Whom to talk to: the first of these whom the record names. step_owner does the step, is named in it, or waits for "
    "it; silent has stopped answering; turned said what set it back; decides holds the money or decides; close_to_us "
    "speaks for us, or openly with us; last_talk is whom we talked with last; anybody is whoever is named at all."
)
