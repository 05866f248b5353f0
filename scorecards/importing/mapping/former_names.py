"""Former ids of the playbook in a mapping: the present ones take their place, and each is told."""

from collections.abc import Iterator

from scorecards.read.former_ids import FormerIds
from scorecards.read.replacing import Renames, replace_key, replace_value
from scorecards.yaml_files.document import YamlMapping, YamlSequence, quoted

Replaced = tuple[int, str]
"""The line on which a former id stands in a mapping's tree, and what is said of it."""


def replace_former(tree: YamlMapping, former: FormerIds) -> Iterator[Replaced]:
    """Put the present ids in the place of former ones: of stages, questions and exit criteria."""
    words = tree.get("stages")
    if isinstance(words, YamlMapping):
        yield from _values(words, list(words), former.stages)
    fields = tree.get("opportunities")
    if isinstance(fields, YamlMapping):
        yield from _source(fields.get("stage"), former.stages)
        yield from _keys(fields.get("answers"), former.questions)
        yield from _keys(fields.get("exit_criteria"), former.criteria)


def _source(source: object, renames: Renames) -> Iterator[Replaced]:
    """Look at a source of the field ``stage``."""
    if not isinstance(source, YamlMapping):
        return
    yield from _values(source, ["value", "otherwise"], renames)
    if isinstance(values := source.get("values"), YamlMapping):
        yield from _values(values, list(values), renames)
    alternatives = source.get("first")
    for each in alternatives if isinstance(alternatives, YamlSequence) else ():
        yield from _source(each, renames)


def _values(node: YamlMapping, keys: list[str], renames: Renames) -> Iterator[Replaced]:
    for key in keys:
        written = node.get(key)
        if replace_value(node, key, renames):
            yield node.value_at(key)[0], _told(written, node[key])


def _keys(node: object, renames: Renames) -> Iterator[Replaced]:
    if isinstance(node, YamlMapping):
        for key in list(node):
            if replace_key(node, key, renames):
                yield node.key_at(renames[key])[0], _told(key, renames[key])


def _told(written: object, present: str) -> str:
    return f"read {quoted(str(written))} as {quoted(present)}, which is its id in the playbook now"
