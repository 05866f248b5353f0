"""What stands in a pipeline's folder before an import: the team, the accounts, and the snapshots up to its day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from scorecards.accounts import Accounts
from scorecards.errors import Problem
from scorecards.importing.past.alike import Tree
from scorecards.importing.past.pasts import OnDay, Place
from scorecards.importing.rows.understanding import Surroundings
from scorecards.reading.dates import day_of
from scorecards.reading.folders import snapshots, snapshots_twice
from scorecards.reading.shots import Shot, read_shot
from scorecards.reading.sources import read_if_there
from scorecards.team import Team

_BEFORE: Final = 2
"""So many snapshots before the day tell since when a value stands there."""


@dataclass(frozen=True, slots=True)
class FiledShot:
    """A snapshot on file: its day, its path, and its opportunities by id, each with the path of its file."""

    day: date
    path: str
    rows: Mapping[str, tuple[str, Tree]]

    def on_day(self) -> OnDay:
        """Give the opportunities alone."""
        return OnDay(self.day, {id_: tree for id_, (_, tree) in self.rows.items()})


@dataclass(frozen=True, slots=True)
class Filed:
    """What stands on file; ``shots`` are the snapshots that count for the import, the newest first."""

    around: Surroundings
    shots: tuple[FiledShot, ...]
    are_all: bool
    """Whether there are no snapshots but these up to the day."""

    def before(self) -> FiledShot | None:
        """Give the newest snapshot before the day of the import."""
        return next((shot for shot in self.shots if shot.day < self.around.as_of), None)

    def ids(self) -> frozenset[str] | None:
        """Give the ids of all snapshots before the day; None where there are more than were read."""
        earlier = (shot.rows for shot in self.shots if shot.day < self.around.as_of)
        return frozenset(id_ for rows in earlier for id_ in rows) if self.are_all else None

    def path_of(self, place: Place) -> str:
        """Give the path of the file in which a value was written."""
        shot = next(shot for shot in self.shots if shot.day == place.day)
        return shot.rows[place.opportunity][0]


def read_filed(into: Path, as_of: date, problems: list[Problem]) -> Filed:
    """Read what stands on file; what is wrong with it is added to the problems."""
    around = Surroundings(
        read_if_there(into / "team.yml", Team, problems),
        read_if_there(into / "accounts.yml", Accounts, problems),
        as_of,
    )
    days = {day: path for path in snapshots(into) if (day := day_of(path.stem)) and day <= as_of}
    problems.extend(problem for day, problem in snapshots_twice(into) if day in days)
    earlier = sorted((day for day in days if day < as_of), reverse=True)[:_BEFORE]
    wanted = [as_of, *earlier] if as_of in days else earlier
    shots = tuple(_shot(day, read_shot(days[day], problems)) for day in wanted)
    return Filed(around, shots, are_all=len(wanted) == len(days))


def _shot(day: date, shot: Shot) -> FiledShot:
    rows = ((path, row, row.get("id")) for path, row in shot.rows())
    return FiledShot(day, shot.path, {id_: (path, row) for path, row, id_ in rows if isinstance(id_, str)})
