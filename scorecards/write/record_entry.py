"""An entry at the end of a file that people only add to, once everything was checked with it in place (D04)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.cache.real_path import real_path
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.snapshot_files import snapshots
from scorecards.read.sources import bytes_of, shown
from scorecards.read.team_files import problems_with
from scorecards.write.exchange import exchange
from scorecards.write.folder_lock import changing
from scorecards.yaml_files.append import Appended, appended
from scorecards.yaml_files.document import YamlMapping, entries, parse
from scorecards.yaml_files.emit import Node, number_or_day, scalar


@dataclass(frozen=True, slots=True)
class Field:
    """One line of an entry: its key, what the command line calls it, and how its value is written."""

    key: str
    option: str
    is_day: bool = False

    def written(self, value: str) -> str:
        """Write a value of it as YAML."""
        return number_or_day(value) if self.is_day else scalar(value)


Value = str | Sequence[tuple[Field, str]]
"""A text, or the fields of the one item of a list."""

Entry = Sequence[tuple[Field, Value]]


@dataclass(frozen=True, slots=True)
class Register:
    """A file of the pipeline that holds a list under ``key``; ``header`` is what a new one begins with."""

    file: str
    key: str
    header: bytes
    command: str
    said: Callable[[Problem], str]
    """Gives the message of a problem in the words of the command line."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The content of a file with a new entry at its end, which begins on ``line``, and the day of that entry."""

    path: Path
    content: bytes
    line: int
    on: str


def record(pipeline: Path, register: Register, made: Callable[[], Recorded]) -> Recorded:
    """Add an entry to a file, which no other command reads or changes until it is written.

    ``made`` makes the entry of what stands there by then.  Raises ProblemsFound as it does, and where the file cannot
    be written.
    """
    with changing(pipeline, real_path(pipeline / register.file).parent):
        recorded = made()
        exchange(pipeline, {recorded.path: recorded.content})
    return recorded


def newest_day(pipeline: Path, given: Mapping[str, str]) -> dict[str, str]:
    """Give what was given, with the day of the newest snapshot where it has no day."""
    days = snapshots(pipeline)
    return {"on": days[-1].stem, **given} if days else dict(given)


def with_entry(  # noqa: PLR0913, PLR0917 - an entry, and where it goes
    register: Register, entry: Entry, on: str, playbook: Path, pipeline: Path, kept: Cache | None
) -> Recorded:
    """Add an entry to what a file holds, and write nothing.

    Raises ProblemsFound with everything that would then be wrong with the team's files; what is wrong with this entry
    is told with the option that gave it.
    """
    cache = SnapshotCache(kept) if kept else None
    path = pipeline / register.file
    name = shown(path)
    before = _standing(path, register)
    problems = Problems()
    content = _with_entry(name, register.key, before, entry, problems)
    if problems or content is None:
        found = [*problems, *problems_with(playbook, pipeline, {register.file: before}, cache)]
        raise ProblemsFound(found or [_cannot_append(name)])
    options = list(_options(entry))
    line = len(content.decode("utf-8", "surrogatepass").splitlines()) - len(options) + 1
    found = problems_with(playbook, pipeline, {register.file: content}, cache)
    if found:
        raise ProblemsFound([_led_back(problem, name, line, options, register) for problem in found])
    return Recorded(path, content, line, on)


def _with_entry(name: str, key: str, before: bytes, entry: Entry, problems: Problems) -> bytes | None:
    """Add the entry, and read the file back: what stood there before must be what it was."""
    pairs = [(field.key, _node(field, value)) for field, value in entry]
    expected = {field.key: _plain(value) for field, value in entry}
    content = _content(appended(name, before, key, [pairs], problems))
    alone = _content(appended(name, b"", key, [pairs], problems))
    reads_back = content and alone and _rows(name, alone, key) == [expected]
    if content and reads_back and _rows(name, content, key) != [*_rows(name, before, key), expected]:
        problems.add(_cannot_append(name))
    return content


def _node(field: Field, value: Value) -> Node:
    if isinstance(value, str):
        return field.written(value)
    return [{each.key: each.written(text) for each, text in value}]


def _plain(value: Value) -> str | list[dict[str, str]]:
    return value if isinstance(value, str) else [{each.key: text for each, text in value}]


def _options(entry: Entry) -> list[str]:
    """Give the option behind each line of the entry, in the order of the lines."""
    return [
        option
        for field, value in entry
        for option in (field.option, *(() if isinstance(value, str) else (each.option for each, _ in value)))
    ]


def _content(added: Appended | None) -> bytes | None:
    return added.text().encode("utf-8", "surrogatepass") if added else None


def _cannot_append(name: str) -> Problem:
    return Problem(name, 1, 1, "cannot-append", "an entry at the end of this file would change what stands before it")


def _standing(path: Path, register: Register) -> bytes:
    """Give what stands in the file, or what a new one begins with."""
    if not (path.exists() or path.is_symlink()):
        return register.header
    problems = Problems()
    content = bytes_of(path, problems)
    if content is None:
        raise ProblemsFound(problems.found)
    return content


def _rows(name: str, content: bytes, key: str) -> list[YamlMapping]:
    tree = parse(name, content, Problems())
    return entries(tree, key) if isinstance(tree, YamlMapping) else []


def _led_back(problem: Problem, name: str, first_line: int, options: Sequence[str], register: Register) -> Problem:
    """Tell a problem of the new entry with the option that gave the value; each field stands on a line of its own."""
    place = problem.line - first_line
    if problem.path != name or not 0 <= place < len(options):
        return problem
    message = f"{options[place]}: {register.said(problem)}"
    return replace(problem, path=register.command, line=0, column=place, message=message)
