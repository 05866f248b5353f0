"""What MkDocs made of frames, kept by everything that it was made from."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scorecards.cache.cache import Cache
from scorecards.cache.digest import digest_of
from scorecards.cache.libraries import libraries
from scorecards.write.site_settings import OVERRIDES, variables_read
from scorecards.write.tokens import short_hash
from scorecards.write.tree import read_tree

_FOLDER: Final = "mkdocs"
_OTHERS: Final = 3
"""So many more than the one that was used lie side by side."""


class KeptFrames:
    """What was made of frames under a configuration."""

    def __init__(self, setting: bytes, cache: Cache) -> None:
        """Take all that the site builder's work depends on besides the pages, and the place where things are kept."""
        self._cache = cache
        self._setting = setting
        self._name = f"{_FOLDER}/{short_hash(setting)}"

    @classmethod
    def of(cls, config: Path, cache: Cache) -> "KeptFrames | None":
        """Keep what is made under a configuration; None where that may make the site builder read any file."""
        settings = config.read_bytes()
        variables = variables_read(settings.decode("utf-8", "replace"))
        if variables is None:
            return None
        overrides = config.parent / OVERRIDES
        return cls(
            digest_of(
                [
                    ("config", settings),
                    ("libraries", libraries()),
                    *((name, os.environ.get(name, "\0").encode("utf-8", "surrogateescape")) for name in variables),
                    *(sorted(read_tree(overrides).items()) if overrides.is_dir() else ()),
                ]
            ),
            cache,
        )

    def is_likely(self) -> bool:
        """Tell whether anything was made under this configuration."""
        return self._cache.holds_any(f"{self._name}-*")

    def recall(self, given: Mapping[str, bytes]) -> dict[str, bytes] | None:
        """Give what was made of the same files; None where nothing was kept."""
        made_from = self._made_from(given)
        payload = self._cache.recall(self._named(made_from), made_from)
        return None if payload is None else _unpacked(payload)

    def keep(self, given: Mapping[str, bytes], made: Mapping[str, bytes]) -> None:
        """Keep what was made of files, and let older ones go."""
        made_from = self._made_from(given)
        self._cache.keep(self._named(made_from), made_from, _packed(made))
        self._cache.clear_out(_FOLDER, _OTHERS)

    def _made_from(self, given: Mapping[str, bytes]) -> bytes:
        return self._setting + digest_of(sorted(given.items()))

    def _named(self, made_from: bytes) -> str:
        return f"{self._name}-{short_hash(made_from)}"


def _packed(files: Mapping[str, bytes]) -> bytes:
    head = json.dumps({path: len(content) for path, content in files.items()})
    return b"".join((head.encode(), b"\n", *files.values()))


def _unpacked(payload: bytes) -> dict[str, bytes]:
    head, _, rest = payload.partition(b"\n")
    files, at = {}, 0
    for path, length in json.loads(head).items():
        files[path] = rest[at : at + length]
        at += length
    return files
