"""Ids that rules of the playbook had before: in a snapshot as it is read, the present ones take their place.

It is done here once, before anything is validated or compared, so that nothing after it knows of a former id, and a
rename in the playbook is no movement of the buyer.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, field
from itertools import chain
from typing import Any, Final

from scorecards.problems.problem import Problem
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.replacing import Renames, replace_items, replace_key, replace_value
from scorecards.yaml_files.document import YamlMapping, YamlSequence, entries, quoted


@dataclass(frozen=True, slots=True)
class FormerIds:
    """The renames of each kind of rule that a snapshot names; ``stages`` has former names, too."""

    stages: Renames = field(default_factory=dict)
    criteria: Renames = field(default_factory=dict)
    questions: Renames = field(default_factory=dict)
    causes: Renames = field(default_factory=dict)
    stories: Renames = field(default_factory=dict)

    @classmethod
    def of(cls, playbook: PlaybookSources | None) -> "FormerIds":
        """Collect them; an id that a rule has today is none that another one had."""
        return cls(*map(_renames, _rules_by_kind(playbook).values())) if playbook else cls()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return any(astuple(self))

    def stamped(self, data: bytes) -> bytes:
        """Give what tells a snapshot's bytes read with these renames from the same read with others."""
        return data + hashlib.sha256(repr(astuple(self)).encode()).digest() if self else data

    def replace_in(self, tree: object) -> None:
        """Put the present ids in the place of former ones, in a snapshot as it is written."""
        opportunities = tree.get("opportunities") if self and isinstance(tree, dict) else None
        for row in opportunities if isinstance(opportunities, list) else ():
            if isinstance(row, dict):
                self.replace_in_opportunity(row)

    def replace_in_opportunity(self, row: dict[str, Any]) -> None:
        """Put the present ids in the place of former ones, in an opportunity as it is written."""
        replace_value(row, "stage", self.stages)
        _replace_keys(row.get("answers"), self.questions)
        _replace_keys(row.get("exit_criteria"), self.criteria)
        _replace_keys(row.get("carried_from"), self._carried())
        replace_value(row.get("loss_reason"), "cause", self.causes)
        replace_items(row.get("stories_told"), self.stories)
        steps = row.get("next_steps")
        for step in steps if isinstance(steps, list) else ():
            replace_value(step, "serves", self.criteria)

    def _carried(self) -> Renames:
        parts = (("answers", self.questions), ("exit_criteria", self.criteria))
        return {f"{part}.{old}": f"{part}.{new}" for part, renames in parts for old, new in renames.items()}


NONE_FORMER: Final = FormerIds()


def former_ids_taken(playbook: PlaybookSources) -> Iterator[Problem]:
    """Tell of former ids that a rule of the kind has today, or that several had: nobody could say which is meant."""
    for (kind, path), rows in _rules_by_kind(playbook).items():
        named = ("id", "name") if kind == "stage" else ("id",)
        seen = {value: row.line_of(key) for key in named for row in rows if isinstance(value := row.get(key), str)}
        for listed in _listed(rows):
            for place, former in enumerate(listed):
                if isinstance(former, str) and former in seen:
                    expected = f"expected what no {kind} is called today, and no other one was called before"
                    message = f"read {quoted(former)}, {expected}; it stands in line {seen[former]} too"
                    yield Problem(path, *listed.item_at(place), "former-id-taken", message)
                elif isinstance(former, str):
                    seen[former] = listed.item_at(place)[0]


def _rules_by_kind(playbook: PlaybookSources) -> dict[tuple[str, str], list[YamlMapping]]:
    """Give the rules that a snapshot names, as written, by their kind and file, in the order of the renames."""
    stages = playbook.stages.rows("stages")
    criteria = list(chain.from_iterable(entries(stage, "exit_criteria") for stage in stages))
    return {
        ("stage", playbook.stages.path): list(stages),
        ("criterion", playbook.stages.path): criteria,
        ("question", playbook.questions.path): list(playbook.questions.rows("questions")),
        ("cause", playbook.causes.path): list(playbook.causes.rows("causes")),
        ("story", playbook.stories.path): list(playbook.stories.rows("stories")),
    }


def _renames(rows: Iterable[YamlMapping]) -> dict[str, str]:
    rules = [(id_, row) for row in rows if isinstance(id_ := row.get("id"), str)]
    present = {id_ for id_, _ in rules}
    pairs = ((former, id_) for id_, row in rules for listed in _listed([row]) for former in listed)
    return {former: id_ for former, id_ in pairs if isinstance(former, str) and former not in present}


def _listed(rows: Iterable[YamlMapping]) -> Iterator[YamlSequence]:
    return (listed for row in rows if isinstance(listed := row.get("formerly"), YamlSequence))


def _replace_keys(node: object, renames: Renames) -> None:
    for key in [each for each in node if each in renames] if isinstance(node, dict) and renames else ():
        replace_key(node, key, renames)
