"""What the CRM said at each import, kept beside the snapshots: without it nobody knows who changed what since.

A file for each import, ``crm/<day>.jsonl`` in the pipeline's folder: a line for each opportunity of the export, with
the fields that people may write too, as the CRM had them.  An opportunity that an earlier import of the same day held
and the export lacks has a line too: what stood in the snapshot of the day is set aside there.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import orjson

from scorecards.importing.mapping.mapping import KEPT_BY_HAND
from scorecards.importing.task.on_file import Tree
from scorecards.problems.problem import Problem, Problems
from scorecards.read.dates import day_of
from scorecards.read.folders import standing_in
from scorecards.read.former_ids import NONE_FORMER, FormerIds
from scorecards.read.sources import bytes_of, shown

FOLDER: Final = "crm"
_ENDING: Final = ".jsonl"
_MERGED: Final = "merged_ids"
_SET_ASIDE: Final = "set_aside"
_SAID: Final = "said"
_encoded: Final = json.JSONEncoder(ensure_ascii=False).encode
_SET_ASIDE_KEY: Final = f'"{_SET_ASIDE}"'.encode()


def path_of(into: Path, as_of: date) -> Path:
    """Give the path of the record of an import."""
    return into / FOLDER / f"{as_of.isoformat()}{_ENDING}"


@dataclass(frozen=True, slots=True)
class SetAside:
    """What stood in a day's snapshot of an opportunity that the newest import of that day lacks.

    ``said`` is what the CRM said when it was written; None where that is not on record.
    """

    filed: Tree
    said: Tree | None


def line_of(opportunity: Mapping[str, Any], merged: Sequence[str] = ()) -> str:
    """Write what the CRM says of an opportunity, and which others it has ``merged`` into it, as a line."""
    return _line(opportunity["id"], _written(opportunity) | ({_MERGED: [*merged]} if merged else {}))


def line_of_set_aside(id_: str, aside: SetAside) -> str:
    """Write what is set aside of an opportunity, as a line."""
    said = {} if aside.said is None else {_SAID: aside.said}
    return _line(id_, {_SET_ASIDE: aside.filed} | said)


def merged_into(said: Tree) -> Sequence[str]:
    """Give the ids that the CRM said were merged into an opportunity."""
    merged = said.get(_MERGED)
    return merged if isinstance(merged, list) else ()


def set_aside(filed: Tree, said: Tree | None) -> SetAside | None:
    """Set aside what people may write of an opportunity; None where it holds nothing but what the CRM said."""
    written = _written(filed)
    if written == (_written(said) if said is not None else {}):
        return None
    return SetAside(written | ({"carried_from": noted} if (noted := filed.get("carried_from")) else {}), said)


def _written(opportunity: Mapping[str, Any]) -> Tree:
    return {name: opportunity[name] for name in KEPT_BY_HAND if name in opportunity}


def _line(id_: str, entry: Tree) -> str:
    return _encoded({"id": id_} | entry) + "\n"


class _Said(Mapping[str, Tree]):
    """What the CRM said, by id; each line is read when it is asked for, because a tree takes many times its memory."""

    def __init__(self, former: FormerIds) -> None:
        self._lines: dict[str, bytes] = {}
        self._former, self._is_renamed = former, bool(former)

    def take(self, id_: str, line: bytes) -> None:
        self._lines[id_] = line

    def __getitem__(self, id_: str) -> Tree:
        entry: Tree = orjson.loads(self._lines[id_])
        said: Tree = entry[_SAID] if _SET_ASIDE in entry else entry
        said.pop("id", None)
        if self._is_renamed:
            self._former.replace_in_opportunity(said)
        return said

    def __contains__(self, id_: object) -> bool:
        return id_ in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


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

    def said(self, wanted: Mapping[str, date], problems: Problems) -> Mapping[str, Tree]:
        """Give what the CRM said of each opportunity on the day of the snapshot that holds it.

        Where there is no record of that day, nobody knows: an older one would take what the CRM changed since for an
        edit by hand.  What is wrong with a record is added to the problems.
        """
        found = _Said(self.former)
        days = set(wanted.values())
        for day, path in self.files:
            for number, line in enumerate(_lines_of(path, problems) if day in days else (), 1):
                entry = _entry(line)
                if entry is None:
                    message = "read no record of an opportunity, expected one line of JSON as an import writes it"
                    problems.add(Problem(shown(path), number, 1, "crm-record", message))
                    break
                if wanted.get(entry["id"]) == day and (_SET_ASIDE not in entry or _SAID in entry):
                    found.take(entry["id"], line)
        return found

    def set_aside(self, days: Collection[date], problems: Problems) -> dict[date, dict[str, SetAside]]:
        """Give what is set aside of the snapshots of some days, by id."""
        found: dict[date, dict[str, SetAside]] = {}
        for day, path in self.files:
            lines = _lines_of(path, problems) if day in days else ()
            entries = (_entry(line) for line in lines if _SET_ASIDE_KEY in line)
            aside = {
                each["id"]: SetAside(self._renamed(each[_SET_ASIDE]), self._renamed(each.get(_SAID)))
                for each in entries
                if each and _SET_ASIDE in each
            }
            found.update({day: aside} if aside else {})
        return found

    def _renamed(self, tree: Any) -> Any:
        if tree is not None:
            self.former.replace_in_opportunity(tree)
        return tree


def _lines_of(path: Path, problems: Problems) -> list[bytes]:
    return (bytes_of(path, problems) or b"").splitlines()


def _entry(line: bytes) -> Tree | None:
    try:
        entry = orjson.loads(line)
    except ValueError:
        return None
    parts = (entry.get(_SET_ASIDE, {}), entry.get(_SAID, {})) if isinstance(entry, dict) else (None,)
    is_whole = all(isinstance(part, dict) for part in parts) and isinstance(entry.get("id"), str)
    return entry if is_whole else None
