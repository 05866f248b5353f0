"""Records of older snapshots, kept so that a snapshot is read once and recalled ever after.

A kept snapshot is a line for its day, and for the files of one that is split, and a line for each opportunity: the line
at which it stands in its file, and its record.  Most of these are the same from one snapshot to the next, and are
made once.
"""

import hashlib
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain, repeat
from pathlib import Path

import orjson
from pydantic import TypeAdapter

from scorecards.cache.cache import Cache
from scorecards.history.record import OpportunityRecord, SnapshotRecord


class SnapshotCache:
    """The kept records, one file for each snapshot."""

    def __init__(self, kept: Cache) -> None:
        """Take the place where they are kept."""
        self._kept = kept
        self._known: dict[bytes, OpportunityRecord] = {}

    def recall(self, snapshot: Path, name: str, data: bytes) -> SnapshotRecord | None:
        """Give what was kept of a snapshot's bytes; None where nothing was, or where it is no longer whole.

        ``name`` is what the pages call the snapshot's file.
        """
        payload = self._kept.recall(self._name(snapshot), data)
        return None if payload is None else self._record(payload, name)

    def keep(self, snapshot: Path, data: bytes, record: SnapshotRecord) -> None:
        """Keep the record of a snapshot for the next build."""
        self._kept.keep(self._name(snapshot), data, _written(record))

    def _name(self, snapshot: Path) -> str:
        """Name the kept file of a snapshot; snapshots of several pipelines may be kept side by side."""
        folder = hashlib.sha256(self._kept.seen_from_here(snapshot.parent).encode()).hexdigest()[:12]
        return f"snapshots/{folder}-{snapshot.stem}"

    def _record(self, payload: bytes, name: str) -> SnapshotRecord:
        head, *rows = payload.split(b"\n")
        as_of, files = orjson.loads(head)
        pairs = [row.split(b" ", 1) for row in rows]
        new = [row for _, row in pairs if row not in self._known]
        self._known |= zip(new, _records().validate_json(b"[" + b",".join(new) + b"]"), strict=True)
        records = [self._known[row] for _, row in pairs]
        lines = [int(line) for line, _ in pairs]
        ids = [each.id for each in records]
        numbers = chain.from_iterable(repeat(number, count) for number, (_, count) in enumerate(files))
        return SnapshotRecord(
            date.fromisoformat(as_of),
            name,
            dict(zip(ids, records, strict=True)),
            dict(zip(ids, lines, strict=True)),
            tuple(file for file, _ in files),
            dict(zip(ids, numbers, strict=True)) if files else {},
        )


def _written(record: SnapshotRecord) -> bytes:
    counts = Counter(record.parts.values())
    files = [(file, counts[number]) for number, file in enumerate(record.files)]
    rows = (b"%d %s" % (record.lines[each.id], orjson.dumps(each, default=_plain)) for each in record.records.values())
    return b"\n".join((orjson.dumps((record.as_of, files)), *rows))


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(type(value).__name__)


@cache
def _records() -> TypeAdapter[list[OpportunityRecord]]:
    return TypeAdapter(list[OpportunityRecord])
