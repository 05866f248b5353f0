"""A check's conditions in plain words, for the page of checks."""

from typing import Any

from scorecards.check import AppliesTo, ConditionBase

_OPERATORS = {
    "at_least": "at least",
    "at_most": "at most",
    "equals": "is",
    "on_or_after": "on or after",
    "on_or_before": "on or before",
    "one_of": "one of",
}


def in_words(condition: ConditionBase) -> str:
    """Say a condition in words, with the facts' own names."""
    parts = [_part(key, value) for key, value in condition.parts()]
    return " and ".join(parts)


def scope_in_words(applies_to: AppliesTo) -> str:
    """Say which opportunities a check looks at."""
    text = "opportunities that are " + " or ".join(status.replace("_", " ") for status in applies_to.status)
    if applies_to.stages:
        text += " in " + " or ".join(applies_to.stages)
    if applies_to.when is not None:
        text += ", where " + in_words(applies_to.when)
    return text


def _part(key: str, value: Any) -> str:
    if key in {"all", "any"}:
        joint = " and " if key == "all" else " or "
        texts = [in_words(condition) for condition in value]
        return texts[0] if len(texts) == 1 else "(" + joint.join(texts) + ")"
    if key == "not":
        return f"not ({in_words(value)})"
    return " and ".join(f"{key} {_OPERATORS[operator]} {_operand(operand)}" for operator, operand in value.parts())


def _operand(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
