"""The opportunities of the snapshot that is shown, as they were read: by owner, so that a rep's can be had alone.

Those of a large snapshot are packed file by file, and unpacked a rep at a time: no more of them are held as objects
than one rep has.
"""

import hashlib
import pickle
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scorecards.model.snapshot import Opportunity
from scorecards.read.account_people import AccountPeople, CountingPeople
from scorecards.yaml_files.document import YamlMapping


class WrittenOpportunity(NamedTuple):
    """An opportunity, with the file that holds it and what stands there; both are None where it was never written."""

    opportunity: Opportunity
    path: str | None = None
    row: YamlMapping | None = None


@dataclass(frozen=True, slots=True)
class OwnedPart:
    """The opportunities of one owner in one file; ``digest`` is of the lines that they were read from."""

    ids: tuple[str, ...]
    digest: bytes
    _plain: tuple[WrittenOpportunity, ...] = ()
    _packed: bytes = b""

    @classmethod
    def of(cls, opportunities: Sequence[WrittenOpportunity], digest: bytes, *, is_packed: bool) -> "OwnedPart":
        """Hold opportunities, packed or as they are."""
        ids, plain = tuple(each.opportunity.id for each in opportunities), tuple(opportunities)
        if not is_packed:
            return cls(ids, digest, plain)
        return cls(ids, digest, (), zlib.compress(pickle.dumps(plain, pickle.HIGHEST_PROTOCOL), 1))

    def all(self) -> tuple[WrittenOpportunity, ...]:
        """Give the opportunities, in the order of their file."""
        if not self._packed:
            return self._plain
        unpacked: tuple[WrittenOpportunity, ...] = pickle.loads(zlib.decompress(self._packed))  # noqa: S301 - our own
        return unpacked


@dataclass(frozen=True)
class Written:
    """All opportunities of a snapshot: the parts of each owner, and, where they are not packed, all in their order.

    ``any_needs``, ``any_waits_for_a_person`` and ``people`` tell what nobody has to go through all of them for.
    """

    by_owner: Mapping[str, Sequence[OwnedPart]] = field(default_factory=dict)
    in_order: tuple[WrittenOpportunity, ...] = ()
    any_needs: bool = False
    any_waits_for_a_person: bool = False
    people: AccountPeople = field(default_factory=AccountPeople)

    @classmethod
    def of(cls, opportunities: Iterable[Opportunity]) -> "Written":
        """Hold opportunities that no file holds."""
        writing = Writing(is_packed=False)
        writing.add([(WrittenOpportunity(each), b"") for each in opportunities])
        return writing.done()

    def __iter__(self) -> Iterator[WrittenOpportunity]:
        """Go through all of them: in the order of the files, or an owner at a time where they are packed."""
        yield from self.in_order
        for parts in () if self.in_order else self.by_owner.values():
            for part in parts:
                yield from part.all()

    def __len__(self) -> int:
        """Count them."""
        return sum(len(part.ids) for parts in self.by_owner.values() for part in parts)

    def of_owner(self, owner: str) -> Iterator[WrittenOpportunity]:
        """Give the opportunities of one owner."""
        for part in self.by_owner.get(owner, ()):
            yield from part.all()


class Writing:
    """Takes in what was read, a file at a time."""

    def __init__(self, *, is_packed: bool) -> None:
        """Begin with nothing."""
        self._is_packed = is_packed
        self._by_owner: defaultdict[str, list[OwnedPart]] = defaultdict(list)
        self._in_order: list[WrittenOpportunity] = []
        self._any_needs = False
        self._any_waits_for_a_person = False
        self._people = CountingPeople()

    def add(self, file: Iterable[tuple[WrittenOpportunity, bytes]]) -> None:
        """Take the opportunities of one file, each with the digest of its lines."""
        owned: defaultdict[str, list[tuple[WrittenOpportunity, bytes]]] = defaultdict(list)
        for written, digest in file:
            if not self._is_packed:
                self._in_order.append(written)
            wake = written.opportunity.wake
            self._any_needs |= bool(written.opportunity.needs)
            self._any_waits_for_a_person |= bool(wake and wake.person)
            self._people.add(written.opportunity)
            owned[written.opportunity.owner].append((written, digest))
        for owner, pairs in owned.items():
            digest = hashlib.sha256(b"".join(digest for _, digest in pairs)).digest()
            part = OwnedPart.of([written for written, _ in pairs], digest, is_packed=self._is_packed)
            self._by_owner[owner].append(part)

    def done(self) -> Written:
        """Give all that was taken."""
        return Written(
            dict(self._by_owner),
            tuple(self._in_order),
            self._any_needs,
            self._any_waits_for_a_person,
            self._people.done(),
        )
