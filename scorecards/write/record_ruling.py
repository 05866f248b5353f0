"""A manager's ruling, added to rulings.yml once everything has been checked with it in place (D01, D04)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.pipeline_files import RULINGS_FILE
from scorecards.read.snapshot_files import snapshots
from scorecards.read.sources import bytes_of, shown
from scorecards.read.team_files import problems_with_rulings
from scorecards.yaml_files.append import Appended, appended
from scorecards.yaml_files.document import YamlMapping, entries, parse
from scorecards.yaml_files.emit import number_or_day, scalar

_KEY = "rulings"
_HEADER = b"# What the managers ruled. Entries are added at the end and never changed.\n"
_DAYS = frozenset({"on", "review_on"})
_GIVEN_AS = {
    "opportunity": "OPPORTUNITY",
    "by": "--by",
    "on": "--on",
    "ruling": "--ruling",
    "reason": "--reason",
    "course_of_action": "--course-of-action",
    "review_on": "--review-on",
}
"""The fields of a ruling in the order in which they are written, with what the command line calls them."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The content of rulings.yml with a new ruling at its end, which begins on ``line``, and the day of that ruling."""

    path: Path
    content: bytes
    line: int
    on: str


def with_ruling(playbook: Path, pipeline: Path, given: Mapping[str, str], kept: Cache | None = None) -> Recorded:
    """Add a ruling to what rulings.yml holds, and write nothing; ``given`` are the ruling's fields as text.

    A ruling without a day is of the day of the newest snapshot.  Raises ProblemsFound with everything that would then
    be wrong with the team's files; what is wrong with this ruling is told with the option that gave it.
    """
    cache = SnapshotCache(kept) if kept else None
    days = snapshots(pipeline)
    known = {"on": days[-1].stem, **given} if days else given
    fields = {name: known[name] for name in _GIVEN_AS if name in known}
    path = pipeline / RULINGS_FILE
    name = shown(path)
    before = _standing(path)
    problems = Problems()
    content = _with_entry(name, before, fields, problems)
    if problems or content is None:
        found = [*problems, *problems_with_rulings(playbook, pipeline, before, cache)]
        raise ProblemsFound(found or [_cannot_append(name)])
    line = len(content.decode("utf-8", "surrogatepass").splitlines()) - len(fields) + 1
    found = problems_with_rulings(playbook, pipeline, content, cache)
    if found:
        raise ProblemsFound([_led_back(problem, name, line, list(fields)) for problem in found])
    return Recorded(path, content, line, fields["on"])


def _with_entry(name: str, before: bytes, fields: dict[str, str], problems: Problems) -> bytes | None:
    """Add the entry, and read the file back: what stood there before must be what it was."""
    entry = [(key, (number_or_day if key in _DAYS else scalar)(value)) for key, value in fields.items()]
    content = _content(appended(name, before, _KEY, [entry], problems))
    alone = _content(appended(name, b"", _KEY, [entry], problems))
    if content and alone and _rows(alone) == [fields] and _rows(content) != [*_rows(before), fields]:
        problems.add(_cannot_append(name))
    return content


def _content(added: Appended | None) -> bytes | None:
    return added.text().encode("utf-8", "surrogatepass") if added else None


def _cannot_append(name: str) -> Problem:
    return Problem(name, 1, 1, "cannot-append", "an entry at the end of this file would change what stands before it")


def _standing(path: Path) -> bytes:
    """Give what stands in the file, or what a new one begins with."""
    if not (path.exists() or path.is_symlink()):
        return _HEADER
    problems = Problems()
    content = bytes_of(path, problems)
    if content is None:
        raise ProblemsFound(problems.found)
    return content


def _rows(content: bytes) -> list[YamlMapping]:
    tree = parse(RULINGS_FILE, content, Problems())
    return entries(tree, _KEY) if isinstance(tree, YamlMapping) else []


def _led_back(problem: Problem, name: str, first_line: int, fields: list[str]) -> Problem:
    """Tell a problem of the new ruling with the option that gave the value; each field stands on a line of its own."""
    place = problem.line - first_line
    if problem.path != name or not 0 <= place < len(fields):
        return problem
    message = f"{_GIVEN_AS[fields[place]]}: {_with_options(problem)}"
    return replace(problem, path="record-ruling", line=0, column=place, message=message)


def _with_options(problem: Problem) -> str:
    """Give the message, with the option in place of a field that a ruling lacks."""
    if problem.code != "ruling-incomplete":
        return problem.message
    lacks = {f" without {field}, ": f" without {option}, " for field, option in _GIVEN_AS.items()}
    return next(
        (problem.message.replace(field, option) for field, option in lacks.items() if field in problem.message),
        problem.message,
    )
