"""Whether bytes that were read in some encoding make text that people write.

In a wrong encoding, words hold signs (``spó³ka``), capitals (``MŸller``) or letters of two scripts (``株ﾐ式``).
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

_NEVER: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
"""Control characters, the sign for what could not be read, and characters that no standard defines."""

_SIGN_IN_WORD: Final = re.compile(
    "[^\\W\\d_][\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bfƒ\u02c6\u02dc†‡‰\u201a„][^\\W\\d_]"
)
_CATALAN: Final = re.compile("[lL]·[lL]")
_FOREIGN_WORD: Final = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
"""A word with a letter that is not ASCII."""

_NOT_WESTERN: Final = re.compile("[^\\W\\d_\x00-\x7f]{3}|[ŠšŽžŸÐðÞþÝýƒˆ\u02dc†‡¤¦]")
"""What Western European names seldom hold, and those of their neighbours do where they are read as Windows-1252."""

_ASIAN: Final = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "IDEOGRAPHIC"}


def plausible(text: str) -> bool:
    """Tell whether nothing shows that the encoding is another one."""
    if _NEVER.search(text) or _SIGN_IN_WORD.search(_CATALAN.sub("ll", text)):
        return False
    return not any(map(_odd, set(_FOREIGN_WORD.findall(text))))


def western(text: str) -> bool:
    """Tell whether text that was read as Windows-1252 holds what Western European names do, and nothing else."""
    letters = set(text.lower())
    hungarian = {"õ", "ö"} <= letters
    return plausible(text) and not hungarian and not _NOT_WESTERN.search(text)


def _odd(word: str) -> bool:
    if any(one.islower() and other.isupper() and not other.isascii() for one, other in pairwise(word)):
        return True
    scripts = {_script(letter) for letter in word}
    if "ASIAN" in scripts:
        return bool(scripts - {"ASIAN", "LATIN"}) or bool(re.search("[A-Za-z][^\x00-\x7f][a-z]", word))
    return len(scripts) > 1


def _script(letter: str) -> str:
    name = unicodedata.name(letter, "?").partition(" ")[0]
    return "ASIAN" if name in _ASIAN else name
