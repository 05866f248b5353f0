"""Multiples of the Maven data: each copy has opportunities, reps, managers and accounts of its own.

The first copy is the data as they are; in each other one, its number stands behind every id and every name.  So what
imports the multiple of the export gets the multiple of the pipeline.  A rep's opportunities are the most that is held.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bench.maven import OPPORTUNITIES, write_table

_OPPORTUNITY = re.compile(r"^  - id: \"(?P<id>.+)\"$", re.MULTILINE)
_OWNER = re.compile(r"^    owner: (?P<owner>\S+)$", re.MULTILINE)
_ACCOUNT = re.compile(r"^    account: \S+$", re.MULTILINE)
_OWN_NAMES = {"opportunity_id": "-", "sales_agent": " ", "manager": " ", "account": " ", "subsidiary_of": " "}
"""The columns of the export that name something a copy has for itself, and what joins name and number."""


def write_pipeline(original: Path, copies: int, into: Path) -> None:
    """Write a pipeline with so many copies of an imported one, its snapshot as a folder with a file for each rep."""
    (snapshot,) = (original / "snapshots").iterdir()
    head, *_ = text = snapshot.read_text(encoding="utf-8").partition("\n  - id: ")
    folder = into / "snapshots" / snapshot.stem
    folder.mkdir(parents=True)
    for owner, opportunities in _by_owner("".join(text[1:])).items():
        for copy in range(copies):
            part = head + "".join(_opportunity(each, copy) for each in opportunities)
            (folder / f"{owner}{_number('-', copy)}.yml").write_text(part, encoding="utf-8")
    _write_people(original, copies, into)


def write_export(original: Path, copies: int, into: Path) -> Path:
    """Write an export with so many copies of another one, and give the file of its opportunities."""
    into.mkdir(parents=True)
    for name in (OPPORTUNITIES, "sales_teams.csv", "accounts.csv"):
        with (original / name).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        write_table(into / name, header, _copied(header, rows, copies))
    (into / "products.csv").write_bytes((original / "products.csv").read_bytes())
    return into / OPPORTUNITIES


def _by_owner(text: str) -> Mapping[str, list[str]]:
    """Part the opportunities of a snapshot by owner, in their order."""
    found = defaultdict(list)
    for opportunity in re.split(r"(?=^\n  - id: )", text, flags=re.MULTILINE):
        if owner := _OWNER.search(opportunity):
            found[owner["owner"]].append(opportunity)
    return found


def _opportunity(text: str, copy: int) -> str:
    identifier = _OPPORTUNITY.search(text)
    if not copy or not identifier:
        return text
    suffix = _number("-", copy)
    text = text.replace(identifier["id"], identifier["id"] + suffix)
    return _ACCOUNT.sub(rf"\g<0>{suffix}", _OWNER.sub(rf"\g<0>{suffix}", text))


def _write_people(original: Path, copies: int, into: Path) -> None:
    team = yaml.safe_load((original / "team.yml").read_bytes())
    accounts = yaml.safe_load((original / "accounts.yml").read_bytes())
    each = {"managers": team["managers"], "reps": team["reps"]}
    team |= {key: [_entry(entry, copy) for copy in range(copies) for entry in entries] for key, entries in each.items()}
    accounts = {"accounts": [_entry(entry, copy) for copy in range(copies) for entry in accounts["accounts"]]}
    for name, value in (("team.yml", team), ("accounts.yml", accounts)):
        (into / name).write_text(yaml.safe_dump(value, sort_keys=False, allow_unicode=True), encoding="utf-8")


def _entry(entry: Mapping[str, Any], copy: int) -> Mapping[str, Any]:
    own = {"id": "-", "manager": "-", "name": " "}
    return {key: value + _number(own[key], copy) if key in own else value for key, value in entry.items()}


def _copied(header: list[str], rows: list[list[str]], copies: int) -> Iterator[list[str]]:
    joints = [_OWN_NAMES.get(column) for column in header]
    for copy in range(copies):
        for row in rows:
            yield [
                value + _number(joint, copy) if value and joint else value
                for value, joint in zip(row, joints, strict=True)
            ]


def _number(joint: str, copy: int) -> str:
    return f"{joint}{copy + 1}" if copy else ""
