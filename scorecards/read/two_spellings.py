"""Ids that are defined in one spelling and referred to in another: one problem, where they are defined."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from scorecards.model.names import one_slip_apart
from scorecards.problems.problem import Problem
from scorecards.read.references import UnknownReference
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, quoted

_SEVERAL = 2


def join_two_spellings(problems: Iterable[Problem], trees: Iterable[Tree | None]) -> list[Problem]:
    """Put one problem, at the definition, in the place of several references to an id that is defined otherwise.

    That is so where several places say the same, and nothing refers to the defined id that is one slip apart: then the
    definition is misspelt rather than all of them.
    """
    kept: list[Problem] = []
    groups: defaultdict[tuple[str, str], list[UnknownReference]] = defaultdict(list)
    for each in problems:
        if isinstance(each, UnknownReference):
            groups[each.code, each.written].append(each)
        else:
            kept.append(each)
    defined = {key: _defined(group) for key, group in groups.items()}
    used = Counter(text for tree in trees for text in _texts(tree)) if any(defined.values()) else Counter()
    for key, group in groups.items():
        meant = defined[key]
        kept += [_misspelt(meant, group)] if meant and used[meant] <= 1 else group
    return kept


def _defined(group: list[UnknownReference]) -> str | None:
    """Give the defined id that is one slip of the hand apart from what several references say."""
    if len(group) < _SEVERAL:
        return None
    written, known = group[0].written, group[0].known
    return next((each for each in sorted(known.places) if one_slip_apart(written, each)), None)


def _misspelt(meant: str, group: list[UnknownReference]) -> Problem:
    first = min(group)
    places = (
        f"{len(group)} places say {quoted(first.written)}, the first of them {first.path}:{first.line}:{first.column}"
    )
    message = f"read {quoted(meant)}, to which nothing refers, while {places}; expected one spelling"
    return Problem(*first.known.places[meant], "two-spellings", message)


def _texts(tree: Any) -> Iterator[str]:
    """Give every text of a tree, keys too: what is defined stands there once, and what is referred to more often."""
    if isinstance(tree, YamlMapping):
        yield from tree
        for each in tree.values():
            yield from _texts(each)
    elif isinstance(tree, YamlSequence):
        for each in tree:
            yield from _texts(each)
    elif isinstance(tree, str):
        yield tree
