"""Any bytes as a YAML file, and as a file of a team."""

import shutil
from functools import cache
from pathlib import Path
from typing import Final

from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.team_files import check_all
from scorecards.yaml_files.document import parse
from scorecards.yaml_files.plain_lines import read_tree
from tests.fuzz.scratch import scratch
from tests.support.odd_exports import check_lines
from tests.support.places import places
from tests.support.project import BASE

OPTIONAL: Final = {
    "pipeline/rulings.yml",
    "pipeline/focus.yml",
    "pipeline/follow_ups.yml",
    "pipeline/waivers.yml",
    "pipeline/baseline.yml",
    "pipeline/snapshots/2026-11-09.yml",
    "playbook/glossary.yml",
    "playbook/themes.yml",
    "playbook/working-days.yml",
}
"""Files of a team that the small one of the tests lacks."""


def tree(data: bytes) -> None:
    """Read any bytes as YAML: both readers give the same tree and the same problems."""
    by_parser, by_line = Problems(), Problems()
    one = parse("f.yml", data, by_parser)
    other = read_tree("f.yml", data, by_line)
    assert one is not None or by_parser
    assert places(other) == places(one)
    assert list(by_line) == list(by_parser)
    check_lines(list(by_parser))


def repository(data: bytes) -> None:
    """Check the small team of the tests with any bytes in place of one of its files, or as one that it lacks."""
    home, names = team()
    path = home / names[(data or b"\0")[0] % len(names)]
    standing = path.read_bytes() if path.exists() else None
    path.write_bytes(data[1:])
    try:
        check_lines(_problems_of(home))
    finally:
        if standing is None:
            path.unlink()
        else:
            path.write_bytes(standing)


@cache
def team() -> tuple[Path, tuple[str, ...]]:
    """Give a copy of the small team, and the names of the files that it has or may have."""
    home = scratch() / "team"
    shutil.copytree(BASE, home)
    there = {path.relative_to(home).as_posix() for path in home.rglob("*.yml")}
    return home, tuple(sorted(there | OPTIONAL))


def _problems_of(home: Path) -> list[Problem]:
    try:
        check_all(home / "playbook", home / "pipeline")
    except ProblemsFound as found:
        return found.problems
    return []
