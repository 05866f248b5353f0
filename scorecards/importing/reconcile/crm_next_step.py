"""The next step that the CRM's own text makes, told from the steps that people write by hand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scorecards.importing.reconcile.equal_values import alike, is_blank
from scorecards.importing.task.on_file import Tree

StepOf = Callable[[Tree], Tree | None]
"""Gives the step that an opportunity's ``crm_next_step`` makes; None where its words are not certain."""


@dataclass(frozen=True, slots=True)
class OwnSteps:
    """What the CRM's text makes now, and what of the list on file is as its text of that day makes it."""

    now: Tree | None
    old: Tree | None
    says_the_same: bool
    """Whether the CRM's text is the one on file: then who changed or removed its step was a person."""

    def with_now(self, items: list[Any]) -> list[Any]:
        """Give a list with the step that the CRM's text makes now behind it, unless a person removed that."""
        return items if self.now is None or self.removed() else [*items, self.now]

    def removed(self) -> bool:
        """Tell whether a person changed or removed the step that the CRM still gives."""
        return self.now is not None and self.says_the_same and self.old is None

    def withdrawn(self) -> bool:
        """Tell whether the CRM gives its old step no more."""
        return self.old is not None and not (self.now and alike(self.now, self.old))


def own_steps(now: Tree, past: Tree, step_of: StepOf | None) -> OwnSteps | None:
    """Find the CRM's own steps of an opportunity; None where there are none, or the export has no such column."""
    given, filed = now.get("next_steps") or [], past.get("next_steps")
    if step_of is None or "crm_next_step" not in now or is_blank(filed):
        return None
    if not isinstance(given, list) or not isinstance(filed, list) or given == filed:
        return None
    same = not is_blank(past.get("crm_next_step")) and alike(past["crm_next_step"], now["crm_next_step"])
    fresh = _first_among(given, _steps(now, [now], step_of))
    if same and fresh is None:
        return None
    old = _first_among(filed, _steps(past, [past, now], step_of))
    return OwnSteps(fresh, old, same) if fresh or old else None


def without(own: Tree | None, listed: Any) -> list[Any]:
    """Give the items of a list but for those that say the same as one of the CRM's own."""
    return [item for item in listed or () if own is None or not alike(item, own)]


def _steps(tree: Tree, known: Iterable[Tree], step_of: StepOf) -> Iterator[Tree]:
    """Give what a text makes, by the rep and the people who are known with each of some trees."""
    text = tree.get("crm_next_step")
    for each in known if isinstance(text, str) else ():
        step = step_of({"crm_next_step": text, "owner": str(each.get("owner")), "contacts": each.get("contacts")})
        if step is not None:
            yield step


def _first_among(items: list[Any], steps: Iterable[Tree]) -> Tree | None:
    return next((step for step in steps if _among(step, items)), None)


def _among(step: Tree, items: list[Any]) -> bool:
    return any(isinstance(item, dict) and alike(item, step) for item in items)
