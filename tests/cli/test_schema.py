"""The command ``schema``: schemas with the team's own ids, and files that name them."""

import json
import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.read.team_files import check_all
from scorecards.schemas.files import WITH_SCHEMA
from tests.support.project import ROOT


def schema(base: Path, *options: str) -> Result:
    folders = ["--playbook", "playbook", "--pipeline", "pipeline"]
    return CliRunner().invoke(scorecards, ["schema", *folders, *options], obj=base, catch_exceptions=False)


def test_a_schema_is_written_for_each_kind_of_file_and_the_same_bytes_each_time(base: Path) -> None:
    assert schema(base).stdout == f"wrote {len(WITH_SCHEMA)} schemas to schemas\n"
    written = {path.name: path.read_bytes() for path in (base / "schemas").iterdir()}
    assert written.keys() == {kind.schema for kind in WITH_SCHEMA}
    schema(base)
    assert {path.name: path.read_bytes() for path in (base / "schemas").iterdir()} == written


def test_ids_are_the_teams_own_and_those_of_old_for_snapshots_alone(base: Path) -> None:
    stages = base / "playbook" / "stages.yml"
    stages.write_text(stages.read_text("utf-8").replace("id: meet\n", "id: meet\n    formerly: [talk]\n", 1), "utf-8")
    schema(base, "--out", "elsewhere")
    snapshot = json.loads((base / "elsewhere" / "snapshots.schema.json").read_text("utf-8"))
    opportunity = snapshot["$defs"]["Opportunity"]["properties"]
    assert opportunity["owner"]["enum"] == ["ana-lima", "bo"]
    assert opportunity["stage"]["anyOf"][0]["enum"] == ["meet", "quote", "talk"]
    check = json.loads((base / "elsewhere" / "checks.schema.json").read_text("utf-8"))
    assert check["$defs"]["AppliesTo"]["properties"]["stages"]["anyOf"][0]["items"]["enum"] == [
        "first",
        "last",
        "meet",
        "quote",
    ]
    assert {"all", "any", "not", "push_count"} <= check["$defs"]["Condition"]["properties"].keys()


def test_a_team_whose_files_have_mistakes_gets_schemas_too(base: Path) -> None:
    (base / "playbook" / "questions.yml").write_text("questions: [", "utf-8")
    assert schema(base).exit_code == 0


def test_marked_files_name_their_schema_and_read_as_before(base: Path) -> None:
    shutil.copytree(ROOT / "mappings", base / "mappings")
    files = sum(1 for path in base.rglob("*.yml"))
    assert schema(base, "--mark").stdout.splitlines()[1] == f"marked {files} files"
    for path in base.rglob("*.yml"):
        first = path.read_text("utf-8").splitlines()[0]
        assert (path.parent / first.partition("$schema=")[2]).resolve().is_file(), path
    assert check_all(Path("playbook"), Path("pipeline")) == files - len([*(base / "mappings").iterdir()])
    assert schema(base, "--mark").stdout.splitlines()[1] == "marked 0 files"


def test_each_kind_of_file_has_a_schema_of_its_own_name() -> None:
    assert len({kind.schema for kind in WITH_SCHEMA}) == len(WITH_SCHEMA)
