"""The smallest set of answers or steps after which every critical check passes.

A condition is taken apart into *ways*: each says for some facts which values they may have, and the condition is true
where all of them do.  A fact that has such a value already costs nothing; one that no answer and no step can change
(see :attr:`scorecards.model.facts.fact.Fact.settled_by`) keeps the value that it has.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from typing import Any, Final

from scorecards.evaluate.conditions import fitting
from scorecards.model.check import Check, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.facts.fact import Fact
from scorecards.report.deal import Clearing
from scorecards.report.values import Value

Way = Mapping[str, frozenset[Value]]

_PLACES: Final = {name: place for place, name in enumerate(FACT_BY_NAME)}
_MOST: Final = 64
"""Beyond so many ways, the search goes on with those that change least: what it finds then clears all, but a smaller
set might exist.  No playbook that we know of comes near."""

_MOST_COMPARED: Final = 128
"""So many ways are compared with each other."""

_MOST_PAIRS: Final = 1024
"""So many ways are put together at once, at most; those that change most are left out before."""


def clear(checks: Iterable[Check], row: Mapping[str, Value]) -> Clearing:
    """Find the smallest set of facts to change so that these checks pass, which all apply and do not pass yet.

    Checks are taken in their order; one that no change clears, or none that agrees with those before it, is
    ``beyond``.  Of sets of equal size the one whose facts come first in the catalogue is taken.
    """
    checks = tuple(checks)
    search = _Search.on(checks, row)
    ways: Sequence[Way] = ({},)
    cleared: list[str] = []
    beyond: list[str] = []
    for check in checks:
        both = search.together(ways, search.ways_of(check))
        if both:
            ways = _the_best(both, search)
        (cleared if both else beyond).append(check.id)
    facts = min((search.changed(way) for way in ways), key=_smallest_first)
    return Clearing(facts=facts, checks=tuple(cleared), beyond=tuple(beyond))


@dataclass(frozen=True, slots=True)
class _Search:
    """What is known, and for each fact all values that are worth trying."""

    row: Mapping[str, Value]
    values: Mapping[str, frozenset[Value]]

    @classmethod
    def on(cls, checks: Iterable[Check], row: Mapping[str, Value]) -> "_Search":
        operands: dict[str, set[Any]] = {}
        for check in checks:
            for condition in _conditions(check):
                _collect(condition, operands)
        return cls(row, {name: _worth_trying(FACT_BY_NAME[name], found, row) for name, found in operands.items()})

    def ways_of(self, check: Check) -> Sequence[Way]:
        return reduce(self.together, (self.ways(condition, wanted=True) for condition in _conditions(check)))

    def ways(self, condition: ConditionBase, *, wanted: bool) -> Sequence[Way]:
        """Give the ways in which a condition is true, or false where that is wanted."""
        parts = (self._part(key, value, wanted=wanted) for key, value in condition.parts())
        return reduce(self.together if wanted else self.either, parts)

    def _part(self, key: str, value: Any, *, wanted: bool) -> Sequence[Way]:
        if key in {"all", "any"}:
            join = self.together if (key == "all") == wanted else self.either
            return reduce(join, (self.ways(condition, wanted=wanted) for condition in value))
        if key == "not":
            return self.ways(value, wanted=not wanted)
        fits = fitting(value)
        allowed = frozenset(each for each in self.values[key] if fits(each) is wanted)
        return ({key: allowed},) if allowed else ()

    def either(self, one: Sequence[Way], other: Sequence[Way]) -> Sequence[Way]:
        """Give the ways in which one of two things is true."""
        return self.fewest((*one, *other), _MOST_PAIRS)

    def together(self, one: Sequence[Way], other: Sequence[Way]) -> Sequence[Way]:
        """Give the ways in which two things are true at once; a fact that would need two values is no way."""
        ways = []
        for first in self.fewest(one, max(_MOST, _MOST_PAIRS // max(1, len(other)))):
            for second in self.fewest(other, _MOST):
                way = {**first, **second}
                way.update((name, first[name] & second[name]) for name in first.keys() & second.keys())
                if all(way.values()):
                    ways.append(way)
        return ways

    def fewest(self, ways: Sequence[Way], most: int) -> Sequence[Way]:
        """Leave out those that change most, where there are more than so many."""
        return sorted(ways, key=self.by_size)[:most] if len(ways) > most else ways

    def by_size(self, way: Way) -> tuple[int, list[int]]:
        """Give the key by which ways that change less come first."""
        return _smallest_first(self.changed(way))

    def changed(self, way: Way) -> tuple[str, ...]:
        """Name the facts that have to change, in the catalogue's order."""
        changed = (name for name, allowed in way.items() if self.row.get(name) not in allowed)
        return tuple(sorted(changed, key=_PLACES.__getitem__))


def _conditions(check: Check) -> tuple[ConditionBase, ...]:
    """Give what must be true for a check to pass: that it applies is a part of it."""
    when = check.applies_to.when
    return (check.passes_when,) if when is None else (when, check.passes_when)


def _collect(condition: ConditionBase, operands: dict[str, set[Any]]) -> None:
    for key, value in condition.parts():
        if key in {"all", "any"}:
            for part in value:
                _collect(part, operands)
        elif key == "not":
            _collect(value, operands)
        else:
            named = (operand if isinstance(operand, tuple) else (operand,) for _, operand in value.parts())
            operands.setdefault(key, set()).update(each for operand in named for each in operand)


def _worth_trying(fact: Fact, operands: Iterable[Any], row: Mapping[str, Value]) -> frozenset[Value]:
    """Give the values of a fact between which no comparison tells a difference, and the one that it has."""
    known = frozenset({row[fact.name]} if fact.name in row else ())
    return known if fact.settled_by is None else known | _VALUES[fact.kind](fact, operands)


def _around(operands: Iterable[Any], step: Any) -> frozenset[Value]:
    return frozenset(each for operand in operands for each in (operand - step, operand, operand + step))


def _not_below_zero(values: Iterable[Any]) -> frozenset[Value]:
    return frozenset(each for each in values if each >= 0)


_VALUES: Final[dict[str, Callable[[Fact, Iterable[Any]], frozenset[Value]]]] = {
    "count": lambda _, operands: _not_below_zero(_around(operands, 1)),
    "days": lambda _, operands: _around(operands, 1),
    "money": lambda _, operands: _not_below_zero(_around(operands, Decimal("0.01"))),
    "flag": lambda _, __: frozenset({True, False}),
    "date": lambda _, operands: _around((each for each in operands if isinstance(each, date)), timedelta(1)),
    "word": lambda fact, _: frozenset(fact.words),
}


def _the_best(ways: Sequence[Way], search: _Search) -> Sequence[Way]:
    """Leave out the ways that only ask for more than another does."""
    ways = search.fewest(ways, _MOST_COMPARED)
    needed = [
        way
        for place, way in enumerate(ways)
        if not any(
            _asks_no_more(other, way) and (at < place or not _asks_no_more(way, other))
            for at, other in enumerate(ways)
            if at != place
        )
    ]
    return sorted(needed, key=search.by_size)[:_MOST]


def _asks_no_more(one: Way, other: Way) -> bool:
    return all(name in other and other[name] <= allowed for name, allowed in one.items())


def _smallest_first(facts: Sequence[str]) -> tuple[int, list[int]]:
    return len(facts), [_PLACES[name] for name in facts]
