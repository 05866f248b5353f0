"""What the site builder is given of all pages: a frame of each, one specimen of a kind, and empty stand-ins.

Pages of one folder that nothing refers to, and that differ only in their title, their path and their regions, are of
one kind: a rep's page, a manager's.  Each kind is built twice, as a specimen and as a proof with another title, another
path and a real region.  The specimen filled with what is the proof's own must be the proof.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from scorecards.write.frames import TITLE, Frame, frame_of
from scorecards.write.tokens import UnforeseenError, short_hash, token

STAND_IN: Final = token("f", "")
PROOF_TITLE: Final = "The 2nd proof's Ó-title. A longer one"
PROOF_REGION: Final = (
    '<div class="sc" id="proof"><%s>Ó <a href="index.html?a=1&amp;b=2#c">a  link</a></%s>\n'
    '<p>Words, <code>code</code> and <img src="a.png" alt="a picture"><br>a line.</p>\n'
    '<table class="sc-table"><tbody><tr><td data-order="1">1</td></tr></tbody></table>\n'
    "<details><summary>More</summary><pre><code>  as  it\n\n  stands</code></pre></details>\n"
    '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg><script type="application/json">{"a": 1}</script></div>'
)

_MARKDOWN: Final = (".markdown", ".mdown", ".mkdn", ".mkd", ".md")
_WORD: Final = re.compile(r"[\w.%-]+")
_LINKED: Final = re.compile(r"""(?:[(<"'=]|\]:)\s*([^\s()<>"'\]]+)""")
_PAGE: Final = re.compile(r"[\w.%-]+\.(?:md|html)")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WRITTEN_BY_THEMES: Final = (".html", ".htm", ".xml", ".gz", ".json")
_OURS: Final = "scorecards/"
"""Below this folder no theme writes anything."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages that differ only in their title, their path and their regions: each title by the page's path."""

    name: str
    folder: str
    frame: Frame
    titles: dict[str, str]

    @property
    def specimen(self) -> str:
        """The path of the specimen, without its ending."""
        return f"{self.folder}/{token('p', self.name).decode()}"

    @property
    def proof(self) -> str:
        """The path of the proof, without its ending."""
        return f"{self.folder}/a-{token('b', self.name).decode()}"

    @property
    def proof_regions(self) -> list[bytes]:
        """What the regions of the proof hold."""
        tags = ("h1" if b"<h1>" in needle else "h2" for needle in self.frame.needles)
        return [(PROOF_REGION % (tag, tag)).encode() for tag in tags]


@dataclass(frozen=True, slots=True)
class Layout:
    """Pages as the site builder is to have them: those with a frame of their own, kinds, and what it would copy."""

    own: Mapping[str, Frame]
    kinds: tuple[Kind, ...]
    copied: tuple[str, ...]
    stand_ins: tuple[str, ...]

    def given(self) -> dict[str, bytes]:
        """Give every file that the site builder is to have."""
        files = {path: titled(frame, path) for path, frame in self.own.items()}
        for kind in self.kinds:
            files[f"{kind.specimen}.md"] = titled(kind.frame, kind.name)
            files[f"{kind.proof}.md"] = _proof(kind)
        return files | dict.fromkeys(self.stand_ins, STAND_IN)


def lay_out(config: bytes, pages: Mapping[str, bytes]) -> Layout:
    """Lay the pages out for the site builder with this configuration; raises UnforeseenError where it cannot be."""
    frames: dict[str, Frame] = {}
    copied = []
    texts: dict[bytes, bytes] = {}
    for path, content in pages.items():
        if path.endswith(_MARKDOWN):
            frame, _ = frame_of(path, content)
            frames[path] = frame
            texts.setdefault(frame.text, frame.text)
        elif not _is_excluded(path):
            copied.append(path)
    told = [text.decode("utf-8", "replace") for text in (config, *texts)]
    own, kinds = _parted(frames, _linked_pages(told))
    if not kinds:
        raise UnforeseenError
    words = _words(told)
    stand_ins = [path for path in copied if _is_referred_to(path, words) or _could_be_of_a_theme(path)]
    return Layout(own, kinds, tuple(copied), tuple(stand_ins))


def title_token(name: str) -> bytes:
    """Give the token for the title of a page, or of a kind."""
    return token("t", short_hash(name.encode()))


def titled(frame: Frame, name: str) -> bytes:
    """Give the text of a frame with the token for the title of a page, or of a kind."""
    return frame.text.replace(TITLE, title_token(name))


def _proof(kind: Kind) -> bytes:
    text = kind.frame.text.replace(TITLE, json.dumps(PROOF_TITLE, ensure_ascii=False)[1:-1].encode())
    for needle, region in zip(kind.frame.needles, kind.proof_regions, strict=True):
        text = text.replace(needle, region)
    return text


def _parted(frames: Mapping[str, Frame], words: frozenset[str]) -> tuple[dict[str, Frame], tuple[Kind, ...]]:
    """Part pages into those that the site builder gets one by one, and kinds."""
    own: dict[str, Frame] = {}
    kinds: dict[str, Kind] = {}
    for path, frame in frames.items():
        folder = str(PurePosixPath(path).parent)
        if not _is_of_a_kind(path, frame, words):
            own[path] = frame
            continue
        name = short_hash(folder.encode() + b"\n" + frame.text)
        kind = kinds.setdefault(name, Kind(name, folder, frame, {}))
        kind.titles[path] = frame.title or ""
    return own, tuple(kinds[name] for name in sorted(kinds))


def _is_of_a_kind(path: str, frame: Frame, words: frozenset[str]) -> bool:
    name = PurePosixPath(path)
    return (
        bool(frame.needles)
        and frame.title is not None
        and not frame.is_searched
        and name.suffix == ".md"
        and name.stem != "index"
        and name.parent != PurePosixPath()
        and bool(_NAME.fullmatch(name.stem))
        and not words & {name.stem, name.name, f"{name.stem}.html"}
    )


def _words(texts: Iterable[str]) -> frozenset[str]:
    """Give every word in texts that could be the name of a file."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _linked_pages(texts: Iterable[str]) -> frozenset[str]:
    """Give every word in texts by which a link could name a page, and every one that ends as the names of pages do."""
    linked = (place for text in texts for place in _LINKED.findall(text))
    return _words(linked) | {name for text in texts for name in _PAGE.findall(text)}


def _is_referred_to(path: str, words: frozenset[str]) -> bool:
    """Tell whether a text could refer to a file: its name is there, or would be there in another spelling."""
    name = PurePosixPath(path).name
    return name in words or not _WORD.fullmatch(name)


def _could_be_of_a_theme(path: str) -> bool:
    """Tell whether a theme could write a file there, too."""
    return path.endswith(_WRITTEN_BY_THEMES) and not path.startswith(_OURS)


def _is_excluded(path: str) -> bool:
    """Tell whether MkDocs leaves a file out by itself."""
    parts = PurePosixPath(path).parts
    return parts[0] == "templates" or any(part.startswith(".") for part in parts)
