"""The JSON files hold all that the pages show, and keep to their published schemas."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import TypeAdapter

from scorecards.cli.main import scorecards
from scorecards.compose.cold_file import in_cold_order
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.playbook.playbook import Playbook
from scorecards.render.pages import render
from scorecards.render.preview.forms import SCHEMA
from scorecards.render.reference.reference import reference
from scorecards.render.review_json import KINDS, schemas
from scorecards.report.deal import Deal
from scorecards.report.preview import Preview
from scorecards.report.review import Review, TeamReview
from scorecards.report.values import KnownFact, Value
from scorecards.review import Folders, read, review_of
from scorecards.score.score import urgency, weight_of
from tests.support.files import json_files_of
from tests.support.situations import situation

ROOT = Path(__file__).parent.parent.parent
SCHEMAS = ROOT / "scorecards/render/schemas"


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))


@pytest.fixture(scope="module")
def files(review: Review) -> dict[str, bytes]:
    return json_files_of(review)


def validator(name: str) -> jsonschema.Draft202012Validator:
    """Give what holds a JSON file against a schema, which must itself be one."""
    described = json.loads(schemas()[name])
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


def kinds_of(files: dict[str, bytes]) -> dict[str, list[str]]:
    """Give the names of the files by the schema of their kind, as the index names them."""
    index = json.loads(files["scorecards.json"])
    return {
        "scorecards.schema.json": ["scorecards.json"],
        "scorecards.rep.schema.json": [each["file"] for each in index["reps"]],
        "scorecards.manager.schema.json": [each["file"] for each in index["manager_files"]],
        "scorecards.accounts.schema.json": [index["accounts_file"]],
        "scorecards.wins.schema.json": [index["wins_file"]],
    }


def value_of(fact: KnownFact) -> Value:
    """Give a fact's value its type again: JSON writes a date and an amount as text."""
    kind = FACT_BY_NAME[fact.name].kind
    if kind == "date":
        return date.fromisoformat(str(fact.value))
    return Decimal(str(fact.value)) if kind == "money" else fact.value


def with_typed_facts(deal: Deal) -> Deal:
    return replace(deal, facts=tuple(KnownFact(fact.name, value_of(fact)) for fact in deal.facts))


def urgency_of(deal: Deal, playbook: Playbook) -> tuple[int, int, bool, Decimal, str]:
    weight = weight_of(deal.failed, playbook.checks_by_id, playbook.scoring)
    return urgency(weight, playbook.stage_order.get(deal.stage or "", -1), deal.worth, deal.id)


def read_back(files: dict[str, bytes]) -> Review:
    """Put the review together again from its files, beginning with the index."""
    kinds: dict[str, TypeAdapter[Any]] = {name: TypeAdapter(kind) for name, kind in KINDS.items()}
    (index,), reps, managers, (accounts,), (wins,) = (
        [kinds[kind].validate_json(files[name]) for name in names] for kind, names in kinds_of(files).items()
    )
    order = [stage.id for stage in index.playbook.stages]
    playbook = replace(
        index.playbook,
        checks=tuple(each.within(order) for each in index.playbook.checks),
        situations=tuple(each.within(order) for each in index.playbook.situations),
    )
    deals = [with_typed_facts(deal) for rep in reps for deal in rep.opportunities]
    of_team = {field.name: getattr(index, field.name) for field in fields(TeamReview)}
    return Review(
        **{**of_team, "playbook": playbook},
        scorecards=tuple(rep.scorecard for rep in reps),
        opportunities=tuple(sorted(deals, key=lambda deal: urgency_of(deal, playbook))),
        manager_pages=tuple(each.page for each in managers),
        accounts=accounts.accounts,
        territories=accounts.territories,
        cold=tuple(in_cold_order([item for each in (*reps, index) for item in each.cold])),
        wins=wins.wins,
    )


def test_the_pages_can_be_made_from_the_json_alone(review: Review, files: dict[str, bytes]) -> None:
    """All but the words of themes, which no page shows."""
    again = read_back(files)
    assert again == replace(review, playbook=replace(review.playbook, themes=review.playbook.themes.without_words()))
    assert render(again, reference(scorecards)) == render(review, reference(scorecards))


def test_each_file_keeps_to_the_schema_of_its_kind(files: dict[str, bytes]) -> None:
    kinds = kinds_of(files)
    assert {*files} == {*kinds, *(name for names in kinds.values() for name in names)}
    for kind, names in kinds.items():
        for name in names:
            validator(kind).validate(json.loads(files[name]))


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("scorecards.schema.json", "format", "1"),
        ("scorecards.schema.json", "as_of", None),
        ("scorecards.schema.json", "open", {"amounts": [], "count": "2"}),
        ("scorecards.rep.schema.json", "opportunities", [{"id": "O1"}]),
        ("scorecards.manager.schema.json", "page", None),
        ("scorecards.accounts.schema.json", "accounts", [{"account": "a"}]),
        ("scorecards.wins.schema.json", "wins", {}),
    ],
)
def test_the_schema_refuses_what_is_no_such_file(files: dict[str, bytes], kind: str, key: str, value: Any) -> None:
    spoilt = {**json.loads(files[kinds_of(files)[kind][0]]), key: value}
    assert next(validator(kind).iter_errors(spoilt)).absolute_path[0] == key


def test_the_schemas_in_the_package_are_the_golden_ones(*, accept_golden: bool) -> None:
    """They follow from the types alone, and making them takes longer than reading them; ``make golden`` renews them."""
    made = {name: schema_of(kind) for name, kind in {**KINDS, SCHEMA: Preview}.items()}
    if accept_golden:
        for name, schema in made.items():
            (SCHEMAS / name).write_bytes(schema)
    assert {path.name: path.read_bytes() for path in SCHEMAS.iterdir()} == made


def schema_of(kind: type) -> bytes:
    described = TypeAdapter(kind).json_schema(mode="serialization")
    draft = {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}
    return (json.dumps(draft, indent=2) + "\n").encode()


def test_the_index_does_not_grow_with_the_deals(tmp_path: Path) -> None:
    few, many = (
        json_files_of(situation(tmp_path / str(count), *(f"id: O{at}" for at in range(count))).review)
        for count in (30, 90)
    )
    assert len(many["scorecards.json"]) < len(few["scorecards.json"]) + 200
    assert len(many["ana.json"]) > 2.5 * len(few["ana.json"])


def test_amounts_are_exact_decimal_text_and_days_are_iso(review: Review, files: dict[str, bytes]) -> None:
    written = [json.loads(files[name]) for name in kinds_of(files)["scorecards.rep.schema.json"]]
    amounts = [deal["amount"]["amount"] for rep in written for deal in rep["opportunities"] if deal["amount"]]
    assert amounts
    assert all(isinstance(amount, str) and str(Decimal(amount)) == amount for amount in amounts)
    assert {date.fromisoformat(rep["as_of"]) for rep in written} == {review.as_of}


def test_the_playbook_stands_there_as_its_files_say_it(files: dict[str, bytes]) -> None:
    """A condition has the keys that its file uses, and no others; what the review adds stands apart, by id.

    A stage that the file names by its role has its id here, by which the others are looked up.
    """
    written = json.loads(files["scorecards.json"])
    by_role = {role: stage["id"] for stage in written["playbook"]["stages"] for role in stage["roles"]}
    assert list(written["playbook"]) == [field.name for field in fields(Playbook)]
    for check in written["playbook"]["checks"]:
        file = yaml.safe_load((ROOT / f"playbook/checks/{check['id']}.yml").read_text("utf-8"))
        assert check["passes_when"] == file["passes_when"]
        scope = {key: by_role[told] if "stage" in key else told for key, told in file.get("applies_to", {}).items()}
        assert check["applies_to"].items() >= scope.items()
    assert list(written["rules"]["checks"]) == [check["id"] for check in written["playbook"]["checks"]]


@pytest.mark.parametrize("kind", KINDS)
def test_every_type_of_the_schema_is_described(kind: str) -> None:
    for name, described in json.loads(schemas()[kind])["$defs"].items():
        assert len(described.get("description", "")) > 10, name
