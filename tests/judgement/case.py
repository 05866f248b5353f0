"""A case of judgement: a deal with its history, and what an expert says of it."""

import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from scorecards.problems.problem import ProblemsFound
from scorecards.read.input import Input
from scorecards.read.team_files import read_input
from tests.support.project import ROOT

FirstAction = Literal[
    "deliver_overdue",
    "do_planned_step",
    "ask_about_their_late_step",
    "ask_yes_or_no",
    "find_out_what_went_wrong",
    "reach_the_decision_maker",
    "make_amends",
    "ask_what_changed",
    "agree_next_steps",
    "qualify",
    "help_their_process",
    "settle_a_must_have",
    "answer_price_or_budget",
    "lead_with_difference",
    "lower_the_risk",
    "find_a_new_sponsor",
    "take_to_manager",
    "close_in_crm",
    "set_wake",
    "start_over",
    "leave_alone",
    "fix_record",
]
Topic = Literal[
    "problem",
    "need_changed",
    "consequence",
    "deadline",
    "why_now",
    "cost_of_problem",
    "economic_buyer",
    "decision_process",
    "decision_makers",
    "what_could_stop_it",
    "buying_steps",
    "chance",
    "alternatives",
    "budget",
    "must_haves",
    "champion",
    "success_measure",
    "paper_process",
    "still_on",
    "what_went_wrong",
    "what_did_we_do",
    "who_decided",
    "their_late_step",
    "in_time_still",
    "what_is_new",
    "what_would_help_you_choose",
    "price_reason",
    "who_takes_over",
    "when_to_talk_again",
    "step_content",
    "none",
]
CauseName = Literal[
    "never-intended-to-buy",
    "wrong-decision-maker",
    "offended-near-the-end",
    "need-changed",
    "content-with-today",
    "afraid-to-choose",
    "lost-in-their-process",
    "we-did-not-follow-up",
    "must-have-not-met",
    "price-or-budget",
    "competitor-or-incumbent",
    "sponsor-left",
]
PlayName = Literal[
    "permission_to_say_no",
    "agree_two_steps",
    "ask_what_changed",
    "reach_decision_maker",
    "make_amends",
    "make_good",
    "start_over",
    "their_deadline",
    "ask_the_chance",
    "help_their_plan",
    "map_needs",
    "tell_a_story",
    "yes_to_signature",
    "replace_waiting_step",
    "loss_review",
    "settle_must_have",
    "defend_price",
    "against_alternatives",
    "ease_the_choice",
    "find_new_sponsor",
    "none",
]

AS_OF = "2026-11-16"
TEAM = """
name: A small team
currency: EUR
time_zone: Europe/Dublin
managers: [{id: mara, name: Mara Quinn}]
reps: [{id: ana, name: Ana Lima, manager: mara}, {id: bo, name: Bo Berg, manager: mara}]
"""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(_Strict):
    """What an expert says of a deal: of each part, every answer that is good."""

    first_action: Annotated[tuple[FirstAction, ...], Field(min_length=1)]
    person: Annotated[tuple[str, ...], Field(min_length=1)]
    first_question: Annotated[tuple[Topic, ...], Field(min_length=1)]
    causes: tuple[CauseName, ...]
    never_causes: tuple[CauseName, ...] = ()
    play: Annotated[tuple[PlayName, ...], Field(min_length=1)]


class Earlier(_Strict):
    """An earlier snapshot: what differed then from the newest, and what was not there."""

    as_of: date
    differs: dict[str, Any] = {}
    without: tuple[str, ...] = ()


class Case(_Strict):
    """One deal with its history, and what is expected of it."""

    case: str
    trade: str
    thin: bool
    as_of: date
    opportunity: dict[str, Any]
    earlier: tuple[Earlier, ...] = ()
    others: tuple[dict[str, Any], ...] = ()
    accounts: tuple[dict[str, Any], ...] = ()
    rulings: tuple[dict[str, Any], ...] = ()
    why: str
    expect: Expected


def read_case(path: Path) -> Case:
    """Read a case; raises ValidationError or YAMLError where it is none."""
    return Case.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def write_case(case: Case, folder: Path) -> None:
    """Write a case as the files of a team."""
    pipeline = folder / "pipeline"
    (pipeline / "snapshots").mkdir(parents=True)
    (pipeline / "team.yml").write_text(TEAM, encoding="utf-8")
    for name in ("accounts", "rulings"):
        if entries := getattr(case, name):
            _write(pipeline / f"{name}.yml", {name: list(entries)})
    for as_of, opportunity in _snapshots(case):
        _write(
            pipeline / "snapshots" / f"{as_of}.yml",
            {"as_of": as_of, "opportunities": [opportunity, *case.others]},
        )


def input_of_case(folder: Path) -> Input:
    """Read a case that was written, with the shipped playbook.  Raises ProblemsFound."""
    return read_input(ROOT / "playbook", folder / "pipeline")


def problems_of(path: Path) -> list[str]:
    """Say what keeps a case from being read; empty where nothing does."""
    try:
        case = read_case(path)
    except ValidationError as error:
        return [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
    except yaml.YAMLError as error:
        return [str(error)]
    found = [] if case.as_of.isoformat() == AS_OF else [f"as_of: not {AS_OF}"]
    with tempfile.TemporaryDirectory() as folder:
        write_case(case, Path(folder))
        try:
            input_of_case(Path(folder))
        except ProblemsFound as problems:
            found += [f"{each.code}: {each.message}" for each in problems.problems]
    return found


def _snapshots(case: Case) -> Iterator[tuple[date, Mapping[str, Any]]]:
    for each in case.earlier:
        kept = {field: value for field, value in case.opportunity.items() if field not in each.without}
        yield each.as_of, kept | each.differs
    yield case.as_of, case.opportunity


def _write(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
