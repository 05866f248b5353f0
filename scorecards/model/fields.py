"""The kinds of value that a team writes, with what each accepts.

The reader hands over every scalar as the text that stands in the file, and None for a blank.  So these
types convert text, and say in one phrase what they expected.  ``null`` and ``~`` read as blank where a
date, a number, a flag or a word from a list is due; in free text they stay what they are.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

_BLANK = {"null", "Null", "NULL", "~"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,2})?", re.ASCII)
_RATE = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2200
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
CLOCK_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"
"""The form of a time of day such as 09:00."""

_FLAGS = {"true": True, "yes": True, "false": False, "no": False}


class Model(BaseModel):
    """Base of every input type: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _expected(what: str, code: str) -> PydanticCustomError:
    return PydanticCustomError("expected", "{what}", {"what": what, "code": code})


def blank_as_none(value: Any) -> Any:
    """Read ``null`` and ``~`` as a blank."""
    return None if isinstance(value, str) and value in _BLANK else value


def _text_matching(
    pattern: re.Pattern[str], convert: Callable[[str], Any], what: str, code: str = "not-a-number"
) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not pattern.fullmatch(value):
            raise _expected(what, code)
        try:
            return convert(value)
        except ValueError:
            raise _expected(what, code) from None

    return read


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError
    return day


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value.lower() not in _FLAGS:
            raise _expected("true or false", "not-true-or-false")
        return _FLAGS[value.lower()]
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64),
]
"""A name for links: small letters, digits and single hyphens."""

IdOrBlank = Annotated[
    str,
    BeforeValidator(lambda value: "" if blank_as_none(value) is None else value),
    StringConstraints(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=64),
]
"""An :data:`Id`, or nothing where it is made from the name."""

OpportunityId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$", max_length=64)]
"""An opportunity's id as the CRM has it, leading zeros included."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
"""Free text, shown exactly as written."""

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
"""An ISO 4217 code such as EUR."""

PrincipleId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$", max_length=64)]
"""The id of a principle or of its source, such as D27 or paper-process; capitals make no difference."""

RecordAddress = Annotated[
    str,
    StringConstraints(
        max_length=500,
        pattern=r"^https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/[^\s\"'<>\\^`{|}]*\{id\}[^\s\"'<>\\^`{|}]*$",
    ),
]
"""The address of a record on a web server, with ``{id}`` once, behind the server's name, for its id."""

Day = Annotated[date, BeforeValidator(_text_matching(_DAY, _day, "a date such as 2026-11-16", "not-a-date"))]
Whole = Annotated[int, BeforeValidator(_text_matching(_WHOLE, int, "a whole number such as 14"))]
Days = Annotated[Whole, Field(ge=1, le=3650)]
"""A length of time in calendar days, up to ten years."""

ClockTime = Annotated[str, StringConstraints(pattern=f"^{CLOCK_TIME}$")]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[str, ...] = get_args(Weekday)
"""The days of the week from Monday on."""

Amount = Annotated[
    Decimal,
    Field(ge=0),
    BeforeValidator(_text_matching(_AMOUNT, Decimal, "an amount such as 48000 or 1200.50, without currency or spaces")),
]
Rate = Annotated[
    Decimal,
    Field(ge=0),
    BeforeValidator(_text_matching(_RATE, Decimal, "a rate such as 1.15")),
]
Flag = Annotated[bool, BeforeValidator(_flag)]

type_of_blank = BeforeValidator(blank_as_none)
OptionalDay = Annotated[Day | None, type_of_blank]
OptionalAmount = Annotated[Amount | None, type_of_blank]
OptionalFlag = Annotated[Flag | None, type_of_blank]

SaidBy = Literal["buyer", "rep", "inferred"]
YesNoUnknown = Literal["yes", "no", "unknown"]
Side = Literal["us", "customer"]


def blank_list(value: Any) -> Any:
    """Read a blank where a list is due as an empty list: the rep left it blank."""
    return [] if value is None or (isinstance(value, str) and value in _BLANK) else value


PrincipleIds = Annotated[tuple[PrincipleId, ...], BeforeValidator(blank_list)]
"""The principles that a rule serves; a blank names none."""


def blank_mapping(value: Any) -> Any:
    """Read a blank where a mapping is due as an empty mapping."""
    return {} if value is None or (isinstance(value, str) and value in _BLANK) else value
