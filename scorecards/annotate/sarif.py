"""Problems as SARIF 2.1.0, which code scanners and editors read."""

from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote

import orjson

from scorecards.annotate.remark import Remark, told_of
from scorecards.lint.rules import severity_of

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(remarks: Iterable[Remark], _files: int) -> str:
    """Write the log: one run, with the rules that it names."""
    every = list(remarks)
    codes = sorted({each.code for each in every})
    run = {
        "tool": {"driver": {"name": "scorecards", "rules": [_rule(code) for code in codes]}},
        "results": [_result(each, codes.index(each.code)) for each in every],
        "columnKind": "unicodeCodePoints",
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return orjson.dumps(log, option=orjson.OPT_INDENT_2).decode() + "\n"


def _rule(code: str) -> dict[str, Any]:
    meaning, cure = told_of(code)
    return {
        "id": code,
        "shortDescription": {"text": meaning},
        "help": {"text": cure},
        "defaultConfiguration": {"level": severity_of(code)},
    }


def _result(remark: Remark, rule: int) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(remark.path)}}
    if remark.problem.line:
        location["region"] = {"startLine": remark.line, "startColumn": remark.column}
    return {
        "ruleId": remark.code,
        "ruleIndex": rule,
        "level": remark.severity,
        "message": {"text": remark.message},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"problem/v1": remark.fingerprint},
    }
