"""What came of each rep in an earlier build, recalled where nothing that bears on that rep has changed since."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from scorecards.cache.cache import Cache
from scorecards.cache.libraries import libraries
from scorecards.cache.packing import packed, unpacked
from scorecards.compose.across import Across, Reach
from scorecards.index.index import Index
from scorecards.index.opportunity_files import OpportunityFiles
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import RepDeals, RepResult

_FOLDER: Final = "reps"
_OTHERS: Final = 200
"""So many files of reps of other teams or days are kept besides."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A rep's review, packed, the digests of the rep's files by path, and the rep's part of another page."""

    review: bytes
    files: Mapping[str, bytes]
    own_deals: str


@dataclass(frozen=True)
class RepCache:
    """The reps' results by the digests of what went in: of the lines of files, and of what reached a rep from others.

    ``digest`` is of the files that bear on all reps, ``picked_by`` who picked each opportunity.
    """

    cache: Cache
    docs: Path
    place: str
    index: Index
    files: OpportunityFiles
    digest: bytes
    picked_by: Mapping[str, frozenset[str]]
    _made_from: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, cache: Cache, pipeline: Path, docs: Path, prepared: Prepared) -> "RepCache":
        """Take what is known of all reps; those of several pipelines, or folders of pages, are kept side by side."""
        seen = "\0".join(map(cache.seen_from_here, (pipeline, docs)))
        place = hashlib.sha256(seen.encode()).hexdigest()[:12]
        return cls(cache, docs, place, prepared.index, prepared.files, prepared.given.digest, prepared.picked_by)

    def reach(self, deals: RepDeals) -> Reach | None:
        """Recall what a rep's deals tell the others; None where something changed."""
        return self._recalled(f"{deals.rep.id}.reach", self.made_from(deals), Reach)

    def keep_reach(self, deals: RepDeals, reach: Reach) -> None:
        """Keep it."""
        self._keep(f"{deals.rep.id}.reach", self.made_from(deals), reach)

    def result(self, deals: RepDeals, across: Across) -> RepResult | None:
        """Recall what came of a rep; None where something changed, or something else reaches the rep.

        The rep's files are taken from where the last build put them; None too where they are not there as they were.
        """
        kept = self._recalled(f"{deals.rep.id}.result", self.made_from(deals) + told(across), _Kept)
        files = {path: _content(self.docs / path) for path in kept.files} if kept else {}
        if kept is None or any(_digest(content) != kept.files[path] for path, content in files.items()):
            return None
        return RepResult(kept.review, files, kept.own_deals)

    def keep_result(self, deals: RepDeals, across: Across, result: RepResult) -> None:
        """Keep it, and of its files what tells whether they are the same."""
        digests = {path: _digest(content) for path, content in result.files.items()}
        kept = _Kept(result.packed, digests, result.own_deals)
        self._keep(f"{deals.rep.id}.result", self.made_from(deals) + told(across), kept)

    def clear_out(self) -> None:
        """Keep no more than so much of others."""
        self.cache.clear_out(_FOLDER, _OTHERS)

    def made_from(self, deals: RepDeals) -> bytes:
        """Give the digest of all that is known before the first round and bears on a rep."""
        if deals.rep.id not in self._made_from:
            self._made_from[deals.rep.id] = self._digest_of(deals)
        return self._made_from[deals.rep.id]

    def _digest_of(self, deals: RepDeals) -> bytes:
        found = hashlib.sha256(self._shared)
        for line in self._of(deals):
            found.update(b"%d\n" % len(line))
            found.update(line)
        return found.digest()

    def _of(self, deals: RepDeals) -> Iterator[bytes]:
        yield repr(deals.rep).encode()
        yield from self.files.digests_of_owner(deals.rep.id)
        ids = (each for each in self.files.ids_of_owner(deals.rep.id) if each in self.picked_by)
        yield repr([(each, sorted(self.picked_by[each])) for each in ids]).encode()

    @cached_property
    def _shared(self) -> bytes:
        index = self.index
        plain = (index.as_of, index.previous, index.source, index.snapshot_path, index.rulings_path)
        since = index.baseline.as_of if index.baseline else None
        besides = (*plain, since, index.rulings_indent, sorted(index.editors.items()))
        return libraries() + self.digest + repr(besides).encode()

    def _recalled(self, name: str, made_from: bytes, kind: type[T]) -> T | None:
        payload = self.cache.recall(self._name(name), made_from)
        found: Any = None if payload is None else unpacked(payload)
        return found if isinstance(found, kind) else None

    def _keep(self, name: str, made_from: bytes, value: object) -> None:
        self.cache.keep(self._name(name), made_from, packed(value))

    def _name(self, name: str) -> str:
        return f"{_FOLDER}/{self.place}-{name}"


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def _content(path: Path) -> bytes:
    """Give what stands in a file; nothing where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def told(across: Across) -> bytes:
    """Give what reaches a rep in a form that is the same wherever it is the same."""
    parts: Iterable[tuple[str, object]] = ((each.name, getattr(across, each.name)) for each in fields(across))
    ordered = ((name, sorted(part) if isinstance(part, frozenset) else part) for name, part in parts)
    return hashlib.sha256(repr(list(ordered)).encode()).digest()
