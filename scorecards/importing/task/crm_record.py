"""What the CRM said at each import, kept beside the snapshots: without it nobody knows who changed what since.

A file for each import, ``crm/<day>.jsonl`` in the pipeline's folder: a line for each opportunity of the export, with
the fields that people may write too, as the CRM had them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.task.on_file import Tree
from scorecards.problems.problem import Problem, Problems
from scorecards.read.dates import day_of
from scorecards.read.folders import standing_in
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.sources import bytes_of, shown

FOLDER: Final = "crm"
_ENDING: Final = ".jsonl"


def path_of(into: Path, as_of: date) -> Path:
    """Give the path of the record of an import."""
    return into / FOLDER / f"{as_of.isoformat()}{_ENDING}"


def line_of(opportunity: Mapping[str, Any]) -> str:
    """Write what the CRM says of an opportunity, as a line."""
    said = {name: opportunity[name] for name in ("id", *KEPT_BY_HAND) if name in opportunity}
    return json.dumps(said, ensure_ascii=False) + "\n"


@dataclass(frozen=True, slots=True)
class CrmRecords:
    """The records of the imports up to a day."""

    files: tuple[tuple[date, Path], ...] = ()
    former: FormerIds = NONE_FORMER

    @classmethod
    def of(cls, into: Path, as_of: date, former: FormerIds = NONE_FORMER) -> "CrmRecords":
        """Find them in a pipeline's folder; they are read with the present ids in the place of ``former`` ones."""
        paths = [path for path in standing_in(into / FOLDER) if path.name.endswith(_ENDING)]
        days = [(day, path) for path in paths if (day := day_of(path.name.removesuffix(_ENDING))) and day <= as_of]
        return cls(tuple(sorted(days)), former)

    def said(self, wanted: Mapping[str, date], problems: Problems) -> dict[str, Tree]:
        """Give what the CRM said of each opportunity on the day of the snapshot that holds it.

        Where there is no record of that day, nobody knows: an older one would take what the CRM changed since for an
        edit by hand.  What is wrong with a record is added to the problems.
        """
        found: dict[str, Tree] = {}
        for day, path in self.files:
            ids = [id_ for id_, on in wanted.items() if on == day]
            held = _read(path, problems) if ids else {}
            for id_ in ids:
                if id_ in held:
                    self.former.replace_in_opportunity(held[id_])
                    found[id_] = held[id_]
        return found


def _read(path: Path, problems: Problems) -> dict[str, Tree]:
    data = bytes_of(path, problems)
    held: dict[str, Tree] = {}
    for number, line in enumerate((data or b"").splitlines(), 1):
        entry = _entry(line)
        if entry is None:
            message = "read no record of an opportunity, expected one line of JSON as an import writes it"
            problems.add(Problem(shown(path), number, 1, "crm-record", message))
            break
        held[entry.pop("id")] = entry
    return held


def _entry(line: bytes) -> Tree | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and isinstance(entry.get("id"), str) else None
