"""An independent validator of JSON Schema and our own reading say the same of good and of bad files."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, get_args

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from scorecards.model.check import ConditionBase
from scorecards.model.fields import Id
from scorecards.problems.problem import Problems, ProblemsFound
from scorecards.read.pipeline_files import pipeline_sources
from scorecards.read.playbook_files import playbook_sources
from scorecards.read.team_files import read_input
from scorecards.schemas.files import WITH_SCHEMA, FileKind
from scorecards.schemas.generator import schema_of
from scorecards.schemas.known_ids import FIELDS, TeamIds
from tests.schemas.core_yaml import core
from tests.support.project import BASE, ROOT
from tests.support.spoiling import spoil

CASES = sorted((ROOT / "tests" / "bad").glob("*.yml"))
SEEN: Final = frozenset(
    {
        *("missing-key", "unknown-key", "blank-value", "wrong-type", "wrong-form", "too-long", "unknown-word"),
        *("not-a-date", "not-a-number", "not-true-or-false", "out-of-range", "unknown-fact", "wrong-comparison"),
        *("empty-condition", "unknown-rep", "unknown-manager", "unknown-territory", "unknown-account", "unknown-stage"),
        *("unknown-criterion", "unknown-question", "unknown-cause", "unknown-check", "unknown-play", "unknown-story"),
    }
)
"""Codes of what a schema can see: the form of a value, and the ids that a team has."""

OTHERWISE_READ: Final = frozenset({"alias", "tag", "too-deep", "key-not-text", "empty-file", "duplicate-key"})
"""Codes of files of which an editor makes another tree than we do, or that we refuse before there is one."""

BEYOND: Final = {
    "definition-misspelt": "we tell a misspelt definition where it stands, a schema each place that names it",
    "long-check-name": "a title may be longer than a name, and stands in for it: a function of ours counts",
    "null-in-references": "only a manager who owns deals may name no manager: that is another list of the file",
    "own-manager": "only a manager who owns deals may name no manager: that is another list of the file",
    "rate-of-own-currency": "in quotation marks, limits of a number are not looked at",
}
"""Cases in which a schema can't see what our reading does, each with the reason."""


def kinds_in(folder: Path) -> Iterator[tuple[FileKind, Path]]:
    for kind in WITH_SCHEMA:
        place = folder / kind.path.partition("/")[0]
        for pattern in kind.patterns:
            for path in sorted(place.glob(pattern)):
                if path.is_file():
                    yield kind, path


def ids_of(folder: Path) -> TeamIds:
    unread = Problems()
    playbook, pipeline = folder / "playbook", folder / "pipeline"
    return TeamIds(playbook_sources(playbook, unread), pipeline_sources(pipeline, unread, {}))


def refused(folder: Path, names: Collection[str] | None = None) -> dict[str, list[str]]:
    """Give by file what the validator says of each that is YAML at all; of some alone where these are named."""
    ids = ids_of(folder)
    found = {}
    for kind, path in kinds_in(folder):
        name = path.relative_to(folder).as_posix()
        if names is None or name in names:
            with suppress(yaml.YAMLError, UnicodeDecodeError):
                value = core(path.read_text("utf-8"))
                schema = schema_of(kind.model, kind.path, ids)
                validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))
                found[name] = [each.message for each in validator.iter_errors(value)]
    return found


@pytest.mark.parametrize("kind", WITH_SCHEMA, ids=lambda kind: kind.schema)
def test_each_schema_is_one_of_the_dialect_and_describes_every_key(kind: FileKind) -> None:
    schema = schema_of(kind.model, kind.path, ids_of(ROOT))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(undescribed(schema)) == []


def undescribed(schema: Any) -> Iterator[str]:
    """Name the keys without a description, of their own or of what they hold."""
    for model in (schema, *schema.get("$defs", {}).values()):
        holder: dict[str, Any] = next((each for each in (model, *model.get("anyOf", ())) if "properties" in each), {})
        for name, field in holder.get("properties", {}).items():
            told = schema["$defs"][field["$ref"].rpartition("/")[2]] if "$ref" in field else {}
            if not (field.get("description") or told.get("description")):
                yield name


@pytest.mark.parametrize("folder", [ROOT, BASE], ids=["the sample", "a small team"])
def test_files_without_a_problem_are_valid(folder: Path) -> None:
    found = refused(folder)
    assert len(found) > 10
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_is_invalid_where_reading_refuses_what_a_schema_can_see(path: Path, base: Path) -> None:
    case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    spoil(base, case)
    told = problems()
    touched = {
        *case.get("write", {}),
        *case.get("change", {}),
        *case.get("rename", {}).values(),
        *(file for file, _ in told),
    }
    codes = {name: {code for file, code in told if file == name} for name in touched}
    comparable = {name for name, found in codes.items() if not found & OTHERWISE_READ}
    said = {name: bool(found) for name, found in refused(base, comparable).items()}
    expected = {name: bool(codes[name] & SEEN) for name in said}
    assert (said == expected) == (path.stem not in BEYOND), (said, expected)


def problems() -> list[tuple[str, str]]:
    try:
        read_input(Path("playbook"), Path("pipeline"))
    except ProblemsFound as found:
        return [(each.path, each.code) for each in found.problems]
    return []


def test_every_field_that_holds_an_id_of_another_rule_knows_the_ids() -> None:
    named = {
        (model.__name__, field.alias or name)
        for kind in WITH_SCHEMA
        for model in models_in(kind.model)
        for name, field in model.model_fields.items()
        if name not in {"id", "formerly"} and _holds_id(field.rebuild_annotation())
    }
    assert named == set(FIELDS)


def models_in(model: type[BaseModel], seen: set[type[BaseModel]] | None = None) -> set[type[BaseModel]]:
    seen = set() if seen is None else seen
    if model not in seen and not issubclass(model, ConditionBase):
        seen.add(model)
        for field in model.model_fields.values():
            for each in _parts(field.annotation):
                if isinstance(each, type) and issubclass(each, BaseModel):
                    models_in(each, seen)
    return seen


def _parts(hint: Any) -> Iterator[Any]:
    yield hint
    for each in get_args(hint):
        yield from _parts(each)


def _holds_id(hint: Any) -> bool:
    return any(each == Id for each in _parts(hint))
