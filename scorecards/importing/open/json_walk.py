"""The text of a JSON file to its records, one by one, each with the line on which it begins.

A file is a list of records, records one below the other (JSON lines), or an answer of a CRM's API: an object that holds
the list beside what it says of the query.  Numbers stay as they are written, but for those with an exponent.
"""

import json
import re
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from scorecards.importing.open.api_pages import LISTS, Page, page_of, records_in
from scorecards.importing.open.table import Fault

_BLANK: Final = re.compile(r"[ \t\n\r]*")
_OF_RECORDS: Final = re.compile(r"\[[ \t\n\r]*[{\]]")
_IN_WORDS: Final = {
    "Expecting value": "expected a value here: the file may have been cut off",
    "Expecting ',' delimiter": "expected a comma here: the file may have been cut off",
    "Unterminated string starting at": "expected the closing quote of the text that begins here",
}
_SHORT_EXPONENT: Final = re.compile("[eE][+-]?0*[0-9]{1,2}$")
_ENVELOPE: Final = "result"
"""The key under which the command line of Salesforce gives the API's answer."""


@dataclass(frozen=True, slots=True)
class JsonRecord:
    """One record as JSON has it, the line on which it begins, and what is wrong with it."""

    line: int
    value: Any
    faults: tuple[Fault, ...] = ()


class NotJsonError(Exception):
    """The text is no JSON from a place on."""

    def __init__(self, at: int, message: str) -> None:
        """Keep the place in the text, from 0, and what is wrong there."""
        super().__init__(message)
        self.at = at


@dataclass(slots=True)
class JsonWalk:
    """A way through the text; ``pages`` tells, at its end, what the answers in it say of themselves."""

    text: str
    wanted: AbstractSet[str]
    pages: list[Page] = field(default_factory=list)
    _at: int = 0
    _line: int = 1
    _counted: int = 0
    _faults: dict[str, Fault] = field(default_factory=dict)
    _scan: Callable[[str, int], tuple[Any, int]] = field(init=False)

    def __post_init__(self) -> None:
        """Make the decoder."""
        self._scan = json.JSONDecoder(
            parse_int=str,
            parse_float=_number,
            parse_constant=self._constant,
            strict=False,
            object_pairs_hook=self._object,
        ).raw_decode

    def records(self) -> Iterator[JsonRecord]:
        """Give all records; ``NotJsonError`` where the text is no JSON."""
        self._skip_blank()
        while self._at < len(self.text):
            if self._here() == "[":
                yield from self._items()
            elif self._here() == "{" and (self.pages or self._at == self._begin()):
                yield from self._answer()
            else:
                yield from self._whole()
            self._skip_blank()

    def _items(self) -> Iterator[JsonRecord]:
        """Give what stands in the list that begins here."""
        self._at += 1
        if self._next_is("]"):
            return
        while True:
            yield from self._whole()
            if self._next_is("]"):
                return
            self._expect(",", "expected a comma, or ] at the list's end")

    def _whole(self) -> Iterator[JsonRecord]:
        """Give the value that begins here, or the records in it where it is an answer of an API."""
        line = self._line_here()
        value = self._value()
        faults = self._take_faults()
        records = records_in(value) if isinstance(value, dict) else None
        if records is None or self._is_record(value):
            yield JsonRecord(line, value, faults)
            return
        self.pages.append(page_of(line, value, len(records)))
        yield from (JsonRecord(line, record, faults) for record in records)

    def _answer(self, *, enveloped: bool = False) -> Iterator[JsonRecord]:
        """Walk through the object that begins here key by key, and give the records of its list."""
        line = self._line_here()
        rest: dict[str, Any] = {}
        counts: list[int] = []
        faults: list[Fault] = []
        for key in self._keys():
            if key in LISTS and _OF_RECORDS.match(self.text, self._at) and not self._is_record(rest):
                counts.append(0)
                for record in self._items():
                    counts[-1] += 1
                    yield record
            elif key == _ENVELOPE and self._here() == "{" and not enveloped:
                counts.append(0)
                yield from self._answer(enveloped=True)
            else:
                faults += [_twice(key)] if key in rest else []
                rest[key] = self._value()
                faults += self._take_faults()
        if counts:
            self.pages.append(page_of(line, rest, sum(counts)))
        if not counts or self._is_record(rest):
            yield JsonRecord(line, rest, tuple(faults))

    def _is_record(self, value: dict[str, Any]) -> bool:
        return not self.wanted.isdisjoint(value)

    def _keys(self) -> Iterator[str]:
        """Give the keys of the object that begins here; whoever takes one reads its value."""
        self._at += 1
        if self._next_is("}"):
            return
        while True:
            if self._here() != '"':
                raise NotJsonError(self._at, "expected the name of a field in double quotes")
            key = self._value()
            self._expect(":", "expected a colon after the field name")
            yield key
            if self._next_is("}"):
                return
            self._expect(",", "expected a comma, or } at the record's end")

    def _value(self) -> Any:
        at = self._at
        try:
            value, self._at = self._scan(self.text, at)
        except json.JSONDecodeError as error:
            raise NotJsonError(error.pos, _IN_WORDS.get(error.msg, f"expected JSON ({error.msg})")) from None
        except RecursionError:
            raise NotJsonError(at, "expected brackets that stand in each other a few times, not hundreds") from None
        return value

    def _next_is(self, sign: str) -> bool:
        """Skip blanks, and the sign too where it comes next."""
        self._skip_blank()
        found = self._here() == sign
        self._at += found
        return found

    def _expect(self, sign: str, otherwise: str) -> None:
        if not self._next_is(sign):
            raise NotJsonError(self._at, otherwise)
        self._skip_blank()

    def _here(self) -> str:
        return self.text[self._at : self._at + 1]

    def _begin(self) -> int:
        return _BLANK.match(self.text).end()  # type: ignore[union-attr]  # it matches nothing, too

    def _skip_blank(self) -> None:
        self._at = _BLANK.match(self.text, self._at).end()  # type: ignore[union-attr]  # it matches nothing, too

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            seen: set[str] = set()
            for key, _ in pairs:
                if key in seen:
                    self._faults[key] = _twice(key)
                seen.add(key)
        return value

    def _constant(self, word: str) -> str:
        message = f"read {word}, expected a number or null: {word} is no JSON"
        self._faults[word] = Fault("", "json-syntax", message, word)
        return word

    def _take_faults(self) -> tuple[Fault, ...]:
        taken = tuple(self._faults.values())
        self._faults.clear()
        return taken


def _number(written: str) -> str:
    """Write 1.5E7 as 15000000; a number without an exponent, or with one beyond all sums, stays as it is."""
    return format(Decimal(written), "f") if _SHORT_EXPONENT.search(written) else written


def _twice(key: str) -> Fault:
    return Fault(key, "json-key-twice", "read this field twice in one record, expected it once")
