"""Which mark stands before the decimals: found in the amounts of a file, or asked; never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from scorecards.importing.detect.amounts import MARKS, Amounts, Mark, Number, other_mark, possible_amounts
from scorecards.importing.detect.distinct_texts import DistinctText
from scorecards.importing.mapping.source import CsvSource
from scorecards.model.currencies import is_sign
from scorecards.problems.problem import Problem

_JSON_NUMBER: Final = re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)
_SPOKEN: Final[dict[Mark, str]] = {".": "a point", ",": "a comma"}


@dataclass(frozen=True, slots=True)
class Marks:
    """How the amounts of a file are read, and the first one that shows it."""

    amounts: Amounts
    shown_by: DistinctText | None = None
    question: Problem | None = None
    """What the amounts leave open, or contradict."""


def settle_marks(seen: Iterable[DistinctText], source: CsvSource) -> Marks:
    """Find how the amounts are written, unless the mapping says it; what cannot be found is a question."""
    if source.decimal:
        return Marks(Amounts(source.decimal, source.thousands or ""))
    first: dict[frozenset[Mark], DistinctText] = {}
    for each in seen:
        marks = _marks_in(each)
        if marks:
            first.setdefault(marks, each)
    point, comma = (first.get(frozenset({mark})) for mark in MARKS)
    return _settled(point, comma, first.get(frozenset(MARKS)))


def about_marks(marks: Sequence[Marks]) -> Iterator[str]:
    """Say which mark stands before the decimals, with an amount that shows it; file by file where the files differ."""
    shown = [(each.amounts.decimal, each.shown_by) for each in marks]
    found = [(mark, seen) for mark, seen in shown if mark and seen]
    differ = len({mark for mark, _ in found}) > 1
    for mark, seen in found if differ else found[:1]:
        where = f"amounts in {seen.table.path}" if differ else "amounts"
        yield f"{where}: {_SPOKEN[mark]} before the decimals, {seen.example()}"


def _marks_in(seen: DistinctText) -> frozenset[Mark]:
    """Give the marks by which a text is an amount, each time another one; none where it shows nothing."""
    if seen.table.is_json and _JSON_NUMBER.fullmatch(seen.text):
        return frozenset({"."})
    numbers = _numbers(seen.text)
    return frozenset(numbers) if len(set(numbers.values())) == len(numbers) else frozenset()


def _numbers(text: str) -> dict[Mark, Number]:
    found = possible_amounts(text)
    return found.numbers if found and all(is_sign(sign) for sign in found.signs) else {}


def _settled(point: DistinctText | None, comma: DistinctText | None, either: DistinctText | None) -> Marks:
    if point and comma:
        return Marks(Amounts(None), question=_contradiction(point, comma))
    if point:
        return Marks(Amounts("."), point)
    if comma:
        return Marks(Amounts(","), comma)
    return Marks(Amounts(None), question=_question(either) if either else None)


def _line(mark: Mark) -> str:
    """Give the line of a mapping that says which mark it is."""
    return f'source: {{decimal: "{mark}", thousands: "{other_mark(mark)}"}}'


def _contradiction(point: DistinctText, comma: DistinctText) -> Problem:
    message = (
        f"read {comma.text}, in which only a comma can stand before the decimals, and {point.place()}, in which only a "
        "point can; expected the same in the whole file. Export it again with amounts written in one way, or "
        f"name the one that is right in the mapping, such as {_line('.')}; those with the other one are then unknown"
    )
    return comma.problem("csv-decimal", message)


def _question(seen: DistinctText) -> Problem:
    numbers = _numbers(seen.text)
    point, comma = (_plain(numbers[mark]) for mark in MARKS)
    message = (
        f"read {seen.text}, which is {point} where amounts are written as {Amounts('.').sample()}, and {comma} where "
        f"they are written as {Amounts(',').sample()}, and no other amount of the file shows which; expected the "
        f"mapping to say it. Write {_line('.')} for {point}, or {_line(',')} for {comma}"
    )
    return seen.problem("csv-decimal", message)


def _plain(number: Number) -> str:
    return f"{number.whole}.{number.decimals}" if number.decimals else number.whole
