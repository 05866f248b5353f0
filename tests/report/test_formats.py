"""Money, counts and facts are written as people of the team's country write them, and no finer than they are."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.model.currencies import converted, in_smallest_units
from scorecards.model.facts.catalogue import FACTS
from scorecards.report.formats import Formats
from scorecards.report.values import AtLeast, Money, Value


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("14119.742779", "EUR", "€14,119.74"),
        ("14119", "EUR", "€14,119"),
        ("14119.5", "EUR", "€14,119.50"),
        ("0.125", "EUR", "€0.12"),
        ("0.135", "EUR", "€0.14"),
        ("1200.6", "JPY", "JP¥1,201"),
        ("1.2345", "KWD", "KWD1.234"),
    ],
)
def test_money_has_no_more_digits_than_its_currency(amount: str, currency: str, written: str) -> None:
    assert Formats("en_IE", "EUR").money(Money(Decimal(amount), currency)) == written


def test_a_count_of_which_part_is_not_told_is_written_with_both_its_bounds() -> None:
    formats = Formats("en_IE", "EUR")
    assert formats.fact("count", AtLeast(1, 1200)) == "1 or more, at most 1,200"
    assert formats.fact("count", 1) == "1"


@pytest.mark.parametrize(
    ("fact", "value", "told"),
    [
        ("push_count", 7, "pushes: 7"),
        ("push_count", 0, None),
        ("days_to_close_date", -47, "close date 47 days ago"),
        ("days_to_close_date", 1, "close date in 1 day"),
        ("days_over_stage_limit", -3, None),
        ("overdue_questions", AtLeast(4, 11), "overdue questions: 4 or more"),
        ("overdue_questions", AtLeast(0, 11), None),
        ("has_deadline", True, None),
        ("forecast_category", "commit", None),
    ],
)
def test_evidence_is_told_in_words_and_only_where_there_is_some(fact: str, value: Value, told: str | None) -> None:
    assert Formats("en_IE", "EUR").evidence(fact, value) == told


def test_only_counts_and_lengths_of_time_are_told_as_evidence() -> None:
    assert {fact.kind for fact in FACTS if fact.phrase} == {"count", "days"}
    assert {fact.kind for fact in FACTS if fact.phrase_below_zero} == {"days"}


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "sr_RS", "pt_BR", "de"])
def test_dates_and_money_are_written_in_locales_that_leave_out_their_script(locale: str) -> None:
    assert Formats(locale, "EUR").money(Money(Decimal(12), "EUR"))


AMOUNTS = st.decimals(0, Decimal(10**15), places=2)


@given(AMOUNTS, st.decimals(0, Decimal(10**9), places=9), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_a_converted_amount_can_be_paid_and_is_the_nearest_that_can(amount: Decimal, rate: Decimal, into: str) -> None:
    unit = {"EUR": Decimal("0.01"), "JPY": Decimal(1), "KWD": Decimal("0.001")}[into]
    found = converted(amount, rate, into)
    assert found.as_tuple().exponent == unit.as_tuple().exponent
    assert in_smallest_units(found, into) == found
    exact = int(amount.scaleb(2)) * int(rate.scaleb(9))
    assert abs(2 * (int(found.scaleb(11)) - exact)) <= int(unit.scaleb(11))
