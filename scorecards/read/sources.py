"""One file of a team: its tree with positions, and the validated type where it is free of mistakes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from scorecards.problems.problem import Problem, Problems, visible
from scorecards.read.model_errors import complaints
from scorecards.read.paths import leads_outside
from scorecards.read.validation import refused_at_first_look, validated
from scorecards.yaml_files.decode import LARGEST
from scorecards.yaml_files.document import Tree, YamlMapping, entries
from scorecards.yaml_files.limits import MOST_PROBLEMS, not_all_told
from scorecards.yaml_files.plain_lines import read_tree

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Source(Generic[M]):
    """A file as far as it can be read.

    ``tree`` is None where it is no YAML, ``value`` where it holds anything that its model refuses; ``data`` are the
    bytes that it was read from.
    """

    path: str
    tree: Tree | None = None
    value: M | None = None
    data: bytes = b""

    @property
    def keys(self) -> YamlMapping:
        """The keys of the file; none where it is anything else."""
        return self.tree if isinstance(self.tree, YamlMapping) else YamlMapping(0)

    @property
    def checked(self) -> M:
        """The value of a file that was read without problems."""
        if self.value is None:
            message = f"{self.path} was read without problems, yet holds nothing"
            raise AssertionError(message)
        return self.value

    def rows(self, key: str) -> list[YamlMapping]:
        """Give the entries of one of the file's lists."""
        return entries(self.keys, key)


def shown(path: Path) -> str:
    """Write a path as the user gave it, with forward slashes and nothing invisible."""
    return visible(path.as_posix())


def read_source(
    path: Path, model: type[M], problems: Problems, prepare: Callable[[Tree], None] | None = None
) -> Source[M]:
    """Read and validate one file; all that is wrong with it is added to ``problems``.

    ``prepare`` may change what stands there before it is validated.
    """
    name = shown(path)
    data = bytes_of(path, problems)
    return Source(name) if data is None else source_of(name, data, model, problems, prepare)


def read_if_there(path: Path, model: type[M], problems: Problems) -> Source[M] | None:
    """Read and validate a file that a team need not keep; None where there is none."""
    return read_source(path, model, problems) if is_there(path) else None


def source_of(
    name: str, data: bytes, model: type[M], problems: Problems, prepare: Callable[[Tree], None] | None = None
) -> Source[M]:
    """Validate the content of one file; all that is wrong with it is added to ``problems``.

    ``prepare`` may change what stands there before it is validated.
    Where that is very much, it is told as far as it helps, and the file counts as one that cannot be read.
    """
    at_first_look = refused_at_first_look(data, model)
    if at_first_look:
        return _too_much(name, *at_first_look, model, problems)
    tree = read_tree(name, data, problems)
    if tree is None:
        return Source(name)
    if prepare:
        prepare(tree)
    value, refused = validated(tree, model)
    if len(refused) > MOST_PROBLEMS:
        return _too_much(name, tree, refused, model, problems)
    problems.extend(complaints(name, tree, model, refused))
    return Source(name, tree, value, data)


def _too_much(name: str, tree: Tree, refused: list[Any], model: type[M], problems: Problems) -> Source[M]:
    problems.extend(complaints(name, tree, model, refused[:MOST_PROBLEMS]))
    problems.add(not_all_told(name))
    return Source(name)


def of_tree(name: str, tree: Tree, model: type[M], problems: Problems, data: bytes = b"") -> Source[M]:
    """Validate a tree that was read from ``data``; all that is wrong with it is added to ``problems``."""
    value, refused = validated(tree, model)
    problems.extend(complaints(name, tree, model, refused))
    return Source(name, tree, value, data)


def bytes_of(path: Path, problems: Problems, largest: int = LARGEST) -> bytes | None:
    """Read the bytes of a file; None, with a problem added, where there are none."""
    try:
        refused = _refusal(path, largest)
        if refused is None:
            return path.read_bytes()
    except OSError as error:
        refused = "file-unreadable", f"read nothing, expected a file that can be opened: {error.strerror}"
    problems.add(Problem(shown(path), 1, 1, *refused))
    return None


def is_there(path: Path) -> bool:
    """Tell whether anything stands there; what cannot be looked at does, so that reading it tells why."""
    try:
        return path.exists() or path.is_symlink()
    except OSError:
        return True


def misfiled(source: Source[Any], key: str, name: str, of: str = "file") -> Iterator[Problem]:
    """Tell of a file that is not named after what stands in it, or is in a folder that is not."""
    written = source.keys.get(key)
    if source.value and written != name:
        message = f"read {written}, expected {name} as in the {of}'s name"
        yield Problem(source.path, *source.keys.value_at(key), "wrong-file-name", message)


def _refusal(path: Path, largest: int) -> tuple[str, str] | None:
    if leads_outside(path):
        return (
            "leads-outside",
            "read a link that leads out of the project, expected a file of it; nothing of it is read",
        )
    if path.is_dir():
        return "not-a-file", "read a folder, expected a file"
    if not path.exists():
        return "file-missing", "read nothing, expected this file"
    if not path.is_file():
        return "not-a-file", "read something that is no plain file, expected a file"
    size = path.stat().st_size
    return ("too-large", f"read {size:,} bytes, expected at most {largest:,}") if size > largest else None
