"""How an export writes dates and amounts is found where it is certain, taken from the mapping, and else asked."""

import time
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorecards.importing.detect.amounts import Money, Unreadable
from scorecards.importing.detect.notations import Notation, Notations, flag, settle
from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open.table import Table
from scorecards.model.fields import MONTHS
from scorecards.problems.codes import CODES
from tests.support.mapped import row_at

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
AMOUNTS = st.decimals(0, 10**12, places=2)
NOTATIONS = [(".", ","), (".", "'"), (".", " "), (".", ""), (",", "."), (",", "\N{NARROW NO-BREAK SPACE}"), (",", "")]


def table(*cells: str | None, column: str = "Close Date", path: str = "deals.csv", mends: str = "") -> Table:
    """Give a table of one column; its first row stands in line 2."""
    rows = [row_at(line, [cell], path) for line, cell in enumerate(cells, 2)]
    read_as = "JSON in UTF-8" if path.endswith(".json") else "CSV"
    return Table(path, path.partition(".")[0], read_as, [column], rows, mends=mends)


def settled_files(
    days: Iterable[Table] = (), amounts: Iterable[Table] = (), source: CsvSource | None = None
) -> tuple[Notations, list[str]]:
    """Settle tables of one column."""
    of_days, of_amounts = ([(each, each.header[0]) for each in tables] for tables in (days, amounts))
    notations = settle(source or CsvSource(), of_days, of_amounts, None)
    return notations, list(map(str, notations.questions))


def settled(
    days: Iterable[str | None] = (),
    amounts: Iterable[str | None] = (),
    zone: str | None = None,
    source: CsvSource | None = None,
) -> tuple[Notation, list[str]]:
    notations, problems = settled_columns(days, amounts, zone, source)
    return notations.of(table()), problems


def settled_columns(
    days: Iterable[str | None] = (),
    amounts: Iterable[str | None] = (),
    zone: str | None = None,
    source: CsvSource | None = None,
) -> tuple[Notations, list[str]]:
    notations = settle(
        source or CsvSource(),
        [(table(*days), "Close Date")],
        [(table(*amounts, column="Amount"), "Amount")],
        zone,
    )
    assert {question.code for question in notations.questions} <= set(CODES)
    return notations, list(map(str, notations.questions))


def told(days: Iterable[str | None] = (), amounts: Iterable[str | None] = (), zone: str | None = None) -> Iterable[str]:
    """Give what is told of columns in which nothing is left to ask."""
    notations, problems = settled_columns(days, amounts, zone)
    assert problems == []
    return notations.sentences


def certain(days: Iterable[str | None] = (), amounts: Iterable[str | None] = (), zone: str | None = None) -> Notation:
    """Settle columns in which nothing is left to ask."""
    notation, problems = settled(days, amounts, zone)
    assert problems == []
    return notation


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-12", "2026-10-12"),
        ("2026-1-2", "2026-01-02"),
        ("2026/10/12", "2026-10-12"),
        ("2026-10-12 09:33", "2026-10-12"),
        ("2026-10-12T09:33:12", "2026-10-12"),
        ("2026-10-12T09:33:12.000Z", "2026-10-12"),
        ("2026-10-12T09:33:12.000+0000", "2026-10-12"),
        ("2026-10-12T00:30:00+02:00", "2026-10-11"),
        ("2026-10-12T23:30:00-05", "2026-10-13"),
        ("30.09.2026", "2026-09-30"),
        ("3.4.2026", "2026-04-03"),
        ("30.09.2026, 14:15", "2026-09-30"),
        ("05/05/2026", "2026-05-05"),
        ("30/09/2026 14:15", "2026-09-30"),
        ("9/30/2026 2:15 PM", "2026-09-30"),
        ("9/30/2026 2:15\N{NARROW NO-BREAK SPACE}p.m.", "2026-09-30"),
        ("30 Sep 2026", "2026-09-30"),
        ("Sep 30, 2026", "2026-09-30"),
        ("30-Sep-2026", "2026-09-30"),
        ("30 SEPT. 2026", "2026-09-30"),
        ("September 30th, 2026", "2026-09-30"),
        ("1 may 2026 10:00", "2026-05-01"),
        (" 2026-10-12\n", "2026-10-12"),
    ],
)
def test_a_date_that_can_only_be_one_day_is_that_day(text: str, day: str) -> None:
    assert certain().day(text) == day
    assert certain().certain_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026", "3-4-2026", "30/09/26", "30.09.26", "30 Sep 26", "31/11/2026", "31.11.2026", "2026-02-29",
        "2026-13-01", "1899-12-31", "2201-01-01", "45961", "tomorrow", "2026", "Sep 2026", "", "2026-10",
        "30 Septembre 2026", "30/09.2026", "2026-10-12T25:00", "2026-10-12 09:60", "9/30/2026 14:15 PM",
        "2026-10-12 0:30 am",
        "2026-10-12T09:33+15:00", "2026-10-12 09:33 CET", "2026-10-12T", "\N{ARABIC-INDIC DIGIT TWO}026-10-12",
        "2026-10-12 2026-10-12", "16/11/2026 - 20/11/2026",
    ],
)  # fmt: skip
def test_what_is_no_day_or_could_be_two_is_none(text: str) -> None:
    assert certain().day(text) is None


def test_a_time_with_an_offset_is_the_day_in_the_teams_time_zone() -> None:
    midnight = "2026-10-12T23:30:00Z"
    assert certain().day(midnight) == "2026-10-12"
    assert certain(zone="Europe/Dublin").day(midnight) == "2026-10-13"
    assert certain(zone="America/Chicago").day("2026-10-12T02:00:00Z") == "2026-10-11"
    assert certain(zone="Europe/Dublin").day("2026-10-12T23:30:00") == "2026-10-12"
    assert certain(zone="Pacific/Kiritimati").day("2200-12-31T23:00:00Z") is None


@pytest.mark.parametrize(
    ("zone", "sentence"),
    [
        (None, "times: the day in UTC, because no time zone is known"),
        ("Europe/Dublin", "times: the day in Europe/Dublin, the team's time zone"),
        ("Europe", "times: the day in UTC, because no time zone 'Europe' is known"),
        ("../x", "times: the day in UTC, because no time zone '../x' is known"),
    ],
)
def test_the_zone_of_times_is_told_where_it_matters(zone: str | None, sentence: str) -> None:
    stamp = "2026-10-12T23:30:00Z"
    assert f"{sentence}; the first is {stamp} in deals.csv, line 2, column Close Date" in told([stamp], zone=zone)
    assert told(["2026-10-12 23:30"], zone=zone) == (
        "dates: YYYY-MM-DD, as in 2026-10-12 23:30 (deals.csv, line 2, column Close Date)",
    )


@given(DAYS, st.sampled_from(["/", "-"]), st.booleans())
def test_a_date_is_read_in_the_order_that_one_neighbour_shows(day: date, mark: str, day_first: bool) -> None:  # noqa: FBT001
    def write(each: date) -> str:
        parts = [f"{each.day:02}", f"{each.month:02}"]
        return mark.join([*(parts if day_first else reversed(parts)), str(each.year)])

    notation = certain([write(day), write(date(2026, 10, 31))])
    assert notation.day(write(day)) == day.isoformat()


@given(DAYS)
def test_a_date_that_shows_its_own_order_is_read_without_neighbours(day: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"{month[:3]} {day.day}, {day.year}",
        f"{day.day:02}-{month[:3]}-{day.year}",
        f"{day.isoformat()}T12:00:00.000Z",
    ):
        assert certain([text]).day(text) == day.isoformat()


def test_the_order_and_what_shows_it_are_told() -> None:
    days = ["03/04/2026", None, "31/10/2026", "", "n/a", "30.10.2026"]
    notation = certain(days)
    assert told(days) == (
        "dates: DD.MM.YYYY, as in 30.10.2026 (deals.csv, line 7, column Close Date)",
        "dates: DD/MM/YYYY, as in 31/10/2026 (deals.csv, line 4, column Close Date)",
    )
    assert notation.day("03/04/2026") == "2026-04-03"
    assert notation.day("10/31/2026") is None
    assert notation.expected_day("10/31/2026") == "a date that exists, written as YYYY-MM-DD or DD/MM/YYYY"
    assert (
        notation.expected_day("31/10/26")
        == "a year with four digits, or the mapping to name the layout, such as source: {dates: DD/MM/YY}"
    )


def test_an_order_that_nothing_shows_is_asked() -> None:
    notation, problems = settled(["05/05/2026", "03/04/2026", "30.09.2026"])
    (problem,) = problems
    assert problem == (
        "deals.csv:3:1: csv-day-order: Close Date: read 03/04/2026, which is 3 April or 4 March 2026, and no other "
        "date of the file shows which; expected the mapping to say it. Write source: {dates: DD/MM/YYYY} for 3 April, "
        "or source: {dates: MM/DD/YYYY} for 4 March"
    )
    assert notation.day("03/04/2026") is None


def test_a_date_that_is_the_same_both_ways_needs_no_order() -> None:
    assert certain(["05/05/2026", "12/12/2026 08:00"]).day("05/05/2026") == "2026-05-05"


def test_what_slashes_show_says_nothing_about_hyphens() -> None:
    _, problems = settled(["31/10/2026", "03-04-2026"])
    assert [problem.partition(" read ")[2][:10] for problem in problems] == ["03-04-2026"]
    assert "{dates: MM-DD-YYYY}" in problems[0]


def test_orders_that_contradict_each_other_are_a_problem_that_names_both() -> None:
    _, problems = settled(["13/02/2026", "02/13/2026", "03/04/2026"])
    assert len(problems) == 1
    assert problems[0].startswith(
        "deals.csv:3:1: csv-day-order: Close Date: read 02/13/2026, which can only be MM/DD/YYYY, and 13/02/2026 in "
        "deals.csv, line 2, column Close Date, which can only be DD/MM/YYYY; expected day and month in one order"
    )


@pytest.mark.parametrize("text", ["31/31/2026", "30/02/2026", "13/02/26", "13/2", "n/a", "13/02/2026?"])
def test_what_is_no_date_decides_nothing(text: str) -> None:
    _, problems = settled([text, "03/04/2026"])
    assert len(problems) == 1


def test_words_for_blanks_are_left_out() -> None:
    source = CsvSource(blanks=("03/04/1900", "1,234"))
    notations = settle(source, [(table("03/04/1900 "), "Close Date")], [(table("1,234"), "Close Date")], None)
    assert notations.questions == ()


def test_a_table_need_not_have_the_column() -> None:
    assert settle(CsvSource(), [(table("x"), "Created")], [(table("1,2"), "Amount")], None).sentences == ()


def test_one_column_shows_the_order_for_all() -> None:
    columns = [(table("03/04/2026"), "Close Date"), (table("31/10/2026", column="Created"), "Created")]
    notations = settle(CsvSource(), columns, [], None)
    assert notations.questions == ()
    assert notations.of(columns[0][0]).day("03/04/2026") == "2026-04-03"
    assert notations.sentences == ("dates: DD/MM/YYYY, as in 31/10/2026 (deals.csv, line 2, column Created)",)


def test_a_pattern_that_the_mapping_names_is_the_only_one_beside_iso() -> None:
    notations, problems = settled_columns(["31/10/2026", "03/04/2026"], source=CsvSource(dates="MM/DD/YYYY"))
    notation = notations.of(table())
    assert problems == []
    assert notations.sentences == ("dates: MM/DD/YYYY, as the mapping says",)
    assert notation.day("03/04/2026 14:15") == "2026-03-04"
    assert notation.day("2026-10-12T09:00:00Z") == "2026-10-12"
    assert [notation.day(text) for text in ("31/10/2026", "30.10.2026", "30 Oct 2026", "03-04-2026")] == [None] * 4
    assert notation.expected_day("31/10/2026") == "a date that exists, written as YYYY-MM-DD or MM/DD/YYYY"


def test_the_exports_dates_say_nothing_about_a_text_that_people_typed() -> None:
    assert certain(["31/10/2026"]).certain_day("03/04/2026") is None
    assert settled(source=CsvSource(dates="DD/MM/YYYY"))[0].certain_day("03/04/2026") == "2026-04-03"
    assert settled(source=CsvSource(dates="DD/MM/YYYY"))[0].certain_day("30 Oct 2026") == "2026-10-30"


@settings(deadline=None)  # the first sign that is none takes a look at all currencies
@given(st.text(max_size=40))
def test_no_text_makes_a_crash(text: str) -> None:
    notation, _ = settled([text, "03/04/2026", text], [text, "1,234"], "Europe/Dublin")
    assert notation.expected_day(text)
    for currency in (None, "EUR", text):
        for found in (notation.amount(text, currency), notation.amount(text, None, currency)):
            amount = found.amount if isinstance(found, Money) else found
            assert isinstance(amount, Unreadable) or Decimal(amount).is_finite()
    day = notation.day(text)
    assert day is None or date.fromisoformat(day).isoformat() == day


def grouped(amount: Decimal, decimal: str, thousands: str) -> str:
    return f"{amount:,.2f}".translate({ord(","): thousands, ord("."): decimal})


@given(
    AMOUNTS,
    st.sampled_from(NOTATIONS),
    st.sampled_from(
        [
            ("", "EUR"),
            ("EUR", "EUR"),
            ("€", "EUR"),
            ("$", "CAD"),
            ("US$", "USD"),
            ("CHF", "CHF"),
            ("kr", "SEK"),
            ("zł", "PLN"),
        ]
    ),
    st.booleans(),
)
def test_an_amount_in_any_notation_is_read_as_itself(
    amount: Decimal,
    marks: tuple[str, str],
    sign: tuple[str, str],
    before: bool,  # noqa: FBT001
) -> None:
    text = grouped(amount, *marks)
    text = f"{sign[0]}\N{NO-BREAK SPACE}{text}" if before else f"{text} {sign[0]}"
    assert certain(amounts=[text]).amount(text, sign[1]) == f"{amount:.2f}".removesuffix(".00")


@given(st.integers(0, 10**14), st.sampled_from(NOTATIONS))
def test_a_whole_amount_is_read_by_the_neighbour_that_shows_the_notation(amount: int, marks: tuple[str, str]) -> None:
    text = grouped(Decimal(amount), *marks)[:-3]
    notation = certain(amounts=[text, grouped(Decimal("1234567.5"), *marks)])
    assert notation.amount(text, None) == str(amount)


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("$1,234.50", "USD", "1234.50"),
        ("$1,234.50", "CAD", "1234.50"),
        ("US$1,234.50 USD", "USD", "1234.50"),
        ("€ 1.234,50", "EUR", "1234.50"),
        ("1.234,50 EUR", "EUR", "1234.50"),
        ("EUR-5", "EUR", "-5"),
        ("1'234'567.5", None, "1234567.50"),
        ("1\N{RIGHT SINGLE QUOTATION MARK}234.50 CHF", "CHF", "1234.50"),
        ("(1,200.00)", None, "-1200"),
        ("($1,200.00)", "USD", "-1200"),
        ("\N{MINUS SIGN}5", None, "-5"),
        ("-$5.5", "USD", "-5.50"),
        ("(0.00)", None, "0"),
        ("15000.0", None, "15000"),
        ("15000.000", None, "15000"),
        ("0.500", None, "0.50"),
        ("007", None, "7"),
        ("R 5", "ZAR", "5"),
        ("5 kr", "SEK", "5"),
    ],
)
def test_an_amount_that_can_only_be_one_is_read(text: str, currency: str | None, amount: str) -> None:
    assert certain(amounts=[text]).amount(text, currency) == amount


@pytest.mark.parametrize(
    "text",
    [
        "3956.65x", "on request", "1e5", "1E+2", "1.2.3", "12,34,56", "1.00.000", "US$ 12k", "12K", "5 M",
        "", "-", ".5", "5.",
        "1.234,-",
        "1'234,567.8", "1,234 567", "--5", "-(5)", "5-", "10%", "5 to 6", "1,234.56,7", "EUR - 5", "US-$ 5", "1 23",
        "\N{ARABIC-INDIC DIGIT TWO}5", "NaN", "inf",
    ],
)  # fmt: skip
def test_what_is_no_amount_is_unread_and_decides_nothing(text: str) -> None:
    notation, problems = settled(amounts=[text, "1,234"])
    assert notation.amount(text, None) == Unreadable("an amount such as 1200.50")
    assert len(problems) == 1


def test_an_amount_with_more_decimals_is_rounded_unless_they_could_be_thousands() -> None:
    notation = certain(amounts=["1,234.5"])
    assert notation.amount("7832265.523200001", None) == "7832265.52"
    assert notation.amount("1234.505", None) == "1234.51"
    assert notation.amount("0.999", None) == Unreadable("at most 2 decimals: three could be thousands")
    assert notation.amount("999999.9999", None) == "1000000"


@pytest.mark.parametrize("text", ["1,00,000.00", "1,00,000", "12,34,567.50", "₹ 1,00,000"])
def test_groups_as_in_india_are_read_and_show_the_point(text: str) -> None:
    digits = {"12,34,567.50": "1234567.50"}.get(text, "100000")
    assert certain(amounts=[text]).amount(text, "INR") == digits


def test_what_is_too_long_or_written_otherwise_is_no_amount() -> None:
    notation = certain(amounts=["1,234.5"])
    assert notation.amount("1234567890123456", None) == Unreadable("at most 15 digits")
    assert notation.amount("9" * 5000, None) == Unreadable("at most 15 digits")
    assert notation.amount("1.234,50", None) == Unreadable("an amount such as 1,234.50")


@pytest.mark.parametrize(
    ("text", "currency"), [("$5", "EUR"), ("5 EUR", "USD"), ("US$5", "CAD"), ("€5 EUR", "XXX"), ("5 kr", "EUR")]
)
def test_a_sign_that_contradicts_the_currency_is_unread(text: str, currency: str) -> None:
    found = certain().amount(text, currency)
    assert isinstance(found, Unreadable)
    assert found.expected.startswith(f"an amount in {currency}, the currency of its row; ")
    assert found.expected.endswith(" does not stand for that")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("€1,200.00", Money("1200", "EUR")),
        ("1,200.50 EUR", Money("1200.50", "EUR")),
        ("US$5", Money("5", "USD")),
        ("$5 CAD", Money("5", "CAD")),
        ("CA$5 CAD", Money("5", "CAD")),
        ("USD 5", Money("5", "USD")),
        ("$5", "5"),
        ("5", "5"),
    ],
)
def test_a_sign_that_stands_for_one_currency_gives_it_where_the_row_names_none(text: str, found: str | Money) -> None:
    assert certain(amounts=["1.5"]).amount(text, None, "USD") == found
    unit = found.currency if isinstance(found, Money) else "USD"
    assert certain(amounts=["1.5"]).amount(text, unit, "GBP") == (found.amount if isinstance(found, Money) else found)


@pytest.mark.parametrize("sign", ["$", "kr", "£", "¥", "C$", "R"])
def test_a_sign_that_may_stand_for_several_asks_for_a_column_unless_it_fits(sign: str) -> None:
    begin, end = f"an amount whose currency is certain; {sign} stands for several", "in the mapping, under currency"
    for usual, but in (("EUR", ", and not for EUR: "), (None, ": ")):
        found = certain().amount(f"{sign}5", None, usual)
        assert isinstance(found, Unreadable)
        assert found.expected.startswith(begin + but)
        assert found.expected.endswith(end)
    fitting = {"$": "AUD", "kr": "NOK", "£": "GBP", "¥": "CNY", "C$": "NIO", "R": "ZAR"}[sign]
    assert certain().amount(f"{sign}5", None, fitting) == "5"


def test_signs_of_two_currencies_beside_one_amount_are_unread() -> None:
    assert certain().amount("€5 USD", None, "USD") == Unreadable(
        "an amount in one currency; USD does not stand for EUR"
    )
    assert certain().amount("$5 EUR", None, "USD") == Unreadable("an amount in one currency; $ does not stand for EUR")


def test_the_decimal_mark_and_what_shows_it_are_told() -> None:
    notation = certain(amounts=["12000", "1.234", "950,5"])
    assert told(amounts=["12000", "1.234", "950,5"]) == (
        "amounts: a comma before the decimals, as in 950,5 (deals.csv, line 4, column Amount)",
    )
    assert notation.amount("1.234", None) == "1234"
    assert notation.amount("1,234", None) == Unreadable("at most 2 decimals: three could be thousands")


def test_whole_numbers_need_no_decimal_mark_and_show_none() -> None:
    notation = certain(amounts=["1000", "12 000", None, ""])
    assert told(amounts=["1000", "12 000", None, ""]) == ()
    assert notation.amount("12 000", None) == "12000"


def test_a_decimal_mark_that_nothing_shows_is_asked() -> None:
    notation, problems = settled(amounts=["1000", "1,234"])
    (problem,) = problems
    assert problem == (
        "deals.csv:3:1: csv-decimal: Amount: read 1,234, which is 1234 where amounts are written as 1,234.50, and "
        "1.234 where they are written as 1.234,50, and no other amount of the file shows which; expected the mapping "
        'to say it. Write source: {decimal: ".", thousands: ","} for 1234, or source: {decimal: ",", thousands: "."} '
        "for 1.234"
    )
    assert isinstance(notation.amount("1,234", None), Unreadable)


def test_decimal_marks_that_contradict_each_other_are_a_problem_that_names_both() -> None:
    _, problems = settled(amounts=["1,234", "1,234.5", "1.234,5"])
    assert len(problems) == 1
    assert problems[0].startswith(
        "deals.csv:4:1: csv-decimal: Amount: read 1.234,5, in which only a comma can stand before the decimals, and "
        "1,234.5 in deals.csv, line 3, column Amount, in which only a point can; expected the same in the whole file"
    )


def test_marks_that_the_mapping_names_are_the_only_ones() -> None:
    source = CsvSource(decimal=",", thousands=" ")
    notations, problems = settled_columns(amounts=["1,234", "1,234.5"], source=source)
    notation = notations.of(table())
    assert problems == []
    assert notations.sentences == ("amounts: 1 234,50, as the mapping says",)
    assert notation.amount("1\N{NO-BREAK SPACE}234,50", None) == "1234.50"
    assert notation.amount("1.234,50", None) == Unreadable("an amount such as 1 234,50")
    bare, _ = settled(source=CsvSource(decimal="."))
    assert bare.amount("1234.50", None) == "1234.50"
    assert bare.amount("1,234.50", None) == Unreadable("an amount such as 1234.50")


def test_each_file_shows_its_own_order() -> None:
    deals, tasks = table("05/11/2026", "23/11/2026"), table("05/11/2026", "11/13/2026", path="Task.csv")
    notations, problems = settled_files([deals, tasks])
    assert problems == []
    assert [notations.of(each).day("05/11/2026") for each in (deals, tasks)] == ["2026-11-05", "2026-05-11"]
    assert notations.sentences == (
        "dates in deals.csv: DD/MM/YYYY, as in 23/11/2026 (deals.csv, line 3, column Close Date)",
        "dates in Task.csv: MM/DD/YYYY, as in 11/13/2026 (Task.csv, line 3, column Close Date)",
    )


def test_a_file_that_shows_nothing_is_asked_about_whatever_another_shows() -> None:
    deals = table("05/11/2026"), table("1,234", column="Amount")
    tasks = table("11/13/2026", path="Task.csv"), table("1,234.5", path="Task.csv", column="Amount")
    _, problems = settled_files([deals[0], tasks[0]], [deals[1], tasks[1]])
    assert [each.partition(": read")[0] for each in problems] == [
        "deals.csv:2:1: csv-day-order: Close Date", "deals.csv:2:1: csv-decimal: Amount"
    ]  # fmt: skip


def test_files_that_say_the_same_are_told_in_one_sentence() -> None:
    same = [table("2026-10-12", "23/11/2026", path=path) for path in ("a.csv", "b.csv")]
    amounts = [table("1.5", column="Amount", path=path) for path in ("a.csv", "b.csv")]
    assert settled_files(same, amounts)[0].sentences == (
        "dates: YYYY-MM-DD, as in 2026-10-12 (a.csv, line 2, column Close Date)",
        "dates: DD/MM/YYYY, as in 23/11/2026 (a.csv, line 3, column Close Date)",
        "amounts: a point before the decimals, as in 1.5 (a.csv, line 2, column Amount)",
    )


def test_each_file_shows_its_own_decimal_mark() -> None:
    deals, products = table("1,234", "1,5", column="Amount"), table("1,234", "1.5", column="Amount", path="p.csv")
    notations, problems = settled_files(amounts=[deals, products])
    assert problems == []
    assert notations.of(products).amount("1,234", None) == "1234"
    assert notations.of(deals).amount("1.234", None) == "1234"
    assert [each.partition(",")[0] for each in notations.sentences] == [
        "amounts in deals.csv: a comma before the decimals", "amounts in p.csv: a point before the decimals"
    ]  # fmt: skip
    assert notations.of(deals, products).amount("1,234", None) == Unreadable("an amount such as 1200.50")


def test_tables_of_one_file_and_its_mended_rows_count_together() -> None:
    deals, notes = table("05/11/2026", path="d.json"), table("23/11/2026", path="d.json", column="Created")
    mended = table("06/11/2026", path="rejects/d.csv", mends="d.json")
    notations, problems = settled_files([deals, notes, mended])
    assert problems == []
    assert notations.of(mended).day("06/11/2026") == "2026-11-06"


def test_a_value_of_two_files_is_read_where_it_is_the_same_by_both() -> None:
    one, other = table("23/11/2026"), table("11/23/2026", path="b.csv")
    notation = settled_files([one, other])[0].of(one, other)
    days = [notation.day(text) for text in ("05/11/2026", "05/05/2026", "23/11/2026")]
    assert days == [None, "2026-05-05", "2026-11-23"]


def test_a_number_of_a_json_file_has_a_point_before_its_decimals() -> None:
    deals = table("88700", "1.234", column="Amount", path="deals.json")
    notations, problems = settled_files(amounts=[deals])
    assert problems == []
    assert notations.of(deals).amount("1.2", None) == "1.20"
    assert notations.of(deals).amount("1.234", None) == Unreadable("at most 2 decimals: three could be thousands")
    text = table("1,234", column="Amount", path="deals.json")
    assert len(settled_files(amounts=[text])[1]) == 1


@pytest.mark.parametrize(
    ("word", "value"),
    [("1", "true"), ("TRUE", "true"), ("Yes", "true"), ("y", "true"), (" T ", "true"),
     ("0", "false"), ("False", "false"), ("no", "false"), ("N", "false"), ("f", "false"),
     ("", None), ("2", None), ("maybe", None), ("yes!", None)],
)  # fmt: skip
def test_words_for_yes_and_no(word: str, value: str | None) -> None:
    assert flag(word) == value


def test_a_hundred_thousand_rows_settle_in_seconds() -> None:
    stamps = [f"2026-10-{number % 28 + 1:02}T09:{number % 60:02}:12.{number:06}Z" for number in range(100_000)]
    amounts = [f"${number:,}.50" for number in range(100_000)]
    began = time.process_time()
    certain(stamps, amounts)
    assert time.process_time() - began < 15
