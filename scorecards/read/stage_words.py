"""Stages as the other rules name them: by id, by role, or by place; in a rule as it is read, the id takes the place.

It is done here once, before anything is validated, so that nothing after it knows of roles and places, and a playbook
with other stages needs other words in stages.yml alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from scorecards.model.playbook.stages import StageRole, Stages
from scorecards.problems.problem import Problem
from scorecards.read.replacing import replace_items, replace_key, replace_value
from scorecards.read.sources import Source
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, entries, quoted

ROLES: Final[tuple[str, ...]] = get_args(StageRole)
FIRST, LAST = "first", "last"
_ONE: Final = ("from_stage", "to_stage", "answered_by_stage")
_SEVERAL: Final = ("stages", "median_days", "moved_on")


@dataclass(frozen=True, slots=True)
class StageWords:
    """The id of a stage by each role and place that names it; a word that is an id itself names that stage alone."""

    ids: Mapping[str, str]

    @classmethod
    def of(cls, stages: Source[Stages]) -> "StageWords":
        """Collect them from the stages as written, valid or not."""
        rows = [(id_, row) for row in stages.rows("stages") if isinstance(id_ := row.get("id"), str)]
        if not rows:
            return cls({})
        places = {FIRST: rows[0][0], LAST: rows[-1][0]}
        roles = {role: id_ for id_, row in reversed(rows) for role, _ in _roles(row)}
        taken = {id_ for id_, _ in rows}
        return cls({word: id_ for word, id_ in {**roles, **places}.items() if word not in taken})

    def with_former(self, stages: Source[Stages]) -> "StageWords":
        """Give them with the ids that the stages had before, by which the rules of another playbook name them."""
        rows = [(id_, row) for row in stages.rows("stages") if isinstance(id_ := row.get("id"), str)]
        present = {id_ for id_, _ in rows}
        former = {each: id_ for id_, row in rows for each in _former(row) if each not in present}
        return StageWords({**former, **self.ids})

    def replace_in(self, tree: Tree) -> None:
        """Put ids in the place of roles and places: in a check, or in each rule of a file."""
        if not isinstance(tree, YamlMapping):
            return
        self._replace_in_rule(tree)
        for key in ("questions", "situations"):
            for row in entries(tree, key):
                self._replace_in_rule(row)

    def _replace_in_rule(self, rule: YamlMapping) -> None:
        for part in (rule, rule.get("applies_to"), rule.get("targets")):
            if isinstance(part, YamlMapping):
                self._replace_under(part)

    def _replace_under(self, part: YamlMapping) -> None:
        for key in _ONE:
            replace_value(part, key, self.ids)
        for key in _SEVERAL:
            self._replace_each(part.get(key))

    def _replace_each(self, words: Any) -> None:
        replace_items(words, self.ids)
        if isinstance(words, YamlMapping):
            for word in [each for each in words if each in self.ids]:
                replace_key(words, word, self.ids)


def duplicate_roles(stages: Source[Stages]) -> Iterator[Problem]:
    """Tell of roles that two stages have, or one stage twice."""
    seen: dict[str, int] = {}
    for row in stages.rows("stages"):
        for role, (line, column) in _roles(row):
            if role in seen:
                message = f"read {quoted(role)} a second time, expected each role once; it stands first in line"
                yield Problem(stages.path, line, column, "duplicate-role", f"{message} {seen[role]}")
            else:
                seen[role] = line


def _former(stage: YamlMapping) -> list[str]:
    listed = stage.get("formerly")
    return [each for each in listed if isinstance(each, str)] if isinstance(listed, YamlSequence) else []


def _roles(stage: YamlMapping) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give the roles of a stage that are known, each with its line and column."""
    listed = stage.get("roles")
    if isinstance(listed, YamlSequence):
        yield from ((role, listed.item_at(place)) for place, role in enumerate(listed) if role in ROLES)
