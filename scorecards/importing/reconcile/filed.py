"""What stands in a pipeline's folder before an import: the team, the accounts, and the snapshots up to its day."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from scorecards.importing.map.all_rows import Surroundings
from scorecards.importing.reconcile.equal_values import Tree
from scorecards.importing.reconcile.filed_values import OnDay, Place
from scorecards.model.accounts import Accounts
from scorecards.model.team import Team
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_of
from scorecards.read.folders import snapshots, snapshots_twice
from scorecards.read.snapshot_files import SnapshotFiles, SnapshotSource, files_of, read_snapshot, snapshot_of
from scorecards.read.sources import read_if_there

_BEFORE: Final = 2
"""So many snapshots before the day tell since when a value stands there."""

_IDS = re.compile(rb"""id["']?\s*:\s*["']?([\w.:-]+)""")
"""Every id in a file, however it is written, and some words that are none."""


@dataclass(frozen=True, slots=True)
class FiledSnapshot:
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
    shots: tuple[FiledSnapshot, ...]
    older: tuple[tuple[date, Path], ...] = ()
    """The snapshots before these, the newest first, which are read for what these do not hold."""

    def before(self) -> FiledSnapshot | None:
        """Give the newest snapshot before the day of the import."""
        return next((shot for shot in self.shots if shot.day < self.around.as_of), None)

    def today(self) -> FiledSnapshot | None:
        """Give the snapshot of the day of the import, where there is one already."""
        return next((shot for shot in self.shots if shot.day == self.around.as_of), None)

    def ids(self) -> frozenset[str] | None:
        """Give the ids of all snapshots before the day; None where there are more than were read."""
        return None if self.older else self._earlier()

    def _earlier(self) -> frozenset[str]:
        return frozenset(id_ for shot in self.shots if shot.day < self.around.as_of for id_ in shot.rows)

    def look_back(self, wanted: Iterable[str], problems: list[Problem]) -> "Filed":
        """Add what older snapshots hold of ids that those before the day do not hold, each from the newest of them.

        What is wrong with a snapshot that holds one is added to the problems.
        """
        missing = set(wanted) - self._earlier()
        found = []
        for day, path in self.older:
            files = files_of(path, problems) if missing else None
            if files and _may_hold(files, missing):
                shot = _shot(day, snapshot_of(files, problems))
                rows = {id_: shot.rows[id_] for id_ in sorted(missing & shot.rows.keys())}
                missing -= rows.keys()
                found.append(replace(shot, rows=rows))
        return replace(self, shots=(*self.shots, *(shot for shot in found if shot.rows)))

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
    earlier = sorted((day for day in days if day < as_of), reverse=True)
    wanted = [day for day in days if day == as_of] + earlier[:_BEFORE]
    shots = tuple(_shot(day, read_snapshot(days[day], problems)) for day in wanted)
    return Filed(around, shots, tuple((day, days[day]) for day in earlier[_BEFORE:]))


def _shot(day: date, shot: SnapshotSource) -> FiledSnapshot:
    rows = ((path, row, row.get("id")) for path, row in shot.rows())
    return FiledSnapshot(day, shot.path, {id_: (path, row) for path, row, id_ in rows if isinstance(id_, str)})


def _may_hold(files: SnapshotFiles, ids: Collection[str]) -> bool:
    """Tell whether one of the ids may stand in the files, without reading their YAML: that takes far longer."""
    return any(id_.decode() in ids for _, data in files.parts for id_ in _IDS.findall(data or b""))
