"""What one build keeps for the next: each file beside a fingerprint of what it was made from, and a checksum.

A kept file is used only where what it was made from and the code are the same as then, and where it is whole.  So
deleting the folder changes how long a build takes, and not one byte of what it writes.
"""

import hashlib
import re
from contextlib import suppress
from functools import cache
from pathlib import Path

from scorecards.cache.real_path import real_path

_PACKAGE = Path(__file__).parent.parent
_WHOLE = re.compile(rb"(?P<fingerprint>[0-9a-f]{64})\n(?P<checksum>[0-9a-f]{64})\n(?P<payload>.*)", re.DOTALL)


class Cache:
    """A folder of kept files, each under a name."""

    def __init__(self, folder: Path, *, writes: bool = True) -> None:
        """Take the folder, which need not be there yet; ``writes`` is false where nothing may be written."""
        self.folder = folder
        self._writes = writes
        self._used: set[Path] = set()
        self.spoilt: list[Path] = []
        self.recalled = 0

    def seen_from_here(self, path: Path) -> str:
        """Name a path as seen from beside this folder, so that what is kept goes along where both are moved."""
        whole, beside = real_path(path), real_path(self.folder).parent
        return (whole.relative_to(beside) if whole.is_relative_to(beside) else whole).as_posix()

    def recall(self, name: str, made_from: bytes) -> bytes | None:
        """Give what was kept under a name; None where it was made from something else, or is no longer whole.

        A spoilt file is remembered in ``spoilt``; ``recalled`` counts what was given.
        """
        self._used.add(self.folder / name)
        try:
            content = (self.folder / name).read_bytes()
        except OSError:
            return None
        whole = _WHOLE.fullmatch(content)
        if not whole or whole["checksum"] != _hash(whole["payload"]):
            self.spoilt.append(self.folder / name)
            return None
        if whole["fingerprint"] != _fingerprint(made_from):
            return None
        self.recalled += 1
        return whole["payload"]

    def keep(self, name: str, made_from: bytes, payload: bytes) -> None:
        """Keep something for the next build; where that cannot be done, the next build takes longer."""
        if not self._writes:
            return
        kept = self.folder / name
        self._used.add(kept)
        new = kept.with_name(f".{kept.name}.new")
        try:
            kept.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(b"\n".join((_fingerprint(made_from), _hash(payload), payload)))
            new.replace(kept)
        except OSError:
            with suppress(OSError):
                new.unlink()

    def holds_any(self, pattern: str) -> bool:
        """Tell whether anything is kept under a name of this pattern, believed or not."""
        return any(self.folder.glob(pattern))

    def clear_out(self, folder: str, most: int) -> None:
        """Leave so many of the files that this build did not ask for, the newest; remove the others of the folder.

        What a build that was killed left half written goes, too.  Where another build is just writing it, the one after
        that keeps it.
        """
        if not self._writes:
            return
        with suppress(OSError):
            others = [path for path in (self.folder / folder).iterdir() if path not in self._used]
            half_written = [path for path in others if path.name.startswith(".")]
            whole = [path for path in others if not path.name.startswith(".")]
            newest_first = sorted(whole, key=lambda path: (-path.stat().st_mtime_ns, path.name))
            for path in (*half_written, *newest_first[most:]):
                path.unlink()


def _fingerprint(made_from: bytes) -> bytes:
    return _hash(_code() + made_from)


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


@cache
def _code() -> bytes:
    """Give a fingerprint of the package's code, templates and all: whatever changes in it, nothing kept is used."""
    files = (path for path in sorted(_PACKAGE.rglob("*")) if "__pycache__" not in path.parts and path.is_file())
    named = ((path.relative_to(_PACKAGE), path.read_bytes()) for path in files)
    return _hash(b"".join(b"%s %d\n%s" % (name.as_posix().encode(), len(data), data) for name, data in named))
