"""What an import was asked to do, and what stands on file for it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.importing.command import Command
from scorecards.importing.mapping.extending import read_mapping
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.reconcile.filed import Filed, read_filed
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown


@dataclass(frozen=True, slots=True)
class Task:
    """The files to import, the rules, and the pipeline's folder as it stands."""

    files: tuple[Path, ...]
    mapping: Path
    rules: CrmMapping
    filed: Filed
    into: Path

    @property
    def as_of(self) -> date:
        """The day that the export shows."""
        return self.filed.around.as_of

    @property
    def team(self) -> Team | None:
        """The team on file."""
        return self.filed.around.team.value if self.filed.around.team else None

    @property
    def zone(self) -> str | None:
        """The IANA name of the team's time zone, where it is known."""
        about = self.team or self.rules.team
        return about.time_zone if about else None

    @property
    def command(self) -> Command:
        """The import as it was typed."""
        return Command(tuple(map(shown, self.files)), shown(self.mapping), self.as_of, shown(self.into))

    def problem(self, code: str, message: str) -> Problem:
        """Name a problem with the mapping as a whole."""
        return Problem(shown(self.mapping), 1, 1, code, message)


def task_of(files: tuple[Path, ...], mapping: Path, as_of: date, into: Path, mappings: Path) -> Task:
    """Read the mapping and what stands on file.  Raises ProblemsFound with all that is wrong with it."""
    problems: list[Problem] = []
    rules = read_mapping(mapping, mappings, problems)
    filed = read_filed(into, as_of, problems)
    if rules is None or problems:
        raise ProblemsFound(problems)
    task = Task(files, mapping, rules, filed, into)
    if not rules.team and not filed.around.team:
        message = f"read no team, expected the key, because there is no {shown(into / 'team.yml')} yet"
        raise ProblemsFound([task.problem("missing-key", message)])
    return task
