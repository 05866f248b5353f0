"""Values come back from packing as they were, whatever kind of class they are of."""

import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest

from scorecards.cache.packing import packed, unpacked
from scorecards.model.snapshot import LossReason


@dataclass(frozen=True, slots=True)
class _Point:
    across: int
    down: Decimal


@dataclass(frozen=True, slots=True)
class _Named(_Point):
    name: str = ""
    within: tuple[_Point, ...] = ()


@dataclass(frozen=True, slots=True)
class _One:
    value: object


@dataclass(frozen=True, slots=True)
class _Own:
    first: int
    kept: list[int] = field(default_factory=list, compare=False)

    def __getstate__(self) -> int:
        return self.first

    def __setstate__(self, first: int) -> None:
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "kept", [])


@dataclass
class _Loose:
    value: object
    other: object = None


class _Kind(Enum):
    ONE = 1


VALUES = [
    _Point(1, Decimal("2.50")),
    _Named(1, Decimal(0), "a", (_Point(1, Decimal(2)),)),
    _One(_Point(1, Decimal(1))),
    _One(_One(None)),
    _Loose(_Point(1, Decimal(1))),
    _Kind.ONE,
    _Point,
    LossReason,
    LossReason(reason="x"),
    {"a": (date(2026, 11, 16), [frozenset({1})], None, ValueError("x").args)},
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_was_packed_comes_back(value: object) -> None:
    assert unpacked(packed(value)) == pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - made the moment before


def test_what_stands_twice_in_a_value_comes_back_as_one() -> None:
    point = _Point(1, Decimal(1))
    one, other = unpacked(packed([point, point]))
    assert one is other


def test_what_comes_back_is_as_frozen_as_before() -> None:
    point: Any = unpacked(packed(_Point(1, Decimal(1))))
    with pytest.raises(FrozenInstanceError):
        point.across = 2


def test_a_class_that_says_itself_what_its_state_is_is_asked() -> None:
    assert unpacked(packed(_Own(1, [2]))).kept == []
