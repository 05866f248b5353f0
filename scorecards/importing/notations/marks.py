"""Which mark stands before the decimals: found in the amounts of an export, or asked; never guessed."""

from collections.abc import Iterable

from scorecards.currencies import is_sign
from scorecards.errors import Problem
from scorecards.importing.mapping import CsvSource
from scorecards.importing.notations.amounts import MARKS, Amounts, Mark, Number, other_mark, written
from scorecards.importing.notations.seen import Seen

Settled = tuple[Amounts, list[str]]
"""How amounts are read, and sentences that say so."""


def settle_marks(seen: Iterable[Seen], source: CsvSource, problems: list[Problem]) -> Settled:
    """Find how the amounts are written, unless the mapping says it; what cannot be found is a problem that asks."""
    if source.decimal:
        told = Amounts(source.decimal, source.thousands or "")
        return told, [f"amounts: {told.sample()}, as the mapping says"]
    first: dict[frozenset[Mark], Seen] = {}
    for each in seen:
        numbers = _numbers(each.text)
        if len(set(numbers.values())) == len(numbers):
            first.setdefault(frozenset(numbers), each)
    point, comma = (first.get(frozenset({mark})) for mark in MARKS)
    return _settled(point, comma, first.get(frozenset(MARKS)), problems)


def _numbers(text: str) -> dict[Mark, Number]:
    found = written(text)
    return found.numbers if found and all(is_sign(sign) for sign in found.signs) else {}


def _settled(point: Seen | None, comma: Seen | None, either: Seen | None, problems: list[Problem]) -> Settled:
    if point and comma:
        problems.append(_contradiction(point, comma))
    elif point:
        return _found(".", point)
    elif comma:
        return _found(",", comma)
    elif either:
        problems.append(_question(either))
    return Amounts(None), []


def _found(mark: Mark, shown_by: Seen) -> Settled:
    amounts = Amounts(mark)
    return amounts, [f"amounts: {amounts.sample()}, because of {shown_by.place()}"]


def _line(mark: Mark) -> str:
    """Give the line of a mapping that says which mark it is."""
    return f'source: {{decimal: "{mark}", thousands: "{other_mark(mark)}"}}'


def _contradiction(point: Seen, comma: Seen) -> Problem:
    message = (
        f"read {comma.text}, in which only a comma can stand before the decimals, and {point.place()}, in which only a "
        "point can; expected the same in the whole import. Export the files again with amounts written in one way, or "
        f"name the one that is right in the mapping, such as {_line('.')}; rows with the other one are then rejected"
    )
    return comma.problem("csv-decimal", message)


def _question(seen: Seen) -> Problem:
    numbers = _numbers(seen.text)
    point, comma = (_plain(numbers[mark]) for mark in MARKS)
    message = (
        f"read {seen.text}, which is {point} where amounts are written as {Amounts('.').sample()}, and {comma} where "
        f"they are written as {Amounts(',').sample()}, and no other amount shows which; expected the mapping to say "
        f"it. Write {_line('.')} for {point}, or {_line(',')} for {comma}"
    )
    return seen.problem("csv-decimal", message)


def _plain(number: Number) -> str:
    return f"{number.whole}.{number.decimals}" if number.decimals else number.whole
