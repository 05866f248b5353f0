"""The playbook that ships keeps its promises: complete, consistent, and nothing in it that nothing uses."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product, takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from scorecards.evaluate.conditions import holds
from scorecards.index.index import Index
from scorecards.model.check import Check, ConditionBase
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.facts.fact import Fact
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.snapshot import Answer
from scorecards.read.settings import PLACEHOLDERS
from scorecards.read.team_files import read_playbook
from scorecards.report.values import OutcomeName, Value
from tests.support.findings import facts_of, index_of, opportunity, outcome, outcomes

FOLDER = Path(__file__).parent.parent.parent / "playbook"
CHECKS = sorted(path.stem for path in (FOLDER / "checks").iterdir())


@cache
def playbook() -> Playbook:
    return read_playbook(FOLDER)


@cache
def index() -> Index:
    return index_of(playbook())


def check_with(check_id: str) -> Check:
    return next(check for check in playbook().checks if check.id == check_id)


def test_five_or_six_stages_have_a_trigger_and_at_least_two_criteria_with_evidence() -> None:
    assert 5 <= len(playbook().stages) <= 6
    for stage in playbook().stages:
        assert stage.definition
        assert stage.entry_trigger
        assert len(stage.exit_criteria) >= 2, stage.id
        assert all(criterion.evidence for criterion in stage.exit_criteria), stage.id


def test_at_least_fourteen_questions_say_why_and_can_be_asked_in_two_or_three_sentences() -> None:
    assert len(playbook().questions) >= 14
    for question in playbook().questions:
        assert question.why
        assert 2 <= len(question.how_to_ask) <= 3, question.id
        assert question.ask_whom
        assert question.good_for_days <= 365, question.id


def test_every_question_is_due_by_some_stage_and_every_stage_but_the_last_asks_one() -> None:
    """The last stage is paperwork: what must be known for it is asked while they decide."""
    due = {question.answered_by_stage for question in playbook().questions}
    assert due == {stage.id for stage in playbook().stages[:-1]}


def test_the_three_causes_of_the_doctrine_differ_in_whether_the_deal_can_be_saved() -> None:
    saved = {cause.id: cause.retrievability for cause in playbook().causes}
    assert saved["never-intended-to-buy"] == "slim"
    assert saved["wrong-decision-maker"] == "likely_with_care"
    assert saved["offended-near-the-end"] == "unlikely"
    assert len(saved) >= 11


def test_each_cause_has_a_strong_sign_on_record_signs_against_it_and_words_of_its_own() -> None:
    for cause in playbook().causes:
        on_record = [sign.strength for sign in cause.signs if sign.when]
        assert max(on_record) == 3, cause.id
        assert len(cause.signs) >= 3, cause.id
        assert cause.signs_against, cause.id
        assert len(cause.telling_questions) == 3, cause.id
        assert len(cause.what_to_do) >= 4, cause.id


def test_that_nothing_is_noted_is_never_a_sign_of_a_cause() -> None:
    """Of a deal of which nothing is known, and of one of which all is known to be empty, no sign shows."""
    for row in ({}, {name: fact_of_nothing(FACT_BY_NAME[name]) for name in FACT_BY_NAME}):
        for cause in playbook().causes:
            shown = [sign.sign for sign in cause.signs if sign.when and holds(sign.when, row)]
            assert not shown, cause.id


def fact_of_nothing(fact: Fact) -> Value:
    """Give the value that a fact has where everything is known to be empty."""
    nothing: dict[str, Value] = {"flag": False, "date": date(2026, 11, 16), "word": ""}
    return nothing.get(fact.kind, 0)


def test_with_the_decision_maker_one_begins_with_their_right_to_decide() -> None:
    """It is the decision maker who may feel that our contact undercuts their authority (D38)."""
    cause = next(each for each in playbook().causes if each.id == "wrong-decision-maker")
    assert any("right to decide" in step for step in cause.what_to_do)
    play = next(each for each in playbook().plays if each.id == cause.play)
    said = " ".join(track.words for track in play.talk_tracks)
    assert "yours to decide" in said or "your decision" in said
    assert "has done most of the work" not in said


def test_most_words_to_say_are_said_as_people_speak() -> None:
    tracks = [track.words for play in playbook().plays for track in play.talk_tracks]
    contracted = [words for words in tracks if re.search(r"\w['’](m|s|re|ve|ll|d|t)\b", words)]
    assert 4 * len(contracted) >= 3 * len(tracks)
    assert not [words for words in tracks if re.search(r"\bas we agreed\b|\bas I promised\b", words)]


def test_an_apology_is_offered_only_where_something_of_ours_is_late_or_hurt_them() -> None:
    for play in playbook().plays:
        for track in play.talk_tracks:
            if re.search(r"\b(sorry|apolog)", track.words) and play.id != "make-amends":
                assert track.when is not None, (play.id, track.title)
                assert {"our_overdue_steps", "days_they_wait_for_us", "they_speak_of_our_delay"} & set(
                    track.when.facts()
                )


def test_at_least_nine_plays_have_words_for_two_channels() -> None:
    assert len(playbook().plays) >= 9
    for play in playbook().plays:
        assert len({track.channel for track in play.talk_tracks}) >= 2, play.id
        assert len(play.steps) >= 4, play.id


def test_the_permission_to_say_no_greets_the_person_by_name_and_warns_against_using_it_as_a_trick() -> None:
    play = next(play for play in playbook().plays if play.id == "permission-to-say-no")
    assert {"D09", "D12"} <= set(play.doctrine)
    assert {track.channel for track in play.talk_tracks} == {"call", "email", "message"}
    assert all("{contact}" in track.words for track in play.talk_tracks)
    assert all(re.search(r"\bno\b", track.words) for track in play.talk_tracks)
    assert play.warning


def test_every_play_is_used_by_a_check_a_situation_or_a_cause() -> None:
    rules = playbook()
    used = {rule.play for part in (rules.checks, rules.situations, rules.causes) for rule in part}
    assert {play.id for play in playbook().plays} == used - {None}


def test_words_to_say_hold_only_placeholders_that_are_filled_in() -> None:
    for play in playbook().plays:
        for track in play.talk_tracks:
            assert set(re.findall(r"\{(.*?)\}", track.words)) <= set(PLACEHOLDERS), track.title
            assert track.words.count("{") == track.words.count("}"), track.title


def test_there_are_at_least_forty_checks_and_no_two_say_the_same() -> None:
    checks = playbook().checks
    assert len(checks) >= 40
    titles = [title for check in checks for title in (check.title, check.failure_title, check.unknown_title)]
    assert len(set(titles)) == len(titles)


def test_each_check_has_a_short_name_of_its_own() -> None:
    names = [check.name for check in playbook().checks]
    assert len(set(map(str.casefold, names))) == len(names)
    for check in playbook().checks:
        assert "name" in check.model_fields_set, check.id
        assert 2 <= len(check.name.split()) <= 4, check.name


def test_every_practice_is_served_by_a_rule() -> None:
    rules = playbook()
    parts = (rules.stages, rules.questions, rules.situations, rules.causes, rules.plays, rules.stories, rules.checks)
    served = {practice for part in parts for rule in part for practice in rule.doctrine}
    assert served == {f"D{number:02}" for number in range(1, 41)}


def test_a_qualified_opportunity_without_a_next_step_is_as_grave_as_a_finding_can_be() -> None:
    check = check_with("qualified-has-next-step")
    assert check.severity == "critical"
    assert "D33" in check.doctrine
    weights = playbook().scoring.weights
    assert weights["critical"] > weights["major"] > weights["minor"] > 0


def test_nothing_is_asked_of_a_first_meeting_that_is_due_later() -> None:
    """A deadline, a plan, a map of needs and the decider are not due in the first stage."""
    late = {"has_deadline", "buying_steps", "needs", "talks_with_economic_buyer", "champions", "has_amount"}
    first = playbook().stages[0].id
    for check in playbook().checks:
        if late & set(check.facts()) and check.applies_to.when is None:
            assert check.applies_to.stages, check.id
            assert first not in check.applies_to.stages, check.id


def test_the_chance_of_closing_is_asked_only_where_there_is_rapport() -> None:
    """A rating that they gave is read whoever gave it; only the question needs somebody who speaks openly."""
    for check in playbook().checks:
        if check.question == "chance-of-closing":
            assert check.applies_to.when is not None, check.id
            assert "people_with_rapport" in set(check.applies_to.when.facts()), check.id


@pytest.mark.parametrize("check_id", CHECKS)
def test_a_check_can_pass_fail_be_unknown(check_id: str) -> None:
    """For some values of the facts that it reads, taken around the limits that it names."""
    check = check_with(check_id)
    operands: dict[str, set[Any]] = {}
    for condition in (check.applies_to.when, check.passes_when):
        if condition is not None:
            for name, operand in _operands(condition):
                operands.setdefault(name, set()).add(operand)
    choices = [_around(FACT_BY_NAME[name], operands[name]) for name in operands]
    rows = [dict(zip(operands, values, strict=True)) for values in product(*choices)]
    stages = check.applies_to.stages or (playbook().stages[0].id,)
    known = [{name: value for name, value in row.items() if value is not None} for row in rows]
    found = outcomes(check, known, status=check.applies_to.status[0], stage=stages[0])
    assert {"pass", "fail", "unknown"} <= set(found)


def outcome_of(check_id: str, **fields: Any) -> OutcomeName:
    """Give the outcome of a shipped check for an open deal of the stage scope with these fields."""
    return outcome(check_with(check_id), facts_of(opportunity(**fields), rules=playbook()), **fields)


MEETING = {"on": "2026-11-02", "direction": "outbound", "kind": "meeting", "with": "Jo Park"}
DATED = {"what": "Walk Jo through the figures", "side": "us", "due": "2026-11-20"}
MUST = {"need": "Swap shifts", "priority": "must"}


@pytest.mark.parametrize(
    ("check_id", "fields", "expected"),
    [
        ("not-chasing", {"activities": [MEETING] * 4}, "unknown"),
        ("not-chasing", {"activities": [{**MEETING, "outcome": "none"}] * 4}, "fail"),
        ("words-keep-control", {"notes": None, "next_steps": []}, "unknown"),
        ("words-keep-control", {"notes": "Jo has the figures."}, "pass"),
        ("must-haves-met", {"needs": [{"need": "Swap shifts", "met": "no"}]}, "unknown"),
        ("must-haves-met", {"needs": [{**MUST, "met": "no"}, {"need": "Fewer calls"}]}, "fail"),
        ("must-haves-met", {"needs": [{**MUST, "met": "yes"}]}, "pass"),
        ("our-steps-on-time", {"next_steps": [DATED, {"what": "Call Jo", "side": "us", "due": None}]}, "pass"),
        ("our-steps-on-time", {"next_steps": [DATED, {"what": "Call Jo", "side": "us"}]}, "unknown"),
        ("vanished-has-cause", {"ended": "vanished", "loss_reason": {"reason": "No word"}}, "unknown"),
        ("vanished-has-cause", {"ended": "vanished", "loss_reason": {"reason": "No word", "cause": None}}, "fail"),
    ],
)
def test_a_check_passes_and_fails_only_on_what_is_told(check_id: str, fields: dict[str, Any], expected: str) -> None:
    assert outcome_of(check_id, **fields) == expected


def test_a_pass_claims_no_more_than_the_check_tests() -> None:
    """A question that is due may be open and not yet overdue; nobody who was never called has answered."""
    assert outcome_of("qualified-for-stage", answers={}, stage="meet", stage_entered_on="2026-11-15") != "fail"
    assert "overdue" in check_with("qualified-for-stage").title
    assert outcome_of("not-chasing", activities=[]) == "pass"
    assert "answered" not in check_with("not-chasing").title.replace("unanswered", "")
    assert check_with("need-unchanged").question is None


def _operands(condition: ConditionBase) -> Iterator[tuple[str, Any]]:
    for key, value in condition.parts():
        if key == "not":
            yield from _operands(value)
        elif key in {"all", "any"}:
            for part in value:
                yield from _operands(part)
        else:
            yield from ((key, operand) for _, operand in value.parts())


def _around(fact: Fact, operands: set[Any]) -> list[Value | None]:
    if fact.kind == "flag":
        return [None, True, False]
    if fact.kind == "word":
        return [None, *fact.words]
    limits: set[int] = operands
    return [None, *sorted({limit + step for limit in limits for step in (-1, 0, 1)})]


@pytest.mark.parametrize(
    "step",
    [
        "Waiting for the customer",
        "Just checking in with Dana on Monday",
        "Resend the quote",
        "Touch base  next week",
        "Wait until the new year",
    ],
)
def test_a_step_that_only_waits_is_recognised(step: str) -> None:
    assert index().waiting.search(step)


@pytest.mark.parametrize(
    "step",
    [
        "Walk Dana through the pilot figures",
        "Show how staff check in by phone at the start of a shift",
        "Send the filled-in security form to Jo",
        "Go through the quote with Jo and note each worry",
        "Ask Dana who decides on the waiting list for beds",
        "Read their own deadline back to them",
        "Review the touchscreen base unit with the depot",
        "Bring the legal team and the buyer together",
    ],
)
def test_a_step_that_does_something_is_left_alone(step: str) -> None:
    assert not index().waiting.search(step)
    assert not index().blame.search(step)


def test_no_text_of_the_playbook_recommends_what_its_phrases_flag() -> None:
    phrases = playbook().phrases
    assert len(phrases.waiting) >= 10
    assert len(phrases.blame) >= 8
    texts = [phrase.instead for phrase in (*phrases.waiting, *phrases.blame)]
    texts += [check.remedy for check in playbook().checks]
    texts += [step for play in playbook().plays for step in play.steps]
    texts += [track.words for play in playbook().plays for track in play.talk_tracks]
    for text in texts:
        assert not index().waiting.search(text), text
        assert not index().blame.search(text), text


def test_each_phrase_stands_once_in_its_list_and_has_more_than_one_short_word() -> None:
    phrases = playbook().phrases
    for part in (phrases.waiting, phrases.blame):
        written = [phrase.phrase.casefold() for phrase in part]
        assert len(set(written)) == len(written)
        assert min(len(phrase) for phrase in written) >= 8
    assert len(set(phrases.no_answer)) == len(phrases.no_answer)


@pytest.mark.parametrize("value", ["TBD", " unknown ", "?", "n/a", "-", "~", "null", "none yet", "Don't know"])
def test_a_word_for_no_answer_is_none(value: str) -> None:
    assert not index().says_something(Answer.model_validate({"value": value}))


@pytest.mark.parametrize("value", ["no", "none", "No budget", "0", "nobody", "not yet", "yes", "open to both"])
def test_an_answer_that_may_be_real_counts(value: str) -> None:
    assert index().says_something(Answer.model_validate({"value": value}))


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yml")), ids=lambda path: path.name)
def test_a_file_says_what_it_is(path: Path) -> None:
    head = list(takewhile(lambda line: line.startswith("# "), path.read_text("utf-8").splitlines()))
    assert len(head) > 1
    assert "reference/fields.html" in " ".join(head)


@pytest.mark.parametrize(
    "path", sorted({*FOLDER.rglob("*.yml")} - {*(FOLDER / "tests").glob("*.yml")}), ids=lambda path: path.name
)
def test_a_file_of_rules_reads_the_same_with_any_yaml_tool(path: Path) -> None:
    """A tool that guesses types finds numbers and flags where they are meant, and text everywhere else.

    In rule tests a blank is meant, as in snapshots.
    """
    text = path.read_text("utf-8")
    as_written = list(_scalars(yaml.load(text, yaml.BaseLoader)))  # noqa: S506 - it makes nothing but text
    as_guessed = list(_scalars(yaml.safe_load(text)))
    for written, guessed in zip(as_written, as_guessed, strict=True):
        assert isinstance(guessed, str | int | date), written
        assert written == (str(guessed).lower() if isinstance(guessed, bool) else str(guessed))


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from _scalars(value)
    elif isinstance(node, list):
        for item in node:
            yield from _scalars(item)
    else:
        yield node
