"""A mapping file says where each value comes from, and is refused where it could not."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from scorecards.importing.mapping.extending import read_mapping
from scorecards.importing.mapping.fitting import NAMES, kind_of
from scorecards.importing.mapping.mapping import KEPT_BY_HAND, CrmMapping
from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.model.snapshot import Opportunity
from scorecards.problems.problem import Problem, Problems
from scorecards.read.sources import read_source

SHIPPED = sorted((Path(__file__).parent.parent.parent / "mappings").glob("*.yml"))

VALID = """\
currency: EUR
opportunities:
  id: {column: Id}
  name: {column: Title}
  owner: {column: Rep}
  status: {column: State, values: {Open: open, Won: won}}
"""


def read(tmp_path: Path, text: str) -> tuple[CrmMapping | None, list[Problem]]:
    path = tmp_path / "mapping.yml"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return read_source(path, CrmMapping, problems).value, problems.found


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_every_mapping_that_ships_is_valid(path: Path) -> None:
    problems = Problems()
    assert read_mapping(path, path.parent, problems) is not None
    assert not problems


def test_the_mappings_of_the_guide_ship() -> None:
    shipped = {path.stem for path in SHIPPED}
    assert shipped >= {"salesforce", "salesforce-report", "hubspot", "pipedrive", "maven"}


def test_the_least_that_a_mapping_needs(tmp_path: Path) -> None:
    rules, problems = read(tmp_path, VALID)
    assert not problems
    assert rules is not None
    assert [name for name, _ in rules.opportunities.fields()] == ["id", "name", "owner", "status"]
    assert all(not value for value in rules.source.model_dump().values())


@pytest.mark.parametrize(
    ("line", "place", "code", "part"),
    [
        ("  stage: {}", (7, 3), "mapping-rule", "exactly one of column, column_named, value"),
        ("  stage: {column: S, value: meet}", (7, 3), "mapping-rule", "exactly one of column, column_named, value"),
        ("  stage: {value: meet, aliases: {a: b}}", (7, 3), "mapping-rule", "aliases only beside column"),
        ('  notes: {column: N, with: ", "}', (7, 3), "mapping-rule", "with only beside join"),
        ("  amount: {first: []}", (7, 12), "blank-value", "read an empty list"),
        ("  amount: {join: []}", (7, 12), "blank-value", "read an empty list"),
        ("  amount: {colum: Price}", (7, 12), "unknown-key", "Did you mean column?"),
        ("  amuont: {column: Price}", (7, 3), "unknown-key", "Did you mean amount?"),
        ("  final: {value: maybe}", (7, 3), "mapping-rule", "for final true or false, not 'maybe'"),
        ("  stage: {value: Meet}", (7, 3), "mapping-rule", "for stage small letters"),
        ("  ended: {column: E, values: {Gone: gone}}", (7, 3), "mapping-rule", "one of vanished, reversed"),
        ("  account: {value: '!?'}", (7, 3), "mapping-rule", "for account a name with letters"),
        ("  push_count: {value: many}", (7, 3), "mapping-rule", "a whole number"),
        ("  stage: {column: S, when: {State: [Opne]}}", (2, 1), "mapping-rule", "State has the words Open, Won"),
        (
            "  amount: {column: P, look_up: {file: ../p.csv, by: a, give: b}}",
            (7, 39),
            "mapping-rule",
            "without a folder",
        ),
        ("  amount: {column: P, look_up: {file: p.csv, by: a}}", (7, 23), "missing-key", "give"),
        (
            "  amount: {column: P, values: {a: '1'}, look_up: {file: p.csv, by: a, give: b}}",
            (7, 3),
            "mapping-rule",
            "either values or look_up",
        ),
        ("  answers: {Big Budget: {column: B}}", (7, 13), "wrong-form", "small letters"),
        ("source: {delimiter: '; '}", (7, 21), "too-long", "expected at most 1"),
        ("source: {decimal: '.', thousands: '.'}", (7, 1), "mapping-rule", "different characters"),
        ("source: {thousands: '.'}", (7, 1), "mapping-rule", "decimal beside thousands"),
        ("  crm_stage: {column: S, while: open}", (1, 1), "mapping-rule", "while only beside a field"),
        ("  amount: {first: [{column: A, while: open}]}", (1, 1), "mapping-rule", "while only beside a field"),
        ("  deadline: {dtae: {column: D}}", (7, 3), "mapping-rule", "no dtae: one of date"),
        ("  loss_reason: {said_by: {value: us}}", (7, 3), "mapping-rule", "for said_by one of buyer"),
        ("  contacts: [{title: {column: T}}]", (7, 14), "mapping-rule", "name beside title"),
        ("  stage: {column: S, otherwise: meet}", (7, 3), "mapping-rule", "otherwise only beside values"),
        ("stages: {New: Meet}", (7, 1), "mapping-rule", "for stage small letters"),
        ("keep: {amount: ours}", (7, 1), "mapping-rule", "no amount: default, or one of"),
        ("keep: mine", (7, 7), "unknown-word", "one of crm, ours, newest"),
        ("source: {encoding: utf8}", (7, 20), "unknown-word", "Did you mean utf-8?"),
        ("source: {dates: YY-MM-DD}", (7, 17), "unknown-word", "YYYY-MM-DD"),
        ('source: {thousands: ".", decimal: "."}', (7, 1), "mapping-rule", "different characters"),
        ("team: {name: A, rep: {column: R}}", (7, 1), "missing-key", "manager"),
        (
            "team: {name: A, locale: en-GB, rep: {column: R}, manager: {column: M}}",
            (7, 25),
            "mapping-rule",
            "for locale a locale such as en_GB",
        ),
    ],
)
def test_what_cannot_work_is_refused_with_its_place(
    tmp_path: Path, line: str, place: tuple[int, int], code: str, part: str
) -> None:
    rules, problems = read(tmp_path, VALID + line + "\n")
    assert rules is None
    assert [((problem.line, problem.column), problem.code) for problem in problems] == [(place, code)]
    assert part in problems[0].message


def test_a_mapping_that_tells_neither_status_nor_stage_is_refused_with_the_way_to_say_it(tmp_path: Path) -> None:
    rules, problems = read(tmp_path, VALID.replace("  status:", "  notes:"))
    assert rules is None
    (problem,) = problems
    assert problem.message.endswith("say it for all rows, with status: {value: open}, say")


def test_a_condition_may_name_any_word_of_a_column_whose_words_are_not_listed(tmp_path: Path) -> None:
    rules, problems = read(tmp_path, VALID + "  closed_on: {column: Day, when: {Kind: [New, Renewal]}}\n")
    assert not problems
    assert rules is not None


def test_each_field_of_a_mapping_is_one_of_an_opportunity_or_serves_the_import_and_is_described() -> None:
    of_the_import = {"merged_ids", "changed_on"}
    for name, field in OpportunitySources.model_fields.items():
        assert name in {*Opportunity.model_fields, *of_the_import}
        assert field.description
    left_out = set(Opportunity.model_fields) - set(OpportunitySources.model_fields)
    assert left_out == {"stories_told", "carried_from"}


def test_every_field_that_holds_a_day_is_read_as_the_export_writes_days() -> None:
    days = {name for name, field in Opportunity.model_fields.items() if date in _leaves(field.annotation)}
    assert {name for name in Opportunity.model_fields if kind_of(Opportunity, name) == "day"} == days
    assert {"owner", "account"} <= NAMES


def test_what_people_keep_by_hand_stands_in_the_order_of_the_snapshot() -> None:
    assert tuple(name for name in Opportunity.model_fields if name in KEPT_BY_HAND) == KEPT_BY_HAND


def _leaves(annotation: object) -> set[object]:
    inner = get_args(annotation)
    return {annotation}.union(*(_leaves(each) for each in inner)) if inner else {annotation}
