"""What a row's own words decide: whether a condition of the mapping holds, and which column they name."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from scorecards.importing.detect.notations import flag
from scorecards.importing.mapping.source import Truth, braced
from scorecards.importing.open.table import Cells, Fault, Table
from scorecards.yaml_files.document import quoted
from scorecards.yaml_files.emit import scalar

_TRUTHS = frozenset({"true", "false"})


def same_word(word: str, listed: Collection[str], flags: Mapping[str, Truth]) -> str | None:
    """Give the listed word that a cell's word is: itself, or true or false where it is a way to write that."""
    if word in listed:
        return word
    truths = {each.lower(): each for each in listed if each.lower() in _TRUTHS}
    return truths.get(flag(word, flags) or "") if truths else None


def condition(
    when: Mapping[str, tuple[str, ...]], table: Table, flags: Mapping[str, Truth], blanks: Collection[str]
) -> Callable[[Cells], bool]:
    """Tell of a row of a table whether it has one of the words in each column; one that is missing has none.

    ``blanks`` are words that stand for an empty cell.
    """
    tests = [
        (table.header.index(column) if column in table.header else -1, _test(when[column], flags, blanks))
        for column in when
    ]
    if any(position < 0 for position, _ in tests):
        return lambda _cells: False
    if len(tests) == 1:
        ((only, holds),) = tests
        return lambda cells: holds(cells[only])
    return lambda cells: all(holds(cells[position]) for position, holds in tests)


def _test(words: tuple[str, ...], flags: Mapping[str, Truth], blanks: Collection[str]) -> Callable[[str | None], bool]:
    known: dict[str | None, bool] = {None: False}

    def holds(cell: str | None) -> bool:
        if cell not in known:
            word = str(cell).strip()
            known[cell] = same_word("" if word in blanks else word, words, flags) is not None
        return known[cell]

    return holds


def doubtful_truth(
    when: Mapping[str, tuple[str, ...]], table: Table, flags: Mapping[str, Truth], blanks: Collection[str]
) -> Callable[[Cells], Fault | None]:
    """Tell of a row of a table which word stands, where true or false is tested, that is neither."""
    tested = [
        (table.index(column), column)
        for column, words in when.items()
        if column in table.header and any(words) and _TRUTHS.issuperset(word.lower() for word in words if word)
    ]
    known: dict[tuple[int, str | None], Fault | None] = {}

    def find(cells: Cells) -> Fault | None:
        for position, column in tested:
            key = position, cells[position]
            if key not in known:
                word = (key[1] or "").strip()
                neither = word and word not in blanks and flag(word, flags) is None
                known[key] = _neither(column, word) if neither else None
            if known[key]:
                return known[key]
        return None

    return find


def _neither(column: str, word: str) -> Fault:
    one = f"source: {{flags: {{{scalar(word)}: true}}}}"
    message = f"read {quoted(word)}, expected true or false. If it is one of them, say so in the mapping, such as {one}"
    return Fault(column, "csv-word", message, word)


def naming(template: str, header: Sequence[str]) -> Callable[[Cells], str | None]:
    """Name a row's column; None where a cell that it takes is not there."""
    positions = {column: header.index(column) for column in braced(template) if column in header}
    if len(positions) < len(set(braced(template))):
        return lambda _cells: None
    seen: dict[tuple[str, ...], str] = {}

    def name(cells: Cells) -> str:
        key = tuple([(cells[position] or "").strip() for position in positions.values()])
        if key not in seen:
            words = dict(zip(positions, key, strict=True))
            seen[key] = re.sub(r"\{([^{}]+)\}", lambda found: words[found[1]], template)
        return seen[key]

    return name
