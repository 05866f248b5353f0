"""A mapping with what it extends: its own keys go before, and a blank one takes away what stood there."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from scorecards.importing.mapping.former_names import replace_former
from scorecards.importing.mapping.known_ids import unknown_ids, unknown_stages
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.model.names import did_you_mean
from scorecards.problems.problem import Problem, Problems
from scorecards.read.folders import standing_in
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.model_errors import complaints
from scorecards.read.paths import is_file
from scorecards.read.references import PlaybookIds
from scorecards.read.sources import bytes_of, shown
from scorecards.read.validation import validated
from scorecards.yaml_files.document import YamlMapping, YamlSequence, parse, quoted
from scorecards.yaml_files.limits import as_far_as_told

_BY_KEY: Final[dict[str, Any]] = {"source": {}, "stages": {}, "called": {}, "team": {}, "accounts": {}, "keep": {},
                  "opportunities": {"answers": {}, "exit_criteria": {}}}  # fmt: skip
"""What is merged key by key, and what within it; lists of ``_JOINED`` are joined, and all else is replaced."""

_JOINED: Final = frozenset({"skip", "related"})
_LINE: Final = 32
"""How many bits of a place are its column."""

_APART: Final = 1_000_000
"""So many lines stand between the files that a mapping is made of, so that each line tells its file."""


def read_mapping(
    path: Path,
    mappings: Path,
    problems: Problems,
    ids: PlaybookIds | None = None,
    hints: list[str] | None = None,
) -> CrmMapping | None:
    """Read a mapping and those that it extends; ``mappings`` is the folder of those that come along.

    None, with all problems added, each at its place in its own file.  With the ``ids`` of a playbook, those that the
    mapping names must be among them.  A word for a stage that only an extended mapping lists, and whose meaning the
    playbook does not have, is none that is known.  A former id counts as the present one; of those that the mapping
    names itself ``hints`` are added.
    """
    chain = _Chain(mappings, problems, ids.former if ids else NONE_FORMER, [] if hints is None else hints)
    tree = chain.tree(path)
    if tree is None:
        return None
    found = Problems()
    value, refused = validated(tree, CrmMapping)
    found.extend(as_far_as_told(complaints(chain.files[0], tree, CrmMapping, refused)))
    if ids and value:
        found.extend(each for each in unknown_ids(chain.files[0], tree, ids) if each.line < _APART)
        value = _without_unknown_stages(value, tree, ids)
    problems.extend(_in_its_file(problem, chain.files) for problem in found)
    return None if found else value


def _without_unknown_stages(rules: CrmMapping, tree: YamlMapping, ids: PlaybookIds) -> CrmMapping:
    unknown = {tuple(tree["stages"].value_at(word)): word for word in rules.stages}
    gone = {unknown[each.line, each.column] for each in unknown_stages("", tree, ids)}
    stages = {word: meaning for word, meaning in rules.stages.items() if word not in gone}
    return rules.model_copy(update={"stages": stages}) if gone else rules


@dataclass(frozen=True, slots=True)
class _Chain:
    """Mappings of which each extends the next, as far as they are read; ``files`` are their names.

    Former ids are replaced in each by itself, so that what it says under one goes before what stands below it under the
    present one.
    """

    mappings: Path
    problems: Problems
    former: FormerIds
    hints: list[str]
    files: list[str] = field(default_factory=list)

    def tree(self, path: Path) -> YamlMapping | None:
        """Give the tree of a file with those that it extends below it."""
        name = shown(path)
        number = len(self.files)
        self.files.append(name)
        data = bytes_of(path, self.problems)
        tree = None if data is None else parse(name, data, self.problems)
        if not isinstance(tree, YamlMapping):
            if tree is not None:
                message = "read no keys, expected the keys of a mapping"
                self.problems.add(Problem(name, 1, 1, "wrong-type", message))
            return None
        told = [f"{name}:{line}: {what}" for line, what in replace_former(tree, self.former)]
        self.hints.extend(() if number else told)
        below = tree.get("extends")
        own: YamlMapping = _shifted(tree, number * _APART << _LINE)
        if not isinstance(below, str):
            return own
        other = _path_of(below, path, self.mappings)
        refused = _refusal(below, other, self.files, self.mappings)
        if refused:
            self.problems.add(Problem(name, *tree.value_at("extends"), "mapping-extends", refused))
            return None
        under = self.tree(other)
        return None if under is None else _merged(own, under, _BY_KEY)


def _shifted(node: Any, by: int) -> Any:
    """Give a tree with all its places moved down."""
    if not isinstance(node, YamlMapping | YamlSequence):
        return node
    moved: YamlMapping | YamlSequence = (
        YamlMapping(node.at + by) if isinstance(node, YamlMapping) else YamlSequence(node.at + by)
    )
    moved.marks += [mark + by for mark in node.marks]
    if isinstance(node, YamlMapping) and isinstance(moved, YamlMapping):
        moved.update({key: _shifted(value, by) for key, value in node.items()})
    elif isinstance(moved, YamlSequence):
        moved.extend([_shifted(value, by) for value in node])
    return moved


def _path_of(named: str, path: Path, mappings: Path) -> Path:
    beside = path.parent / named
    return beside if is_file(beside) else mappings / f"{named}.yml"


def _refusal(named: str, other: Path, files: Sequence[str], mappings: Path) -> str | None:
    if shown(other) in files:
        return f"read {quoted(named)}, which is this mapping or extends it, expected another one"
    if not is_file(other):
        known = [each.stem for each in standing_in(mappings) if each.suffix == ".yml"]
        expected = f"the path of a mapping from this file, or one of {', '.join(known)}"
        return f"read {quoted(named)}, expected {expected}{did_you_mean(named, known)}"
    return None


def _merged(own: YamlMapping, under: YamlMapping, by_key: dict[str, Any]) -> YamlMapping:
    """Put what a file says over what stands below it."""
    merged = YamlMapping(own.at)
    for tree in (own, under):
        for key in tree:
            if key in merged or (tree is under and key in own):
                continue
            value = _value(key, own, under, by_key)
            if value is not None or key not in under:
                merged[key] = value
                place = 2 * list(tree).index(key)
                merged.marks += tree.marks[place : place + 2]
    return merged


def _value(key: str, own: YamlMapping, under: YamlMapping, by_key: dict[str, Any]) -> Any:
    if key not in own:
        return under[key]
    mine, other = own[key], under.get(key)
    if key in by_key and isinstance(mine, YamlMapping) and isinstance(other, YamlMapping):
        return _merged(mine, other, by_key[key])
    if key in _JOINED and isinstance(mine, YamlSequence) and isinstance(other, YamlSequence):
        joined = YamlSequence(mine.at)
        joined.extend([*mine, *other])
        joined.marks += [*mine.marks, *other.marks]
        return joined
    return mine


def _in_its_file(problem: Problem, files: Sequence[str]) -> Problem:
    number, line = divmod(problem.line, _APART)
    return replace(problem, path=files[number], line=line)
