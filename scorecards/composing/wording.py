"""A check's conditions in plain words, for the page of checks."""

from typing import Any

from scorecards.check import AppliesTo, ConditionBase

_OPERATORS = {
    "at_least": "at least",
    "at_most": "at most",
    "equals": "is",
    "on_or_after": "on or after",
    "on_or_before": "on or before",
    "one_of": "is",
}


def in_words(condition: ConditionBase) -> str:
    """Say a condition in words, with the facts' own names."""
    return " and ".join(
        _part(key, value, alone=len(condition.model_fields_set) == 1) for key, value in condition.parts()
    )


def scope_in_words(applies_to: AppliesTo) -> str:
    """Say which opportunities a check looks at."""
    text = "opportunities that are " + " or ".join(status.replace("_", " ") for status in applies_to.status)
    if applies_to.from_stage:
        text += f", from {applies_to.from_stage} on"
    elif applies_to.stages:
        text += " in " + " or ".join(applies_to.stages)
    if applies_to.when is not None:
        text += ", where " + in_words(applies_to.when)
    return text


def _part(key: str, value: Any, *, alone: bool) -> str:
    if key in {"all", "any"}:
        joint = " and " if key == "all" else " or "
        text = joint.join(_grouped(condition) for condition in value)
        return text if alone or len(value) == 1 else f"({text})"
    if key == "not":
        return f"not ({in_words(value)})"
    fact = key.replace("_", " ")
    return " and ".join(_comparison(fact, operator, operand) for operator, operand in value.parts())


def _grouped(condition: ConditionBase) -> str:
    text = in_words(condition)
    return f"({text})" if " and " in text or " or " in text else text


def _comparison(fact: str, operator: str, operand: Any) -> str:
    if isinstance(operand, bool):
        return fact if operand else f"not {fact}"
    shown = " or ".join(word.replace("_", " ") for word in operand) if isinstance(operand, tuple) else str(operand)
    return f"{fact} {_OPERATORS[operator]} {shown}"
