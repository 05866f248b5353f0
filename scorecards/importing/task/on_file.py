"""What stands in a pipeline's folder before an import: the team, the accounts, and the snapshots up to its day."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from scorecards.importing.task.filed_opportunities import FilesOf, held
from scorecards.model.accounts import Accounts
from scorecards.model.team import Team
from scorecards.problems.problem import Problems
from scorecards.read.dates import day_of
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.snapshot_files import SnapshotFiles, files_of, snapshot_of, snapshots, snapshots_twice
from scorecards.read.sources import Source, read_if_there, shown

Tree = dict[str, Any]
"""One opportunity, or a part of one: keys with texts, None for a blank, lists and trees, as YAML gives them."""

_BEFORE: Final = 2
"""So many snapshots before the day tell since when a value stands there."""

_IDS = re.compile(rb"""id["']?\s*:\s*["']?([\w.:-]+)""")
"""Every id in a file, however it is written, and some words that are none."""


@dataclass(frozen=True, slots=True)
class SnapshotOnFile:
    """The snapshot of a day: its opportunities by id, its path, and the path of the file that holds each of them."""

    day: date
    opportunities: Mapping[str, Tree]
    path: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What stands on file for an import of a day; ``snapshots`` are those that count for it, the newest first."""

    as_of: date
    team: Source[Team] | None = None
    accounts: Source[Accounts] | None = None
    snapshots: tuple[SnapshotOnFile, ...] = ()
    older: tuple[tuple[date, Path], ...] = ()
    """The snapshots before these, the newest first, which are read for what these do not hold."""
    former: FormerIds = NONE_FORMER
    """The ids that rules of the playbook had before, in whose place the present ones are read."""

    def before(self) -> SnapshotOnFile | None:
        """Give the newest snapshot before the day of the import."""
        return next((each for each in self.snapshots if each.day < self.as_of), None)

    def today(self) -> SnapshotOnFile | None:
        """Give the snapshot of the day of the import, where there is one already."""
        return next((each for each in self.snapshots if each.day == self.as_of), None)

    def earlier_ids(self) -> frozenset[str] | None:
        """Give the ids of all snapshots before the day; None where there are more than were read."""
        return None if self.older else self._earlier()

    def _earlier(self) -> frozenset[str]:
        return frozenset(id_ for each in self.snapshots if each.day < self.as_of for id_ in each.opportunities)

    def look_back(self, wanted: Iterable[str], problems: Problems) -> "OnFile":
        """Add what older snapshots hold of ids that those before the day do not hold, each from the newest of them.

        What is wrong with a snapshot that holds one is added to the problems.
        """
        missing = set(wanted) - self._earlier()
        found = []
        for day, path in self.older:
            files = files_of(path, problems) if missing else None
            if files and _may_hold(files, missing):
                whole = _on_file(day, files, problems, self.former)
                held = {id_: whole.opportunities[id_] for id_ in sorted(missing & whole.opportunities.keys())}
                missing -= held.keys()
                found.append(replace(whole, opportunities=held))
        return replace(self, snapshots=(*self.snapshots, *(each for each in found if each.opportunities)))

    def file_of(self, opportunity: str, day: date) -> str:
        """Give the path of the file in which an opportunity stands in the snapshot of a day."""
        return next(each for each in self.snapshots if each.day == day).files[opportunity]


def read_on_file(into: Path, as_of: date, problems: Problems, former: FormerIds = NONE_FORMER) -> OnFile:
    """Read what stands on file, with present ids for ``former`` ones; what is wrong is added to the problems."""
    team = read_if_there(into / "team.yml", Team, problems)
    accounts = read_if_there(into / "accounts.yml", Accounts, problems)
    days = {day: path for path in snapshots(into) if (day := day_of(path.stem)) and day <= as_of}
    problems.extend(problem for day, problem in snapshots_twice(into) if day in days)
    earlier = sorted((day for day in days if day < as_of), reverse=True)
    wanted = [day for day in days if day == as_of] + earlier[:_BEFORE]
    counting = tuple(_on_file(day, files_of(days[day], problems), problems, former) for day in wanted)
    return OnFile(as_of, team, accounts, counting, tuple((day, days[day]) for day in earlier[_BEFORE:]), former)


def _on_file(day: date, files: SnapshotFiles, problems: Problems, former: FormerIds) -> SnapshotOnFile:
    large = held(files, former)
    if large is not None:
        return SnapshotOnFile(day, large, shown(files.path), FilesOf(large))
    source = snapshot_of(files, problems, former)
    rows = {tree["id"]: (tree, path) for path, tree in source.rows() if isinstance(tree.get("id"), str)}
    trees = {id_: tree for id_, (tree, _) in rows.items()}
    return SnapshotOnFile(day, trees, source.path, {id_: path for id_, (_, path) in rows.items()})


def _may_hold(files: SnapshotFiles, ids: Collection[str]) -> bool:
    """Tell whether one of the ids may stand in the files, without reading their YAML: that takes far longer."""
    return any(id_.decode() in ids for _, data in files.parts for id_ in _IDS.findall(data or b""))
