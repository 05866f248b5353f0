"""What the last build of some folders said, believed only while neither what went in changed nor what it wrote."""

from collections.abc import Iterable, Sequence
from typing import Final

from scorecards.cache.cache import Cache
from scorecards.write.build_inputs import BuildInputs
from scorecards.write.changes import Changes
from scorecards.write.generated_list import digest_of_generated
from scorecards.write.waiting_place import is_being_written

_FOLDER: Final = "builds"
_OTHERS: Final = 20
"""So many builds of other folders are kept beside this one."""


class LastBuild:
    """The last build of the same folders."""

    def __init__(self, inputs: BuildInputs, cache: Cache) -> None:
        """Take what goes in as it is now, before the build reads any of it."""
        self._inputs = inputs
        self._cache = cache
        self._name = f"{_FOLDER}/{inputs.name().hex()[:24]}"
        self._before = inputs.digest()

    def said(self) -> list[str] | None:
        """Give the lines that a build in which nothing changed says; None where something did, or is not known."""
        kept = None if self._before is None else self._cache.recall(self._name, self._before)
        if kept is None:
            return None
        wrote, lines = kept.split(b"\n", 1)
        return lines.decode().splitlines() if wrote == self._stands() else None

    def keep(self, changes: Iterable[Changes], lines: Sequence[str]) -> None:
        """Keep what is to be said once nothing changes, unless something changed while the build was running."""
        if self._before is not None and self._before == self._inputs.digest():
            wrote = b"".join(each.digest for each in changes).hex()
            self._cache.keep(self._name, self._before, "\n".join((wrote, *lines)).encode())
            self._cache.clear_out(_FOLDER, _OTHERS)

    def _stands(self) -> bytes | None:
        """Give the digest of what lies in the folders of the pages and of the site; None where it is not whole."""
        folders = (self._inputs.docs, self._inputs.site) if self._inputs.site else (self._inputs.docs,)
        if any(map(is_being_written, folders)):
            return None
        try:
            return b"".join(map(digest_of_generated, folders)).hex().encode()
        except OSError:
            return None
