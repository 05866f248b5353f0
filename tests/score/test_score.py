"""Scores weigh what is known, say how much that is, and never turn unknown into a number."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from scorecards.model.check import Check
from scorecards.model.playbook.scoring import Scoring, heaviest_first
from scorecards.report.values import OutcomeName, Tally
from scorecards.score.score import score, tally, tells_little, urgency

SCORING = Scoring.model_validate(
    {
        "weights": {"critical": "5", "major": "3", "minor": "1"},
        "score_needs_known": "2",
        "flags_nearly_all": {"percent": "80", "of_at_least": "10"},
        "begin_with": "3",
        "bring_to_an_end": "2",
    }
)


def rule(name: str, severity: str) -> Check:
    texts = dict.fromkeys(("title", "failure_title", "unknown_title", "why", "ask", "remedy"), "text")
    condition = {"needs": {"at_least": "1"}}
    return Check.model_validate(
        {"id": name, **texts, "doctrine": ["D01"], "severity": severity, "passes_when": condition}
    )


CHECKS = {name: rule(name, severity) for name, severity in (("a", "critical"), ("b", "major"), ("c", "minor"))}
OUTCOMES: list[OutcomeName] = ["pass", "fail", "unknown"]


def test_a_score_weighs_by_severity_and_says_its_coverage() -> None:
    found = score({"a": "pass", "b": "fail", "c": "unknown"}, CHECKS, SCORING)
    assert (found.value, found.known, found.applicable) == (63, 2, 3)


def test_too_little_known_gives_no_score() -> None:
    found = score({"a": "pass", "b": "unknown", "c": "unknown"}, CHECKS, SCORING)
    assert (found.value, found.known, found.applicable) == (None, 1, 3)


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from(OUTCOMES)))
def test_unknown_outcomes_never_change_a_score(outcomes: dict[str, OutcomeName]) -> None:
    known = {check: outcome for check, outcome in outcomes.items() if outcome != "unknown"}
    assert score(outcomes, CHECKS, SCORING).value == score(known, CHECKS, SCORING).value


@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from(OUTCOMES)))
def test_a_score_is_0_to_100_and_its_ends_mean_all_and_none(outcomes: dict[str, OutcomeName]) -> None:
    value = score(outcomes, CHECKS, SCORING).value
    if value is not None:
        assert 0 <= value <= 100
        assert (value == 100) == ("fail" not in outcomes.values())
        assert (value == 0) == ("pass" not in outcomes.values())


def test_a_tally_adds_up() -> None:
    assert tally(["pass", "fail", "fail", "unknown"], out_of=5) == Tally(1, 2, 3, 1, 4, 1)


def test_a_check_tells_little_only_where_it_fails_nearly_everywhere_in_enough_cases() -> None:
    def outcomes(*, failed: int, passed: int, unknown: int = 0) -> Tally:
        counts: dict[OutcomeName, int] = {"fail": failed, "pass": passed, "unknown": unknown}
        return tally((outcome for outcome, count in counts.items() for _ in range(count)), sum(counts.values()))

    assert tells_little(outcomes(failed=8, passed=2), SCORING)
    assert not tells_little(outcomes(failed=7, passed=3), SCORING)
    assert not tells_little(outcomes(failed=9, passed=0), SCORING)
    assert not tells_little(outcomes(failed=7, passed=0, unknown=90), SCORING)


def test_most_to_mend_comes_first_then_the_later_stage_then_the_larger_amount() -> None:
    keys = [
        urgency(8, 1, Decimal(10), "heaviest"),
        urgency(5, 3, None, "later stage"),
        urgency(5, 2, Decimal(90), "larger"),
        urgency(5, 2, Decimal(10), "smaller"),
        urgency(5, 2, Decimal(0), "nothing"),
        urgency(5, 2, None, "amount not known"),
        urgency(0, 5, Decimal(99), "nothing to mend"),
    ]
    assert sorted(keys) == keys


def test_equal_weights_keep_the_playbooks_order() -> None:
    checks = [rule("z", "minor"), rule("y", "critical"), rule("x", "minor"), rule("w", "critical")]
    assert [check.id for check in heaviest_first(checks, SCORING)] == ["y", "w", "z", "x"]


def test_of_equal_weights_what_says_that_a_deal_hangs_comes_first() -> None:
    scoring = SCORING.model_copy(update={"hanging": ("x", "y")})
    checks = [rule("z", "minor"), rule("y", "critical"), rule("x", "minor"), rule("w", "critical")]
    assert [check.id for check in heaviest_first(checks, scoring)] == ["y", "w", "x", "z"]
