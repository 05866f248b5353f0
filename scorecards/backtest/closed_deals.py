"""Which values of which columns came before wins and which before losses."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from scorecards.backtest.closed_file import ClosedFile
from scorecards.backtest.telling import lie_apart, rate, telling_of
from scorecards.report.backtest import FORMAT, ClosedDeals, ColumnTold, LeftOut, Telling, ValueTold
from scorecards.report.figures import Share

_PEOPLE: Final = re.compile(
    r"\b(?:owner|seller|rep|reps|agent|salesperson|salesman|account executive|ae|sdr|bdr|manager|user|created by"
    r"|modified by|assigned to)\b",
    re.IGNORECASE,
)
"""Words in the name of a column that holds people: nobody is ranked by what they won."""

_MOSTLY: Final = 0.5
"""A column by whose values so much of all wins or losses could be told for certain was filled in after the end."""

_MOST_VALUES: Final = 30

Ends = Mapping[str, Sequence[bool]]
"""Whether each deal was won, by the value that the deal has in a column."""


def closed_deals(file: ClosedFile, need: int, is_no_answer: Callable[[str], bool]) -> ClosedDeals:
    """Count wins by each value of each column; ``is_no_answer`` knows the words that stand for no answer."""
    told: list[ColumnTold] = []
    left_out: list[LeftOut] = []
    for column, ends in _by_column(file):
        why = _left_out(column, ends, need, file.won)
        if why:
            left_out.append(why)
        else:
            told.append(_column(column, ends, file.won, need, is_no_answer))
    deals = Counter(zip(file.rows, file.won, strict=True))
    return ClosedDeals(
        format=FORMAT,
        file=file.name,
        outcome=file.outcome,
        deals=len(file.won),
        won=rate(sum(file.won), len(file.won)),
        need=need,
        not_closed=file.not_closed,
        twice=sum(count - 1 for count in deals.values()),
        columns=tuple(sorted(told, key=_most_telling)),
        left_out=tuple(left_out),
    )


def _by_column(file: ClosedFile) -> Iterator[tuple[str, Ends]]:
    for at, column in enumerate(file.columns):
        found: defaultdict[str, list[bool]] = defaultdict(list)
        for row, won in zip(file.rows, file.won, strict=True):
            found[row[at]].append(won)
        yield column, found


def _left_out(column: str, ends: Ends, need: int, won: Sequence[bool]) -> LeftOut | None:
    if _PEOPLE.search(column.replace("_", " ")):
        return LeftOut(column, "names_people", len(ends))
    if len(ends) == 1:
        return LeftOut(column, "one_value", 1)
    if _is_known_after_the_end(ends, need, won):
        return LeftOut(column, "known_after_the_end", len(ends))
    often = sum(len(each) >= need for each in ends.values())
    if len(ends) > _MOST_VALUES or (often == 0 and len(ends) > need):
        return LeftOut(column, "too_many_values", len(ends))
    return None


def _is_known_after_the_end(ends: Ends, need: int, won: Sequence[bool]) -> bool:
    """Tell whether most wins, or most losses, have values that never came before the other end.

    Nothing that is asked before the end is as certain: a reason for a loss is, or a day on which it was signed.
    """
    pure = [each for each in ends.values() if len(each) >= need and len(set(each)) == 1]
    wins, losses = sum(len(each) for each in pure if each[0]), sum(len(each) for each in pure if not each[0])
    return wins > _MOSTLY * sum(won) or losses > _MOSTLY * (len(won) - sum(won))


def _column(column: str, ends: Ends, won: Sequence[bool], need: int, is_no_answer: Callable[[str], bool]) -> ColumnTold:
    values = tuple(
        _value(value, each, won, need, is_no_answer)
        for value, each in sorted(ends.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    enough = [each for each in values if each.won.whole >= need]
    apart = _furthest_apart(enough)
    telling: Telling = "too_few" if len(enough) < 2 else "tells" if apart else "tells_nothing"  # noqa: PLR2004 - a pair
    known_apart = _furthest_apart([each for each in enough if not each.is_unknown])
    return ColumnTold(column, telling, apart, known_apart, values)


def _value(
    value: str, ends: Sequence[bool], won: Sequence[bool], need: int, is_no_answer: Callable[[str], bool]
) -> ValueTold:
    here = rate(sum(ends), len(ends))
    others = rate(sum(won) - sum(ends), len(won) - len(ends))
    return ValueTold(value, not value or is_no_answer(value), here, others, telling_of(here, others, need))


def _furthest_apart(values: Sequence[ValueTold]) -> tuple[str, str] | None:
    """Give the two values whose shares differ by most of those whose intervals lie apart, the higher one first."""
    pairs = [
        (one, other)
        for one in values
        for other in values
        if lie_apart(one.won, other.won) and _share(one.won) > _share(other.won)
    ]
    if not pairs:
        return None
    one, other = max(pairs, key=lambda pair: _share(pair[0].won) - _share(pair[1].won))
    return one.value, other.value


def _share(share: Share) -> float:
    return share.part / share.whole


_ORDER: Final[tuple[Telling, ...]] = ("tells", "tells_nothing", "too_few")


def _most_telling(column: ColumnTold) -> tuple[int, float]:
    """Sort what tells something first, by how far its values lie apart; the rest stays in the order of the file."""
    by_value = {each.value: _share(each.won) for each in column.values}
    gap = by_value[column.apart[0]] - by_value[column.apart[1]] if column.apart else 0.0
    return _ORDER.index(column.telling), -gap
