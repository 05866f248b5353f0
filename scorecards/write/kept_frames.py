"""What MkDocs made of frames, kept by everything that it was made from."""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from scorecards.cache.cache import Cache
from scorecards.write.tree import read_tree

_FOLDER: Final = "mkdocs"
_OTHERS: Final = 3
"""So many more than the one that was used lie side by side."""

_VARIABLE: Final = re.compile(rb"!ENV\s+(\[[^\]]*\]|\S+)")
_CUSTOM: Final = re.compile(rb"^\s+custom_dir:\s*[\"']?([^\s\"']+)", re.MULTILINE)


class KeptFrames:
    """What was made of frames under a configuration."""

    def __init__(self, config: Path, cache: Cache) -> None:
        """Take the configuration, and the place where things are kept."""
        self._cache = cache
        self._setting = b"".join(_setting(config))
        self._name = f"{_FOLDER}/{_short(self._setting)}"

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
        return self._setting + b"".join(_told(sorted(given.items())))

    def _named(self, made_from: bytes) -> str:
        return f"{self._name}-{_short(made_from)}"


def _setting(config: Path) -> Iterator[bytes]:
    """Give all that the site builder's work depends on besides the pages."""
    content = config.read_bytes()
    yield from _told([("config", content), ("python", sys.version.encode()), ("installed", _installed())])
    for match in _VARIABLE.findall(content):
        for name in re.findall(rb"[A-Za-z_]\w*", match):
            yield from _told([(name.decode(), os.environ.get(name.decode(), "\0").encode())])
    for folder in _CUSTOM.findall(content):
        yield from _told(sorted(read_tree(config.parent / folder.decode()).items()))


def _installed() -> bytes:
    """Give the names of what is installed, with the versions, as their folders have it."""
    names = (path.name for place in sys.path if place and Path(place).is_dir() for path in Path(place).iterdir())
    return "\n".join(sorted(name for name in names if name.endswith((".dist-info", ".egg-info")))).encode()


def _told(items: "Mapping[str, bytes] | list[tuple[str, bytes]]") -> Iterator[bytes]:
    """Tell names and contents so that no two sets of them read the same."""
    for name, content in dict(items).items():
        yield b"%d %d\n%s%s" % (len(name.encode()), len(content), name.encode(), content)


def _short(content: bytes) -> str:
    return sha256(content).hexdigest()[:16]


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
