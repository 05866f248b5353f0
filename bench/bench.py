"""Time and peak memory of each step, beside a naive script and beside the site builder on empty pages.

    python bench/bench.py [--runs 5] [--maven ../shared/data/maven_crm]

Every figure is the median of whole runs, taken in turn, so that a machine that slows down slows all of them.
The input is the Maven data set where it is there, else a made-up export of the same size and shape.  A made-up year of
52 snapshots with 1,000 opportunities each shows what history costs: cold, and where only the newest snapshot is new.  A
made-up Salesforce export of 100,000 rows shows what a large import costs.
"""

import argparse
import csv
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from exports import DAY, write_export
from weeks import write_year

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = str(ROOT / "build_scorecards.py")
STEPS = str(ROOT / "bench" / "steps.py")
NAIVE = str(ROOT / "bench" / "naive.py")
CACHE = ROOT / ".cache"
_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: wall seconds, peak memory in MB, and what it printed."""

    seconds: float
    megabytes: float
    output: str


def main() -> None:
    """Prepare the input, run everything in turn, print the medians."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="scorecards-bench-") as scratch:
        folder = Path(scratch)
        export = _export(options.maven, folder)
        pipeline, docs, site = folder / "pipeline", folder / "docs", folder / "site"
        commands = {
            "import: CSV to snapshot": [SCRIPT, *_import(export, pipeline)],
            "pages: snapshot to pages": [
                SCRIPT,
                "build",
                "--pages-only",
                "--pipeline",
                str(pipeline),
                "--docs",
                str(docs),
            ],
            "site: snapshot to finished site": [
                SCRIPT,
                "build",
                "--pipeline",
                str(pipeline),
                "--docs",
                str(docs),
                "--site",
                str(site),
            ],
            "naive: CSV, to_html, mkdocs build": [NAIVE, str(export), str(folder / "naive")],
            "empty: mkdocs build, as many empty pages": [NAIVE, "--empty", str(export), str(folder / "empty")],
        }
        _run(commands["import: CSV to snapshot"])
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        steps: list[Run] = []
        for _ in range(options.runs):
            for name, command in commands.items():
                runs[name].append(_run(command))
            steps.append(_run([STEPS, str(pipeline)]))
        year = [_year(folder / f"year-{number}") for number in range(options.years)]
        large = [_large_import(folder / f"large-{number}") for number in range(options.years)]
    _print(export, runs, steps)
    _print_year(year)
    _print_large_import(large)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="how often each command runs")
    parser.add_argument("--years", type=int, default=3, help="how often the year of snapshots is built")
    parser.add_argument(
        "--maven", type=Path, default=ROOT.parent / "shared" / "data" / "maven_crm", help="the Maven data set"
    )
    return parser.parse_args()


def _import(export: Path, pipeline: Path) -> list[str]:
    mapping = str(ROOT / "mappings" / "maven.yml")
    return ["import", str(export), "--from", mapping, "--as-of", "2017-12-31", "--into", str(pipeline)]


def _year(folder: Path) -> tuple[Run, Run]:
    """Build the site of a year of snapshots: from nothing, and where all but the newest was built before.

    What earlier builds of this project kept is deleted.
    """
    pipeline, newest = folder / "pipeline", folder / "newest.yml"
    write_year(pipeline)
    place = ["--pipeline", str(pipeline), "--docs", str(folder / "docs"), "--site", str(folder / "site")]
    last = max((pipeline / "snapshots").iterdir())
    shutil.rmtree(CACHE, ignore_errors=True)
    cold = _run([SCRIPT, "build", *place])
    shutil.rmtree(CACHE)
    last.rename(newest)
    _run([SCRIPT, "build", *place])
    newest.rename(last)
    return cold, _run([SCRIPT, "build", *place])


def _large_import(folder: Path) -> Run:
    export = write_export(folder, _LARGE)
    mapping = ["--from", str(ROOT / "mappings" / "salesforce.yml"), "--as-of", DAY.isoformat()]
    return _run([SCRIPT, "import", str(export), *mapping, "--into", str(folder / "pipeline")])


def _run(command: Sequence[str]) -> Run:
    began = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [sys.executable, *command], stdout=output, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with status {process.returncode}")
        output.seek(0)
        return Run(seconds, usage.ru_maxrss / 1024, output.read().decode())


def _print(export: Path, runs: dict[str, list[Run]], steps: list[Run]) -> None:
    opportunities = sum(1 for _ in export.open()) - 1
    print(f"{export.name}: {opportunities:,} opportunities; {os.cpu_count()} cores; medians of {len(steps)} runs")
    print(_line("command", "seconds", "peak MB"))
    for name, each in runs.items():
        print(_row(name, [run.seconds for run in each], [run.megabytes for run in each]))
    print("\n" + _line("step, in one process", "seconds", "peak MB"))
    for lines in zip(*(run.output.splitlines() for run in steps), strict=True):
        names, seconds, megabytes = zip(*(line.split("\t") for line in lines), strict=True)
        print(_row(f"  {names[0]}", [float(each) for each in seconds], [float(each) for each in megabytes]))
    site, naive = list(runs.values())[2:4]
    ratio = statistics.median(ours.seconds / theirs.seconds for ours, theirs in zip(site, naive, strict=True))
    print(f"\nsite / naive, pair by pair: {ratio:.2f}")


def _print_year(runs: Sequence[tuple[Run, Run]]) -> None:
    print(f"\n52 snapshots of 1,000 opportunities, to the finished site; medians of {len(runs)} runs")
    print(_line("", "seconds", "peak MB"))
    for name, each in zip(("cold", "only the newest snapshot is new"), zip(*runs, strict=True), strict=True):
        print(_row(name, [run.seconds for run in each], [run.megabytes for run in each]))


def _print_large_import(runs: Sequence[Run]) -> None:
    print(f"\n{_LARGE:,} rows of a Salesforce export, to the snapshot; medians of {len(runs)} runs")
    print(_line("", "seconds", "peak MB"))
    print(_row("import", [run.seconds for run in runs], [run.megabytes for run in runs]))


def _row(name: str, seconds: Sequence[float], megabytes: Sequence[float]) -> str:
    return _line(name, f"{statistics.median(seconds):.2f}", f"{max(megabytes):.0f}")


def _line(name: str, seconds: str, megabytes: str) -> str:
    return f"{name:45}{seconds:>9}{megabytes:>9}"


def _export(maven: Path, folder: Path) -> Path:
    if (maven / "sales_pipeline.csv").is_file():
        return maven / "sales_pipeline.csv"
    return _made_up(folder)


def _made_up(folder: Path) -> Path:
    stages = ["Won"] * 42 + ["Lost"] * 25 + ["Engaging"] * 16 + ["Prospecting"] * 5
    with (folder / "sales_teams.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sales_agent", "manager", "regional_office"])
        writer.writerows([f"Agent {place:02}", f"Manager {place % 6}", "Central"] for place in range(35))
    with (folder / "accounts.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["account", "sector", "year_established", "revenue", "employees", "office_location", "subsidiary_of"]
        )
        writer.writerows([f"Company {place}", "retail", 1990, 100, 50, "Town", ""] for place in range(85))
    with (folder / "products.csv").open("w", newline="") as file:
        csv.writer(file).writerows(
            [["product", "series", "sales_price"], ["GTX Basic", "GTX", 550], ["GTX Pro", "GTX", 4821]]
        )
    path = folder / "sales_pipeline.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "opportunity_id",
                "sales_agent",
                "product",
                "account",
                "deal_stage",
                "engage_date",
                "close_date",
                "close_value",
            ]
        )
        for place in range(8800):
            stage = stages[place % len(stages)]
            closed = stage in {"Won", "Lost"}
            day = date(2017, 1, 1) + timedelta(days=place % 300)
            writer.writerow(
                [
                    f"O{place:07}",
                    f"Agent {place % 35:02}",
                    "GTX Basic" if place % 2 else "GTXPro",
                    f"Company {place % 85}" if closed else "",
                    stage,
                    "" if stage == "Prospecting" else day.isoformat(),
                    (day + timedelta(days=40)).isoformat() if closed else "",
                    {"Won": "500", "Lost": "0"}.get(stage, ""),
                ]
            )
    return path


if __name__ == "__main__":
    main()
