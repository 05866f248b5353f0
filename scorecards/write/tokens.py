"""Tokens: what the site builder is given in the place of what it need not read, and what is put back for them."""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

_CORE: Final = b"q7x4hollow9z"
_TOKEN: Final = re.compile(_CORE + rb"[a-y][0-9a-f]*z")


class UnforeseenError(Exception):
    """What the site builder was given or wrote is not as expected, so it is to build the whole site by itself."""


def token(kind: str, name: str) -> bytes:
    """Make a token of a kind, which is a letter, under a name of hexadecimal digits."""
    return _CORE + f"{kind}{name}z".encode()


def short_hash(content: bytes) -> str:
    """Name a content by hexadecimal digits."""
    return sha256(content).hexdigest()[:10]


def holds_token(content: bytes) -> bool:
    """Tell whether anything in a content looks like a token, or a piece of one."""
    return _CORE in content


def split(content: bytes, needles: Sequence[bytes]) -> list[bytes]:
    """Part a content at needles, each of which it has once and in this order; raises UnforeseenError otherwise."""
    parts, at = [], 0
    for needle in needles:
        found = content.find(needle, at)
        if found < 0:
            raise UnforeseenError
        parts.append(content[at:found])
        at = found + len(needle)
    return [*parts, content[at:]]


def joined(parts: Sequence[bytes], fillings: Sequence[bytes]) -> bytes:
    """Join parts with what belongs between them."""
    woven = [each for pair in zip(parts, fillings, strict=False) for each in pair]
    return b"".join((*woven, parts[-1]))


def refuse_unknown(parts: Sequence[bytes], known: Mapping[bytes, bytes]) -> None:
    """Raise UnforeseenError where parts hold a token that is not known, or a piece of one."""
    for part in parts:
        found = _TOKEN.findall(part)
        if part.lower().count(_CORE) != len(found) or not known.keys() >= set(found):
            raise UnforeseenError


def put_back(content: bytes, known: Mapping[bytes, bytes]) -> bytes:
    """Put back what the tokens in a content stand for."""
    return _TOKEN.sub(lambda match: known[match.group()], content)
