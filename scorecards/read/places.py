"""Where things stand in the team's files, by names that are the same on every machine.

A file is named from the playbook's or pipeline's own folder on: ``pipeline/snapshots/2026-11-16.yml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from scorecards.report.values import Place, Read
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, position

_LINE = 0


@dataclass(frozen=True, slots=True)
class Places:
    """Places of opportunities, of what is inside them, of rules and of accounts.

    ``rows`` are the opportunities as written, each with the file that it stands in.
    """

    rows: Mapping[str, tuple[str, YamlMapping]]
    rules: Mapping[tuple[str, str], Place]
    accounts: Mapping[str, Place]

    def opportunity(self, opportunity_id: str) -> Place:
        """Give the place of an opportunity."""
        file, row = self.rows[opportunity_id]
        return Place(file, row.own_place()[_LINE])

    def reads(self, opportunity_id: str) -> tuple[Read, ...]:
        """Give each field of an opportunity with its line and, where it holds a single value, its text."""
        _, row = self.rows[opportunity_id]
        return tuple(Read(field, row.line_of(field), _text(value)) for field, value in row.items())

    def line(self, opportunity_id: str, *way: str | int) -> int | None:
        """Give the line of something inside an opportunity; None where it is not there."""
        _, row = self.rows[opportunity_id]
        inside: Tree | str | None = row
        for part in way:
            if isinstance(inside, YamlMapping) and isinstance(part, str):
                inside = inside.get(part)
            elif isinstance(inside, YamlSequence) and isinstance(part, int) and part < len(inside):
                inside = inside[part]
            else:
                return None
        return position(row, way)[_LINE]

    def rule(self, kind: str, rule_id: str) -> Place:
        """Give the place of a rule of the playbook: ``kind`` is stage, question, cause, play, story, term or check."""
        return self.rules[kind, rule_id]


def rules_in(kind: str, file: str, tree: Tree | None) -> dict[tuple[str, str], Place]:
    """Give the places of the rules of one file, where they stand in a list under the plural of their kind."""
    plural = "stories" if kind == "story" else f"{kind}s"
    rules = tree.get(plural) if isinstance(tree, YamlMapping) else None
    if not isinstance(rules, YamlSequence):
        return {}
    return {(kind, rule["id"]): Place(file, rule.own_place()[_LINE]) for rule in rules if isinstance(rule, YamlMapping)}


def _text(value: object) -> str | None:
    if value is None:
        return ""
    return value if isinstance(value, str) else None
