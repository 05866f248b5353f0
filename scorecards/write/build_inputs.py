"""All that goes into a build, as one digest."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scorecards.cache.digest import Entry, all_below, content_of, digest_of, files_below
from scorecards.cache.real_path import real_path
from scorecards.write.generated_list import generated_in
from scorecards.write.site_settings import OVERRIDES, variables_read

_PACKAGE: Final = Path(__file__).parent.parent
_OWN: Final = "sales_scorecards"
_EDITABLE: Final = "__editable__"
_DISTRIBUTIONS: Final = (".dist-info", ".egg-info")


@dataclass(frozen=True, slots=True)
class BuildInputs:
    """The folders of a build as somebody named them; ``site`` is None where the pages alone are wanted."""

    home: Path
    playbook: Path
    pipeline: Path
    docs: Path
    snapshot: Path | None
    site: Path | None

    def name(self) -> bytes:
        """Give what tells this build from those of other folders."""
        return digest_of(self._places())

    def digest(self) -> bytes | None:
        """Give the digest of all that goes in; None where not all of it can be known, and the build has to be done."""
        try:
            return digest_of(self._all())
        except OSError:
            return None

    def _all(self) -> Iterator[Entry]:
        yield from self._places()
        yield from self._settings()
        yield from files_below(_PACKAGE)
        for folder in (self.playbook, self.pipeline):
            yield from all_below(real_path(folder))
        if self.snapshot:
            at = real_path(self.snapshot)
            yield from all_below(at) if at.is_dir() else [("snapshot", content_of(at))]
        for docs in sorted({real_path(self.home) / "docs", real_path(self.docs)}):
            yield from files_below(docs, generated_in(docs)) if docs.is_dir() else ()
        yield "python", sys.version.encode()
        for place in sys.path:
            yield place, b"\n".join(self._importable(place))

    def _places(self) -> Iterator[Entry]:
        """Give the folders as they were named, which messages show, and where they are."""
        for place in (self.home, self.playbook, self.pipeline, self.docs, self.snapshot, self.site):
            yield str(place), os.fsencode(real_path(place)) if place else b""

    def _settings(self) -> Iterator[Entry]:
        """Give the site's settings with what they read; raises OSError where that could be any file."""
        path = self.home / "mkdocs.yml"
        settings = content_of(path) if os.path.lexists(path) else b""
        yield "settings", settings
        if not self.site:
            return
        variables = variables_read(settings.decode("utf-8", "replace"))
        if variables is None:
            raise OSError("the settings may make the site builder read any file")
        for name in variables:
            yield name, os.environ.get(name, "\0").encode("utf-8", "surrogateescape")
        overrides = real_path(self.home) / OVERRIDES
        yield from files_below(overrides) if overrides.is_dir() else ()

    def _importable(self, place: str) -> Iterator[bytes]:
        """Name what a folder of libraries holds; of each distribution, when it was installed.

        Raises OSError where a distribution's files are elsewhere, other than this package's own.
        """
        folder = real_path(place)
        if not folder.is_dir():
            return
        made_here = {
            real_path(path).name for path in (self.docs, self.site) if path and real_path(path).parent == folder
        }
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - a few hundred names, of which few become paths
            if name.startswith((".", "__pycache__")) or name in made_here:
                continue
            if name.startswith(_EDITABLE) and _OWN not in name:
                message = f"{name} stands for files that lie elsewhere"
                raise OSError(message)
            yield os.fsencode(name)
            if name.endswith(_DISTRIBUTIONS):
                installed = (folder / name).stat()
                yield b"%d" % installed.st_mtime_ns
