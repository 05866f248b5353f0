"""The smallest set of facts that clears the critical findings: no smaller one does, and this one does."""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.diagnose.minimum_to_clear import clear
from scorecards.model.check import Check
from scorecards.model.facts.catalogue import FACT_BY_NAME, FACTS
from scorecards.report.deal import Clearing
from scorecards.report.values import AtLeast, Value
from tests.support.findings import check, outcome

# Small facts: two that an answer or a step changes, of each kind that matters, and two that nothing changes.
VALUES: dict[str, tuple[Value, ...]] = {
    "our_next_steps": (0, 1, 2, 3),
    "customer_next_steps": (0, 1, 2, 3),
    "has_deadline": (False, True),
    "has_blocker": (False, True),
    "tries_since_their_last_word": (0, 1, 2, 3),
    "has_verbal_yes": (False, True),
}
FIXED = {"tries_since_their_last_word", "has_verbal_yes"}
CHANGEABLE = [name for name in VALUES if name not in FIXED]


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    counts = st.tuples(
        st.sampled_from([name for name in VALUES if FACT_BY_NAME[name].kind == "count"]),
        st.sampled_from(["at_least", "at_most", "equals"]),
        st.integers(0, 2),
    ).map(lambda each: {each[0]: {each[1]: str(each[2])}})
    flags = st.tuples(
        st.sampled_from([name for name in VALUES if FACT_BY_NAME[name].kind == "flag"]),
        st.sampled_from(["true", "false"]),
    ).map(lambda each: {each[0]: {"equals": each[1]}})
    return st.one_of(counts, flags)


CONDITIONS = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda each: {"all": each}),
        st.lists(inner, min_size=1, max_size=3).map(lambda each: {"any": each}),
        inner.map(lambda each: {"not": each}),
    ),
    max_leaves=5,
)
ROWS: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from((*values, AtLeast(1, 2)) if FACT_BY_NAME[name].kind == "count" else values)
        for name, values in VALUES.items()
    },
)


def rule(name: str, passes_when: dict[str, Any], when: dict[str, Any] | None = None) -> Check:
    scope = {"applies_to": {"when": when}} if when else {}
    return check(passes_when, **scope).model_copy(update={"id": name})


def passes(rules: Sequence[Check], row: Mapping[str, Value]) -> bool:
    return all(outcome(each, row) == "pass" for each in rules)


def after(changed: Sequence[str], row: Mapping[str, Value]) -> Iterator[dict[str, Value]]:
    """Give every row that differs in these facts at most."""
    for values in product(*(VALUES[name] for name in changed)):
        yield {**row, **dict(zip(changed, values, strict=True))}


def can_clear(rules: Sequence[Check], changed: Sequence[str], row: Mapping[str, Value]) -> bool:
    return any(passes(rules, each) for each in after(changed, row))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(CONDITIONS, st.one_of(st.none(), CONDITIONS)), min_size=1, max_size=3), ROWS)
def test_the_set_clears_all_that_can_be_cleared_and_no_smaller_one_does(
    conditions: list[tuple[dict[str, Any], dict[str, Any] | None]], row: dict[str, Value]
) -> None:
    rules = [rule(f"r{place}", *each) for place, each in enumerate(conditions)]
    found = clear(rules, row)
    cleared = [each for each in rules if each.id in found.checks]
    assert [*found.checks, *found.beyond] == sorted(
        [each.id for each in rules], key=lambda name: (name in found.beyond, name)
    )
    assert can_clear(cleared, found.facts, row)
    for size in range(len(found.facts)):
        assert not any(can_clear(cleared, smaller, row) for smaller in combinations(CHANGEABLE, size))
    for left in found.beyond:
        before = [each for each in rules if each.id in found.checks and each.id < left]
        beyond = next(each for each in rules if each.id == left)
        assert not can_clear([*before, beyond], CHANGEABLE, row)


STEP = rule("step", {"our_next_steps": {"at_least": "1"}})
EITHER = rule("either", {"any": [{"our_next_steps": {"at_least": "1"}}, {"customer_next_steps": {"at_least": "1"}}]})
BOTH = rule("both", {"our_next_steps": {"at_least": "1"}, "has_deadline": {"equals": "true"}})


@pytest.mark.parametrize(
    ("rules", "row", "expected"),
    [
        ([STEP], {"our_next_steps": 0}, Clearing(("our_next_steps",), ("step",), ())),
        ([STEP], {}, Clearing(("our_next_steps",), ("step",), ())),
        ([EITHER], {}, Clearing(("our_next_steps",), ("either",), ())),
        ([EITHER, BOTH], {}, Clearing(("our_next_steps", "has_deadline"), ("either", "both"), ())),
        ([BOTH], {"has_deadline": True}, Clearing(("our_next_steps",), ("both",), ())),
    ],
)
def test_one_step_may_clear_several_findings(rules: list[Check], row: dict[str, Value], expected: Clearing) -> None:
    assert clear(rules, row) == expected


def test_what_nobody_can_change_is_beyond() -> None:
    silence = rule("silence", {"tries_since_their_last_word": {"at_most": "2"}})
    assert clear([silence, STEP], {"tries_since_their_last_word": 4}) == Clearing(
        ("our_next_steps",), ("step",), ("silence",)
    )
    assert clear([silence], {}) == Clearing((), (), ("silence",))


def test_two_findings_that_want_opposite_things_are_not_both_cleared() -> None:
    none = rule("none", {"not": {"our_next_steps": {"at_least": "1"}}})
    assert clear([STEP, none], {}) == Clearing(("our_next_steps",), ("step",), ("none",))


def test_a_finding_is_cleared_by_passing_and_not_by_making_it_say_nothing() -> None:
    """Whoever takes a deal out of the commit has not earned the commit."""
    earned = rule("earned", {"has_deadline": {"equals": "true"}}, {"forecast_category": {"one_of": ["commit"]}})
    assert clear([earned], {"forecast_category": "commit"}).facts == ("has_deadline",)


@pytest.mark.parametrize(
    ("passes_when", "row", "clears"),
    [
        ({"amount": {"at_least": "10.00"}, "not": {"amount": {"at_least": "10.01"}}}, {"amount": Decimal(3)}, True),
        ({"amount": {"at_most": "9.99"}, "not": {"amount": {"at_most": "9.99"}}}, {}, False),
        ({"days_to_deadline": {"at_least": "0"}}, {"days_to_deadline": -9}, True),
        ({"close_date": {"on_or_after": "2026-11-17"}}, {"close_date": date(2026, 11, 16)}, True),
        ({"not": {"close_date": {"on_or_before": "2026-11-17"}}}, {}, True),
        ({"amount_basis": {"one_of": ["quoted"]}}, {"amount_basis": "estimate"}, True),
        ({"ruling": {"one_of": ["lost"]}, "not": {"ruling": {"one_of": ["lost", "dead"]}}}, {}, False),
        (
            {"our_next_steps": {"at_most": "0"}, "not": {"our_next_steps": {"equals": "0"}}},
            {"our_next_steps": 1},
            False,
        ),
    ],
)
def test_values_of_every_kind_are_tried(passes_when: dict[str, Any], row: dict[str, Value], *, clears: bool) -> None:
    assert bool(clear([rule("it", passes_when)], row).checks) == clears


def test_many_alternatives_still_end_in_a_set_that_clears_all() -> None:
    """More ways than are followed: ten findings with three ways out of each, which share no fact."""
    flags = [fact.name for fact in FACTS if fact.kind == "flag" and fact.settled_by]
    counts = [fact.name for fact in FACTS if fact.kind == "count" and fact.settled_by]
    names = [*flags, *counts][:30]
    needed = {name: {"equals": "true"} if name in flags else {"at_least": "1"} for name in names}
    rules = [rule(f"r{place}", {"any": [{name: needed[name]} for name in names[place::10]]}) for place in range(10)]
    found = clear(rules, {})
    assert len(found.checks) == 10
    assert len(found.facts) == 10
    assert passes(rules, {name: True if name in flags else 1 for name in found.facts})


def test_a_fact_says_how_to_settle_it_in_a_sentence_unless_nobody_can() -> None:
    told = {fact.name: fact.settled_by for fact in FACTS}
    assert all(text is None or (text[0].isupper() and text.endswith(".")) for text in told.values())
    for name in (
        "days_in_stage",
        "days_since_their_last_word",
        "tries_since_their_last_word",
        "push_count",
        "advances",
    ):
        assert told[name] is None, name
    for name in ("our_next_steps", "talks_with_economic_buyer", "has_deadline", "signed", "qualified"):
        assert told[name], name


def at_least_once(place: int) -> dict[str, Any]:
    """Give a condition on one of the counts that a step changes, another one for each place."""
    counts = [fact.name for fact in FACTS if fact.kind == "count" and fact.settled_by]
    return {counts[place % len(counts)]: {"at_least": str(1 + place // len(counts))}}


@pytest.mark.parametrize("parts", [4, 6, 20, 50])
@pytest.mark.parametrize("negated", [False, True])
def test_alternatives_within_one_condition_are_capped_before_they_multiply(parts: int, *, negated: bool) -> None:
    """Four ways out of each of fifty parts are more than atoms in the world."""
    groups = [[at_least_once(4 * part + way) for way in range(4)] for part in range(parts)]
    if negated:
        condition: dict[str, Any] = {"not": {"any": [{"all": [{"not": each} for each in group]} for group in groups]}}
    else:
        condition = {"all": [{"any": group} for group in groups]}
    it = rule("it", condition)
    began = time.process_time()
    found = clear([it], {})
    assert time.process_time() - began < 2
    assert found.checks == ("it",)
    assert passes([it], dict.fromkeys(found.facts, 100))


def test_many_checks_with_many_alternatives_take_no_longer() -> None:
    rules = [rule(f"r{place}", {"any": [at_least_once(6 * place + way) for way in range(6)]}) for place in range(30)]
    began = time.process_time()
    found = clear(rules, {})
    assert time.process_time() - began < 3
    assert passes(rules, dict.fromkeys(found.facts, 100))
