"""What each target begins with: the repository's own files, and the mistakes of ``tests/bad``."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import orjson
import yaml

from tests.fuzz.conditions import BREAK
from tests.fuzz.importing import BY_NAME, DEALS, ENDINGS
from tests.fuzz.reading import team
from tests.fuzz.workbooks import workbook
from tests.support.odd_exports import MAPPING, MAPPINGS
from tests.support.project import BASE, ROOT, plain
from tests.support.spoiling import spoil

LARGEST: Final = 16_384
"""Larger files are left out: a small change of them is seldom another way through a reader."""

SHEET: Final = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>Id</t></is></c><c r="B1" t="inlineStr"><is><t>Amount</t></is></c>'
    b'<c r="C1" t="inlineStr"><is><t>Day</t></is></c></row><row r="2"><c r="A2" t="str"><v>A-1</v></c>'
    b'<c r="B2"><v>12.5</v></c><c r="C2" t="d"><v>2026-11-02</v></c></row><row r="3"><c r="A3" t="b"><v>1</v></c>'
    b'<c r="B3" t="e"><v>#DIV/0!</v></c><c r="C3"><f>A1+1</f><v>46000</v></c></row></sheetData></worksheet>'
)


def _trees() -> Iterator[bytes]:
    yield from _small(ROOT / "playbook", ROOT / "pipeline", ROOT / "mappings", BASE)
    yield from (content for _, content in _spoilt())


def _files_of_a_team() -> Iterator[bytes]:
    """Give each file of the small team and of the sample, and what the mistakes make of it."""
    _, names = team()
    for number, name in enumerate(names):
        for home in (BASE, ROOT):
            if (home / name).is_file() and (home / name).stat().st_size <= LARGEST:
                yield bytes([number]) + (home / name).read_bytes()
    for name, content in _spoilt():
        if name in names:
            yield bytes([names.index(name)]) + content


@cache
def _spoilt() -> list[tuple[str, bytes]]:
    """Give the files that a mistake changes, with their names."""
    found = []
    before = {path.relative_to(BASE): path.read_bytes() for path in BASE.rglob("*.yml")}
    for path in sorted((ROOT / "tests" / "bad").glob("*.yml")):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(shutil.copytree(BASE, Path(folder) / "team"))
            spoil(home, plain(path))
            for each in sorted(home.rglob("*.yml")):
                name = each.relative_to(home)
                if each.is_file() and each.stat().st_size <= LARGEST and before.get(name) != each.read_bytes():
                    found.append((name.as_posix(), each.read_bytes()))
    return found


def _conditions() -> Iterator[bytes]:
    for path in sorted((ROOT / "playbook" / "checks").glob("*.yml")):
        check = plain(path)
        for asked in (check["passes_when"], check.get("applies_to", {}).get("when")):
            if asked:
                yield json.dumps(asked).encode() + BREAK + bytes(range(1, 9))


def _mappings() -> Iterator[bytes]:
    yield json.dumps(MAPPING).encode()
    yield yaml.safe_dump(MAPPING).encode()
    yield from _small(MAPPINGS)


def _exports() -> Iterator[bytes]:
    ours = range(2)
    by_crm = range(2, 2 + len(BY_NAME))
    for by in (*ours, *by_crm):
        yield _export(".csv", by, DEALS.encode())
        yield _export(".csv", by, DEALS.encode("utf-16"))
        yield _export(".json", by, _as_json())
        yield _export(".sheet", by, SHEET)
        yield _export(".xlsx", by, workbook(SHEET))
    for by, name in zip(by_crm, ("hubspot", "pipedrive", "salesforce-report", "salesforce-rest"), strict=True):
        for path in sorted((ROOT / "tests" / "exports" / name).iterdir()):
            if path.stat().st_size <= LARGEST:
                yield _export(path.suffix, by, path.read_bytes())


def _export(ending: str, by: int, content: bytes) -> bytes:
    return bytes([ENDINGS.index(ending), by]) + content


def _as_json() -> bytes:
    header, *rows = (line.split(",") for line in DEALS.splitlines())
    return orjson.dumps({"records": [dict(zip(header, row, strict=False)) for row in rows]})


def _small(*folders: Path) -> Iterator[bytes]:
    for folder in folders:
        for path in sorted(folder.rglob("*.yml")):
            if path.stat().st_size <= LARGEST:
                yield path.read_bytes()


SEEDS: Final[Mapping[str, Callable[[], Iterator[bytes]]]] = {
    "tree": _trees,
    "repository": _files_of_a_team,
    "condition": _conditions,
    "mapping": _mappings,
    "export": _exports,
}
"""The seeds by target."""

FOUND: Final = Path(__file__).parent / "found"


def found(target: str) -> list[Path]:
    """Give the inputs that once failed."""
    return sorted(path for path in (FOUND / target).glob("*") if path.is_file())
