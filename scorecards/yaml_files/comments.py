"""The comments of a YAML file, each with the line that it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its # on; ``of_line`` is its own line, or where it fills that, the next one with anything else."""

    line: int
    column: int
    text: str
    of_line: int


def comments(data: bytes, saying: bytes) -> Iterator[Comment]:
    """Give the comments of a file that was read without problems; none where it does not say so anywhere."""
    if saying not in data:
        return
    text = data.decode("utf-8-sig")
    lines = text.splitlines()
    starts = list(_comment_starts(text, lines))
    whole = {line for line, column in starts if not lines[line][:column].strip()}
    for line, column in starts:
        of_line = line
        if line in whole:
            after = (each for each in range(line, len(lines)) if each not in whole and lines[each].strip())
            of_line = next(after, line)
        yield Comment(line + 1, column + 1, lines[line][column:].rstrip(), of_line + 1)


def _comment_starts(text: str, lines: list[str]) -> Iterator[tuple[int, int]]:
    """Give line and column, from 0, of the first # of each line that stands in no text."""
    ends = _ends_of_texts(text)
    for line, written in enumerate(lines):
        column = written.find("#")
        while column >= 0:
            if not _inside(ends, (line, column)) and (column == 0 or written[column - 1] in " \t"):
                yield line, column
                break
            column = written.find("#", column + 1)


def _ends_of_texts(text: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Give where each text in quotes or in a block begins and ends: a # in it begins no comment."""
    marks = [
        (event.start_mark, event.end_mark)
        for event in yaml.parse(text, yaml.CSafeLoader)
        if isinstance(event, yaml.ScalarEvent) and event.style
    ]
    return [((start.line, start.column), (end.line, end.column)) for start, end in marks if start and end]


def _inside(texts: list[tuple[tuple[int, int], tuple[int, int]]], place: tuple[int, int]) -> bool:
    return any(start <= place < end for start, end in texts)
