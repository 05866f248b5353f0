"""What an import was asked to do: the command as somebody typed it, the files, and the rules of the mapping."""

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from scorecards.importing.mapping.extending import read_mapping
from scorecards.importing.mapping.known_ids import read_ids
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.task.crm_record import CrmRecords
from scorecards.importing.task.on_file import OnFile, read_on_file
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.former_ids import NONE_FORMER
from scorecards.read.sources import shown

_DEFAULT_PIPELINE = "pipeline"

Progress = Callable[[str, int, int | None], None]
"""Takes the step in words, how much of it is done, and of how much; None where that is not known."""


def silent(_step: str, _done: int, _total: int | None) -> None:
    """Tell nobody how far an import has come."""


@dataclass(frozen=True, slots=True)
class Command:
    """An import as somebody types it, for messages that say what to run next; ``into`` is the pipeline's folder."""

    files: tuple[str, ...]
    mapping: str
    as_of: date
    into: str = _DEFAULT_PIPELINE

    def of(self, files: Sequence[str]) -> "Command":
        """Give the same import of other files."""
        return replace(self, files=tuple(dict.fromkeys(files)))

    def __str__(self) -> str:
        """Give the line to type."""
        into = [] if self.into == _DEFAULT_PIPELINE else ["--into", self.into]
        return _line("import", *self.files, "--from", self.mapping, "--as-of", self.as_of.isoformat(), *into)

    def to_build(self) -> str:
        """Give the line that builds the site from what was imported."""
        return _line() if self.into == _DEFAULT_PIPELINE else _line("build", "--pipeline", self.into)


def _line(*words: str) -> str:
    return shlex.join(["python", "build_scorecards.py", *words])


@dataclass(frozen=True, slots=True)
class Task:
    """The files to import, the rules, and the pipeline's folder ``into`` as it stands."""

    files: tuple[Path, ...]
    mapping: Path
    rules: CrmMapping
    on_file: OnFile
    into: Path
    progress: Progress = silent
    records: CrmRecords = field(default_factory=CrmRecords)
    """What the CRM said at the imports before."""
    problems: Problems = field(default_factory=Problems)
    """What was found that stops the import as a whole."""
    hints: tuple[str, ...] = ()
    """What is to be said of the mapping, and stops nothing."""

    @property
    def as_of(self) -> date:
        """The day that the export shows."""
        return self.on_file.as_of

    @property
    def team(self) -> Team | None:
        """The team on file."""
        return self.on_file.team.value if self.on_file.team else None

    @property
    def zone(self) -> str | None:
        """The IANA name of the team's time zone, where it is known."""
        about = self.team or self.rules.team
        return about.time_zone if about else None

    @property
    def locale(self) -> str | None:
        """The team's locale, where it is known."""
        about = self.team or self.rules.team
        return about.locale if about else None

    @property
    def currency(self) -> str | None:
        """The currency of amounts whose row names none."""
        return self.rules.currency or (self.team.currency if self.team else None)

    @property
    def command(self) -> Command:
        """The import as it was typed."""
        return Command(tuple(map(shown, self.files)), shown(self.mapping), self.as_of, shown(self.into))

    def problem(self, code: str, message: str) -> Problem:
        """Name a problem with the mapping as a whole."""
        return Problem(shown(self.mapping), 1, 1, code, message)


def task_of(  # noqa: PLR0913, PLR0917 - what the command line gives
    files: Sequence[Path],
    mapping: Path,
    as_of: date,
    into: Path,
    mappings: Path,
    progress: Progress = silent,
    playbook: Path | None = None,
) -> Task:
    """Read the mapping and what stands on file.  Raises ProblemsFound with all that is wrong with it."""
    problems = Problems()
    ids = read_ids(playbook) if playbook else None
    former = ids.former if ids else NONE_FORMER
    hints: list[str] = []
    rules = read_mapping(mapping, mappings, problems, ids, hints)
    on_file = read_on_file(into, as_of, problems, former)
    if rules is None or problems:
        raise ProblemsFound(problems.found)
    records = CrmRecords.of(into, as_of, former)
    task = Task(tuple(files), mapping, rules, on_file, into, progress, records, problems, tuple(hints))
    if not rules.team and not on_file.team:
        message = f"read no team, expected the key, because there is no {shown(into / 'team.yml')} yet"
        problems.add(task.problem("missing-key", message))
    problems.stop()
    return task
