"""The site: the pages built by MkDocs into a temporary folder, then put in place only if that worked."""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from scorecards.errors import Problem, ProblemsFound
from scorecards.writing import Changes, read_tree, sync


def build_site(config: Path, docs: Path, site: Path, as_of: date) -> Changes:
    """Build the site strictly; a failed build leaves the last good site as it was.

    The site's own dates, such as the sitemap's, are the snapshot's day.  Raises ProblemsFound with what the
    site builder says.
    """
    with tempfile.TemporaryDirectory(prefix="scorecards-site-") as scratch:
        _run(config, docs, Path(scratch), as_of)
        return sync(site, read_tree(Path(scratch)))


def _run(config: Path, docs: Path, into: Path, as_of: date) -> None:
    environment = os.environ | {
        "SCORECARDS_DOCS": str(docs.resolve()),
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
    if result.returncode:
        said = [line.strip() for line in (result.stdout + result.stderr).splitlines() if not line.startswith("INFO")]
        raise ProblemsFound([Problem(config.name, 1, 1, "site-not-built", line) for line in said if line])
