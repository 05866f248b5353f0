"""Sightings of older snapshots, kept beside the fingerprint of the file that they were made from.

A kept week is used only where the snapshot's bytes and the code are the same as then, and where the kept file itself
is whole.  So deleting the folder changes how long a build takes, and not one byte of what it writes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import astuple
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

    def __init__(self, folder: Path) -> None:
        """Take the folder, which need not be there yet."""
        self._folder = folder
        self.spoilt: list[Path] = []

    def recall(self, snapshot: Path, name: str, data: bytes) -> Week | None:
        """Give what was kept of a snapshot's bytes; None where nothing was, or where it is no longer whole.

        ``name`` is what the pages call the snapshot's file.  A spoilt file is remembered in ``spoilt``.
        """
        kept = self._file(snapshot)
        if not kept.is_file():
            return None
        fingerprint, _, rest = kept.read_bytes().partition(b"\n")
        checksum, _, payload = rest.partition(b"\n")
        if checksum != _hash(payload) or len(fingerprint) != len(checksum):
            self.spoilt.append(kept)
            return None
        return _week(payload, name) if fingerprint == _fingerprint(data) else None

    def keep(self, snapshot: Path, data: bytes, week: Week) -> None:
        """Keep a week for the next build; where that cannot be done, the next build takes longer."""
        payload = orjson.dumps([week.as_of, [astuple(each) for each in week.sightings.values()]], default=_as_text)
        kept = self._file(snapshot)
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


def _fingerprint(data: bytes) -> bytes:
    return _hash(_code() + data)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


@cache
def _code() -> bytes:
    """Give a fingerprint of the package's code: whatever changes in it, nothing that was kept before is used."""
    return _hash(b"".join(path.read_bytes() for path in sorted(_PACKAGE.rglob("*.py"))))


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def _week(payload: bytes, name: str) -> Week:
    as_of, rows = orjson.loads(payload)
    sightings = {row[0]: Sighting(*_values(row)) for row in rows}
    return Week(date.fromisoformat(as_of), name, sightings)


_DAYS = frozenset({"created_on", "stage_entered_on", "closed_on", "close_date", "gap_on"})
_FIELDS = tuple(Sighting.__dataclass_fields__)


def _values(row: list[Any]) -> Iterator[Any]:
    for field, value in zip(_FIELDS, row, strict=True):
        if value is None or field in {"id", "line", "lines"}:
            yield value
        elif field in _DAYS:
            yield date.fromisoformat(value)
        elif field == "amount":
            yield Decimal(value)
        elif field == "acts":
            yield tuple(Act(date.fromisoformat(on), kind, text, who) for on, kind, text, who in value)
        elif field == "watched":
            yield tuple((name, role) for name, role in value)
        elif field in {"met", "unmet"}:
            yield tuple(value)
        else:
            yield value
