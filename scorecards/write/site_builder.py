"""The site: built of the pages by MkDocs, which gets as little as it takes, or is not asked where it built that before.

It gets a frame of each page and one specimen of a kind (:mod:`scorecards.write.layout`), and what it makes of them is
kept.  Wherever anything about that is not as expected, it builds the whole site by its own command.
"""

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.write.kept_frames import KeptFrames
from scorecards.write.layout import lay_out
from scorecards.write.mkdocs_process import WaitingMkDocs, build_whole
from scorecards.write.site import TOKEN_DAY, Site
from scorecards.write.tokens import UnforeseenError


class SiteBuilder:
    """What builds a site; the site builder's start-up goes on from the moment that this is made."""

    def __init__(self, config: Path, scratch: Path, cache: Cache | None, running: ExitStack) -> None:
        """Take the configuration, a folder to work in, where things are kept, and what ends what was started."""
        self._config = config
        self._scratch = scratch
        self._cache = cache
        self._running = running
        self._kept = KeptFrames.of(config, cache) if cache else None
        self._started: WaitingMkDocs | None = None
        if not (self._kept and self._kept.is_likely()):
            self._start()

    def build(self, docs: Path, pages: Mapping[str, bytes], as_of: date) -> Mapping[str, bytes]:
        """Build the site of these pages strictly, and give its files, each of which is made when it is asked for.

        ``docs`` is the folder in which the pages will stand, by which messages name it.  The site's own dates, such as
        the sitemap's, are the snapshot's day.  Raises ProblemsFound with what the site builder says.
        """
        try:
            return self._in_frames(pages, as_of)
        except UnforeseenError:
            return build_whole(self._config, docs, pages, as_of, self._scratch)

    def _in_frames(self, pages: Mapping[str, bytes], as_of: date) -> Site:
        layout = lay_out(self._config.read_bytes(), pages)
        given = layout.given()
        if self._kept and (recalled := self._kept.recall(given)) is not None:
            return Site(layout, recalled, pages, as_of)
        made = (self._started or self._start()).build(given)
        site = Site(layout, made, pages, as_of)
        if self._kept:
            self._kept.keep(given, made)
        return site

    def _start(self) -> WaitingMkDocs:
        folder = self._cache.folder if self._cache else None
        self._started = self._running.enter_context(WaitingMkDocs(self._config, folder, TOKEN_DAY, self._scratch))
        return self._started


@contextlib.contextmanager
def site_builder(config: Path, scratch: Path, cache: Cache | None = None) -> Iterator[SiteBuilder]:
    """Give what builds a site; where MkDocs will be needed, its start-up goes on meanwhile, and ends with the block.

    It writes into ``scratch`` alone, where the site's files may lie until they are asked for.
    """
    with ExitStack() as running:
        yield SiteBuilder(config, scratch, cache, running)
