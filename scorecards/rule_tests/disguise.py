"""A case of a team's own deal made unrecognisable: every name, id, text and amount in it gives way to a stand-in."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from scorecards.index.index import Index
from scorecards.model.names import folded
from scorecards.rule_tests.stand_ins import Names, Phrases, amounts_instead_of, shorter
from scorecards.rule_tests.told_team import Case

RECORDED: Final = "recorded"
"""The id of the deal in its case."""
NOTHING, PHRASES, WORDS, IN_PLACE = range(4)
"""How much stays of a text: nothing, the phrases that may decide something, words that count too, all where it was."""
_WORDS: Final = frozenset(
    (
        *("status", "stage", "ended", "amount_basis", "currency", "push_count", "forecast_category", "final"),
        *("stories_told", "said_by", "side", "serves", "serves_action", "priority", "met", "score", "ours_to_help"),
        *("roles", "rapport", "direction", "kind", "about", "whose", "cause", "state", "change"),
        *("strategic", "ruling", "weighed", "who", "action"),
    )
)
"""Keys under which the playbook's own words, numbers and flags stand; what is under any other is replaced."""
_WORDS_IN: Final = frozenset({("outcome", "activities"), ("name", "deals")})
_OF_WORDS: Final = frozenset({"rates", "carried_from"})
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PEOPLE: Final = frozenset({("name", "contacts"), ("with", "activities"), ("by", "buyer_call"), ("person", "wake")})
_DEALS: Final = frozenset({("id", "deals"), ("restarted_from", "deals"), ("opportunity", "rulings")})
_REPS: Final = {"ana-lima": "Ana Lima", "bo-berg": "Bo Berg"}
_MANAGER: Final = "mara-quinn"


class Disguise:
    """The stand-ins for one case: a thing has the same one wherever it stands there."""

    def __init__(self, case: Case, index: Index, phrases: Phrases) -> None:
        """Choose them; the deal is the case's first one."""
        self._index, self._phrases, self._names = index, phrases, Names()
        self._deals: dict[str, str] = {case["deals"][0]["id"]: RECORDED}
        self._reps: dict[str, str] = {self._rep(case["deals"][0]["owner"]) or "": next(iter(_REPS))}
        self._territories: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._kept: Mapping[str, int] = {}
        ours = index.our_first_names
        self._names.first.given.update((folded(name), next(iter(_REPS.values())).split()[0]) for name in ours)
        amounts = (value for key, _, value in values_in(case) if key == "amount")
        self._amounts = amounts_instead_of(map(Decimal, amounts))
        people = [value for key, parent, value in values_in(case) if (key, parent) in _PEOPLE]
        self._in_texts = self._names.in_texts([*people, *ours])
        self._hidden(case, "", "")  # to number its texts

    @property
    def all_in_place(self) -> dict[str, int]:
        """Each text of the case, by its folded form, of which all stays that may decide something."""
        return dict.fromkeys(self._texts, IN_PLACE)

    def hide(self, case: Case, kept: Mapping[str, int]) -> Case:
        """Give the case with its stand-ins.

        ``kept`` says how much stays of a text, by its folded form.
        """
        self._kept = kept
        hidden: Case = self._hidden(case, "", "")
        return hidden

    def person(self, name: str) -> str:
        """Give the stand-in of a person."""
        return self._names.person(name)

    def _hidden(self, node: Any, key: str, parent: str) -> Any:
        if isinstance(node, dict):
            return {
                name: self._hidden(value, name, key) for name, value in node.items() if (name, key) != ("name", "deals")
            }
        if isinstance(node, list):
            return [self._hidden(each, key, parent) for each in node]
        return self._instead(node, key, parent) if isinstance(node, str) else node

    def _instead(self, value: str, key: str, parent: str) -> str:  # noqa: PLR0911 - one for each kind
        if parent == "answers":
            return self._text(value)
        if _DAY.fullmatch(value) or key in _WORDS or (key, parent) in _WORDS_IN or parent in _OF_WORDS:
            return value
        if (key, parent) in _PEOPLE:
            return self.person(value)
        if key in {"owner", "manager"} or parent == "reps":
            return self._one_of_us(value, key)
        if (key, parent) in _DEALS or key == "opportunity":
            return self._deals.setdefault(value, f"other-{len(self._deals)}")
        if key == "amount":
            return str(self._amounts[Decimal(value)])
        if key == "account" or parent == "accounts":
            return self._account(value, key)
        if key == "territory" or parent == "territories":
            return self._territories.setdefault(value, f"territory-{len(self._territories) + 1}")
        return self._text(value)

    def _rep(self, value: str) -> str | None:
        return value if value in self._index.reps else self._index.rep_called(value)

    def _one_of_us(self, value: str, key: str) -> str:
        if key == "manager":
            return _MANAGER
        if key == "territory":
            return self._territories.setdefault(value, f"territory-{len(self._territories) + 1}")
        rep = self._rep(value)
        if rep is None:
            return self.person(value)
        free = [each for each in _REPS if each not in self._reps.values()]
        other = self._reps.setdefault(rep, free[0] if free else f"rep-{len(self._reps) + 1}")
        return _REPS.get(other, other.replace("-", " ").title()) if key == "name" else other

    def _account(self, value: str, key: str) -> str:
        if key == "territory":
            return self._territories.setdefault(value, f"territory-{len(self._territories) + 1}")
        name = self._names.company.instead_of(self._index.account_name(value) or value)
        return name if key == "name" else "-".join(name.casefold().split())

    def _text(self, value: str) -> str:
        number = self._texts.setdefault(folded(value), f"Text {len(self._texts) + 1}")
        level = self._kept.get(folded(value), NOTHING)
        if level == NOTHING:
            return number
        kept = self._phrases.kept(value, self._in_texts, and_words=level > PHRASES)
        return kept if level == IN_PLACE else shorter(kept)


def values_in(node: Any, key: str = "", parent: str = "") -> Iterator[tuple[str, str, str]]:
    """Give each value of a tree with its key, and the key of the mapping or the list that it stands in."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from values_in(value, name, key)
    elif isinstance(node, list):
        for each in node:
            yield from values_in(each, key, parent)
    elif isinstance(node, str):
        yield key, parent, node
