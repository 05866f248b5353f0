"""Problems as a JUnit report, which most CI systems show: a test for each problem, failed where it is an error."""

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree as ET

from scorecards.annotate.remark import Remark, told_of

_NAME: Final = "scorecards check"
_NO_TIME: Final = "0"
"""Nothing here is timed: the same problems give the same bytes."""


def junit(remarks: Iterable[Remark], files: int, *, strict: bool = False) -> str:
    """Write the report; warnings are failures where ``strict``, and else output of a test that passed."""
    every = list(remarks)
    failed = sum(_fails(each, strict=strict) for each in every)
    counts = {"tests": str(max(1, len(every))), "failures": str(failed), "errors": "0"}
    suites = ET.Element("testsuites", {"name": _NAME, "time": _NO_TIME, **counts})
    suite = ET.SubElement(suites, "testsuite", {"name": _NAME, "time": _NO_TIME, "skipped": "0", **counts})
    for each in every:
        _add_case(suite, each, fails=_fails(each, strict=strict))
    if not every:
        made = {"name": f"{files} files checked, no problems", "classname": _NAME, "time": _NO_TIME}
        ET.SubElement(suite, "testcase", made)
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode") + "\n"


def _fails(remark: Remark, *, strict: bool) -> bool:
    return remark.severity == "error" or (strict and remark.severity == "warning")


def _add_case(suite: ET.Element, remark: Remark, *, fails: bool) -> None:
    place = f"{remark.path}:{remark.line}:{remark.column}"
    name = f"{remark.code} at {place}"
    case = ET.SubElement(suite, "testcase", {"name": name, "classname": remark.path, "time": _NO_TIME})
    told = f"{place}: {remark.message}\n{' '.join(told_of(remark.code))}"
    if fails:
        failure = ET.SubElement(case, "failure", {"message": remark.message, "type": remark.code})
        failure.text = told
    else:
        ET.SubElement(case, "system-out").text = told
