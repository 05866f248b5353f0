"""How amounts are written: what a text can mean by each decimal mark, and how an import reads it."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

from scorecards.model.currencies import currency_of, is_sign, signs_of

Mark = Literal[".", ","]
MARKS: Final[tuple[Mark, Mark]] = (".", ",")
ANY_THOUSANDS: Final = ".,' "

_LAKHS: Final = r"[1-9]\d?(?P<comma>,)(?:\d{2},)+\d{3}"
_PARTS = re.compile(r"(?P<before>[^0-9]*)(?P<number>[0-9](?:[0-9.,' ]*[0-9])?)(?P<after>[^0-9]*)")
_BRACKETS = re.compile(r"\((.*)\)")
_ALIKE = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{MINUS SIGN}": "-"})
_MOST_DIGITS = 15
_DECIMALS = 2
_GROUP = 3
_CENT = Decimal("0.01")


def other_mark(mark: Mark) -> Mark:
    """Give the comma for the point, and the point for the comma."""
    return "," if mark == "." else "."


def _shape(mark: Mark) -> re.Pattern[str]:
    """Whole digits, or groups of three with one mark between them, and decimals after the decimal mark.

    In India groups have two digits but for the last, with commas between them: 1,00,000.00.
    """
    whole = rf"[1-9]\d{{0,2}}(?P<between>[{other_mark(mark)}' ])\d{{3}}(?:(?P=between)\d{{3}})*|\d+"
    if mark == ".":
        whole = rf"{_LAKHS}|{whole}"
    return re.compile(rf"(?P<whole>{whole})(?:{re.escape(mark)}(?P<decimals>\d+))?", re.ASCII)


_SHAPES: Final = {mark: _shape(mark) for mark in MARKS}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is no amount: what was expected in its place, in plain words."""

    expected: str
    to_be_asked: bool = False
    """True where it could be two things, and somebody can say which."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as the snapshot has it, with the currency that stands beside it."""

    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class Number:
    """What a number means by one decimal mark: its digits, and the mark between its thousands."""

    whole: str
    decimals: str
    between: str


@dataclass(frozen=True, slots=True)
class PossibleAmounts:
    """An amount: whether it is below zero, the currency signs around the number, and its meaning by decimal mark."""

    negative: bool
    signs: tuple[str, ...]
    numbers: dict[Mark, Number]


def possible_amounts(text: str) -> PossibleAmounts | None:
    """Take an amount apart; None where it is none by any decimal mark."""
    plain = " ".join(text.translate(_ALIKE).split())
    bracketed = _BRACKETS.fullmatch(plain)
    parts = _PARTS.fullmatch(bracketed[1].strip() if bracketed else plain)
    if parts is None:
        return None
    before, after = parts["before"], parts["after"].strip()
    minus = not bracketed and (before.startswith("-") or before.endswith("-"))
    before = (before.removeprefix("-") if before.startswith("-") else before.removesuffix("-")) if minus else before
    found = {mark: shape.fullmatch(parts["number"]) for mark, shape in _SHAPES.items()}
    numbers: dict[Mark, Number] = {mark: _number(each) for mark, each in found.items() if each}
    if not numbers or _is_letter(after):
        return None
    signs = tuple(sign for sign in (before.strip(), after) if sign)
    return PossibleAmounts(minus or bracketed is not None, signs, numbers)


def is_rounded(text: str, amount: str) -> bool:
    """Tell whether an amount is that of a text with more decimals than it has itself."""
    digits = re.sub("[^0-9]", "", text).strip("0")
    return len(digits) > len(re.sub("[^0-9]", "", amount).strip("0"))


def _is_letter(text: str) -> bool:
    """Tell whether a single letter follows a number: K and M are thousands and millions before they are currencies."""
    return len(text) == 1 and text.isalpha()


def _number(found: re.Match[str]) -> Number:
    between = found["between"] or found.groupdict().get("comma") or ""
    return Number(found["whole"].replace(between, "") if between else found["whole"], found["decimals"] or "", between)


@dataclass(frozen=True, slots=True)
class Amounts:
    """How the amounts of a file are read."""

    decimal: Mark | None
    """None where nothing shows it: then only amounts that are the same by both marks are read."""
    thousands: str = ANY_THOUSANDS
    """The characters of which one may stand between the thousands."""

    def read(self, text: str, of_row: str | None, usual: str | None) -> str | Money | Unreadable:
        """Give an amount as the snapshot has it, such as 1234.50, or say what was expected.

        ``of_row`` is the currency that the row names beside the amount, ``usual`` the one where a row names none.
        Where the amount's own signs name it, it is given too.
        """
        found = possible_amounts(text)
        if found is None:
            return self._unread()
        numbers = {found.numbers[mark] for mark in found.numbers if self.decimal in {mark, None}}
        number = numbers.pop() if len(numbers) == 1 else None
        if number is None or number.between not in self.thousands:
            return self._unread()
        if not all(is_sign(sign) for sign in found.signs):
            return self._unread()
        amount = _as_in_the_snapshot(number, negative=found.negative)
        return _priced(amount, found.signs, of_row, usual) if isinstance(amount, str) else amount

    def sample(self) -> str:
        """Give an amount as an example of how they are written."""
        if self.decimal is None:
            return "1200.50"
        other = other_mark(self.decimal)
        return f"1{other if other in self.thousands else self.thousands}234{self.decimal}50"

    def _unread(self) -> Unreadable:
        return Unreadable(f"an amount such as {self.sample()}")


def _priced(amount: str, signs: tuple[str, ...], of_row: str | None, usual: str | None) -> str | Money | Unreadable:
    """Put to an amount the currency that its signs name; unread where they contradict the row's, or leave it open."""
    named = next((code for sign in signs if (code := currency_of(sign))), None)
    currency = of_row or named or usual
    other = next((sign for sign in signs if currency is None or sign not in signs_of(currency)), None)
    if other is None:
        return Money(amount, named) if named and not of_row else amount
    if of_row:
        return Unreadable(f"an amount in {of_row}, the currency of its row; {other} does not stand for that")
    if named:
        return Unreadable(f"an amount in one currency; {other} does not stand for {named}")
    but = f", and not for {usual}" if usual else ""
    return Unreadable(
        f"an amount whose currency is certain; {other} stands for several{but}: export the currency as a column of its "
        "own, and name that column in the mapping, under currency",
        to_be_asked=True,
    )


def _as_in_the_snapshot(number: Number, *, negative: bool) -> str | Unreadable:
    """Write the same amount in one way, however many decimals an export puts behind it: 1200 or 1200.50."""
    whole = number.whole.lstrip("0") or "0"
    kept = number.decimals[:_DECIMALS]
    if number.decimals[_DECIMALS:].strip("0"):
        if not number.between and len(whole) <= _GROUP == len(number.decimals):
            return Unreadable(f"at most {_DECIMALS} decimals: three could be thousands")
        rounded = Decimal(f"{whole}.{number.decimals}").quantize(_CENT, ROUND_HALF_UP)
        whole, _, kept = format(rounded, "f").partition(".")
    if len(whole) > _MOST_DIGITS:
        return Unreadable(f"at most {_MOST_DIGITS} digits")
    amount = f"{whole}.{kept:0<{_DECIMALS}}" if kept.strip("0") else whole
    return f"-{amount}" if negative and amount.strip("0.") else amount
