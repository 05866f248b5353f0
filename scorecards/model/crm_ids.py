"""Ids of a CRM that are written in two ways: Salesforce's, with and without the three characters that check it."""

import re
from functools import lru_cache
from hashlib import sha256
from typing import Final

from scorecards.model.names import folded

_SHORT: Final = 15
SALESFORCE_LENGTHS: Final = frozenset({_SHORT, _SHORT + 3})
_CHECKED: Final = re.compile(r"[0-9A-Za-z]{15}[A-Z0-5]{3}", re.ASCII)
_ID: Final = re.compile(r"0[0-9A-Za-z]{14}", re.ASCII)
_LINKABLE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,63}")
_NOT_LINKABLE: Final = re.compile(r"[^A-Za-z0-9._:-]+")
_LONGEST: Final = 64
_DIGITS: Final = 10
_CHECKS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


def id_key(text: str) -> str:
    """Give the form in which two ways to write one id are equal; any other text as it is.

    Salesforce writes an id with 15 characters in which capital letters count, or with three more that tell which of
    them are capital.  Only where these three are right is the text such an id.
    """
    return text[:_SHORT] if len(text) == _SHORT + 3 and _is_checked(text) else text


def word_key(word: str) -> str:
    """Give the form in which spellings of a name or an id are equal: capital letters count in an id alone."""
    key = id_key(word.strip())
    return key if _ID.fullmatch(key) and any(map(str.isalpha, key)) else folded(key)


def linkable_id(text: str) -> str:
    """Give an id in the form that an opportunity's id has: signs that no link can hold become hyphens.

    What has letters of other scripts, or would be too long, ends in some digits that tell it from others.
    """
    if _LINKABLE.fullmatch(text):
        return text
    plain = _NOT_LINKABLE.sub("-", text).strip("-._:")
    if plain and text.isascii() and len(plain) <= _LONGEST:
        return plain
    told = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{plain[: _LONGEST - _DIGITS - 1].strip('-._:') or 'id'}-{told}"


def looks_like_id(word: str) -> bool:
    """Tell whether a word is an id or a code, to which no other one is near: one word with digits in it."""
    return any(map(str.isdigit, word)) and len(word.split()) == 1


@lru_cache(maxsize=100_000)
def _is_checked(text: str) -> bool:
    return bool(_CHECKED.fullmatch(text)) and "".join(map(_check, (text[:5], text[5:10], text[10:15]))) == text[15:]


def _check(part: str) -> str:
    return _CHECKS[sum(letter.isupper() << place for place, letter in enumerate(part))]
