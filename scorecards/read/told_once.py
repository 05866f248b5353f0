"""Ids that the playbook lacks, told once each, however many deals name them.

What the playbook's own rules name in vain is told there alone: mended there, it is mended for every deal.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from scorecards.problems.problem import Problem
from scorecards.read.references import UnknownReference

_KINDS: Final = ("stage", "criterion", "question", "cause", "story")
_NO_LONGER: Final = {"question": "questions", "criterion": "exit_criteria"}
"""The kinds that a playbook may retire, by the key under which it lists them."""

_SEVERAL: Final = 3
"""So many references to one id are more likely a rename than slips."""


def told_once(problems: Iterable[Problem], playbook: str) -> list[Problem]:
    """Give the problems, with the references of snapshots to one unknown rule joined, or left out as above.

    ``playbook`` is the path of its folder.
    """
    kept: list[Problem] = []
    groups: defaultdict[tuple[str, str], list[UnknownReference]] = defaultdict(list)
    of_rules: set[tuple[str, str]] = set()
    for each in problems:
        if not isinstance(each, UnknownReference) or each.known.kind.split()[-1] not in _KINDS:
            kept.append(each)
        elif each.path.startswith(f"{playbook}/"):
            kept.append(each)
            of_rules.add((each.code, each.written))
        else:
            groups[each.code, each.written].append(each)
    for key, group in groups.items():
        if key not in of_rules:
            kept += [_joined(group)] if len(group) >= _SEVERAL else group
    return kept


def _joined(group: list[UnknownReference]) -> Problem:
    """Tell of the first place, count the others, and say how a rename is told."""
    first = min(group)
    ending = "" if first.message.endswith("?") else ";"
    others = f"{len(group) - 1:,} more places say the same"
    cure = f"If it was renamed, add formerly: [{first.written}] to it in {first.known.where}"
    if retired := _NO_LONGER.get(first.known.kind.split()[-1]):
        cure += f"; if it's gone for good, list it under no_longer: {retired} in the playbook's playbook.yml"
    return replace(first, message=f"{first.message}{ending} {others}. {cure}")
