"""The import as somebody types it: for messages that say what to run next."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

_DEFAULT_PIPELINE = "pipeline"


@dataclass(frozen=True, slots=True)
class Command:
    """What an import was asked to do; ``into`` is the pipeline's folder."""

    files: tuple[str, ...]
    mapping: str
    as_of: date
    into: str = _DEFAULT_PIPELINE

    def of(self, files: Sequence[str]) -> "Command":
        """Give the same import of other files."""
        return replace(self, files=tuple(dict.fromkeys(files)))

    def __str__(self) -> str:
        """Give the line to type."""
        into = [] if self.into == _DEFAULT_PIPELINE else ["--into", self.into]
        return _line("import", *self.files, "--from", self.mapping, "--as-of", self.as_of.isoformat(), *into)

    def to_build(self) -> str:
        """Give the line that builds the site from what was imported."""
        return _line() if self.into == _DEFAULT_PIPELINE else _line("build", "--pipeline", self.into)


def _line(*words: str) -> str:
    return shlex.join(["python", "build_scorecards.py", *words])
