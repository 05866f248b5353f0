"""A CRM's free text becomes a step only where it says for certain who does what; nothing of its words is lost."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.importing.detect.notations import Notation, settle
from scorecards.importing.map.next_step_text import step_of
from scorecards.importing.mapping.source import CsvSource
from scorecards.model.snapshot import NextStep

REPS = ["Ana Lima", "Ben Ode", "Ana Stone", "Will Smith"]
CONTACTS = ["Maria Keane", "Tom Reid", "Finance team", "CFO"]
SALESFORCE = Path(__file__).parent.parent.parent.parent / "shared" / "data" / "salesforce_sample" / "opportunities.json"
NOTATION = settle(CsvSource(), [], [], None).elsewhere


def split(text: str, notation: Notation = NOTATION) -> dict[str, str] | None:
    return step_of(text, REPS, CONTACTS, notation)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Ana Lima: send the quote", "send the quote|us|Ana Lima"),
        ("ana lima to send the quote.", "send the quote.|us|Ana Lima"),
        ("Ben will send the quote by 2026-11-20.", "send the quote|us|Ben Ode|2026-11-20"),
        ("Ben'll call Tom by 20 Nov 2026", "call Tom|us|Ben Ode|2026-11-20"),
        ("Maria sends the order form, due by 20.11.2026", "sends the order form|customer|Maria Keane|2026-11-20"),
        ("Maria Keane: Sign the order form (by 2026-11-20)", "Sign the order form|customer|Maria Keane|2026-11-20"),
        ("Finance to approve the budget by 2026-11-20", "approve the budget|customer|Finance team|2026-11-20"),
        ("CFO to sign", "sign|customer|CFO"),
        ("Send the quote (Ben Ode)", "Send the quote|us|Ben Ode"),
        ("Send the quote by 2026-11-20 - Ben", "Send the quote|us|Ben Ode|2026-11-20"),
        ("Send the quote (Ben) by 2026-11-20", "Send the quote|us|Ben Ode|2026-11-20"),
        ("Customer: return the signed contract due by 11/20/2026", "return the signed contract|customer||2026-11-20"),
        ("The client will sign", "sign|customer"),
        ("They send the PO by 2026-11-20", "send the PO|customer||2026-11-20"),
        ("We will draft the plan", "draft the plan|us"),
        ("Us: draft the plan", "draft the plan|us"),
        ("Will Smith to call Tom", "call Tom|us|Will Smith"),
        ("Ben to sign before 2026-11-20", "sign before 2026-11-20|us|Ben Ode|2026-11-20"),
    ],
)
def test_a_text_that_says_who_does_what_is_a_step(text: str, step: str) -> None:
    written = split(text)
    assert written is not None
    NextStep.model_validate(written)
    what, side, owner, due = (*step.split("|"), "", "")[:4]
    expected = {"what": what, "side": side, "owner": owner, "due": due}
    assert written == {key: value for key, value in expected.items() if value}


@pytest.mark.parametrize(
    "text",
    [
        "", "great win for us", "Send the quote", "Ana to send the quote", "Zoe to send the quote",
        "I will send the quote",
        "Ben", "Ben:", "Ben to", "Ben: the quote", "Maria: champion", "Ben to be confirmed", "Ben will not send it",
        "They wanted everything but had no budget", "We sent the quote", "They order monthly", "Customer calls planned",
        "Ben: call scheduled", "Call scheduled (Ben)", "Ben: call went well", "Ben to send the quote?",
        "Ben to send the quote; Maria to sign", "Ben to send the quote / Maria to sign", "Ben to call.\nMaria to sign",
        "Ben to call. Maria to sign", "Ben to call, then Maria to sign", "Ben to call and Maria to sign",
        "Ben to send the quote and Maria the order", "Ben to ask Maria to sign", "Ben to call, they will sign",
        "Ben: call Maria: sign", "Ben & Maria to meet", "Call the buyer (Maria Keane)", "Meet - Maria Keane",
        "2026-11-20: Ben to call", "Ben to call " + "x" * 1000, "Ben to send\u0000 the quote",
        "Ben\tto\x07 send the quote",
        "Ben doesn't call", "Ben to check they don't sign",
        "Ben to review the quote sent on 2026-11-02", "Ben to get approval of the offer expiring on 2026-11-30",
        "Ben to chase the quote due 2026-11-01", "Ben to chase the quote due on: 2026-11-01.",
        "Ben to call (2026-11-20)",
        "Ben to send it after the demo (on 2026-11-20)", "Ben to send notes of the call on 2026-11-20",
        "Chase the quote due 2026-11-01 (Ben)",
    ],
)  # fmt: skip
def test_a_text_that_leaves_anything_open_is_none(text: str) -> None:
    assert split(text) is None


@pytest.mark.parametrize(
    "words",
    [
        "by Friday", "by 20 Nov", "by 03/04/2026", "by 20/11/26", "until 2026-11-20", "by 2026-11-20 14:00",
        "after 2026-11-20", "on or after 2026-11-20", "by 2026-11-20 or 2026-11-27", "by 2026-11-31",
        "by 2026-11-20 by 2026-11-27", "(by 2026-11-20", "by 2026-11-20)", "sent on 2026-11-20 again",
    ],
)  # fmt: skip
def test_a_day_that_is_not_certain_stays_among_the_words(words: str) -> None:
    assert split(f"Ben to send it {words}") == {"what": f"send it {words}", "side": "us", "owner": "Ben Ode"}


def test_a_day_with_two_readings_is_certain_where_the_mapping_says_how_dates_are_written() -> None:
    notation = settle(CsvSource(dates="DD/MM/YYYY"), [], [], None).elsewhere
    step = split("Ben to send it by 03/04/2026", notation)
    assert step == {"what": "send it", "side": "us", "owner": "Ben Ode", "due": "2026-04-03"}


def test_a_day_of_something_else_stays_among_the_words_beside_the_day_by_which_it_is_due() -> None:
    assert split("Ben to review the quote sent on 2026-11-02 by 2026-11-20") == {
        "what": "review the quote sent on 2026-11-02",
        "side": "us",
        "owner": "Ben Ode",
        "due": "2026-11-20",
    }


def test_a_first_name_alone_is_our_rep_only_where_it_can_be_nobody_of_theirs() -> None:
    text = "Ben to send the contract"
    assert step_of(text, REPS, [], NOTATION) is None
    assert step_of(text, REPS, [], NOTATION, owner="Ana Lima") is None
    ours = {"what": "send the contract", "side": "us", "owner": "Ben Ode"}
    assert step_of(text, REPS, [], NOTATION, owner="Ben Ode") == ours
    assert step_of(text, REPS, ["Maria Keane"], NOTATION) == ours
    assert step_of("Ben Ode to send the contract", REPS, [], NOTATION) == ours
    assert step_of("Send the contract (Ben)", REPS, [], NOTATION) is None
    assert step_of("Ana to send the contract", REPS, [], NOTATION, owner="Ana Lima") is None


def test_a_name_on_both_sides_is_nobody_for_certain() -> None:
    assert step_of("Ana Lima to call", ["Ana Lima"], ["Ana Lima"], NOTATION) is None
    assert step_of("Ana to call", ["Ana Lima"], ["Ana Reid"], NOTATION) is None
    assert step_of("Ana to call", ["Ana Lima"], ["Ana"], NOTATION) is None
    assert step_of("Us to call", ["Us"], [], NOTATION) is None
    assert step_of("Ana to call", [], [], NOTATION) is None


@pytest.mark.data
@pytest.mark.skipif(not SALESFORCE.exists(), reason="the data sets are not there")
def test_real_texts_say_nothing_for_certain() -> None:
    found = re.findall(r'"NextStep":\s*("(?:[^"\\]|\\.)*")', SALESFORCE.read_text(encoding="utf-8"))
    texts = {json.loads(text) for text in found}
    assert len(texts) > 20
    assert [text for text in sorted(texts) if step_of(text, REPS, ["Larry Baxter"], NOTATION)] == []


JOINING = set("by due on to will ll shall we us they them customer client the our their side prospect buyer".split())  # noqa: SIM905
WORDS = [
    *("Ana", "Lima", "Ben", "Ode", "Maria", "Keane", "Tom", "they", "We", "Customer", "to", "will", "send", "sends"),
    *("sign", "call", "the", "quote", "not", "and", "&", ",", ":", ";", "-", "(", ")", "(Ben)", "by", "due", "on"),
    *("before", "(2026-11-20)", "2026-11-20", "2026-11-27.", "2026-11-20:", "Ben:", "order.", "?", "scheduled"),
]


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", text.lower())


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60))
def test_no_text_makes_a_crash_and_no_word_is_lost(text: str) -> None:
    step = split(text)
    if step is not None:
        NextStep.model_validate(step)
        kept = words_of(" ".join(step.values()))
        assert [word for word in words_of(text) if word not in kept and word not in JOINING] == []


@given(
    st.sampled_from(["Ben", "Ben Ode", "Ana Lima", "Maria", "Tom Reid", "Customer", "They", "We"]),
    st.sampled_from([" to ", " will ", ": "]),
    st.lists(
        st.sampled_from(["send", "the", "quote", "plan", "approval", "new", "legal", "text"]), min_size=1, max_size=6
    ),
    st.dates().filter(lambda day: 1900 <= day.year <= 2200),
)
def test_who_what_and_when_come_back(who: str, joint: str, words: list[str], day: object) -> None:
    what = " ".join(["Draft", *words])
    step = split(f"{who}{joint}{what} by {day}")
    if joint != ": " or who != "We":
        assert step is not None
        assert (step["what"], step["due"]) == (what, str(day))
        assert who in {"Customer", "They", "We"} or who in step["owner"]
