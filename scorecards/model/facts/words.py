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

_NAMES: Final = {
    "money_withdrawn": "money being withdrawn",
    "price": "the price",
    "something_missing": "something we lack",
    "others_deciding": "others making the decision",
    "an_offence": "something we did wrong",
    "a_refusal": "a no",
    "staying_as_they_are": "staying as they are",
    "a_changed_need": "a change in their need",
}
"""What a theme is called within a condition, where its own name does not read as one."""

THEMES: Final = tuple(_MEANINGS)
"""The names of the themes."""

_FIELDS: Final = ("activities", "answers", "blocker", "gap_rating", "loss_reason", "notes")


def _facts() -> Iterator[Fact]:
    for theme, meaning in _MEANINGS.items():
        for name, texts, who in (
            (f"they_speak_of_{theme}", "What they said or wrote", "they have{never} mentioned"),
            (f"we_note_{theme}", "Our own notes", "we have{never} noted"),
        ):
            yield Fact(
                name,
                "count",
                f"{texts} about {meaning}, counted by text.",
                _FIELDS,
                compared=f"{who} {_NAMES.get(theme, theme.replace('_', ' '))}{{times}}",
            )


FACTS = tuple(_facts())
