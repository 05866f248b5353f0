"""The principles that rules name under ``doctrine``: each must stand in principles.yml."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from scorecards.model.playbook.principles import Principles
from scorecards.problems.problem import Problem
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.references import KnownIds, ids_in, twice_in
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping


def of_principles(playbook: PlaybookSources) -> Iterator[Problem]:
    """Look through a playbook.

    A playbook without the file has no principles; that rules name some is then told once, not for each rule.
    """
    files = playbook.principles
    if not files:
        yield from _named_without_a_file(playbook)
        return
    # They share a page on which the address of each is its id in small letters.
    rows = [(file.path, row) for file in files for row in (*file.rows("sources"), *file.rows("principles"))]
    yield from twice_in(rows, {}, same=str.lower)
    sources, principles = _known(files, "sources", "a source"), _known(files, "principles", "a principle")
    for file in files:
        for principle in file.rows("principles"):
            yield from sources.check(file.path, principle, "source")
    yield from _unknown(playbook, principles)


def _known(files: Sequence[Source[Principles]], key: str, kind: str) -> KnownIds:
    found = [ids_in(file, key, kind, "principles.yml", _id) for file in files]
    ids = None if any(each.ids is None for each in found) else frozenset().union(*(each.ids or () for each in found))
    return replace(found[0], ids=ids)


def _id(row: YamlMapping) -> str | None:
    found = row.get("id")
    return found if isinstance(found, str) else None


def _unknown(playbook: PlaybookSources, known: KnownIds) -> Iterator[Problem]:
    for path, rule in _rules(playbook):
        yield from known.check_each(path, rule.get("doctrine"))


def _named_without_a_file(playbook: PlaybookSources) -> Iterator[Problem]:
    found = list(_unknown(playbook, KnownIds("a principle", "principles.yml", frozenset())))
    if found:
        first, rest = found[0], len(found) - 1
        others = f"; {rest:,} more places name one" if rest else ""
        yield replace(first, message=f"{first.message}, which isn't there{others}")


def _rules(playbook: PlaybookSources) -> Iterator[tuple[str, YamlMapping]]:
    """Give all rules as written, each with its file."""
    for part, key in playbook.lists_of_rules():
        yield from ((part.path, row) for row in part.rows(key))
    if playbook.glossary:
        yield from ((playbook.glossary.path, row) for row in playbook.glossary.rows("terms"))
    yield from ((check.path, check.keys) for check in playbook.checks)
