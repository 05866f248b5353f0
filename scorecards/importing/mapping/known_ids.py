"""What a mapping names of the playbook, held against it before a row is read: stages, questions and exit criteria."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scorecards.model.vocabulary import CLOSED
from scorecards.problems.problem import Problem, Problems
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.references import PlaybookIds, ids_of_playbook
from scorecards.yaml_files.document import YamlMapping, YamlSequence


def read_ids(playbook: Path) -> PlaybookIds | None:
    """Read the ids of a playbook's rules; None where there is none.  What is wrong with it a build tells."""
    sources = playbook_sources(playbook, Problems()) if playbook.is_dir() else None
    return ids_of_playbook(sources) if sources else None


def unknown_ids(path: str, tree: YamlMapping, ids: PlaybookIds) -> Iterator[Problem]:
    """Tell of each id in a mapping's tree that the playbook does not have."""
    yield from unknown_stages(path, tree, ids)
    fields = tree.get("opportunities")
    if isinstance(fields, YamlMapping):
        yield from _in_source(path, fields.get("stage"), ids)
        yield from ids.questions.check_each(path, fields.get("answers"))
        yield from ids.criteria.check_each(path, fields.get("exit_criteria"))


def unknown_stages(path: str, tree: YamlMapping, ids: PlaybookIds) -> Iterator[Problem]:
    """Tell of each word for a stage whose meaning is neither a stage of the playbook nor a way to be closed."""
    words = tree.get("stages")
    if isinstance(words, YamlMapping):
        for word, meaning in words.items():
            yield from () if meaning in CLOSED else ids.stages.check(path, words, word)


def _in_source(path: str, source: Any, ids: PlaybookIds) -> Iterator[Problem]:
    """Look at a source of the field ``stage``."""
    if not isinstance(source, YamlMapping):
        return
    for key in ("value", "otherwise"):
        yield from ids.stages.check(path, source, key)
    values = source.get("values")
    if isinstance(values, YamlMapping):
        for word in values:
            yield from ids.stages.check(path, values, word)
    alternatives = source.get("first")
    for each in alternatives if isinstance(alternatives, YamlSequence) else ():
        yield from _in_source(path, each, ids)
