"""The catalogue of facts: whole, in order, and a file for each part of ``scorecards.derive``."""

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from scorecards.model.facts import told_by_answers
from scorecards.model.facts.catalogue import FACT_BY_NAME, FACTS
from scorecards.model.facts.fact import Fact
from scorecards.read.team_files import read_playbook

PACKAGE = Path(__file__).parent.parent.parent / "scorecards"
PARTS = sorted(
    path.stem
    for path in (PACKAGE / "model/facts").glob("*.py")
    if path.stem != "catalogue" and re.search(r"^FACTS\b", path.read_text("utf-8"), re.MULTILINE)
)
NAMED_ELSEWHERE = {"told_by_answers", "words"}
"""The playbook's questions name what answers tell, and the themes what words speak of."""


def catalogue_file(part: str) -> tuple[Fact, ...]:
    facts: tuple[Fact, ...] = import_module(f"scorecards.model.facts.{part}").FACTS
    return facts


def names_yielded(path: Path) -> set[str]:
    """Name the facts that a file derives: each ``yield`` of a pair gives a name and a value."""
    pairs = (
        node.value.elts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple)
    )
    return {ast.literal_eval(name) for name in pairs}


def test_the_shipped_questions_tell_what_answers_alone_tell() -> None:
    """No file of ``derive`` names these: a team's own playbook says which answers tell them."""
    questions = read_playbook(PACKAGE.parent / "playbook").questions
    assert {fact.name for fact in told_by_answers.FACTS} <= {fact for each in questions for fact in each.tells}


@pytest.mark.parametrize("part", [part for part in PARTS if part not in NAMED_ELSEWHERE])
def test_a_file_of_the_catalogue_holds_the_facts_that_the_file_of_its_name_derives(part: str) -> None:
    assert {fact.name for fact in catalogue_file(part)} == names_yielded(PACKAGE / f"derive/{part}.py")


def test_the_catalogue_is_made_of_its_files_and_names_each_fact_once() -> None:
    assert {fact for part in PARTS for fact in catalogue_file(part)} == set(FACTS)
    assert len(FACT_BY_NAME) == len(FACTS) == sum(len(catalogue_file(part)) for part in PARTS)


def test_what_is_known_of_a_fact_fits_its_kind() -> None:
    for fact in FACTS:
        assert bool(fact.when_true) == (fact.kind == "flag"), fact.name
        assert bool(fact.words) == (fact.kind == "word"), fact.name
        assert fact.kind == "days" or not (fact.until or fact.since), fact.name
        assert not (fact.until and fact.since), fact.name
        assert fact.phrase or not fact.phrase_below_zero, fact.name
