"""A check's conditions in plain words, for the pages of checks and of plays."""

import re
from typing import Any

from scorecards.model.check import AppliesTo, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.facts.fact import Fact

_NUMBERS = {"at_least": "{} or more", "at_most": "{} or less", "equals": "{}"}
_COUNTS = {"at_least": "{} or more", "at_most": "{} or fewer", "equals": "exactly {}"}
_ONE = {"at_least": "at least one", "at_most": "at most one", "equals": "exactly one"}
_LIMITS = {"at_least": "at least {}", "at_most": "at most {}", "equals": "exactly {}"}
_DATES = {"on_or_after": "on {} or later", "on_or_before": "on {} or earlier"}
_ONE_OR_MORE = re.compile(r"\[([^|]*)\|([^]]*)\]")


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
    bounds = dict(value.parts())
    if bounds.keys() == {"at_least", "at_most"} and (told := FACT_BY_NAME[key].compared):
        return _between(FACT_BY_NAME[key], told, **bounds)
    return " and ".join(_comparison(key, operator, operand) for operator, operand in bounds.items())


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
    told = fact.compared or f"{fact.title}: {{number}}"
    if operator == "one_of":
        return told.format(number=" or ".join(word.replace("_", " ") for word in operand))
    if operator in _LIMITS and fact.compared:
        return _compared(fact, fact.compared, operator, operand)
    return told.format(number=(_NUMBERS | _DATES)[operator].format(operand))


def _between(fact: Fact, told: str, at_least: int, at_most: int) -> str:
    """Say that a number lies between two bounds."""
    number = f"{at_least} to {at_most}"
    return _ONE_OR_MORE.sub(r"\2", told).format(
        count=number, number=number, days=f"{number} {_unit(fact)}s", never="", times=f" {number} times"
    )


def _compared(fact: Fact, told: str, operator: str, operand: int) -> str:
    """Say a comparison as the fact's own sentence, with the number in the place that the sentence keeps for it."""
    limit = _LIMITS[operator]
    if "{never}" in told:
        return told.format(never=" never" if _is_none(operator, operand) else "", times=_times(operator, operand))
    if "{days}" in told:
        return told.format(days=limit.format(f"{operand} {_unit(fact)}{'' if operand == 1 else 's'}"))
    if "{number}" in told:
        return told.format(number=_NUMBERS[operator].format(operand))
    said = _ONE_OR_MORE.sub(r"\1" if operand == 1 else r"\2", told)
    return said.format(count=_count(told, operator, operand))


def _unit(fact: Fact) -> str:
    return "working day" if fact.name.startswith("working_days") else "day"


def _is_none(operator: str, operand: int) -> bool:
    return operand == 0 and operator in {"at_most", "equals"}


def _times(operator: str, operand: int) -> str:
    """Say how often something happened; nothing where it never did."""
    if _is_none(operator, operand):
        return ""
    number = "once" if operand == 1 else f"{operand} times"
    return (
        f" {operand} or more times"
        if operator == "at_least" and operand > 1
        else f" {_LIMITS[operator].format(number)}"
    )


def _count(told: str, operator: str, operand: int) -> str:
    """Say how many; of some things there are none, of others no such thing."""
    if _is_none(operator, operand):
        return "none" if "{count} of " in told else "no"
    if operator == "at_least" and operand == 0:
        return "any number of" if "{count} of " not in told else "any number"
    return _ONE[operator] if operand == 1 else _COUNTS[operator].format(operand)


def _ahead(day: str, operator: str, days: int) -> str:
    """Say that a date is at least, or at most, so many days away; below zero it has passed."""
    number = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    if operator == "at_least":
        near = {0: "hasn't passed", 1: "is still to come"}
        far = f"is at least {number} away" if days > 0 else f"is still to come, or passed at most {number} ago"
    else:
        near = {-1: "has passed", 0: "has come"}
        far = f"passed at least {number} ago" if days < 0 else f"is at most {number} away, or has passed"
    return f"{day} {near.get(days, far)}"
