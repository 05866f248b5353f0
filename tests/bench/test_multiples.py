"""Multiples of a data set are what an import of its multiple gives, and the same each time."""

from pathlib import Path

import pytest
import yaml

from bench.maven import AS_OF, write_made_up
from bench.multiples import write_export, write_pipeline
from tests.support.project import ROOT, Project

SPLIT = "extends: maven\nsplit_by: owner\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("original")
    write_made_up(folder / "export", 700)
    imported(folder / "export" / "sales_pipeline.csv", "mappings/maven.yml", folder / "pipeline")
    return folder


def imported(export: Path, mapping: str, into: Path) -> None:
    said = Project(ROOT).run("import", export, "--from", mapping, "--as-of", AS_OF, "--into", into)
    assert said.returncode == 0, said.stderr


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_multiple_of_the_pipeline_is_what_the_multiple_of_the_export_is_imported_to(
    original: Path, tmp_path: Path
) -> None:
    write_pipeline(original / "pipeline", 3, tmp_path / "written")
    (tmp_path / "split.yml").write_text(f"extends: {ROOT / 'mappings/maven.yml'}\nsplit_by: owner\n", encoding="utf-8")
    export = write_export(original / "export", 3, tmp_path / "export")
    imported(export, str(tmp_path / "split.yml"), tmp_path / "imported")
    assert contents(tmp_path / "written/snapshots") == contents(tmp_path / "imported/snapshots")
    for name in ("team.yml", "accounts.yml"):
        written, by_import = (
            yaml.safe_load((tmp_path / folder / name).read_bytes()) for folder in ("written", "imported")
        )
        assert sort(written) == sort(by_import)


def sort(value: dict[str, object]) -> dict[str, object]:
    """Order the entries of each list by id."""
    return {
        key: sorted(each, key=lambda entry: str(entry["id"])) if isinstance(each, list) else each
        for key, each in value.items()
    }


def test_a_multiple_is_the_same_bytes_each_time(original: Path, tmp_path: Path) -> None:
    for name in ("once", "again"):
        write_pipeline(original / "pipeline", 2, tmp_path / name)
    assert contents(tmp_path / "once") == contents(tmp_path / "again")
