"""Facts of what is spoken of: words on record that point to a cause, theirs kept apart from ours (D36)."""

from collections.abc import Iterator
from typing import Final

from scorecards.model.facts.fact import Fact

_MEANINGS: Final = {
    "price": "the price",
    "money_withdrawn": "money that was cut, frozen or refused",
    "competition": "somebody else's offer, or their present supplier",
    "a_purchase_elsewhere": "their having bought elsewhere",
    "a_sponsor_leaving": "the person behind it leaving, or moving to another place",
    "a_refusal": "a no",
    "empty_promises": "yeses that nothing ever followed",
    "a_changed_need": "a need that has changed or gone",
    "staying_as_they_are": "today's way being good enough",
    "fear_of_choosing": "doubt, risk, or not being able to choose",
    "their_process": "legal, purchasing, security or other work on their side that holds it up",
    "something_missing": "something that they need and we do not have",
    "an_offence": "something of ours that put them off",
    "a_pause": "a later time, or a pause",
    "our_delay": "something of ours that they wait for, or that came late",
    "others_deciding": "somebody else who decides, or who turned your contact down",
}
"""The themes that the playbook's phrases may speak of, each with what it is."""

THEMES: Final = tuple(_MEANINGS)
"""The names of the themes."""

_FIELDS: Final = ("activities", "answers", "blocker", "gap_rating", "loss_reason", "notes")


def _facts() -> Iterator[Fact]:
    for theme, meaning in _MEANINGS.items():
        for name, who in ((f"they_speak_of_{theme}", "Texts of theirs"), (f"we_note_{theme}", "Notes of ours")):
            yield Fact(
                name,
                "count",
                f"{who} about {meaning}.",
                _FIELDS,
            )


FACTS = tuple(_facts())
