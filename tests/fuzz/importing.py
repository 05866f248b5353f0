"""Any bytes as an export of any kind, and as a mapping."""

import json
import shutil
from functools import cache
from pathlib import Path
from typing import Final

from tests.fuzz.scratch import scratch
from tests.fuzz.workbooks import workbook
from tests.support.odd_exports import COLUMNS, MAPPING, MAPPINGS, PLAIN, TEAM, Project, written_csv

ENDINGS: Final = (".csv", ".tsv", ".txt", ".json", ".xlsx", ".xls", ".ods", "", ".sheet")
"""How an export's file may be called; of ``.sheet`` a workbook is made around the bytes, which are its sheet."""

FREE: Final = {**MAPPING, "source": {"footers": ["Grand Totals", "Copyright"], "blanks": ["N/A"]}}
BY_NAME: Final = ("hubspot", "pipedrive", "salesforce-report", "salesforce")
DEALS: Final = written_csv(
    [
        COLUMNS,
        PLAIN,
        ("A-2", "Ruta, Büro", "ben ode", "Won", "1,234.50", "2026-11-16", "N/A", ""),
        ("A-3", "", "Zoe Ray", "Nw", "(5)", "16/11/2026", "=1+1", "Mill"),
    ]
)
"""An export of a few rows."""


def export(data: bytes) -> None:
    """Import any bytes, as a file of any kind and by a mapping of ours or of a CRM."""
    kind, by, content = data[:1], data[1:2], data[2:]
    ending = ENDINGS[(kind or b"\0")[0] % len(ENDINGS)]
    made, mappings = projects()
    name = f"deals{ending}"
    if ending == ".sheet":
        name, content = "deals.xlsx", workbook(content)
    mapping = mappings[(by or b"\0")[0] % len(mappings)]
    shutil.copyfile(mapping, made.home / "map.yml")
    path = made.put(name, content)
    try:
        made.run(path)
    finally:
        path.unlink()


def mapping(data: bytes) -> None:
    """Import an export of a few rows by any bytes as the mapping."""
    made, _ = projects()
    made.put("map.yml", data)
    made.run(made.put("deals.csv", DEALS))


@cache
def projects() -> tuple[Project, tuple[Path, ...]]:
    """Give a folder to import in, and the mappings."""
    made = Project(scratch() / "import")
    made.put("pipeline/team.yml", TEAM)
    ours = [made.put(f"{name}.yml", json.dumps(rules)) for name, rules in (("told", MAPPING), ("free", FREE))]
    return made, (*ours, *(MAPPINGS / f"{name}.yml" for name in BY_NAME))
