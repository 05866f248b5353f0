"""Whether two shares differ: counts, Wilson's intervals, and what few cases say."""

from hypothesis import given
from hypothesis import strategies as st

from scorecards.backtest.telling import lie_apart, lift_of, rate, telling_of
from scorecards.report.figures import Share

WHOLES = st.integers(1, 5000)


@st.composite
def shares(draw: st.DrawFn) -> Share:
    whole = draw(WHOLES)
    return rate(draw(st.integers(0, whole)), whole)


def test_the_intervals_of_a_known_data_set_are_those_that_others_publish() -> None:
    found = [rate(119, 219), rate(103, 193), rate(5, 36)]
    assert [(each.low, each.high) for each in found] == [(48, 61), (46, 60), (6, 29)]


@given(shares())
def test_an_interval_holds_its_share_and_stays_between_none_and_all(share: Share) -> None:
    assert share.percent is not None
    assert share.low is not None
    assert share.high is not None
    assert 0 <= share.low <= share.percent <= share.high <= 100


@given(shares(), shares())
def test_two_shares_lie_apart_whichever_is_named_first(one: Share, other: Share) -> None:
    assert lie_apart(one, other) == lie_apart(other, one)


@given(shares())
def test_a_share_never_lies_apart_from_itself_or_from_one_without_cases(share: Share) -> None:
    assert not lie_apart(share, share)
    assert not lie_apart(share, rate(0, 0))


@given(shares(), st.integers(2, 20))
def test_more_cases_of_the_same_share_never_bring_two_shares_together(share: Share, times: int) -> None:
    other = rate(share.whole - share.part, share.whole)
    more = rate(share.part * times, share.whole * times)
    more_others = rate(other.part * times, other.whole * times)
    assert lie_apart(more, more_others) or not lie_apart(share, other)


@given(shares(), shares(), WHOLES)
def test_too_few_cases_tell_nothing_however_far_they_lie_apart(one: Share, other: Share, need: int) -> None:
    assert (telling_of(one, other, need) == "too_few") == (min(one.whole, other.whole) < need)


@given(shares(), shares())
def test_a_lift_lies_in_its_interval_and_is_none_where_nothing_was_lost(precision: Share, base: Share) -> None:
    lift = lift_of(precision, base)
    assert (lift.times is None) == (base.part == 0)
    if lift.times is not None and lift.low is not None and lift.high is not None:
        assert lift.low <= lift.times <= lift.high


def test_a_lift_of_the_share_of_all_is_one() -> None:
    assert lift_of(rate(30, 60), rate(30, 60)).times == 1
