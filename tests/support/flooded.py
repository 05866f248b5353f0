"""The sample with a hostile text in every field that takes one, and a further opportunity for each text."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from tests.support.project import Project
from tests.support.text_fields import FILES, filled, text_fields
from tests.support.texts import marked, texts

VALUES: Final = "values.json"
"""The file beside the project's own that tells which value has which mark, and in which field it stands."""

FILLED_IN: Final = {"TalkTrack.words": "{contact}, {opportunity}, {account}: ", "Situation.do": ""}
"""The fields in which words in braces are filled in and other words in braces refused, with what stands first."""

SPREAD: Final = 37
"""From the first text of one field to the first of the next, so that a build has each text in many fields."""

CROWD: Final = "crowd"
"""A further rep, who owns an opportunity for each text."""


class Flood:
    """Hands out texts, each field beginning at another one and ``shift`` further, and remembers what it handed out."""

    def __init__(self, shift: int = 0) -> None:
        """Begin with no field filled."""
        self.values: dict[int, str] = {}
        self.fields: dict[int, str] = {}
        self._shift = shift
        self._places = {field: place for place, field in enumerate(sorted(text_fields()))}
        self._counts = Counter[str]()

    def write(self, field: str) -> str:
        """Give the next text for a field, marked."""
        at = self._places[field] * SPREAD + self._shift + self._counts[field]
        self._counts[field] += 1
        text = texts()[at % len(texts())]
        if field in FILLED_IN and "{" in text:
            return self.write(field)
        return FILLED_IN.get(field, "") + self._marked(field, text)

    def write_at(self, field: str, place: int) -> str:
        """Give the text at a place for a field, marked."""
        return self._marked(field, texts()[place])

    def _marked(self, field: str, text: str) -> str:
        number = len(self.values)
        self.values[number] = marked(text, number)
        self.fields[number] = field
        return self.values[number]


def flood(project: Project, shift: int = 0) -> Flood:
    """Fill every file of a copy of the sample."""
    pour = Flood(shift)
    for name, model in FILES.items():
        for path in sorted(project.folder.glob(name)):
            content = filled(model, _read(path), "", pour.write)
            for key, rows in _crowd(path.name, pour).items():
                content[key] = [*content[key], *rows]
            _write(path, content)
    told = [[number, pour.fields[number], value] for number, value in pour.values.items()]
    (project.folder / VALUES).write_text(json.dumps(told), "utf-8")
    return pour


def values_of(project: Project) -> dict[int, tuple[str, str]]:
    """Give the field and the value of each mark."""
    told = json.loads((project.folder / VALUES).read_text("utf-8"))
    return {number: (field, value) for number, field, value in told}


def _crowd(name: str, pour: Flood) -> dict[str, list[dict[str, Any]]]:
    """Give what the crowd adds to a file: reps, accounts, or opportunities in the newest snapshot."""
    if name == "team.yml":
        blocks = [{"day": "tuesday", "start": "09:00", "end": "10:30"}]
        rep = {"id": CROWD, "name": pour.write("Rep.name"), "manager": "idris-fontaine", "follow_up_blocks": blocks}
        return {"reps": [rep]}
    if name == "accounts.yml":
        return {
            "accounts": [{"id": f"crowd-{place}", "name": pour.write_at("Account.name", place)} for place in _all()]
        }
    if name == "2026-11-16.yml":
        return {"opportunities": [_opportunity(place, pour) for place in _all()]}
    return {}


def _all() -> Iterator[int]:
    return iter(range(len(texts())))


def _opportunity(place: int, pour: Flood) -> dict[str, Any]:
    """Give an opportunity whose texts, all of them the same, stand in every table, calendar and picture."""

    def write(field: str) -> str:
        return pour.write_at(field, place)

    return {
        "id": f"CROWD-{place}",
        "name": write("Opportunity.name"),
        "owner": CROWD,
        "status": "open",
        "stage": "qualify",
        "account": f"crowd-{place}",
        "amount": "1000",
        "created_on": "2026-01-12",
        "stage_entered_on": "2026-02-02",
        "contacts": [
            {
                "name": write("Contact.name"),
                "called": write("Contact.called"),
                "title": write("Contact.title"),
                "roles": ["champion"],
            }
        ],
        "next_steps": [{"what": write("NextStep.what"), "side": "us", "owner": CROWD, "due": "2026-11-13"}],
    }


class _Quoted(yaml.CSafeDumper):
    """Writes every text in double quotes, and a blank as one."""


def _represented(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, '"') if text else dumper.represent_none(None)


_Quoted.add_representer(str, _represented)


def _read(path: Path) -> Any:
    """Read a file as plain texts."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - builds plain text only


def _write(path: Path, content: Any) -> None:
    path.write_text(yaml.dump(content, Dumper=_Quoted, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")
