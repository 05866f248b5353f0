"""How days are written: each pattern by which a text can be read as a day, and the patterns that count in an import."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final

from scorecards.model.fields import FIRST_YEAR, LAST_YEAR, MONTHS
from scorecards.model.month_names import month_numbers

ISO: Final = "YYYY-MM-DD"
_DAY_MONTH_NAME, _MONTH_NAME_DAY = "DD Month YYYY", "Month DD, YYYY"
PATTERNS: Final = (
    ISO, "YYYY/MM/DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", _DAY_MONTH_NAME,
    _MONTH_NAME_DAY, "YYYY.MM.DD", "YYYYMMDD",
)  # fmt: skip
"""Every way in which a day is understood; YYYY/DD/MM and MM.DD.YYYY are written nowhere."""

EXCEL: Final = "excel"
EPOCH: Final = "epoch"
TOLD_ONLY: Final = ("DD/MM/YY", "MM/DD/YY", "DD-MM-YY", "MM-DD-YY", "DD.MM.YY", "DD-Mon-YY")
"""Ways that count only where the mapping names them: nothing in the text says which century it is of."""

_MONTH_NUMBERS: Final = {
    short: number
    for number, name in enumerate(MONTHS, 1)
    for short in (name.lower(), name[:3].lower(), "sept" if name == "September" else name.lower())
}
_NUMBERS = {
    "YYYY": r"(?P<year>\d{4})",
    "YY": r"(?P<year>\d{2})",
    "MM": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{1,2})",
}
_NAME, _NTH = r"(?P<name>[A-Za-z]{3,9})\.?", r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAMED = {
    _DAY_MONTH_NAME: rf"{_NTH}(?:\. |[ ./-]){_NAME}(?:, |[ /-])(?P<year>\d{{4}})",
    _MONTH_NAME_DAY: rf"{_NAME}[ /-]{_NTH}(?:, ?|[ /-])(?P<year>\d{{4}})",
    "YYYYMMDD": r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    "DD-Mon-YY": rf"{_NTH}[ ./-]{_NAME}[ /-](?P<year>\d{{2}})",
}


def _written(pattern: str) -> re.Pattern[str]:
    written = _NAMED.get(pattern)
    if written is None:
        written = re.escape(pattern)
        for letters, number in _NUMBERS.items():
            written = written.replace(letters, number)
    return re.compile(written, re.ASCII)


_WRITTEN: Final = {pattern: _written(pattern) for pattern in (*PATTERNS, *TOLD_ONLY)}
_SERIAL: Final = re.compile(r"\d{1,6}(?:[.,]\d+)?", re.ASCII)
_SERIAL_ZERO: Final = date(1899, 12, 30)
_SECONDS: Final = re.compile(r"-?\d{1,10}(?:[.,]\d+)?|-?\d{12,13}", re.ASCII)
_MILLISECONDS: Final = 12
"""So many digits have milliseconds since 1970 at least, and seconds fewer."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}\.?")
_OF: Final = re.compile(r"\bd(?:e|el|os)\b ?", re.IGNORECASE)
_TURN: Final = 70
"""The years of two digits from this one on are of the century before."""
_STAMP = re.compile(
    r"(?P<day>.{6,20}?)(?:[T ]|, )(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?(?: ?(?P<zone>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?))?",
    re.ASCII,
)
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])(?:\d{1,2}|[A-Za-z]{3,9})\1\d{2}(?:\D.*)?", re.ASCII)
_FURTHEST = 14
"""The hours by which a clock somewhere on earth is ahead of UTC, at most."""


@dataclass(frozen=True, slots=True)
class PossibleDays:
    """What a text can mean: a day by each pattern that fits, and the time of day where that has an offset."""

    days: Mapping[str, date]
    moment: time | None

    def in_zone(self, day: date, zone: tzinfo) -> date:
        """Give the day of a time zone: that of the moment, or the day as written where it has no offset."""
        return day if self.moment is None else datetime.combine(day, self.moment).astimezone(zone).date()


def possible_days(text: str, told: str | None = None) -> PossibleDays | None:
    """Read a day, with or without a time, in every way that there is; None where it is no day.

    ``told`` is the way that the mapping names, which may be one that counts only then.
    """
    stamp = _STAMP.fullmatch(text)
    if stamp is None:
        days = _days(text, told)
        return PossibleDays(days, None) if days else None
    moment, days = _time(stamp), _days(stamp["day"], told)
    if moment is None or not days:
        return None
    return PossibleDays(days, moment if moment.tzinfo else None)


@lru_cache(maxsize=10_000)
def _days(text: str, told: str | None) -> Mapping[str, date]:
    counting = {
        pattern: written for pattern, written in _WRITTEN.items() if pattern not in TOLD_ONLY or pattern == told
    }
    found = {pattern: _day(written.fullmatch(text)) for pattern, written in counting.items()}
    return {pattern: day for pattern, day in found.items() if day}


def _day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    parts = found.groupdict()
    month = _MONTH_NUMBERS.get(parts["name"].lower(), 0) if "name" in parts else int(parts["month"])
    year = int(parts["year"])
    if len(parts["year"]) < len("YYYY"):
        year += 1900 if year >= _TURN else 2000
    try:
        return date(year, month, int(parts["day"])) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _time(stamp: re.Match[str]) -> time | None:
    hour, half = int(stamp["hour"]), (stamp["half"] or "").lower()
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 - the hours of a half day
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = _offset(stamp["zone"])
    if stamp["zone"] and offset is None:
        return None
    try:
        return time(hour, int(stamp["minute"]), int(stamp["second"] or 0), tzinfo=offset)
    except ValueError:
        return None


def _offset(zone: str | None) -> tzinfo | None:
    if zone in {"Z", "UTC", "GMT"}:
        return UTC
    if zone is None:
        return None
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:].lstrip(":") or 0))
    if ahead > timedelta(hours=_FURTHEST):
        return None
    return timezone(-ahead if zone[0] == "-" else ahead)


@dataclass(frozen=True, slots=True)
class Days:
    """The patterns that count in an import, and the time zone of its days."""

    patterns: frozenset[str]
    """Where day and month could not be told apart, both orders: then only days that are the same in both are read."""
    told: str | None
    """The pattern that the mapping names."""
    zone: tzinfo
    locale: str | None = None
    """The team's, in whose language months may be written."""

    def telling(self, told: str) -> "Days":
        """Give the same for texts of which the mapping says how they are written."""
        return Days(frozenset({told, ISO}), told, self.zone, self.locale)

    def read(self, text: str) -> str | None:
        """Give the day that a text says, as YYYY-MM-DD; None where it is no day, or could be two."""
        return self._only_day(text, self.patterns)

    def is_day(self, text: str) -> bool:
        """Tell whether a text says a day in one of the patterns that count, or could be several."""
        plain = " ".join(text.split())
        found = possible_days(plain, self.told) or possible_days(self._in_english(plain), self.told)
        return self._counted(plain) is not None or bool(found and not self.patterns.isdisjoint(found.days))

    def certain(self, text: str) -> str | None:
        """Give the day of a text that people typed.

        In all patterns together it is one day, or the mapping says how it is read.
        """
        day = self._only_day(text, frozenset(PATTERNS))
        return day or (self.read(text) if self.told else None)

    def _only_day(self, text: str, patterns: frozenset[str]) -> str | None:
        plain = " ".join(text.split())
        counted = self._counted(plain)
        if counted:
            return counted.isoformat()
        found = possible_days(plain, self.told) or possible_days(self._in_english(plain), self.told)
        if found is None:
            return None
        days = {found.in_zone(day, self.zone) for pattern, day in found.days.items() if pattern in patterns}
        day = days.pop() if len(days) == 1 else None
        return day.isoformat() if day and FIRST_YEAR <= day.year <= LAST_YEAR else None

    def _counted(self, text: str) -> date | None:
        """Give the day of a text that counts days or seconds since a day, where the mapping says so."""
        try:
            if self.told == EXCEL and _SERIAL.fullmatch(text):
                return _SERIAL_ZERO + timedelta(days=int(re.split("[.,]", text)[0]))
            if self.told == EPOCH and _SECONDS.fullmatch(text):
                whole = re.split("[.,]", text)[0]
                seconds = int(whole) / (1000 if len(whole.lstrip("-")) >= _MILLISECONDS else 1)
                return datetime.fromtimestamp(seconds, UTC).astimezone(self.zone).date()
        except (OverflowError, OSError, ValueError):
            return None
        return None

    def _in_english(self, text: str) -> str:
        """Give a text with the name of a month in the team's language in English."""
        numbers = month_numbers(self.locale)

        def name(found: re.Match[str]) -> str:
            number = numbers.get(found[0].casefold().removesuffix("."))
            return MONTHS[number - 1] if number else found[0]

        return _WORD.sub(name, _OF.sub("", text)) if numbers else text

    def expected(self, text: str) -> str:
        """Say what was expected in place of a text that is no day."""
        if _SHORT_YEAR.fullmatch(text.strip()):
            layout = "DD-Mon-YY" if re.search("[A-Za-z]{3}", text) else "DD/MM/YY"
            if self.told is None:
                return (
                    f"a year with four digits, or the mapping to name the layout, such as source: {{dates: {layout}}}"
                )
        slashed = {"DD/MM/YYYY", "MM/DD/YYYY"} & self.patterns
        pattern = self.told or (slashed.pop() if len(slashed) == 1 else ISO)
        return f"a date that exists, written as {' or '.join(dict.fromkeys((ISO, pattern)))}"
