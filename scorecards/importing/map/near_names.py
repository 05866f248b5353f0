"""Names that are nearly those of others: so near that it must be asked whether they are one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from scorecards.model.names import folded, one_slip_apart


@dataclass(slots=True)
class NearNames:
    """Names that are found by those nearly like them."""

    _by_letters: dict[str, str] = field(default_factory=dict)
    _by_slip: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> "NearNames":
        """Make it of names."""
        near = cls()
        for name in names:
            near.add(name)
        return near

    def add(self, name: str) -> None:
        """Take a name."""
        self._by_letters.setdefault(_letters(name), name)
        for slip in _slips(folded(name)):
            self._by_slip.setdefault(slip, []).append(name)

    def nearest(self, name: str) -> str | None:
        """Give the first name that is equal in letters and digits, or is one slip of the hand apart; None for none."""
        letters = _letters(name)
        if letters and letters in self._by_letters:
            return self._by_letters[letters]
        word = folded(name)
        candidates = dict.fromkeys(other for slip in _slips(word) for other in self._by_slip.get(slip, ()))
        return next((other for other in candidates if one_slip_apart(word, folded(other))), None)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _slips(word: str) -> Iterator[str]:
    """Give the word, and the word without each of its letters: words that are one slip apart share one of these."""
    yield word
    yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
