"""scorecards.json holds all that the pages show, and keeps to its published schema."""

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
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.playbook import Playbook
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.render.review_json import schema, to_json
from scorecards.report.review import Review
from scorecards.report.values import KnownFact, Value
from scorecards.review import Folders, read, review_of

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def review() -> Review:
    return review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    """Give what holds a JSON file against the schema, which must itself be one."""
    described = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(described)
    return jsonschema.Draft202012Validator(described)


def value_of(fact: KnownFact) -> Value:
    """Give a fact's value its type again: JSON writes a date and an amount as text."""
    kind = FACT_BY_NAME[fact.name].kind
    if kind == "date":
        return date.fromisoformat(str(fact.value))
    return Decimal(str(fact.value)) if kind == "money" else fact.value


def read_back(text: bytes) -> Review:
    review = TypeAdapter(Review).validate_json(text)
    deals = tuple(
        replace(deal, facts=tuple(KnownFact(fact.name, value_of(fact)) for fact in deal.facts))
        for deal in review.opportunities
    )
    order = [stage.id for stage in review.playbook.stages]
    checks = tuple(check.within(order) for check in review.playbook.checks)
    return replace(review, opportunities=deals, playbook=replace(review.playbook, checks=checks))


def test_the_pages_can_be_made_from_the_json_alone(review: Review) -> None:
    again = read_back(to_json(review))
    assert again == review
    assert render(again, reference(scorecards)) == render(review, reference(scorecards))


def test_the_json_keeps_to_its_schema(review: Review, validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(json.loads(to_json(review)))


@pytest.mark.parametrize(
    ("key", "value"),
    [("format", "1"), ("as_of", None), ("opportunities", [{"id": "O1"}]), ("open", {"amounts": [], "count": "2"})],
)
def test_the_schema_refuses_what_is_not_a_review(
    review: Review, validator: jsonschema.Draft202012Validator, key: str, value: Any
) -> None:
    spoilt = {**json.loads(to_json(review)), key: value}
    assert next(validator.iter_errors(spoilt)).absolute_path[0] == key


def test_amounts_are_exact_decimal_text_and_days_are_iso(review: Review) -> None:
    written = json.loads(to_json(review))
    amounts = [deal["amount"]["amount"] for deal in written["opportunities"] if deal["amount"]]
    assert amounts
    assert all(isinstance(amount, str) and str(Decimal(amount)) == amount for amount in amounts)
    assert date.fromisoformat(written["as_of"]) == review.as_of


def test_the_playbook_stands_there_as_its_files_say_it(review: Review) -> None:
    """A condition has the keys that its file uses, and no others; what the review adds stands apart, by id."""
    written = json.loads(to_json(review))
    assert list(written["playbook"]) == [field.name for field in fields(Playbook)]
    for check in written["playbook"]["checks"]:
        file = yaml.safe_load((ROOT / f"playbook/checks/{check['id']}.yml").read_text("utf-8"))
        assert check["passes_when"] == file["passes_when"]
        assert check["applies_to"].items() >= file.get("applies_to", {}).items()
    assert list(written["rules"]["checks"]) == [check["id"] for check in written["playbook"]["checks"]]


def test_every_type_of_the_schema_is_described() -> None:
    for name, described in json.loads(schema())["$defs"].items():
        assert len(described.get("description", "")) > 10, name
