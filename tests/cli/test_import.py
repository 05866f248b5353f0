"""The import as it is typed: what it prints, what it writes, and its status."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.importing.propose.draft import Draft, DraftTexts
from scorecards.importing.task.task import Command, Progress
from scorecards.importing.tell.ledger import Ledger, TableLedger
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown

SNAPSHOT = Path("pipeline/snapshots/2026-11-16.yml")
OLD = Path("pipeline/snapshots/2026-11-16/ana-lima.yml")
REJECTS = Path("pipeline/rejects/2026-11-16/deals.csv")
WRONG = Problem("deals.csv", 3, 2, "csv-word", "Stage: read 'Foo', expected a word")
LEDGER = Ledger(
    as_of=date(2026, 11, 16),
    mapping="mappings/ours.yml",
    tables=(TableLedger("deals.csv", "opportunities", "CSV", 1, 1, 0, (), ("Id",), (), ()),),
    opportunities=1,
    statuses=(("open", 1),),
    reps=1,
    managers=1,
    owners=1,
    notations=(),
    fills=(),
    unread=(),
    unknown_words=(),
    changes=None,
    kept=(),
    notes=(),
    written=(SNAPSHOT.as_posix(),),
    removed=(OLD.as_posix(),),
    rejects=(),
)


@dataclass
class Done:
    """What an import gives."""

    files: DraftTexts = field(default_factory=lambda: DraftTexts([Draft(SNAPSHOT, ["as_of: 2026-11-16\n"])]))
    stale: tuple[Path, ...] = (OLD,)
    rejects: dict[Path, str] = field(default_factory=dict)
    ledger: Ledger = LEDGER
    problems: tuple[Problem, ...] = ()
    command: Command | None = None


SPOILT = Done(
    rejects={REJECTS: "\ufeff(reason)\r\n"},
    ledger=replace(
        LEDGER,
        tables=(replace(LEDGER.tables[0], rows=2, rejected=1),),
        rejects=(REJECTS.as_posix(),),
        again=("deals.csv", REJECTS.as_posix()),
    ),
    problems=(WRONG,),
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project with two mappings and a snapshot that was split, and make it the working directory."""
    for path in ("mappings/ours.yml", "mappings/salesforce.yml", OLD, "deals.csv"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def gave(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Say what the import gives, and what it was given."""
    seen: dict[str, Any] = {"done": Done()}

    def import_export(  # noqa: PLR0913, PLR0917 - as the import itself
        files: Sequence[Path],
        mapping: Path,
        as_of: date,
        into: Path,
        mappings: Path,
        progress: Progress,
        playbook: Path,
    ) -> Done:
        assert (playbook.name, playbook.parent) == ("playbook", mappings.parent)
        progress("Reading", 1, 2)
        seen["given"] = ([*files], mapping, as_of, into, mappings)
        if isinstance(seen["done"], ProblemsFound):
            raise seen["done"]
        done: Done = seen["done"]
        return replace(done, command=Command(tuple(map(shown, files)), shown(mapping), as_of, shown(into)))

    stand_in = ModuleType("scorecards.importing.run")
    stand_in.import_export = import_export  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "scorecards.importing.run", stand_in)
    monkeypatch.setattr("scorecards.importing.run", stand_in, raising=False)
    return seen


def run(project: Path, *options: str, mapping: str = "ours") -> Result:
    arguments = ["import", "deals.csv", "--from", mapping, "--as-of", "2026-11-16", *options]
    return CliRunner().invoke(scorecards, arguments, obj=project)


def files(project: Path) -> set[str]:
    """Name the files that stand in the pipeline."""
    pipeline = project / "pipeline"
    return {path.relative_to(pipeline).as_posix() for path in pipeline.rglob("*") if path.is_file()}


def test_the_snapshot_is_written_what_it_replaces_is_removed_and_the_ledger_is_told(
    project: Path, gave: dict[str, Any]
) -> None:
    result = run(project)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Imported: 1 opportunity from 1 row.\n")
    assert result.stdout.endswith("then commit:\n  python build_scorecards.py\n")
    assert files(project) == {"snapshots/2026-11-16.yml"}
    assert not OLD.parent.exists()
    assert SNAPSHOT.read_bytes() == b"as_of: 2026-11-16\n"
    given = gave["given"]
    assert given == (
        [Path("deals.csv")],
        Path("mappings/ours.yml"),
        date(2026, 11, 16),
        Path("pipeline"),
        project / "mappings",
    )


def test_where_rows_are_rejected_they_alone_are_written_and_each_problem_is_told(
    project: Path, gave: dict[str, Any]
) -> None:
    gave["done"] = SPOILT
    result = run(project)
    assert (result.exit_code, result.stderr) == (1, f"{WRONG}\n")
    assert result.stdout.startswith("Not imported: 1 row can't be imported.")
    assert SNAPSHOT.as_posix() not in result.stdout
    assert f" import deals.csv {REJECTS.as_posix()} --from mappings/ours.yml" in result.stdout
    assert files(project) == {"rejects/2026-11-16/deals.csv", "snapshots/2026-11-16/ana-lima.yml"}
    assert REJECTS.read_bytes() == b"\xef\xbb\xbf(reason)\r\n"


def test_rows_left_out_on_purpose_are_written_beside_the_snapshot_with_status_0(
    project: Path, gave: dict[str, Any]
) -> None:
    gave["done"] = SPOILT
    result = run(project, "--leave-out-rejected")
    assert (result.exit_code, result.stderr) == (0, f"{WRONG}\n")
    assert files(project) == {"rejects/2026-11-16/deals.csv", "snapshots/2026-11-16.yml"}


@pytest.mark.parametrize(
    ("done", "options", "status"),
    [(Done(), [], 0), (SPOILT, [], 1), (SPOILT, ["--leave-out-rejected"], 0)],
    ids=["fine", "spoilt", "left out"],
)
@pytest.mark.parametrize("json", [[], ["--json"]], ids=["words", "json"])
def test_a_dry_run_writes_nothing_and_has_the_status_that_the_import_would_have(  # noqa: PLR0913, PLR0917 - a table
    done: Done, options: list[str], status: int, json: list[str], project: Path, gave: dict[str, Any]
) -> None:
    gave["done"] = done
    before = files(project)
    result = run(project, "--dry-run", *options, *json)
    assert result.exit_code == status
    assert files(project) == before


@pytest.mark.parametrize("options", [[], ["--leave-out-rejected"]])
def test_as_json_nothing_else_stands_on_standard_output(
    options: list[str], project: Path, gave: dict[str, Any]
) -> None:
    gave["done"], taken = SPOILT, bool(options)
    result = run(project, "--json", *options)
    said = orjson.loads(result.stdout)
    assert (said["taken"], said["dry_run"]) == (taken, False)
    assert said["ledger"]["written"] == ([SNAPSHOT.as_posix()] if taken else [])
    assert [problem["code"] for problem in said["problems"]] == ["csv-word"]
    assert result.stderr == f"{WRONG}\n"


@pytest.mark.parametrize("json", [[], ["--json"]], ids=["words", "json"])
def test_an_import_that_is_stopped_tells_its_problems_and_writes_nothing(
    json: list[str],
    project: Path,
    gave: dict[str, Any],
) -> None:
    gave["done"] = ProblemsFound([WRONG])
    before = files(project)
    result = run(project, *json)
    assert (result.exit_code, result.stderr) == (1, f"{WRONG}\n")
    assert files(project) == before
    if json:
        said = orjson.loads(result.stdout)
        assert (said["ledger"], said["taken"], len(said["problems"])) == (None, False, 1)
    else:
        assert result.stdout == ""


def test_where_a_file_cannot_be_written_none_is_and_that_is_told(project: Path, gave: dict[str, Any]) -> None:
    gave["done"] = SPOILT
    (project / REJECTS).mkdir(parents=True)
    before = files(project)
    result = run(project, "--leave-out-rejected")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{REJECTS.as_posix()}:1:1: cannot-write: ")
    assert "Imported" not in result.stdout
    assert files(project) == before


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("salesforce", "mappings/salesforce.yml"),
        ("mappings/ours.yml", "mappings/ours.yml"),
        ("./mappings/../mappings/ours.yml", "mappings/../mappings/ours.yml"),
        ("deals.csv", "deals.csv"),
    ],
)
def test_a_mapping_is_found_by_its_path_or_by_its_name(
    name: str, found: str, project: Path, gave: dict[str, Any]
) -> None:
    (project / "salesforce").mkdir()
    assert run(project, mapping=name).exit_code == 0
    assert gave["given"][1].as_posix() == found


@pytest.mark.parametrize(
    "name", ["hubspot", "mappings/none.yml", "", ".", "..", "salesforce.yml", "x" * 5000, "a\x00b"]
)
def test_a_mapping_that_is_not_there_is_wrong_usage_and_those_that_are_there_are_named(
    name: str, project: Path, gave: dict[str, Any]
) -> None:
    result = run(project, mapping=name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("or a built-in name: ours, salesforce\n")
    assert "given" not in gave


def test_another_pipeline_is_written_into_and_named_in_the_next_command(project: Path, gave: dict[str, Any]) -> None:
    other = Path("other/snapshots/2026-11-16.yml")
    gave["done"] = Done(DraftTexts([Draft(other, ["as_of: 2026-11-16\n"])]), ())
    result = run(project, "--into", "other")
    assert gave["given"][3] == Path("other")
    assert result.stdout.endswith("  python build_scorecards.py build --pipeline other\n")
    assert (project / other).is_file()
