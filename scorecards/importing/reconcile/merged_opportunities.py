"""What is known of opportunities that the CRM merged into one, put together as if it had always been that one."""

from dataclasses import dataclass
from typing import Any, Final

from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.reconcile.equal_values import is_blank
from scorecards.importing.reconcile.pairing import IDENTITY, identity
from scorecards.importing.task.on_file import Tree

KEYED: Final = ("answers", "exit_criteria")
"""The fields that hold a value for each of several ids."""


@dataclass(frozen=True, slots=True)
class Known:
    """What stands on file about an opportunity, and what the CRM said when that was written."""

    filed: Tree
    said: Tree

    def parts(self, name: str) -> "Known":
        """Give the same of a field that holds a value for each of several ids."""
        return Known(dict(self.filed.get(name) or {}), dict(self.said.get(name) or {}))

    def take(self, key: str, other: "Known", now: Tree) -> None:
        """Take a value on both sides, where neither has one: what somebody took away here stays away.

        What the CRM said of the other counts only where it says something of this one ``now``: a field that it never
        filled here was not emptied.
        """
        if is_blank(self.filed.get(key)) and is_blank(self.said.get(key)):
            self.filed.update({key: other.filed[key]} if key in other.filed else {})
            self.said.update({key: other.said[key]} if key in other.said and not is_blank(now.get(key)) else {})


def joined(one: Known, merged: Known, now: Tree) -> Known:
    """Add to an opportunity what only one has that was merged into it; ``now`` is what the CRM says of the two."""
    found = Known(dict(one.filed), dict(one.said))
    for name in KEPT_BY_HAND:
        sides = [each.get(name) for each in (one.filed, one.said, merged.filed, merged.said, now)]
        if name in KEYED and all(isinstance(each or {}, dict) for each in sides):
            _join_parts(name, found, merged, now.get(name) or {})
        elif name in IDENTITY and all(isinstance(each or [], list) for each in sides):
            _join_items(name, found, merged, now.get(name) or [])
        else:
            found.take(name, merged, now)
    return found


def _join_parts(name: str, found: Known, merged: Known, now: Tree) -> None:
    parts, others = found.parts(name), merged.parts(name)
    for id_ in dict.fromkeys([*others.filed, *others.said]):
        parts.take(id_, others, now)
    _put(name, found, parts.filed, parts.said)


def _join_items(name: str, found: Known, merged: Known, now: list[Any]) -> None:
    """Add the items that the other alone has; of one that both have, what the other alone says."""
    keys = IDENTITY[name]
    said, others, others_said, told = (
        _by_identity(items, keys)
        for items in (found.said.get(name), merged.filed.get(name), merged.said.get(name), now)
    )
    filed = [dict(item) if isinstance(item, dict) else item for item in found.filed.get(name) or ()]
    there = {*said, *(identity(item, keys) for item in filed)}
    for item in filed:
        one = identity(item, keys)
        if one not in others:
            continue  # nobody has it there, or somebody struck it: what the CRM said of it is no word on this one
        other = Known(others[one], others_said.get(one, {}))
        for key in dict.fromkeys([*other.filed, *other.said]):
            Known(item, said.get(one, {})).take(key, other, told.get(one, other.said))
    before = [said.get(identity(item, keys), item) for item in found.said.get(name) or ()]
    before += (item for one, item in others_said.items() if one in told and one not in there)
    more = (item for item in merged.filed.get(name) or () if identity(item, keys) not in there)
    _put(name, found, [*filed, *more], before)


def _put(name: str, found: Known, filed: Any, said: Any) -> None:
    found.filed.update({name: filed} if filed else {})
    found.said.update({name: said} if said else {})


def _by_identity(items: list[Any] | None, keys: tuple[str, ...]) -> dict[tuple[str, ...] | None, Tree]:
    """Give a copy of the first item of each identity."""
    return {identity(item, keys): dict(item) for item in reversed(items or ()) if isinstance(item, dict)}
