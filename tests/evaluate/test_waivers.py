"""A waiver silences what its check finds until its last day, and never makes a pass of it."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from scorecards.evaluate.waivers import WAIVABLE, Waived, waived
from scorecards.index.index import Index
from scorecards.model.waivers import Waiver
from scorecards.report.values import Located, OutcomeName, Place
from scorecards.score.score import score
from tests.support.findings import AS_OF, check, index_of, playbook

PLAYBOOK = replace(playbook(), checks=(check({"push_count": {"at_most": 1}}),))
INDEX: Index = index_of(PLAYBOOK)
DAYS = st.dates(AS_OF - timedelta(days=40), AS_OF + timedelta(days=40))
OUTCOMES = st.sampled_from(("pass", "fail", "unknown", "not_applicable"))


def waiver(approved_on: date, until: date, line: int = 3) -> Located[Waiver]:
    made = Waiver.model_validate(
        {
            "check": "it",
            "opportunity": "O1",
            "reason": "They move house",
            "approved_by": "max",
            "approved_on": approved_on.isoformat(),
            "until": until.isoformat(),
        }
    )
    return Located(made, Place("pipeline/waivers.yml", line))


def held(outcome: OutcomeName, *waivers: Located[Waiver]) -> Waived:
    return waived({} if outcome == "not_applicable" else {"it": outcome}, waivers, INDEX)


@given(DAYS, OUTCOMES)
def test_what_fails_or_is_unknown_is_waived_up_to_its_last_day_and_is_back_on_the_day_after(
    until: date, outcome: OutcomeName
) -> None:
    found = held(outcome, waiver(AS_OF - timedelta(days=50), until))
    (told,) = found.waivers
    runs = until >= AS_OF
    assert found.outcomes.get("it", "not_applicable") == ("waived" if runs and outcome in WAIVABLE else outcome)
    assert told.state == (("waives" if outcome in WAIVABLE else "unused") if runs else "ended")
    assert told.is_back == (not runs and outcome in WAIVABLE)
    assert told.outcome == outcome


@given(st.lists(DAYS, min_size=1, max_size=4))
def test_of_several_on_one_check_the_one_that_ends_last_counts(ends: list[date]) -> None:
    waivers = [waiver(AS_OF - timedelta(days=50), until, line) for line, until in enumerate(ends, 3)]
    found = held("fail", *waivers)
    assert [each.until for each in found.waivers] == [max(ends)]
    assert (found.outcomes["it"] == "waived") == (max(ends) >= AS_OF)


def test_without_a_waiver_outcomes_stay_as_they_are() -> None:
    outcomes: dict[str, OutcomeName] = {"it": "fail"}
    assert waived(outcomes, (), INDEX) == Waived(outcomes, ())


@given(st.lists(st.sampled_from(("pass", "fail", "unknown", "waived")), max_size=12))
def test_what_is_waived_counts_for_neither_side_of_a_score_and_coverage_says_so(outcomes: list[OutcomeName]) -> None:
    checks = {f"c{number}": check({"push_count": {"at_most": 1}}) for number in range(len(outcomes))}
    named = dict(zip(checks, outcomes, strict=True))
    without = {name: outcome for name, outcome in named.items() if outcome != "waived"}
    scored, other = score(named, checks, PLAYBOOK.scoring), score(without, checks, PLAYBOOK.scoring)
    assert (scored.value, scored.known, scored.applicable) == (other.value, other.known, other.applicable)
    assert scored.waived == outcomes.count("waived")
