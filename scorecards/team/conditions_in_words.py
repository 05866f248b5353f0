"""A check's conditions in plain words, for the pages of checks and of plays."""

import re
from typing import Any

from scorecards.model.check import AppliesTo, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME

_NUMBERS = {"at_least": "{} or more", "at_most": "{} or fewer", "equals": "{}"}
_DATES = {"on_or_after": "on {} or later", "on_or_before": "on {} or earlier"}


def in_words(condition: ConditionBase) -> str:
    """Say a condition in words: what is so, or what is counted and how many of it there are."""
    return " and ".join(
        _part(key, value, alone=len(condition.model_fields_set) == 1) for key, value in condition.parts()
    )


def scope_in_words(applies_to: AppliesTo) -> str:
    """Say which opportunities a check looks at."""
    text = "opportunities that are " + " or ".join(status.replace("_", " ") for status in applies_to.status)
    if applies_to.from_stage and applies_to.to_stage:
        text += f", from {applies_to.from_stage} to {applies_to.to_stage}"
    elif applies_to.from_stage:
        text += f", from {applies_to.from_stage} on"
    elif applies_to.to_stage:
        text += f", up to {applies_to.to_stage}"
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
    return " and ".join(_comparison(key, operator, operand) for operator, operand in value.parts())


def _grouped(condition: ConditionBase) -> str:
    text = in_words(condition)
    return f"({text})" if re.search(r" and | or (?!more|fewer|later|earlier|less)|^it is not true", text) else text


def _comparison(name: str, operator: str, operand: Any) -> str:
    fact = FACT_BY_NAME[name]
    if fact.when_true:
        return fact.when_true if operand else f"it is not true that {fact.when_true}"
    if operator in {"at_least", "at_most"} and fact.until:
        return _ahead(fact.until, operator, operand)
    if operator in {"at_least", "at_most"} and fact.since:
        return _ahead(fact.since, "at_most" if operator == "at_least" else "at_least", -operand)
    if operator == "at_most" and operand == 0 and fact.kind == "count":
        return f"{fact.title}: none"
    if operator == "one_of":
        return f"{fact.title}: {' or '.join(word.replace('_', ' ') for word in operand)}"
    return f"{fact.title}: {(_NUMBERS | _DATES)[operator].format(operand)}"


def _ahead(day: str, operator: str, days: int) -> str:
    """Say that a day lies at least, or at most, so many days ahead; below zero it has passed."""
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    if operator == "at_least":
        near = {0: "has not passed", 1: "lies ahead"}
        far = f"is {number} away or more" if days > 0 else f"lies ahead, or passed {number} ago or less"
    else:
        near = {-1: "has passed", 0: "has come"}
        far = f"passed {number} ago or more" if days < 0 else f"is {number} away or less, or has passed"
    return f"{day} {near.get(days, far)}"
