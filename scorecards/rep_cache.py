"""What came of each rep in an earlier build, recalled where nothing that bears on that rep has changed since."""

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from scorecards.cache.cache import Cache
from scorecards.cache.libraries import libraries
from scorecards.compose.across import Across, Reach
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.read.fingerprints import Fingerprints
from scorecards.rep import RepDeals, RepResult

_FOLDER: Final = "reps"
_OTHERS: Final = 200
"""So many files of reps of other teams or days are kept besides."""

T = TypeVar("T")


@dataclass(frozen=True)
class RepCache:
    """The reps' results by the digests of what went in: of the files' lines, and of what reached a rep from others."""

    cache: Cache
    place: str
    index: Index
    fingerprints: Fingerprints
    picked_by: Mapping[str, frozenset[str]]

    @classmethod
    def of(
        cls,
        cache: Cache,
        pipeline: Path,
        index: Index,
        fingerprints: Fingerprints,
        picked_by: Mapping[str, frozenset[str]],
    ) -> "RepCache":
        """Take what is known of all reps; those of several pipelines are kept side by side."""
        place = hashlib.sha256(cache.seen_from_here(pipeline).encode()).hexdigest()[:12]
        return cls(cache, place, index, fingerprints, picked_by)

    def reach(self, deals: RepDeals) -> Reach | None:
        """Recall what a rep's deals tell the others; None where something changed."""
        return self._recalled(f"{deals.rep.id}.reach", self.made_from(deals), Reach)

    def keep_reach(self, deals: RepDeals, reach: Reach) -> None:
        """Keep it."""
        self._keep(f"{deals.rep.id}.reach", self.made_from(deals), reach)

    def result(self, deals: RepDeals, across: Across) -> RepResult | None:
        """Recall what came of a rep; None where something changed, or something else reaches the rep."""
        return self._recalled(f"{deals.rep.id}.result", self.made_from(deals) + told(across), RepResult)

    def keep_result(self, deals: RepDeals, across: Across, result: RepResult) -> None:
        """Keep it."""
        self._keep(f"{deals.rep.id}.result", self.made_from(deals) + told(across), result)

    def clear_out(self) -> None:
        """Keep no more than so much of others."""
        self.cache.clear_out(_FOLDER, _OTHERS)

    def made_from(self, deals: RepDeals) -> bytes:
        """Give the digest of all that is known before the first round and bears on a rep."""
        found = hashlib.sha256(self._shared)
        for line in self._of(deals):
            found.update(b"%d\n" % len(line))
            found.update(line)
        return found.digest()

    def _of(self, deals: RepDeals) -> Iterator[bytes]:
        yield repr(deals.rep).encode()
        for file in deals.files:
            yield self.fingerprints.own[file.opportunity.id]
            yield from self._besides(file)
        for file in deals.left:
            yield file.opportunity.id.encode()
            yield from self._besides(file)

    def _besides(self, file: OpportunityFile) -> Iterator[bytes]:
        """Give what others tell of an opportunity, and what stands of it in files that are not in the other digests."""
        others = (file.rulings, file.restarted_as, file.needs_are_copied, file.watched)
        if any(others):
            yield repr(others).encode()
        if isinstance(file.starts_over, Opportunity):
            yield self.fingerprints.own[file.starts_over.id]
        if file.opportunity.id in self.picked_by:
            yield repr(sorted(self.picked_by[file.opportunity.id])).encode()

    @cached_property
    def _shared(self) -> bytes:
        index = self.index
        plain = (index.as_of, index.previous, index.source, index.snapshot_path, index.rulings_path)
        besides = (*plain, index.rulings_indent, sorted(index.editors.items()))
        return libraries() + self.fingerprints.shared + repr(besides).encode()

    def _recalled(self, name: str, made_from: bytes, kind: type[T]) -> T | None:
        payload = self.cache.recall(self._name(name), made_from)
        found: Any = None if payload is None else pickle.loads(payload)  # noqa: S301 - whole, and by this very code
        return found if isinstance(found, kind) else None

    def _keep(self, name: str, made_from: bytes, value: object) -> None:
        self.cache.keep(self._name(name), made_from, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def _name(self, name: str) -> str:
        return f"{_FOLDER}/{self.place}-{name}"


def told(across: Across) -> bytes:
    """Give what reaches a rep in a form that is the same wherever it is the same."""
    parts: Iterable[tuple[str, object]] = ((each.name, getattr(across, each.name)) for each in fields(across))
    ordered = ((name, sorted(part) if isinstance(part, frozenset) else part) for name, part in parts)
    return hashlib.sha256(repr(list(ordered)).encode()).digest()
