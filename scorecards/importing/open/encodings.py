"""The bytes of an export to text, in the encoding that it has: told in the mapping, or found in the bytes."""

import codecs
import io
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from charset_normalizer import from_bytes

from scorecards.importing.open.export_file import ExportFile
from scorecards.problems.problem import Problem, visible

NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "mac_roman": "Mac Roman",
    "iso-8859-1": "ISO-8859-1",
    "iso-8859-15": "ISO-8859-15",
    "cp932": "Shift JIS",
    "euc_jp": "EUC-JP",
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp949": "EUC-KR",
}
"""What people call each encoding, by the name that a mapping has for it."""

_FOUND: Final = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso-8859-15", "mac_roman", "cp932", "euc_jp", "gb18030", "big5",
    "cp949",
)  # fmt: skip
"""What spreadsheets of Windows and macOS save in Europe and East Asia, and what CRMs offer beside UTF-8."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KANA: Final = re.compile("[\u3041-\u30fe]{2}")
_SAMPLE: Final = 1 << 16
_LONGEST_LINE: Final = 1 << 20
_SPELT_OUT: Final = 3
_LONGEST_WORD: Final = 20
_SEPARATOR: Final = re.compile(r'[\s,;|"]+')
_ASK: Final = "name the file's encoding in the mapping, under source, or save it again as UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and its encoding in words: "Windows-1252 (found)"."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a sample reads in one encoding.

    ``chaos``, from 0 to 1 where the library takes it for no text, and ``coherence``, from 0 to 1 where it looks like a
    language, are the library's.
    """

    encoding: str
    text: str
    chaos: float
    coherence: float


def decode(file: ExportFile, data: bytes) -> Decoded | None:
    """Give the text; None, with a problem added, where its encoding is not certain.

    What the mapping tells counts before everything else, and a mark at the file's beginning before its bytes.
    """
    named = file.source.encoding
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if named is not None:
        encoding, name = _exactly(named, data), NAMES[named]
    else:
        encoding = marked or _sixteen_bits(data) or "utf-8"
        name = NAMES[encoding] if marked or encoding == "utf-8" else f"{NAMES[encoding]} (found)"
    try:
        return Decoded(data.decode("utf-8-sig" if encoding == "utf-8" else encoding), name)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and not marked and named is None:
            return _found(file, data, error)
        file.problems.add(_problem(file, error, f"expected text in {NAMES[encoding]}; {_ASK}"))
        return None


def _exactly(named: str, data: bytes) -> str:
    """Name the order of the bytes too, where neither the mapping nor a mark does."""
    if named == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _sixteen_bits(data) or "utf-16-le"
    return named


def _sixteen_bits(data: bytes) -> str | None:
    """Name UTF-16 without a mark: one byte of the pair is zero in many characters, the other in none."""
    sample = data[:_SAMPLE]
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if not first and second * 8 >= len(sample) > 1 and not any(sample[1:4:2]):
        return "utf-16-le"
    if not second and first * 8 >= len(sample) > 1 and not any(sample[0:4:2]):
        return "utf-16-be"
    return None


def _found(file: ExportFile, data: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """Find the encoding of what is no UTF-8."""
    sample = _lines_beyond_ascii(data)
    if _mostly_utf_8(sample):
        file.problems.add(_problem(file, error, "expected UTF-8, as in the rest of the file; export it again"))
        return None
    readings = _readings(sample)
    best = _certain(readings)
    if best:
        try:
            return Decoded(data.decode(best.encoding), f"{NAMES[best.encoding]} (found)")
        except UnicodeDecodeError as later:
            error = later
    file.problems.add(_problem(file, error, _asked(readings)))
    return None


def _lines_beyond_ascii(data: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for line in io.BytesIO(data):
        if not line.isascii():
            lines.append(line[:_LONGEST_LINE])
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(lines)


def _mostly_utf_8(sample: bytes) -> bool:
    """Tell whether most of what is not ASCII is UTF-8, so that a place of it is damaged."""
    kept = len(sample.decode(errors="ignore").encode())
    beyond = sum(1 for byte in sample if byte > 0x7F)  # noqa: PLR2004 - the last character of ASCII
    return (len(sample) - kept) * 5 <= beyond


def _readings(sample: bytes) -> list[_Reading]:
    """Give each way to read a sample that can be right; of those that read the same, the first."""
    found: dict[str, _Reading] = {}
    for encoding in _FOUND:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text not in found and plausible(text):
            match = from_bytes(sample, cp_isolation=[encoding], enable_fallback=False).best()
            found[text] = _Reading(encoding, text, *((match.chaos, match.coherence) if match else (1.0, 0.0)))
    return list(found.values())


def _certain(readings: list[_Reading]) -> _Reading | None:
    """Choose the one that is clearly better than all others, or None."""
    for each in readings:
        if each.encoding == "cp1252" and western(each.text):
            return each
        if each.encoding == "cp932" and _KANA.search(each.text):
            return each
    taken = [each for each in readings if each.chaos < 1]
    ranked = sorted(taken, key=lambda each: (round(each.chaos, 1), -each.coherence))
    if len(ranked) == 1 or (ranked and _clearly_better(ranked[0], ranked[1])):
        return ranked[0]
    return None


def _clearly_better(one: _Reading, other: _Reading) -> bool:
    return other.chaos - one.chaos >= 0.05 or (one.chaos <= other.chaos and one.coherence - other.coherence >= 0.1)  # noqa: PLR2004 - of 1 each


def _asked(readings: list[_Reading]) -> str:
    if not readings:
        return f"expected UTF-8 or another encoding of text; {_ASK}"
    examples = ", ".join(f"{visible(word)!r} in {encoding}" for word, encoding in _examples(readings[:_SPELT_OUT]))
    return f"expected UTF-8; its encoding does not show for certain: it reads {examples}; {_ASK}"


def _examples(readings: list[_Reading]) -> list[tuple[str, str]]:
    """Give the first word that differs between readings, in each, with the encoding."""
    words = zip(*(_SEPARATOR.split(each.text) for each in readings), strict=False)
    first = next((each for each in words if len(set(each)) > 1), tuple(_first_beyond_ascii(each) for each in readings))
    return [(word[:_LONGEST_WORD], each.encoding) for word, each in zip(first, readings, strict=True)]


def _first_beyond_ascii(reading: _Reading) -> str:
    return next((word for word in _SEPARATOR.split(reading.text) if not word.isascii()), "")


def _problem(file: ExportFile, error: UnicodeDecodeError, expected: str) -> Problem:
    line = error.object.count(b"\n", 0, error.start) + 1
    return file.problem("csv-encoding", f"read the byte 0x{error.object[error.start]:02X}, {expected}", line)


_NEVER: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
"""Control characters, the sign for what could not be read, and characters that no standard defines."""

_SIGN_IN_WORD: Final = re.compile(
    "[^\\W\\d_][\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bfƒ\u02c6\u02dc†‡‰\u201a„][^\\W\\d_]"
)
_CATALAN: Final = re.compile("[lL]·[lL]")
_WORD: Final = re.compile(r"[^\W\d_]+")

_NOT_WESTERN: Final = re.compile("[^\\W\\d_\x00-\x7f]{3}|[ŠšŽžŸÐðÞþÝýƒˆ\u02dc†‡¤¦]")
"""What Western European names seldom hold, and those of their neighbours do where they are read as Windows-1252."""

_ASIAN: Final = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "FULLWIDTH", "IDEOGRAPHIC"}


def plausible(text: str) -> bool:
    """Tell whether nothing shows that the encoding is another one."""
    if _NEVER.search(text) or _SIGN_IN_WORD.search(_CATALAN.sub("ll", text)):
        return False
    return not any(_odd(word) for word in set(_WORD.findall(text)) if not word.isascii())


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
