"""Sightings of older snapshots, kept beside the fingerprint of the file that they were made from.

A kept week is used only where the snapshot's bytes and the code are the same as then, and where the kept file itself
is whole.  So deleting the folder changes how long a build takes, and not one byte of what it writes.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from scorecards.history.sighting import Act, Sighting, Week

_PACKAGE = Path(__file__).parent.parent


class Cache:
    """A folder of kept weeks, one file for each snapshot."""

    def __init__(self, folder: Path, *, keeps: bool = True) -> None:
        """Take the folder, which need not be there yet; ``keeps`` is false where nothing may be written."""
        self._folder = folder
        self._keeps = keeps
        self.spoilt: list[Path] = []

    def recall(self, snapshot: Path, name: str, data: bytes) -> Week | None:
        """Give what was kept of a snapshot's bytes; None where nothing was, or where it is no longer whole.

        ``name`` is what the pages call the snapshot's file.  A spoilt file is remembered in ``spoilt``.
        """
        kept = self._file(snapshot)
        content = _content(kept)
        if content is None:
            return None
        fingerprint, _, rest = content.partition(b"\n")
        checksum, _, payload = rest.partition(b"\n")
        if checksum != _hash(payload) or len(fingerprint) != len(checksum):
            self.spoilt.append(kept)
            return None
        return _week(payload, name) if fingerprint == _fingerprint(data) else None

    def holds(self, snapshot: Path, data: bytes) -> bool:
        """Tell whether something was kept of a snapshot's bytes; whether it is whole shows when it is recalled."""
        return (_content(self._file(snapshot)) or b"").startswith(_fingerprint(data))

    def keep(self, snapshot: Path, data: bytes, week: Week) -> None:
        """Keep a week for the next build; where that cannot be done, the next build takes longer."""
        if not self._keeps:
            return
        kept = self._file(snapshot)
        payload = orjson.dumps([week.as_of, list(week.sightings.values())], default=_plain)
        new = kept.with_name(f".{kept.name}.new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(b"\n".join((_fingerprint(data), _hash(payload), payload)))
            new.replace(kept)
        except OSError:
            new.unlink(missing_ok=True)

    def _file(self, snapshot: Path) -> Path:
        folder = hashlib.sha256(str(snapshot.resolve().parent).encode()).hexdigest()[:12]
        return self._folder / f"{folder}-{snapshot.stem}.json"


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _fingerprint(data: bytes) -> bytes:
    return _hash(_code() + data)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


@cache
def _code() -> bytes:
    """Give a fingerprint of the package's code: whatever changes in it, nothing that was kept before is used."""
    return _hash(b"".join(path.read_bytes() for path in sorted(_PACKAGE.rglob("*.py"))))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(type(value).__name__)


def _week(payload: bytes, name: str) -> Week:
    as_of, rows = orjson.loads(payload)
    sightings = {row[0]: _sighting(row) for row in rows}
    return Week(date.fromisoformat(as_of), name, sightings)


@cache
def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


@cache
def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _acts(rows: list[list[Any]]) -> tuple[Act, ...]:
    return tuple(Act(date.fromisoformat(on), kind, text, who) for on, kind, text, who in rows)


def _triples(rows: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row) for row in rows)


_READ_BACK: dict[Any, Callable[[Any], Any]] = {
    date | None: _day,
    Decimal | None: _amount,
    tuple[Act, ...]: _acts,
    tuple[str, ...]: tuple,
    tuple[tuple[str, str, str], ...]: _triples,
}
"""How the values of a type are read back; all others are what JSON makes of them."""

_CONVERT = tuple(
    (place, _READ_BACK[type_]) for place, type_ in enumerate(Sighting.__annotations__.values()) if type_ in _READ_BACK
)


def _sighting(row: list[Any]) -> Sighting:
    for place, convert in _CONVERT:
        row[place] = convert(row[place])
    return Sighting(*row)
