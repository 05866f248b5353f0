"""What a process runs: its Python, this package and the libraries, as far as what is written depends on them."""

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from scorecards.cache.digest import digest_of, files_below

_PACKAGE: Final = Path(__file__).parent.parent

LIBRARIES: Final = (
    "babel",
    "click",
    "cloudpickle",
    "dask",
    "distributed",
    "holidays",
    "icalendar",
    "jinja2",
    "markdown",
    "markupsafe",
    "orjson",
    "pydantic",
    "python-slugify",
)
"""Those that work on a rep, or carry reps to and fro."""


@cache
def software() -> dict[str, str]:
    """Give the version of each part by its name; the package's is the fingerprint of its code and templates."""
    package = digest_of(files_below(_PACKAGE)).hex()[:12]
    return {"Python": platform.python_version(), "scorecards": package, **{each: _version(each) for each in LIBRARIES}}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Say in words what is of another version there than here; empty where nothing is."""
    return ", ".join(
        f"{name} {theirs.get(name, 'missing')} (here {version})"
        for name, version in ours.items()
        if theirs.get(name) != version
    )
