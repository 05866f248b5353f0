"""Fuzz the readers: ``make fuzz``.  Each target runs in a process of its own, as many at once as there are cores."""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha1
from pathlib import Path
from typing import Final

from tests.support.project import ROOT

WORK: Final = ROOT / "build" / "fuzz"
HERE: Final = Path(__file__).parent
LONGEST: Final = 10
"""Seconds that one input may take."""
MOST_MEMORY: Final = 2048
"""Megabytes."""
LARGEST: Final = 20_000
"""Bytes of an input."""
_DONE: Final = re.compile(r"stat::number_of_executed_units: (\d+)")
_INSTRUMENTED: Final = ["scorecards", "tests.fuzz"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz all targets, or the one that is named, and tell how it went; status 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", help="the targets, by default all")
    parser.add_argument("--seconds", type=int, default=300, help="how long each target runs")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.here:
        _fuzz(given.targets[0], given.seconds)
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - not before it is instrumented, where it is fuzzed

    with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
        failed = sum(threads.map(lambda target: _run(target, given.seconds), given.targets or TARGETS))
    return 1 if failed else 0


def _run(target: str, seconds: int) -> bool:
    """Fuzz a target in a process of its own; tell whether it failed."""
    command = [sys.executable, "-m", "tests.fuzz", target, "--here", "--seconds", str(seconds)]
    log = WORK / target / "log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        status = subprocess.run(command, cwd=ROOT, stdout=out, stderr=out, check=False).returncode
    said = log.read_text("utf-8", "replace")
    done = _DONE.search(said)
    sys.stdout.write(f"{target}: {int(done[1]):,} inputs\n" if done else f"{target}: no count\n")
    if status:
        sys.stdout.write("".join(f"  {line}\n" for line in _told(said)))
        sys.stdout.write(f"{target}: failed; all of it is in {log.relative_to(ROOT)}\n")
    sys.stdout.flush()
    return status != 0


def _told(said: str) -> Iterator[str]:
    """Give what a log tells of a failure: the traceback, and where the input lies."""
    lines = said.splitlines()
    begin = next((at for at, line in enumerate(lines) if "Uncaught Python exception" in line or "ERROR:" in line), 0)
    yield from lines[begin : begin + 60]


def _fuzz(target: str, seconds: int) -> None:
    """Fuzz a target in this process, which ends here."""
    import atheris  # noqa: PLC0415 - it has no builds for every platform

    with atheris.instrument_imports(include=_INSTRUMENTED):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - as it is imported here, it is instrumented
    from tests.fuzz.seeds import SEEDS, found  # noqa: PLC0415 - it needs the targets

    seeds, corpus = WORK / target / "seeds", WORK / target / "corpus"
    for folder in (seeds, corpus):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in (*SEEDS[target](), *(path.read_bytes() for path in found(target))):
        (seeds / sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "timeout": LONGEST,
        "rss_limit_mb": MOST_MEMORY,
        "max_len": LARGEST,
        "dict": HERE / "tokens.dict",
        "artifact_prefix": f"{WORK / target}/",
        "print_final_stats": 1,
        "seed": 1,
    }
    written = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup([target, *written, str(corpus), str(seeds)], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
