"""An import of a few rows by a small mapping, in the folder that a test works in."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent
from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.problems.problem import Problems
from scorecards.read.sources import source_of
from tests.support.project import ROOT

DAY: Final = date(2026, 11, 16)
RULES: Final = """\
currency: EUR
stages: {Discovery: qualify, Won: won, Lost: lost}
team: {name: T, rep: {column: Owner}, manager: {value: Mo Boss}}
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Owner}
  crm_stage: {column: Stage}
"""


def imported(rules: str, table: str, as_of: date = DAY) -> Import:
    """Import a table of opportunities by a mapping; nothing is written."""
    Path("map.yml").write_text(rules, encoding="utf-8")
    Path("deals.csv").write_text(table, encoding="utf-8")
    return import_export([Path("deals.csv")], Path("map.yml"), as_of, Path("pipeline"), ROOT / "mappings", silent)


def with_fields(rules: str, fields: tuple[str, ...]) -> str:
    """Add fields of the opportunities to a mapping that ends with these."""
    return rules + "".join(f"  {field}\n" for field in fields)


def deals(done: Import) -> dict[str, Opportunity]:
    """Give the opportunities of the snapshot that an import makes, by id."""
    text = done.files[Path(f"pipeline/snapshots/{DAY}.yml")]
    snapshot: Any = source_of("snapshot.yml", text.encode(), Snapshot, Problems()).value
    return {each.id: each for each in snapshot.opportunities}
