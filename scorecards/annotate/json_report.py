"""Problems as JSON: everything that is known of each, for a program of one's own."""

from collections import Counter
from collections.abc import Iterable

import orjson

from scorecards.annotate.remark import Remark, told_of


def json_report(remarks: Iterable[Remark], files: int) -> str:
    """Write the report; ``files`` is how many were checked."""
    every = list(remarks)
    counted = Counter(each.severity for each in every)
    report = {
        "files": files,
        "errors": counted["error"],
        "warnings": counted["warning"],
        "notes": counted["note"],
        "problems": [_entry(each) for each in every],
    }
    return orjson.dumps(report, option=orjson.OPT_INDENT_2).decode() + "\n"


def _entry(remark: Remark) -> dict[str, object]:
    meaning, cure = told_of(remark.code)
    return {
        "path": remark.path,
        "line": remark.problem.line,
        "column": remark.problem.column,
        "code": remark.code,
        "severity": remark.severity,
        "message": remark.message,
        "meaning": meaning,
        "cure": cure,
    }
