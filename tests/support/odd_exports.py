"""Imports in a folder of their own, and what is true of every one of them, however odd its export and its mapping."""

import csv
import io
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from scorecards.importing.tell.output import to_json
from scorecards.importing.tell.statement import Outcome
from scorecards.model.snapshot import Snapshot
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.snapshot_files import read_snapshot, snapshots
from scorecards.read.sources import read_source

MAPPINGS = Path(__file__).parent.parent.parent / "mappings"
AS_OF = date(2026, 11, 16)
DAY = AS_OF.isoformat()
OWN = 6
"""The columns of a rejects file that are not the export's."""

COLUMNS = ("Id", "Name", "Owner", "Stage", "Amount", "Day", "Note", "Company")
PLAIN = ("A-1", "Rota", "Ana Lima", "New", "12.50", "2026-11-02", "yes", "Mill")
TEAM = """\
name: Tideline
currency: EUR
managers: [{name: Cleo Marsh}]
reps: [{name: Ana Lima, manager: cleo-marsh}, {name: Ben Ode, manager: cleo-marsh}]
"""
MAPPING: dict[str, Any] = {
    "source": {"delimiter": ",", "encoding": "utf-8", "dates": "DD/MM/YYYY", "decimal": ".", "thousands": ","},
    "stages": {"New": "meet", "Won": "won"},
    "opportunities": {
        "id": {"column": "Id"},
        "name": {"column": "Name"},
        "owner": {"column": "Owner"},
        "crm_stage": {"column": "Stage"},
        "amount": {"column": "Amount"},
        "close_date": {"column": "Day"},
        "answers": {"budget": {"column": "Note"}},
    },
}


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an export, a mapping, and a pipeline that gets the snapshot."""

    home: Path

    @property
    def into(self) -> Path:
        """The pipeline's folder."""
        return self.home / "pipeline"

    def put(self, name: str, content: bytes | str) -> Path:
        """Write a file."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *files: Path) -> Import | list[Problem]:
        """Import, and check what is true of every import."""
        try:
            done = import_export(files, self.home / "map.yml", AS_OF, self.into, MAPPINGS, silent)
        except ProblemsFound as found:
            problems = list(found.problems)
            assert problems
            check_lines(problems)
            return problems
        check_ledger(done)
        check_lines(done.problems)
        rows = rejected_rows(done)
        assert all(row[1] and int(row[2]) for row in rows)
        if not any(self.into in path.parents for path in files):
            assert len(rows) == done.ledger.rejected()
            assert all(row[0] for row in rows)
        return done

    def write(self, files: dict[Path, str]) -> None:
        """Write what an import gives."""
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


@contextmanager
def project(rules: object = None, team: str = TEAM) -> Iterator[Project]:
    """Give a new folder with a mapping, and with a team where ``team`` holds one."""
    with tempfile.TemporaryDirectory() as folder:
        made = Project(Path(folder))
        made.put("map.yml", json.dumps(MAPPING if rules is None else rules))
        if team:
            made.put("pipeline/team.yml", team)
        yield made


def check_lines(problems: Sequence[Problem]) -> None:
    """Each problem is one line, in which nothing but text stands."""
    for problem in problems:
        line = str(problem)
        line.encode()
        assert len(line.splitlines()) == 1
        assert "\x00" not in line
        assert "\x1b" not in line
        assert (problem.line, problem.column) >= (1, 1)


def check_ledger(done: Import) -> None:
    """Every row is accounted for, and the numbers of the JSON are those of the ledger."""
    ledger = done.ledger
    assert all(table.adds_up() for table in ledger.tables)
    assert sum(table.taken for table in ledger.tables if table.role == "opportunities") == ledger.opportunities
    assert sum(count for _, count in ledger.statuses) == ledger.opportunities
    for fill in ledger.fills:
        assert fill.filled + fill.blank + fill.absent == ledger.opportunities
    said = json.loads(to_json(ledger, done.problems, Outcome(taken=not done.problems, dry_run=False)))
    assert [each["rows"] for each in said["ledger"]["tables"]] == [table.rows for table in ledger.tables]
    for each in said["ledger"]["tables"]:
        assert each["rows"] == each["taken"] + each["rejected"] + sum(each["skipped"].values())
    assert bool(done.problems) == bool(done.rejects) == bool(ledger.rejected())


def rejected_rows(done: Import) -> list[list[str]]:
    """Give the rows of all rejects files, each without the header."""
    found = []
    for text in done.rejects.values():
        _, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        found += rows
    return found


def read_back(made: Project, done: Import) -> list[dict[str, Any]]:
    """Write what an import gives, and read the snapshot of the day as a build would."""
    made.write({**done.files})
    problems = Problems()
    (path,) = (path for path in snapshots(made.into) if path.stem == DAY)
    found: list[dict[str, Any]] = []
    for each in sorted(path.glob("*.yml")) if path.is_dir() else [path]:
        snapshot = read_source(each, Snapshot, problems).value
        assert not problems
        assert snapshot
        found += [one.model_dump(mode="json", exclude_unset=True) for one in snapshot.opportunities]
    assert len(list(read_snapshot(path, problems).rows())) == len(found)
    assert not problems
    assert len(found) == len({one["id"] for one in found}) == done.ledger.opportunities
    return found


def check_again(made: Project, files: Sequence[Path], done: Import) -> None:
    """Check that a second import over what was written changes not one byte."""
    read_back(made, done)
    again = made.run(*files)
    assert isinstance(again, Import), again
    for path, text in again.files.items():
        assert path.read_bytes().decode() == text
    assert again.rejects == done.rejects
    assert not set(again.stale) & set(done.files)


def check_unmended(made: Project, files: Sequence[Path], done: Import) -> None:
    """Check that with the rejects files given along as they are, the same rows are taken, and the same rejected."""
    made.write(done.rejects)
    again = made.run(*files, *done.rejects)
    assert isinstance(again, Import), again
    assert without_source(again) == without_source(done)
    assert again.ledger.opportunities == done.ledger.opportunities
    assert sorted(row[1:] for row in rejected_rows(again)) == sorted(row[1:] for row in rejected_rows(done))
    assert again.rejects.keys() == done.rejects.keys()


def without_source(done: Import) -> dict[Path, list[str]]:
    """Give what is to be written, but for the line that names the files that were given."""
    return {
        path: [line for line in text.splitlines() if not line.startswith("source: ")]
        for path, text in done.files.items()
    }


def check_all_of(made: Project, files: Sequence[Path], *, unmended: bool = True) -> Import | None:
    """Import, and import again: with the rejected rows as they are, and over what was written.

    The latter is left out where rows are left out of a team.yml or an accounts.yml that is written with the rest: from
    then on these are read in place of the export.
    """
    done = made.run(*files)
    if not isinstance(done, Import):
        return None
    if done.rejects and unmended:
        check_unmended(made, files, done)
    if not (done.rejects and any(path.parent == made.into for path in done.files)):
        check_again(made, files, done)
    return done


def written_csv(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()
