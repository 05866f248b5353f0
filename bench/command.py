"""The command: which lines to measure, how often, and where the figures go."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.figure import Figure
from bench.lines.changed import changed
from bench.lines.fresh import fresh
from bench.lines.importing import importing
from bench.lines.kept import kept
from bench.lines.multiples import hundred, ten
from bench.lines.serve import serve
from bench.lines.unchanged import unchanged
from bench.lines.year import year
from bench.machine import keep_to_two_cores, machine
from bench.maven import maven_or_made_up
from bench.process import FailedError, adopt_orphans
from bench.project import Project
from bench.setup import Setup
from bench.table import line, write_into

LINES = {
    "fresh": fresh,
    "kept": kept,
    "unchanged": unchanged,
    "changed": changed,
    "ten": ten,
    "hundred": hundred,
    "year": year,
    "import": importing,
    "serve": serve,
}


def main(root: Path) -> None:
    """Measure what was asked for, print each figure as soon as it is there, and write the page where one is named."""
    options = _options(root)
    if not sys.platform.startswith("linux"):
        sys.exit("The figures come from what Linux tells of processes; this is another system.")
    keep_to_two_cores()
    adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="scorecards-bench-") as scratch:
        data = maven_or_made_up(options.maven, Path(scratch) / "made-up")
        setup = Setup(Project(root, Path(scratch)), data, options.rounds, options.hundred)
        heading = _heading(setup, is_maven=data == options.maven)
        print(heading)
        figures = list(_measured(setup, options.only or _all_but_the_hundred(options)))
    if options.write:
        write_into(options.write, heading, figures)


def _options(root: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure time, memory and written files of builds.")
    parser.add_argument("--only", type=_lines, help=f"the lines to measure, with commas between: {', '.join(LINES)}")
    parser.add_argument("--rounds", "--runs", type=_times, default=5, help="how often each command runs (default: 5)")
    parser.add_argument("--hundred", action="store_true", help="go to a hundred times the data, which takes long")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the tables between the marks of this page")
    maven = root.parent / "shared" / "data" / "maven_crm"
    parser.add_argument("--maven", type=Path, default=maven, help="the folder of the Maven data set")
    return parser.parse_args()


def _lines(text: str) -> Sequence[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in LINES]
    if unknown:
        told = f"read {', '.join(unknown)}, expected some of {', '.join(LINES)}"
        raise argparse.ArgumentTypeError(told)
    return names


def _times(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        told = f"read {text}, expected a whole number from 1 on"
        raise argparse.ArgumentTypeError(told)
    return int(text)


def _all_but_the_hundred(options: argparse.Namespace) -> Sequence[str]:
    return [name for name in LINES if name != "hundred" or options.hundred]


def _heading(setup: Setup, *, is_maven: bool) -> str:
    source = "the Maven data set" if is_maven else "a made-up export"
    rounds = f"medians of {setup.rounds} rounds (of {setup.fewer_rounds} for what takes minutes)"
    return f"{setup.opportunities:,} opportunities of {source}; {rounds}; {machine()}"


def _measured(setup: Setup, names: Sequence[str]) -> Iterator[Figure]:
    for name in names:
        for figure in _figures(setup, name):
            print(line(figure), flush=True)
            yield figure


def _figures(setup: Setup, name: str) -> Iterator[Figure]:
    """Give a line's figures; where it cannot be measured, one that says why."""
    try:
        yield from LINES[name](setup)
    except FailedError as error:
        yield Figure(name, None, beside=str(error))
