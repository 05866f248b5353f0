"""What a rule test leaves out, filled in before it is validated: so a case says only what matters to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from scorecards.model.rule_tests import OUTCOMES
from scorecards.read.people import id_or_name
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, entries

_OF_FILE: Final = ("as_of", "accounts", "territory_plans", "team")
_TEAM: Final[Mapping[str, Any]] = {
    "name": "Tests",
    "currency": "EUR",
    "managers": [{"id": "mara-quinn", "name": "Mara Quinn"}],
    "reps": [
        {"id": "ana-lima", "name": "Ana Lima", "manager": "mara-quinn"},
        {"id": "bo-berg", "name": "Bo Berg", "manager": "mara-quinn"},
    ],
}


@dataclass(frozen=True, slots=True)
class Defaults:
    """What is filled in; ``first_stage`` is the one that an open deal is in, None where the playbook tells none."""

    first_stage: str | None

    def fill_in(self, tree: Tree) -> None:
        """Fill in a file as it is written."""
        if not isinstance(tree, YamlMapping):
            return
        _under_check(tree, tree.get("check"), "impossible")
        for test in entries(tree, "tests"):
            for key in _OF_FILE:
                _copy(tree, test, key)
            _team_of(test)
            for held in (test, *entries(test, "earlier")):
                for deal in entries(held, "deals"):
                    self._deal(deal, tree.get("each_deal"), test["team"])
            for key in ("rulings", "follow_ups"):
                for entry in entries(test, key):
                    _about_a_deal(entry, test, needs_manager=key == "rulings")
            _expected_of(test, tree.get("check"))

    def _deal(self, deal: YamlMapping, each: object, team: object) -> None:
        if isinstance(each, YamlMapping):
            for key in each:
                _copy(each, deal, key)
        put(deal, "name", f"Deal {deal.get('id')}")
        put(deal, "status", "open")
        if owner := _first(team, "reps"):
            put(deal, "owner", owner)
        if deal["status"] == "open" and self.first_stage:
            put(deal, "stage", self.first_stage)


def put(node: YamlMapping, key: str, value: Any, at: tuple[int, int] | None = None) -> None:
    """Put a value under a key that is not there yet; ``at`` are the marks of key and value, else the node's own."""
    if key not in node:
        node[key] = value
        node.marks += at or (node.at, node.at)


def tree_of(value: Any, at: int) -> Any:
    """Give values as if they were written at a place."""
    if isinstance(value, Mapping):
        node = YamlMapping(at)
        for key, each in value.items():
            put(node, key, tree_of(each, at))
        return node
    if isinstance(value, list):
        items = YamlSequence(at)
        items += [tree_of(each, at) for each in value]
        items.marks += [at] * len(value)
        return items
    return value


def _copy(source: YamlMapping, target: YamlMapping, key: str) -> None:
    """Take over what stands under a key elsewhere, with its place."""
    if key in source:
        place = 2 * list(source).index(key)
        put(target, key, source[key], (source.marks[place], source.marks[place + 1]))


def _team_of(test: YamlMapping) -> None:
    put(test, "team", YamlMapping(test.at))
    if isinstance(team := test["team"], YamlMapping):
        for key, value in _TEAM.items():
            put(team, key, tree_of(value, team.at))


def _first(team: object, key: str) -> str | None:
    """Name the first of the team's people of a kind, by the id or the one made from the name."""
    found = entries(team, key) if isinstance(team, YamlMapping) else []
    return id_or_name(found[0]) if found else None


def _about_a_deal(entry: YamlMapping, test: YamlMapping, *, needs_manager: bool) -> None:
    deals = entries(test, "deals")
    if len(deals) == 1 and "id" in deals[0]:
        put(entry, "opportunity", deals[0]["id"])
    if needs_manager and (by := _manager(entry, test)):
        put(entry, "by", by)


def _manager(entry: YamlMapping, test: YamlMapping) -> str | None:
    """Name who leads the owner of the deal that a ruling is about."""
    deals = (each for each in entries(test, "deals") if each.get("id") == entry.get("opportunity"))
    owner = next((each.get("owner") for each in deals), None)
    reps = entries(test["team"], "reps") if isinstance(test["team"], YamlMapping) else []
    leading = (each for row in reps if id_or_name(row) == owner and isinstance(each := row.get("manager"), str))
    return next(leading, None)


def _expected_of(test: YamlMapping, check: object) -> None:
    """Read an outcome alone as that of the file's check."""
    expect = test.get("expect")
    if not isinstance(expect, YamlMapping) or not isinstance(check, str):
        return
    for deal, outcome, at in _outcomes_alone(expect):
        expect[deal] = YamlMapping(at)
        checks = YamlMapping(at)
        put(checks, check, outcome)
        put(expect[deal], "checks", checks)


def _outcomes_alone(node: YamlMapping) -> Iterator[tuple[str, str, int]]:
    for place, (key, value) in enumerate(list(node.items())):
        if isinstance(value, str):
            yield key, value, node.marks[2 * place + 1]


def _under_check(tree: YamlMapping, check: object, key: str) -> None:
    """Read outcomes alone as those of the file's check."""
    node = tree.get(key)
    if isinstance(node, YamlMapping) and isinstance(check, str) and node and set(node) <= set(OUTCOMES):
        outer = YamlMapping(node.at)
        put(outer, check, node)
        tree[key] = outer
