"""Nothing is undocumented: every option, field, fact and error code has its text, and stands on its page."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html import unescape
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import click
import pytest
from pydantic import BaseModel

from scorecards import report
from scorecards.cli.main import scorecards
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.lint.rules import LINT
from scorecards.model.accounts import Accounts
from scorecards.model.baseline import Baseline
from scorecards.model.check import Check, Condition
from scorecards.model.facts import rulings
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.picks import Focus
from scorecards.model.playbook.causes import Causes
from scorecards.model.playbook.glossary import Glossary
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.plays import Plays
from scorecards.model.playbook.questions import Questions
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.playbook.situations import Situations
from scorecards.model.playbook.stages import Stages
from scorecards.model.playbook.stories import Stories
from scorecards.model.playbook.themes import Themes
from scorecards.model.rulings import FollowUps, Rulings
from scorecards.model.snapshot import Snapshot
from scorecards.model.team import Team
from scorecards.model.waivers import Waivers
from scorecards.model.working_days import WorkingDays
from scorecards.problems.codes import CODES
from scorecards.render.pages import render
from scorecards.render.reference.reference import reference
from scorecards.review import Folders, read, review_of

ROOT = Path(__file__).parent.parent.parent
FILES = (
    *(Snapshot, Team, Accounts, Rulings, FollowUps, Waivers, Baseline, Focus),
    *(Stages, Questions, Situations, Causes, Themes, Plays, Stories, Phrases, Glossary, Scoring, WorkingDays, Check),
    CrmMapping,
)
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    review = review_of(read(Folders(ROOT, ROOT / "playbook", ROOT / "pipeline", ROOT / "docs")))
    return render(review, reference(scorecards))


def models(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Give a model and every model inside it, each once."""
    if model in seen:
        return
    seen.add(model)
    yield model
    waiting = [field.annotation for field in model.model_fields.values()]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from models(kind, seen)
        waiting += get_args(kind)


def every_model() -> list[type[BaseModel]]:
    seen: set[type[BaseModel]] = set()
    return [model for file in FILES for model in models(file, seen)]


@pytest.mark.parametrize("model", every_model(), ids=lambda model: model.__name__)
def test_every_model_and_each_of_its_fields_is_described(model: type[BaseModel]) -> None:
    assert model.__doc__
    for name, field in model.model_fields.items():
        assert len(field.description or "") > 5, f"{model.__name__}.{name}"


def test_every_field_stands_on_the_page_of_fields(pages: dict[str, str]) -> None:
    """What a word may be stands on the page of facts; a condition takes any fact, so those stand there too."""
    page = unescape(pages["reference/fields.md"])
    for model in every_model():
        if set(model.model_fields) == {"one_of"}:
            assert "one_of" in page
        elif not issubclass(model, Condition):
            for name, field in model.model_fields.items():
                assert f"{field.alias or name}</code>" in page, f"{model.__name__}.{name}"
                assert (field.description or "") in page, f"{model.__name__}.{name}"


def test_every_fact_stands_on_the_page_of_facts_with_what_it_means_and_reads(pages: dict[str, str]) -> None:
    """Those of rulings read no field of an opportunity: they come from rulings.yml."""
    page = unescape(pages["reference/facts.md"])
    for fact in FACTS:
        assert f'id="{fact.name}"' in page
        assert fact.meaning in page
        assert len(fact.meaning) > 15
        assert fact.reads or fact in rulings.FACTS


def test_every_code_that_the_product_uses_is_explained_and_stands_on_the_page_of_errors(pages: dict[str, str]) -> None:
    page = unescape(pages["reference/errors.md"])
    for code, entry in CODES.items():
        assert f'id="{code}"' in page
        assert entry.meaning in page
        assert entry.cure in page
    assert used_codes() <= {*CODES, *LINT}


def test_every_rule_of_the_lint_stands_on_its_page_with_what_to_do(pages: dict[str, str]) -> None:
    page = unescape(pages["reference/lint.md"])
    for code, rule in LINT.items():
        assert f'id="{code}"' in page
        assert rule.reason in page
        assert rule.cure in page


def used_codes() -> set[str]:
    """Find the codes that stand in the code: the fourth argument of every Problem that is a plain text."""
    codes: set[str] = set()
    for path in (ROOT / "scorecards").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Problem"):
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                codes |= {text for text in texts if isinstance(text, str) and CODE.fullmatch(text)}
    return codes


def test_the_search_for_codes_finds_some() -> None:
    assert {"in-the-way", "cannot-write", "site-not-built"} <= used_codes()


def test_every_command_and_option_has_help_and_stands_on_the_page_of_commands(pages: dict[str, str]) -> None:
    page = unescape(pages["reference/commands.md"])
    for name, command in scorecards.commands.items():
        assert command.help
        assert name in page
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                text = parameter.help or ""
                assert len(text) > 5, f"{name} {parameter.name}"
                assert parameter.opts[0] in page
                assert text in page


def test_every_type_of_the_results_says_what_it_is() -> None:
    modules = [import_module(f"scorecards.report.{module.name}") for module in iter_modules(report.__path__)]
    types = [
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and is_dataclass(each) and each.__module__ == module.__name__
    ]
    assert len(types) > 20
    for each in types:
        assert fields(each)
        assert each.__doc__
        assert not each.__doc__.startswith(f"{each.__name__}("), each
