"""Which file of a day's snapshot an opportunity stands in, and which files of that day an import replaces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from scorecards.importing.map.team_members import Member
from scorecards.model.names import page_name
from scorecards.model.team import Team
from scorecards.read.people import with_ids


@dataclass(frozen=True, slots=True)
class Split:
    """How a day's snapshot is split; ``teams`` gives the manager's id for a rep's."""

    by: Literal["owner", "team"] | None = None
    teams: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, owner: str) -> str:
        """Name the part that holds a rep's opportunities: a rep of no team has one of his own."""
        if self.by is None:
            return ""
        return self.teams.get(owner, owner) if self.by == "team" else owner

    def path(self, into: Path, as_of: date, name: str) -> Path:
        """Give the path of a part, or that of the snapshot where it has no parts."""
        day = into / "snapshots" / as_of.isoformat()
        return day.with_name(f"{day.name}.yml") if self.by is None else day / f"{name}.yml"


def teams_on_file(team: Team, as_of: date) -> dict[str, str]:
    """Give the manager of each rep on a day, by id."""
    named = with_ids(team)
    return {rep.id: rep.manager_on(as_of) for rep in (*named.reps, *named.former_reps)}


def teams_of(members: Iterable[Member]) -> dict[str, str]:
    """Give the manager of each rep by id, as the export has them."""
    return {page_name(member.rep): page_name(member.manager) for member in members}


def replaced(into: Path, as_of: date, written: Iterable[Path]) -> tuple[Path, ...]:
    """Give the files that hold a snapshot of the day now, and of which nothing is written again."""
    day = into / "snapshots" / as_of.isoformat()
    there = [day.with_name(f"{day.name}.yml"), *sorted(day.glob("*.yml"))]
    keep = set(written)
    return tuple(path for path in there if path.is_file() and path not in keep and not path.name.startswith("."))
