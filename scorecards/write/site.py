"""The site's files, each made when it is asked for: a page from its frame's HTML and its own regions."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from scorecards.write.frames import Frame, frame_of
from scorecards.write.layout import PROOF_TITLE, STAND_IN, Kind, Layout, title_token
from scorecards.write.sitemap import expanded, zipped
from scorecards.write.tokens import UnforeseenError, holds_token, joined, put_back, refuse_unknown, split, token

TOKEN_DAY: Final = date(2093, 11, 27)
"""The day on which the site builder believes to be, so that another day does not change what it makes."""

_SITEMAP: Final = "sitemap.xml"
_INDEX: Final = ("search/search_index.json", "search/search_index.js")


class Site(Mapping[str, bytes]):
    """The files of a site by their paths; a page is asked of ``pages`` anew when its file is asked for."""

    def __init__(self, layout: Layout, made: Mapping[str, bytes], pages: Mapping[str, bytes], as_of: date) -> None:
        """Take what the site builder made of a layout; raises UnforeseenError where that is not as expected."""
        self._pages = pages
        self._layout = layout
        self._as_of = as_of
        self._known = {title_token(path): _said(frame) for path, frame in layout.own.items() if frame.title is not None}
        files: dict[str, Callable[[], bytes]] = {
            path: partial(_as_it_is, content) for path, content in made.items() if content != STAND_IN
        }
        files |= {
            path: partial(pages.__getitem__, path)
            for path in layout.copied
            if path not in files or path not in layout.stand_ins
        }
        for path, frame in layout.own.items():
            files |= self._own_page(path, frame, made)
        for kind in layout.kinds:
            files |= self._pages_of(kind, made)
            del files[f"{kind.specimen}.html"], files[f"{kind.proof}.html"]
        files |= self._index(made) | self._sitemap(made)
        _refuse_the_rest(made, files)
        self._files: dict[str, Callable[[], bytes]] = dict(sorted(files.items()))

    def __getitem__(self, path: str) -> bytes:
        """Make a file."""
        return self._files[path]()

    def __iter__(self) -> Iterator[str]:
        """Go through the paths in their order."""
        return iter(self._files)

    def __len__(self) -> int:
        """Count the files."""
        return len(self._files)

    def _own_page(self, path: str, frame: Frame, made: Mapping[str, bytes]) -> dict[str, Callable[[], bytes]]:
        """Give the file of a page that the site builder had a frame of."""
        place = html_of(path)
        if place not in made:
            if frame.needles:
                raise UnforeseenError
            return {}
        parts = split(made[place], frame.needles)
        refuse_unknown(parts, self._known)
        return {place: partial(self._filled, parts, path, self._known)}

    def _pages_of(self, kind: Kind, made: Mapping[str, bytes]) -> dict[str, Callable[[], bytes]]:
        """Give the files of the pages of a kind; raises UnforeseenError where its proof fails."""
        specimen, proof = made.get(f"{kind.specimen}.html"), made.get(f"{kind.proof}.html")
        if specimen is None or proof is None:
            raise UnforeseenError
        parts = split(specimen, kind.frame.needles)
        of_proof = self._known_of(kind, PROOF_TITLE, PurePosixPath(kind.proof).name)
        refuse_unknown(parts, of_proof)
        if joined([put_back(part, of_proof) for part in parts], kind.proof_regions) != proof:
            raise UnforeseenError
        return {
            html_of(path): partial(self._filled, parts, path, self._known_of(kind, title, PurePosixPath(path).stem))
            for path, title in kind.titles.items()
        }

    def _known_of(self, kind: Kind, title: str, stem: str) -> dict[bytes, bytes]:
        return self._known | {title_token(kind.name): title.encode(), token("p", kind.name): stem.encode()}

    def _filled(self, parts: Sequence[bytes], path: str, known: Mapping[bytes, bytes]) -> bytes:
        _, fillings = frame_of(path, self._pages[path])
        return joined([put_back(part, known) for part in parts], fillings)

    def _index(self, made: Mapping[str, bytes]) -> dict[str, Callable[[], bytes]]:
        """Give the search's index, as a file and as a script."""
        known = {name: json.dumps(title.decode())[1:-1].encode() for name, title in self._known.items()}
        entries = [each for frame in self._layout.own.values() for each in frame.entries]
        files: dict[str, Callable[[], bytes]] = {}
        for path in _INDEX:
            in_order = sorted(entries, key=lambda each: made.get(path, b"").find(each[0]))
            parts = split(made.get(path, b""), [needle for needle, _ in in_order])
            refuse_unknown(parts, known)
            files[path] = partial(_rewritten, parts, known, [filling for _, filling in in_order])
        return files

    def _sitemap(self, made: Mapping[str, bytes]) -> dict[str, Callable[[], bytes]]:
        """Give the sitemap, which has an entry of each page, and the same zipped."""
        if _SITEMAP not in made or f"{_SITEMAP}.gz" not in made:
            raise UnforeseenError
        sitemap = expanded(made[_SITEMAP], self._entries)
        if holds_token(sitemap):
            raise UnforeseenError
        sitemap = sitemap.replace(TOKEN_DAY.isoformat().encode(), self._as_of.isoformat().encode())
        return {_SITEMAP: partial(_as_it_is, sitemap), f"{_SITEMAP}.gz": partial(zipped, sitemap, self._as_of)}

    def _entries(self, entry: bytes) -> list[bytes]:
        for kind in self._layout.kinds:
            if token("b", kind.name) in entry:
                return []
            if token("p", kind.name) in entry:
                stems = (PurePosixPath(path).stem.encode() for path in kind.titles)
                return [entry.replace(token("p", kind.name), stem) for stem in stems]
        return [entry]


def html_of(path: str) -> str:
    """Give the path of the file that MkDocs makes of a page."""
    page = PurePosixPath(path)
    return str(page.with_name("index.html") if page.stem == "README" else page.with_suffix(".html"))


def _said(frame: Frame) -> bytes:
    return (frame.title or "").encode()


def _as_it_is(content: bytes) -> bytes:
    return content


def _rewritten(parts: Sequence[bytes], known: Mapping[bytes, bytes], fillings: Sequence[bytes]) -> bytes:
    return joined([put_back(part, known) for part in parts], fillings)


def _refuse_the_rest(made: Mapping[str, bytes], files: Mapping[str, Callable[[], bytes]]) -> None:
    """Raise UnforeseenError where a token stands in a file that is handed on as it was made, or the day in any page."""
    for path, content in made.items():
        if (
            path in files
            and getattr(files[path], "func", None) is _as_it_is
            and path != _SITEMAP
            and holds_token(content.lower())
        ):
            raise UnforeseenError
        if path.endswith(".html") and str(TOKEN_DAY.year).encode() in content:
            raise UnforeseenError
