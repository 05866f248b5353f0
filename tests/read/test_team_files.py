"""A team's files in, validated types out; what is said of mistakes stands in tests/bad/."""

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from scorecards.importing.run import import_export
from scorecards.importing.task.task import silent
from scorecards.index.history_of import history_of
from scorecards.index.opportunity_files import opportunity_files_of
from scorecards.model.accounts import Accounts
from scorecards.model.check import Check
from scorecards.model.names import LONGEST, did_you_mean, nearest, one_slip_apart, page_name
from scorecards.model.picks import Focus
from scorecards.model.playbook.causes import Causes
from scorecards.model.playbook.phrases import Phrases
from scorecards.model.playbook.plays import Plays
from scorecards.model.playbook.questions import Questions
from scorecards.model.playbook.scoring import Scoring
from scorecards.model.playbook.stages import Stages
from scorecards.model.playbook.stories import Stories
from scorecards.model.snapshot import Snapshot
from scorecards.model.team import Team
from scorecards.model.working_days import WorkingDays
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.dates import day_of, not_in_the_calendar
from scorecards.read.input import Input
from scorecards.read.model_errors import EXPECTED_FORM
from scorecards.read.snapshot_files import snapshots
from scorecards.read.team_files import check_all, read_input, read_playbook
from scorecards.report.values import Place, Read

BASE = Path(__file__).parent.parent / "base"
SNAPSHOT = Path("pipeline/snapshots/2026-11-16.yml")
MODELS: list[type[BaseModel]] = [
    Snapshot, Team, Accounts, Focus, Stages, Questions, Causes, Plays, Stories, Phrases, Scoring, WorkingDays, Check,
]  # fmt: skip


def read(snapshot: Path | None = None) -> Input:
    return read_input(Path("playbook"), Path("pipeline"), snapshot)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems_of() -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        read()
    return [str(problem) for problem in found.value.problems]


@pytest.mark.usefixtures("base")
def test_a_check_goes_by_its_title_until_it_has_a_name() -> None:
    rule = Path("playbook/checks/close-date-ahead.yml")
    named = [check.name for check in read().playbook.checks]
    assert named == ["The close date lies ahead", "The next steps are agreed"]
    change(rule, "id: close-date-ahead\n", "id: close-date-ahead\nname: Close date ahead\n")
    assert [check.name for check in read().playbook.checks] == ["Close date ahead", "The next steps are agreed"]


@pytest.mark.usefixtures("base")
def test_values_are_what_their_fields_say() -> None:
    first, second, third = read().opportunities
    assert first.amount == Decimal(48000)
    assert first.created_on == date(2026, 8, 11)
    assert third.id == second.restarted_from == "0003"


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("word", ["no", "on", "012", "1:30", "~", "null", "123456789012345678901", "2026-11-16"])
def test_an_answer_is_read_as_written(word: str) -> None:
    change(SNAPSHOT, "budget: no", f"budget: {word}")
    change(SNAPSHOT, "value: Paper rotas", f"value: {word}")
    answers = read().opportunities[0].answers
    assert answers["budget"].value == answers["problem"].value == word


@pytest.mark.usefixtures("base")
def test_absent_and_blank_differ() -> None:
    change(SNAPSHOT, "    close_date: 2026-12-18\n", "    push_count:\n    buying_plan:\n")
    opportunity = read().opportunities[0]
    assert {"push_count", "buying_plan"} <= opportunity.model_fields_set
    assert "close_date" not in opportunity.model_fields_set
    assert (opportunity.push_count, opportunity.buying_plan, opportunity.close_date) == (None, (), None)


@pytest.mark.usefixtures("base")
@pytest.mark.parametrize("word", ["~", "null"])
def test_a_word_for_nothing_is_a_blank_where_a_date_or_a_word_of_a_list_is_due(word: str) -> None:
    change(SNAPSHOT, "close_date: 2026-12-18", f"close_date: {word}")
    change(SNAPSHOT, "ended: vanished", f"ended: {word}")
    first, _, third = read().opportunities
    assert (first.close_date, third.ended) == (None, None)


@pytest.mark.usefixtures("base")
def test_everybody_has_an_id_made_from_the_name_where_none_is_given() -> None:
    team = read().team
    assert [manager.id for manager in team.managers] == ["mara-quinn"]
    assert [rep.id for rep in team.reps] == ["ana-lima", "bo"]


@pytest.mark.usefixtures("base")
def test_every_field_of_an_opportunity_is_found_with_its_line_and_its_text() -> None:
    given_ = read()
    ids = [each.id for each in given_.opportunities]
    files = opportunity_files_of(given_, history_of(given_)).of(ids)
    reads = {each.field: each for each in files["OPP-1"].reads}
    assert reads["amount"] == Read("amount", 12, "48000")
    assert reads["next_steps"] == Read("next_steps", 17, None)
    assert files["OPP-1"].line("next_steps", 0, "due") == 18
    assert files["0003"].place == Place("pipeline/snapshots/2026-11-16.yml", 30)


@pytest.mark.usefixtures("base")
def test_every_rule_is_found_with_its_file_and_line() -> None:
    places = read().places_of_rules
    assert places["stage", "quote"] == Place("playbook/stages.yml", 11)
    assert places["story", "bakery"] == Place("playbook/stories.yml", 2)
    assert places["check", "close-date-ahead"] == Place("playbook/checks/close-date-ahead.yml", 1)


def test_places_are_the_same_from_every_working_directory(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = read()
    monkeypatch.chdir("/")
    there = read_input(base / "playbook", base / "pipeline")
    assert (there.snapshot_path, there.places_of_rules) == (here.snapshot_path, here.places_of_rules)
    assert here.snapshot_path == "pipeline/snapshots/2026-11-16.yml"


def test_problems_name_files_as_the_user_did(base: Path) -> None:
    (base / "pipeline/team.yml").write_text("", encoding="utf-8")
    assert problems_of()[0].startswith("pipeline/team.yml:1:1: empty-file: ")
    with pytest.raises(ProblemsFound) as found:
        read_input(base / "playbook", base / "pipeline")
    assert str(found.value.problems[0]).startswith(f"{base.as_posix()}/pipeline/team.yml:1:1: empty-file: ")


@pytest.mark.usefixtures("base")
def test_the_newest_snapshot_is_read_unless_one_is_named() -> None:
    older = SNAPSHOT.with_name("2026-11-09.yml")
    older.write_text("as_of: 2026-11-09\nopportunities: []\n", encoding="utf-8")
    elsewhere = Path("draft.yml")
    elsewhere.write_text("as_of: 2026-01-01\nopportunities:\n", encoding="utf-8")
    assert snapshots(Path("pipeline")) == [older, SNAPSHOT]
    assert read().as_of == date(2026, 11, 16)
    assert read(older).as_of == date(2026, 11, 9)
    assert (read(elsewhere).as_of, read(elsewhere).snapshot_path) == (date(2026, 1, 1), "draft.yml")


@pytest.mark.usefixtures("base")
def test_check_reads_older_snapshots_but_holds_them_to_no_team_of_today() -> None:
    older = SNAPSHOT.with_name("2026-11-09.yml")
    row = "  - {id: A, name: A, owner: somebody-who-left, status: open, stage: no-more"
    older.write_text(f"as_of: 2026-11-09\nopportunities:\n{row}}}\n", encoding="utf-8")
    assert check_all(Path("playbook"), Path("pipeline")) == 14
    older.write_text(f"as_of: 2026-11-09\nopportunities:\n{row}, created_on: 2026-11-10}}\n", encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        check_all(Path("playbook"), Path("pipeline"))
    assert [(each.path, each.code) for each in found.value.problems] == [(older.as_posix(), "impossible-date")]
    with pytest.raises(ProblemsFound):
        check_all(Path("playbook"), Path("pipeline"), SNAPSHOT)
    older.rename(older.with_name("2026-11-23.yml"))
    assert check_all(Path("playbook"), Path("pipeline"), SNAPSHOT) == 13


@pytest.mark.usefixtures("base")
def test_a_team_without_accounts_and_stories_builds_and_may_name_any_account() -> None:
    Path("pipeline/accounts.yml").unlink()
    Path("playbook/stories.yml").unlink()
    change(SNAPSHOT, "account: northwind", "account: whoever")
    change(SNAPSHOT, "    stories_told: [bakery]\n", "")
    given = read()
    assert (given.accounts, given.playbook.stories) == (Accounts(), ())
    assert check_all(Path("playbook"), Path("pipeline")) == 11


@pytest.mark.usefixtures("base")
def test_the_barest_export_is_enough() -> None:
    rows = "opportunities:\n  - {id: 1, name: A, owner: bo, status: open, stage: meet}\n"
    SNAPSHOT.write_text(f"as_of: 2026-11-16\n{rows}", encoding="utf-8")
    (only,) = read().opportunities
    assert only.model_fields_set == {"id", "name", "owner", "status", "stage"}


@pytest.mark.usefixtures("base")
def test_a_file_that_cannot_be_opened_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    lines = problems_of()
    assert len(lines) == 13
    assert all(": file-unreadable: " in line and line.endswith(": Permission denied") for line in lines)


@pytest.mark.parametrize("folder", ["playbook", "playbook/checks", "pipeline", "pipeline/snapshots"])
@pytest.mark.usefixtures("base")
def test_a_folder_that_cannot_be_read_is_a_problem(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = Path.iterdir

    def refuse(path: Path) -> Iterator[Path]:
        if path == Path(folder):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    message = "file-unreadable: read nothing, expected a folder that can be read: Permission denied"
    assert problems_of() == [f"{folder}:1:1: {message}"]


@pytest.mark.usefixtures("base")
def test_a_path_that_is_too_long_is_a_problem() -> None:
    long = Path("x" * 300)
    with pytest.raises(ProblemsFound) as found:
        read_input(long, long / "y", long)
    with pytest.raises(ProblemsFound) as checked:
        check_all(long, long)
    with pytest.raises(ProblemsFound) as imported:
        import_export([long], long, date(2026, 11, 16), long, long, silent)
    for problems in (found.value.problems, checked.value.problems, imported.value.problems):
        assert {problem.code for problem in problems} == {"file-unreadable"}
        assert all("File name too long" in problem.message for problem in problems)


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "sr_RS", "zh_Hans_CN", "de", "pt_BR"])
@pytest.mark.usefixtures("base")
def test_a_locale_may_leave_out_how_it_is_written(locale: str) -> None:
    change(Path("pipeline/team.yml"), "locale: en_IE", f"locale: {locale}")
    assert read().team.locale == locale


@pytest.mark.parametrize("locale", ["eng", "en_QQ", "xx", "de_Cyrl_DE"])
@pytest.mark.usefixtures("base")
def test_a_locale_that_nobody_writes_is_refused(locale: str) -> None:
    change(Path("pipeline/team.yml"), "locale: en_IE", f"locale: {locale}")
    assert [line.split(": ")[1] for line in problems_of()] == ["unknown-locale"]


@pytest.mark.usefixtures("base")
def test_what_counts_questions_answers_none() -> None:
    questions = Path("playbook/questions.yml")
    change(questions, "    good_for_days: 90\n", "    good_for_days: 90\n    told_by: [answered_questions]\n")
    (line,) = problems_of()
    assert ": unknown-word: read 'answered_questions', expected one of " in line
    change(questions, "answered_questions", "economic_buyers")
    assert read().playbook.questions[0].told_by == ("economic_buyers",)


@pytest.mark.usefixtures("base")
def test_a_snapshot_that_is_too_large_is_not_even_opened() -> None:
    with SNAPSHOT.open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert [line.split(": ")[1] for line in problems_of()] == ["too-large"]


@pytest.mark.usefixtures("base")
def test_something_that_is_no_plain_file_does_not_keep_the_reader_waiting() -> None:
    SNAPSHOT.unlink()
    os.mkfifo(SNAPSHOT)
    assert [line.split(": ")[1] for line in problems_of()] == ["not-a-file"]


@pytest.mark.usefixtures("base")
def test_a_file_name_that_would_break_the_line_is_shown_on_one_line() -> None:
    Path("playbook/checks/a\nb.yml").write_text("", encoding="utf-8")
    assert problems_of()[0].startswith(r"playbook/checks/a\nb.yml:1:1: empty-file: ")


@pytest.mark.usefixtures("base")
def test_the_same_mistake_in_thousands_of_rows_is_told_as_far_as_it_helps() -> None:
    rows = "".join(
        f"  - {{id: X{n}, name: A, owner: bo{n}, status: opened, stage: mete, restarted_from: Y{n}}}\n"
        for n in range(2000)
    )
    SNAPSHOT.write_text(f"as_of: 2026-11-16\nopportunities:\n{rows}", encoding="utf-8")
    found = problems_of()
    assert len(found) == 1001
    assert "too-many-problems: read 1,000 problems and looked no further" in found[0]


def test_a_playbook_is_read_alone(base: Path) -> None:
    assert [stage.id for stage in read_playbook(base / "playbook").stages] == ["meet", "quote"]
    (base / "playbook/stages.yml").unlink()
    with pytest.raises(ProblemsFound):
        read_playbook(base / "playbook")


@pytest.mark.parametrize("model", MODELS)
def test_every_form_that_a_field_asks_for_is_put_in_words(model: type[BaseModel]) -> None:
    """A pattern would say nothing to the reader of a message."""
    schema = json.dumps(model.model_json_schema())
    patterns = {json.loads(found) for found in re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schema)}
    numbers = {pattern for pattern in patterns if r"\d" in pattern and pattern not in EXPECTED_FORM}
    assert patterns - numbers <= set(EXPECTED_FORM)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a team's folder for many examples; each of them puts back what it changes."""
    return Path(shutil.copytree(BASE, tmp_path_factory.mktemp("any") / "team"))


FULL = """
ended: vanished, closed_on: 2026-10-01, amount_basis: quoted, currency: EUR, push_count: 2, forecast_category: commit,
deadline: {date: 2027-01-01, consequence: x, said_by: rep},
buying_plan: [{step: x, owner: y, due: 2027-01-01, our_help: z, done_on: 2026-01-01}],
needs: [{need: x, priority: must, in_their_words: y, met: no}], first_need: {need: x, on: 2026-10-10, said_by: rep},
present_need: {need: x, on: 2026-10-10, said_by: rep}, wake: {on: 2027-01-01, when: x}, final: no, notes: x,
gap_rating: {score: 5, on: 2026-10-10, to_reach_10: x, ours_to_help: yes}, crm_stage: x, restarted_from: "0003",
contacts: [{name: x, title: y, roles: [user], rapport: built}], blocker: {what: x, whose: us, since: 2026-10-10},
verbal_yes_on: 2026-10-10, signed_on: 2026-10-10, claim: {state: lost, on: 2026-10-10, words: x},
loss_reason: {cause: never-intended-to-buy, reason: x, said_by: rep}
"""
ODD: list[Any] = [
    None,
    "",
    "~",
    "x",
    "{x}",
    "-1",
    "99999999999",
    "2026-13-40",
    [],
    {},
    [None],
    ["x", "x"],
    {"x": "y"},
    [[]],
]


def ways(tree: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Give the way to everything in a tree."""
    yield way
    steps = tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for step in steps:
        yield from ways(tree[step], (*way, step))


def replaced(tree: Any, way: tuple[Any, ...], value: Any) -> Any:
    if not way:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[way[0]] = replaced(tree[way[0]], way[1:], value)
    return copy


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_stands_in_the_place_of_a_value_is_read_or_told(team: Path, data: st.DataObject) -> None:
    """Each file, with anything in it replaced by something odd, ends in an input or in problems."""
    path = data.draw(st.sampled_from(sorted(team.rglob("*.yml"))))
    before = path.read_text(encoding="utf-8")
    tree = yaml.load(before, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
    if path.name == SNAPSHOT.name:
        tree["opportunities"][0] |= yaml.load(f"{{{FULL}}}", Loader=yaml.CBaseLoader)  # noqa: S506 - the same
    odd = replaced(tree, data.draw(st.sampled_from(list(ways(tree)))), data.draw(st.sampled_from(ODD)))
    path.write_text(json.dumps(odd).replace(" null", " "), encoding="utf-8")
    problems = _problems(team)
    path.write_text(before, encoding="utf-8")
    assert problems is None or problems
    assert all(problem.message.isprintable() for problem in problems or ())


def _problems(team: Path) -> list[Problem] | None:
    try:
        read_input(team / "playbook", team / "pipeline")
    except ProblemsFound as found:
        return found.problems
    return None


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("Ana Lima", "ana-lima"),
        ("Łukasz Ørsted", "lukasz-orsted"),
        ("李小龙", "li-xiao-long"),
        ("O'Brien & Söhne", "o-brien-sohne"),
        ("🙂", ""),
        ("x" * 63 + " y", "x" * 63),
    ],
)
def test_a_name_makes_a_page_name(name: str, page: str) -> None:
    assert page_name(name) == page


@given(st.text())
def test_a_page_name_is_a_valid_id_and_stays_as_it_is(name: str) -> None:
    page = page_name(name)
    assert not page or (re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", page) and len(page) <= LONGEST)
    assert page_name(page) == page


def test_the_nearest_name_is_offered_and_nothing_far_off() -> None:
    known = ["stage", "stage_entered_on", "close_date"]
    assert nearest("stage_enterd_on", known) == "stage_entered_on"
    assert nearest("Stage", known) == "stage"
    assert did_you_mean("region", known) == ""
    assert did_you_mean("OPP-01234O", {f"OPP-{number:05}" for number in range(5000)}) == ". Did you mean OPP-01234?"


def test_what_differs_in_digits_alone_is_another_thing_and_never_offered() -> None:
    assert nearest("OPP-9999", ["OPP-1059", "OPP-1"]) is None
    assert nearest("opp-1059", ["OPP-1059"]) == "OPP-1059"
    assert nearest("OPP-1O59", ["OPP-1059", "OPP-1058"]) == "OPP-1059"


@pytest.mark.parametrize(
    "word",
    ["lotte-brant", "lottte-brandt", "lotte-brandd", "lote-brandt", "ltote-brandt", "otte-brandt"],
)
def test_one_slip_of_the_hand_is_told_both_ways(word: str) -> None:
    assert one_slip_apart(word, "lotte-brandt")
    assert one_slip_apart("lotte-brandt", word)


@pytest.mark.parametrize(
    ("word", "name"),
    [("lotte", "lotte"), ("rep-1", "rep-2"), ("lena-brandt", "lotte-brandt"), ("abcd", "badc"), ("", "ab")],
)
def test_what_is_the_same_or_more_than_a_slip_apart_is_none(word: str, name: str) -> None:
    assert not one_slip_apart(word, name)
    assert not one_slip_apart(name, word)


@given(st.text(min_size=1), st.integers(min_value=0), st.characters(categories=["L"]))
def test_a_letter_more_is_always_one_slip(word: str, place: int, letter: str) -> None:
    at = place % (len(word) + 1)
    assert one_slip_apart(word[:at] + letter + word[at:], word)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_of_the_calendar_is_never_said_to_be_none(day: date) -> None:
    assert not_in_the_calendar(day.isoformat()) is None
    assert day_of(day.isoformat()) == day


def test_snapshots_that_cannot_be_listed_are_told_and_none_is_left_out(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the disk is broken or the folder somebody else's: an older snapshot must not pass for the newest."""
    look = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == "snapshots":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return look(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ProblemsFound) as found:
        snapshots(base / "pipeline")
    assert [(Path(each.path).name, each.code) for each in found.value.problems] == [("snapshots", "file-unreadable")]
