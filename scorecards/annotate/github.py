"""Problems as GitHub's workflow commands, which stand as annotations beside the lines of a pull request.

The grammar and its escapes are those of GitHub's page "Workflow commands for GitHub Actions" and of the toolkit that
writes them.  GitHub shows ten errors, ten warnings and ten notices of a step.
"""

from collections.abc import Iterable
from typing import Final

from scorecards.annotate.remark import Remark

_COMMANDS: Final = {"error": "error", "warning": "warning", "note": "notice"}
_IN_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def github(remarks: Iterable[Remark], _files: int) -> str:
    """Write a workflow command for each problem, each on a line."""
    return "".join(f"{_command(each)}\n" for each in remarks)


def _command(remark: Remark) -> str:
    place = {"file": remark.path, "line": remark.line, "col": remark.column} if remark.problem.line else {}
    properties = {**place, "title": remark.code}
    written = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties.items())
    return f"::{_COMMANDS[remark.severity]} {written}::{remark.message.translate(_IN_TEXT)}"
