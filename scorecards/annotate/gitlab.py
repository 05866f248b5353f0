"""Problems as GitLab's Code Quality report, which tells in a merge request what is new, by its fingerprint."""

from collections.abc import Iterable
from typing import Final

import orjson

from scorecards.annotate.remark import Remark

_SEVERITIES: Final = {"error": "major", "warning": "minor", "note": "info"}


def gitlab(remarks: Iterable[Remark], _files: int) -> str:
    """Write the report."""
    return orjson.dumps([_entry(each) for each in remarks], option=orjson.OPT_INDENT_2).decode() + "\n"


def _entry(remark: Remark) -> dict[str, object]:
    return {
        "description": remark.message,
        "check_name": remark.code,
        "fingerprint": remark.fingerprint,
        "severity": _SEVERITIES[remark.severity],
        "location": {"path": remark.path, "lines": {"begin": remark.line}},
    }
