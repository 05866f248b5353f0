"""What the makers of the formats publish, as far as it can be had, and what their documentation says where it can't."""

import json
from typing import Any, Final
from xml.etree import ElementTree as ET

import jsonschema

from tests.support.project import ROOT

_VENDOR: Final = ROOT / "tests" / "vendor"
_XS: Final = "{http://www.w3.org/2001/XMLSchema}"

SARIF: Final = jsonschema.Draft4Validator(
    json.loads((_VENDOR / "sarif-schema-2.1.0/sarif-2.1.0-rtm.5.json").read_text("utf-8"))
)
"""The schema of OASIS."""

GITLAB: Final = jsonschema.Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": r"^(?!\./)(?!/).+"},
                        "lines": {
                            "type": "object",
                            "required": ["begin"],
                            "properties": {"begin": {"type": "integer", "minimum": 1}},
                        },
                    },
                },
            },
        },
    }
)
"""Written from GitLab's page on the format of Code Quality reports: no schema of it is in any package."""


class JUnitSchema:
    """The vendored schema of JUnit reports, as far as it uses XML Schema: elements, their order, and attributes."""

    def __init__(self) -> None:
        """Read the schema."""
        root = ET.parse(_VENDOR / "junit-schema-10/junit-10.xsd").getroot()  # noqa: S314 - vendored
        self.elements = {each.attrib["name"]: each for each in root.findall(f"{_XS}element")}

    def complaints(self, element: ET.Element) -> list[str]:
        """Tell what is wrong with an element and all in it."""
        declared = self.elements.get(element.tag)
        if declared is None:
            return [f"no element {element.tag}"]
        attributes = {each.attrib["name"]: each.attrib for each in declared.iter(f"{_XS}attribute")}
        children = {each.attrib["ref"] for each in declared.iter(f"{_XS}element") if "ref" in each.attrib}
        needed = {name for name, each in attributes.items() if each.get("use") == "required"}
        found = [f"{element.tag} has no {name}" for name in sorted(needed - set(element.attrib))]
        found += [f"{element.tag} may not have {name}" for name in sorted(set(element.attrib) - set(attributes))]
        found += [f"{element.tag} may not hold {each.tag}" for each in element if each.tag not in children]
        is_mixed = declared.find(f"{_XS}complexType[@mixed='true']") is not None
        holds_text = is_mixed or declared.get("type") == "xs:string"
        if (element.text or "").strip() and not holds_text:
            found.append(f"{element.tag} may not hold text")
        return found + [complaint for each in element for complaint in self.complaints(each)]


JUNIT: Final = JUnitSchema()


def sarif_of(text: str) -> Any:
    """Read a SARIF log that its schema accepts."""
    log = json.loads(text)
    SARIF.validate(log)
    return log


def gitlab_of(text: str) -> Any:
    """Read a Code Quality report of the form that GitLab documents; no fingerprint stands in it twice."""
    report = json.loads(text)
    GITLAB.validate(report)
    prints = [each["fingerprint"] for each in report]
    assert len(set(prints)) == len(prints)
    return report


def junit_of(text: str) -> ET.Element:
    """Read a JUnit report that its schema accepts, and whose sums are right."""
    root = ET.fromstring(text)  # noqa: S314 - we wrote it
    assert JUNIT.complaints(root) == []
    for suite in (root, *root):
        assert int(suite.attrib["tests"]) == len([*suite.iter("testcase")])
        assert int(suite.attrib["failures"]) == len([*suite.iter("failure")])
    return root
