"""The site: the pages built by MkDocs aside, so that nothing is put in place unless that worked."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.write.files import read_tree, replace


def build_site(config: Path, docs: Path, pages: Mapping[str, bytes], as_of: date) -> dict[str, bytes]:
    """Build the site of these pages strictly, and give its files; writes nothing but temporary files.

    ``docs`` is the folder in which the pages will stand, by which messages name it.  The site's own dates, such as the
    sitemap's, are the snapshot's day.  Raises ProblemsFound with what the site builder says.
    """
    with tempfile.TemporaryDirectory(prefix="scorecards-site-") as scratch:
        source, into = Path(scratch).resolve() / "docs", Path(scratch).resolve() / "site"
        replace({source / path: content for path, content in pages.items()})
        said = _run(config, source, into, as_of)
        if said:
            lines = [line.replace(str(source), docs.as_posix()) for line in said]
            raise ProblemsFound([Problem(config.name, 1, 1, "site-not-built", line) for line in lines])
        return read_tree(into)


def _run(config: Path, docs: Path, into: Path, as_of: date) -> list[str]:
    """Run the site builder; give what it says where it refuses, and nothing where it worked."""
    environment = os.environ | {
        "SCORECARDS_DOCS": str(docs),
        "SCORECARDS_SITE": str(into),
        "SOURCE_DATE_EPOCH": str(int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(config.parent), os.environ.get("PYTHONPATH")])),
    }
    result = subprocess.run(  # noqa: S603 - our own arguments
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if not result.returncode:
        return []
    said = [line.strip() for line in (result.stdout + result.stderr).splitlines() if not line.startswith("INFO")]
    return [line for line in said if line] or [f"it ended with status {result.returncode} and said nothing"]
