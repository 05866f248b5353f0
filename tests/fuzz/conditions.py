"""Any bytes as a condition of the rule language, asked of rows of facts that other bytes make."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from scorecards.evaluate.conditions import compiled, needed_for, surely
from scorecards.model.check import Condition, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.problems.problem import Problems
from scorecards.read.sources import source_of
from scorecards.report.values import AtLeast, Value
from tests.support.odd_exports import check_lines

BREAK: Final = b"\x00"
"""Ends the condition; what follows makes the rows."""
ROWS: Final = 4
DAY: Final = date(2026, 11, 16)
KNOWN: Final = (True, False, None)


def condition(data: bytes) -> None:
    """Read a condition and ask it: what is known stays so when more becomes known, and the short ways agree."""
    text, _, chosen = data.partition(BREAK)
    problems = Problems()
    read = source_of("condition.yml", text, Condition, problems)
    check_lines(list(problems))
    if read.value is None:
        assert problems
        return
    _ask(read.value, chosen)


def _ask(asked: ConditionBase, chosen: bytes) -> None:
    test, short = compiled(asked), surely(asked)
    numbers = _endless(chosen)
    for _ in range(ROWS):
        row = dict(_row(asked, numbers))
        truth = test(row)
        assert truth in KNOWN
        assert short(row) is (truth is True)
        if truth is not None:
            assert row.keys() >= needed_for(asked, outcome=truth)
            assert test(dict(_told_more(asked, row, numbers))) is truth


def _endless(chosen: bytes) -> Iterator[int]:
    while True:
        yield from chosen or b"\x01"
        yield from b"\x05\x0a\x0f"


def _row(asked: ConditionBase, numbers: Iterator[int]) -> Iterator[tuple[str, Value]]:
    for name in sorted(set(asked.facts())):
        if next(numbers) % 4:
            yield name, _value(name, next(numbers))


def _told_more(asked: ConditionBase, row: Mapping[str, Value], numbers: Iterator[int]) -> Iterator[tuple[str, Value]]:
    """Fill in what is unknown, and tell what a count between two bounds is."""
    for name in sorted(set(asked.facts())):
        value = row[name] if name in row else _value(name, next(numbers))
        if isinstance(value, AtLeast):
            value = value.certain + next(numbers) % (value.possible - value.certain + 1)
        yield name, value


def _value(name: str, number: int) -> Value:
    fact = FACT_BY_NAME[name]
    by_kind: dict[str, Any] = {
        "count": lambda: AtLeast(1 + number % 5, 2 + number % 5 + number % 3) if number % 3 == 0 else number,
        "days": lambda: number - 100,
        "money": lambda: Decimal(number * number) / 4,
        "flag": lambda: bool(number % 2),
        "date": lambda: DAY + timedelta(number - 128),
        "word": lambda: fact.words[number % len(fact.words)],
    }
    made: Value = by_kind[fact.kind]()
    return made
