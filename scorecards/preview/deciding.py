"""The facts by which a check stands otherwise than before: those whose comparison comes out otherwise."""

from collections.abc import Iterator

from scorecards.derive.facts import Row
from scorecards.evaluate.conditions import Truth, fitting
from scorecards.model.check import Check, ConditionBase
from scorecards.report.preview import FactBeside


def deciding(before: Check | None, after: Check | None, facts_before: Row, facts_after: Row) -> tuple[FactBeside, ...]:
    """Give the facts that decided, with their values; all that are read where no single comparison did."""
    was, now = dict(_truths(before, facts_before)), dict(_truths(after, facts_after))
    names = list(dict.fromkeys((*now, *was)))
    apart = [name for name in names if was.get(name) != now.get(name)] if before and after else []
    return tuple(FactBeside(name, facts_before.get(name), facts_after.get(name)) for name in apart or names)


def _truths(check: Check | None, facts: Row) -> Iterator[tuple[str, tuple[Truth, ...]]]:
    """Give, by fact, how each comparison of it comes out, in the order in which they stand."""
    found: dict[str, list[Truth]] = {}
    if check:
        for condition in filter(None, (check.applies_to.when, check.passes_when)):
            for name, comparison in _comparisons(condition):
                found.setdefault(name, []).append(fitting(comparison)(facts[name]) if name in facts else None)
    for name, truths in found.items():
        yield name, tuple(truths)


def _comparisons(condition: ConditionBase) -> Iterator[tuple[str, object]]:
    for key, value in condition.parts():
        if key in {"all", "any"}:
            for each in value:
                yield from _comparisons(each)
        elif key == "not":
            yield from _comparisons(value)
        else:
            yield key, value
