"""The baseline as a file of the pipeline, written whole."""

from collections.abc import Callable, Iterator
from pathlib import Path

from scorecards.cache.real_path import real_path
from scorecards.model.baseline import Baseline
from scorecards.read.pipeline_files import BASELINE_FILE
from scorecards.write.exchange import exchange
from scorecards.write.folder_lock import changing
from scorecards.yaml_files.emit import key, scalar

_HEADER = "# The findings of this day, written by the command baseline. With --prune it takes out what is cleared."


def write_baseline(pipeline: Path, made: Callable[[], Baseline]) -> Baseline:
    """Write baseline.yml, which no other command reads or changes meanwhile; ``made`` makes it of what stands there.

    Raises ProblemsFound where the file cannot be written, and as ``made`` does.
    """
    path = pipeline / BASELINE_FILE
    with changing(pipeline, real_path(path).parent):
        baseline = made()
        exchange(pipeline, {path: "".join(f"{line}\n" for line in _lines(baseline)).encode()})
    return baseline


def _lines(baseline: Baseline) -> Iterator[str]:
    yield _HEADER
    yield f"as_of: {baseline.as_of.isoformat()}"
    yield "findings:" if baseline.findings else "findings: {}"
    for check, opportunities in baseline.findings.items():
        yield f"  {key(check)}:"
        yield from (f"    - {scalar(opportunity)}" for opportunity in opportunities)
