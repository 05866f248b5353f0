"""What a check expects of each fact, in a few words: the rule beside a value in the evidence."""

from collections.abc import Iterator
from typing import Any

from scorecards.model.check import Check, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME

_COMPARED = {
    "at_least": "at least {}",
    "at_most": "at most {}",
    "equals": "{}",
    "on_or_after": "on or after {}",
    "on_or_before": "on or before {}",
}


def expected_of(check: Check) -> dict[str, str]:
    """Give what a check compares each fact with under which it passes, by the fact's name.

    Facts that only say where the check applies are told apart.  How several comparisons go together, the check's own
    page says.
    """
    expected: dict[str, list[str]] = {}
    for name, words in _compared(check.passes_when, negated=False):
        expected.setdefault(name, []).append(words)
    if check.applies_to.when is not None:
        for name, words in _compared(check.applies_to.when, negated=False):
            if name not in expected:
                expected[name] = [f"only checked if {words}"]
    return {name: ", ".join(dict.fromkeys(words)) for name, words in expected.items()}


def _compared(condition: ConditionBase, *, negated: bool) -> Iterator[tuple[str, str]]:
    for key, value in condition.parts():
        if key in {"all", "any"}:
            for each in value:
                yield from _compared(each, negated=negated)
        elif key == "not":
            yield from _compared(value, negated=not negated)
        else:
            words = " and ".join(_comparison(key, operator, operand) for operator, operand in value.parts())
            yield key, f"not {words}" if negated else words


def _comparison(name: str, operator: str, operand: Any) -> str:
    if FACT_BY_NAME[name].kind == "flag":
        return "yes" if operand else "no"
    if operator == "one_of":
        return " or ".join(word.replace("_", " ") for word in operand)
    if operator == "at_most" and operand == 0 and FACT_BY_NAME[name].kind == "count":
        return "none"
    return _COMPARED[operator].format(str(operand).replace("_", " "))
