"""Estimators by themselves: curves of what is still there and how it ended, held against a public library."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight
from statsmodels.stats.proportion import proportion_confint

from scorecards.team.shares import percents, share_of, wilson
from scorecards.team.survival import Watched, exits_of, followed, reached

ENDS = ("back", "lost", "moved_on", "no_decision", "won")
CLOSE = 1e-9


def histories(*, late: bool) -> Iterator[list[Watched]]:
    """Give 1,000 random histories, the same in each run: of few cases and many, of days that are shared and not."""
    random = Random(1958)  # noqa: S311 - nothing secret
    for _ in range(1000):
        longest, part_open = random.choice((12, 400)), random.random()
        cases = []
        for _ in range(random.randint(1, 60)):
            entry = random.randint(0, longest) if late and random.random() < 0.7 else 0
            end = None if random.random() < part_open else random.choice(ENDS)
            cases.append(Watched(entry, entry + random.randint(1, longest), end))
        yield cases


def library_still(cases: list[Watched], *ends: str) -> SurvfuncRight:
    """Give the library's curve of Kaplan-Meier with late entry, where these ends count and others do not."""
    return SurvfuncRight(
        np.array([each.until for each in cases]),
        np.array([each.end in ends for each in cases], dtype=int),
        entry=np.array([each.entry for each in cases]),
    )


def test_what_is_still_there_agrees_with_a_public_library_on_a_thousand_histories_with_late_entry() -> None:
    compared = 0
    for cases in histories(late=True):
        ours = exits_of(cases)
        if not ours:
            continue
        theirs = library_still(cases, *ENDS)
        assert [each.day for each in ours] == list(theirs.surv_times)
        assert [each.at_risk for each in ours] == list(theirs.n_risk)
        assert [each.still for each in ours] == pytest.approx(list(theirs.surv_prob), rel=0, abs=CLOSE)
        compared += 1
    assert compared > 900


def test_how_it_ended_agrees_with_a_public_library_on_a_thousand_histories() -> None:
    """The library knows no late entry where several ends compete."""
    for cases in histories(late=False):
        ours = exits_of(cases)
        kinds = sorted({each.end for each in cases if each.end})
        if not kinds:
            assert ours == ()
            continue
        codes: dict[str | None, int] = {kind: place for place, kind in enumerate([None, *kinds])}
        with np.errstate(divide="ignore", invalid="ignore"):  # of its standard errors, which nobody reads here
            theirs = CumIncidenceRight(
                np.array([each.until for each in cases]), np.array([codes[each.end] for each in cases])
            )
        at = {int(day): place for place, day in enumerate(theirs.times)}
        for each in ours:
            for kind in kinds:
                expected = float(theirs.cinc[codes[kind] - 1][at[each.day]])
                assert each.ended[kind] == pytest.approx(expected, rel=0, abs=CLOSE)


def test_how_it_ended_agrees_with_the_librarys_hazards_on_a_thousand_histories_with_late_entry() -> None:
    """By definition: the part still there before a day, times the part of those at risk who end so on that day.

    Each such part is how far the library's curve of that end alone falls on the day.
    """
    for cases in histories(late=True):
        ours = exits_of(cases)
        if not ours:
            continue
        together = library_still(cases, *ENDS)
        before = dict(zip(together.surv_times, [1.0, *together.surv_prob[:-1]], strict=True))
        for kind in ours[-1].ended:
            alone = library_still(cases, kind)
            at_risk = dict(zip(alone.surv_times, alone.n_events / alone.n_risk, strict=True))
            expected = 0.0
            for each in ours:
                expected += before[each.day] * at_risk.get(each.day, 0.0)
                assert each.ended[kind] == pytest.approx(expected, rel=0, abs=CLOSE)


CASES = st.lists(
    st.builds(
        lambda entry, days, end: Watched(entry, entry + days, end),
        st.integers(0, 30),
        st.integers(0, 30),
        st.sampled_from([None, *ENDS]),
    ),
    max_size=40,
)


@given(CASES)
def test_what_ended_and_what_is_still_there_are_always_the_whole(cases: list[Watched]) -> None:
    for each in exits_of(cases):
        assert each.still + sum(each.ended.values()) == pytest.approx(1)
        assert each.at_risk == sum(case.entry < each.day <= case.until for case in cases)


@given(CASES)
def test_a_case_that_nobody_saw_before_it_ended_says_nothing(cases: list[Watched]) -> None:
    assert exits_of([*cases, Watched(9, 4, "won"), Watched(9, 9, "lost")]) == exits_of(cases)


@given(CASES, st.integers(2, 10))
def test_a_curve_is_followed_only_as_far_as_no_case_counts_for_too_much(cases: list[Watched], need: int) -> None:
    exits = exits_of(cases)
    told = followed(exits, need)
    assert exits[: len(told)] == told
    assert all(each.weight <= 1 / need + 1e-9 for each in told)
    if len(told) < len(exits):
        assert exits[len(told)].weight > 1 / need


@given(st.lists(st.integers(1, 100), min_size=5, max_size=40))
def test_where_all_were_watched_to_their_end_half_have_left_by_the_median(days: list[int]) -> None:
    exits = exits_of(Watched(0, each, "won") for each in days)
    assert followed(exits, 5) == exits
    half = reached(exits, 0.5)
    assert half
    assert half.day == sorted(days)[(len(days) - 1) // 2]


def test_one_that_left_while_others_had_not_been_seen_yet_does_not_end_the_curve() -> None:
    """The only one watched at an early age leaves: the curve would fall to nothing, whatever the others do."""
    cases = [Watched(0, 3, "lost"), *(Watched(10, 20 + each, "won") for each in range(8))]
    assert exits_of(cases)[0].still == 0
    assert followed(exits_of(cases), 5) == ()


def test_the_interval_around_a_share_agrees_with_a_public_library() -> None:
    for whole in range(1, 60):
        for part in range(whole + 1):
            expected = proportion_confint(part, whole, alpha=0.05, method="wilson")
            assert wilson(part, whole) == pytest.approx(expected, rel=0, abs=CLOSE)


def test_a_share_of_too_few_is_not_told_and_one_against_a_target_only_where_the_interval_is_clear_of_it() -> None:
    assert (share_of(2, 4, 5).percent, share_of(2, 4, 5, 40).against_target) == (None, None)
    assert share_of(5, 13, 5).against_target is None
    told = share_of(5, 13, 5, 40)
    assert (told.percent, told.low, told.high, told.against_target) == (38, 18, 64, "unclear")
    assert share_of(50, 60, 5, 40).against_target == "above"
    assert share_of(1, 60, 5, 40).against_target == "below"


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6).filter(any))
def test_rounded_parts_of_a_whole_add_up_to_it(parts: list[int]) -> None:
    made = percents({str(place): each / sum(parts) for place, each in enumerate(parts)})
    assert sum(made.values()) == 100
    assert all(abs(made[str(place)] - 100 * each / sum(parts)) < 1 for place, each in enumerate(parts))
