"""The reference pages leave nothing out: every field, fact, error code and option is there and is described."""

import re
from pathlib import Path

import pytest

from scorecards.cli.main import scorecards
from scorecards.lint.rules import LINT
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.snapshot import Opportunity
from scorecards.problems.codes import CODES
from scorecards.render.reference.field_tables import ModelTable, files
from scorecards.render.reference.reference import Reference, commands, reference

PACKAGE = Path(__file__).parent.parent.parent / "scorecards"


@pytest.fixture(scope="module")
def contents() -> Reference:
    return reference(scorecards)


@pytest.fixture(scope="module")
def tables() -> list[ModelTable]:
    return [table for file in files() for table in file.models]


def is_a_sentence(text: str) -> bool:
    return bool(re.match(r"[A-Z{a-z0-9].*[.\])]$", text)) and len(text.split()) > 1


def test_every_field_of_every_file_has_a_description(tables: list[ModelTable]) -> None:
    assert [(table.title, row.name) for table in tables for row in table.fields if not is_a_sentence(row.meaning)] == []
    assert [table.title for table in tables if not is_a_sentence(table.description)] == []


def test_every_fact_has_a_meaning_and_reads_fields_that_there_are() -> None:
    fields = {field.alias or name for name, field in Opportunity.model_fields.items()}
    assert [fact.name for fact in FACTS if not is_a_sentence(fact.meaning)] == []
    assert {name for fact in FACTS for name in fact.reads} <= fields


def test_every_command_and_option_has_a_help_text() -> None:
    described = commands(scorecards)
    assert {command.anchor for command in described} == {"build-scorecards", *scorecards.commands}
    assert [command.name for command in described if not command.help] == []
    assert [(c.name, option.name) for c in described for option in c.options if not is_a_sentence(option.help)] == []


def test_every_code_that_the_product_uses_is_explained(contents: Reference) -> None:
    assert [row.code for row in contents.errors if not (is_a_sentence(row.meaning) and is_a_sentence(row.cure))] == []
    assert {row.code for row in contents.errors} == set(CODES)


def test_every_rule_of_the_lint_has_a_reason_and_a_cure(contents: Reference) -> None:
    assert [row.code for row in contents.lint if not (is_a_sentence(row.reason) and is_a_sentence(row.cure))] == []
    assert {row.code for row in contents.lint} == set(LINT)
    assert not set(LINT) & set(CODES)


def test_a_field_says_in_words_what_stands_there(tables: list[ModelTable]) -> None:
    kinds = {
        f"{table.anchor}.{row.name}": "".join(part.text for part in row.kind)
        for table in tables
        for row in table.fields
    }
    assert kinds["opportunity.id"] == "id as the CRM has it"
    assert kinds["opportunity.close_date"] == "date such as 2026-11-16, or blank"
    assert kinds["opportunity.answers"] == "for each id: answer"
    assert kinds["opportunity.next_steps"] == "list of next step"
    assert kinds["next-step.side"] == "one of: us, customer"
    assert kinds["activity.with"] == "text, or blank"
    assert kinds["gap-rating.score"] == "whole number, 1 to 10"
    assert kinds["stage.max_days"] == "whole number, 1 to 3650"
    assert kinds["csv-source.decimal"] == 'one of: ".", ",", or blank'
    assert kinds["condition.all"] == "list of condition"


def test_a_nested_group_of_fields_is_linked_and_stands_once(tables: list[ModelTable]) -> None:
    anchors = [table.anchor for table in tables]
    links = {part.link for table in tables for row in table.fields for part in row.kind if part.link}
    assert len(anchors) == len(set(anchors))
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(anchors)


def test_an_option_shows_its_name_and_value_and_whether_it_is_required() -> None:
    options = {
        f"{command.anchor} {option.name}": option for command in commands(scorecards) for option in command.options
    }
    assert options["import --from NAME|MAPPING"].required
    assert not options["build --pages-only"].required
