"""Facts of what is spoken of: words on record that point to a cause, theirs kept apart from ours (D36)."""

from collections.abc import Iterator
from typing import Final

from scorecards.model.facts.fact import Fact

_MEANINGS: Final = {
    "price": "the price",
    "money_withdrawn": "money that was cut, frozen or refused",
    "competition": "somebody else's offer, or their current supplier",
    "a_purchase_elsewhere": "a purchase elsewhere",
    "a_sponsor_leaving": "the sponsor leaving or moving on",
    "a_refusal": "a no",
    "empty_promises": "yeses that came to nothing",
    "a_changed_need": "a need that has changed or gone away",
    "staying_as_they_are": "staying with what they have",
    "fear_of_choosing": "doubt, risk, or trouble choosing",
    "their_process": "legal, purchasing, security or other work on their side that's holding it up",
    "something_missing": "something they need and we don't have",
    "an_offence": "something we did that upset them",
    "a_pause": "a later time, or a pause",
    "our_delay": "something they're waiting for from us, or that came late",
    "others_deciding": "somebody else who decides, or who overruled your contact",
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
