"""The sitemap: a specimen's entry becomes one for each page of its kind, in the order in which MkDocs writes them."""

import gzip
import io
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Final

_ENTRY: Final = re.compile(rb"\s*<url>.*?</url>", re.DOTALL)
_ADDRESS: Final = re.compile(rb"<loc>(?P<folder>.*/)(?P<file>[^/]*)</loc>")


def expanded(sitemap: bytes, expand: Callable[[bytes], Iterable[bytes]]) -> bytes:
    """Expand each entry of a sitemap by a function that gives what it stands for, and sort each folder's again."""
    entries = _ENTRY.findall(sitemap)
    if not entries:
        return sitemap
    begin = sitemap.index(entries[0])
    end = begin + sum(map(len, entries))
    return sitemap[:begin] + b"".join(_in_order(entries, expand)) + sitemap[end:]


def zipped(sitemap: bytes, day: date) -> bytes:
    """Zip a sitemap as MkDocs does."""
    into = io.BytesIO()
    at = int(epoch_of(day))
    with gzip.GzipFile(fileobj=into, filename="sitemap.xml.gz", mode="wb", mtime=at) as file:
        file.write(sitemap)
    return into.getvalue()


def epoch_of(day: date) -> str:
    """Give a day as SOURCE_DATE_EPOCH has it."""
    return str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def _in_order(entries: list[bytes], expand: Callable[[bytes], Iterable[bytes]]) -> Iterator[bytes]:
    for _, group in groupby(entries, key=lambda entry: _address(entry)[0]):
        before = list(group)
        after = [each for entry in before for each in expand(entry)]
        yield from before if before == after else sorted(after, key=lambda entry: _address(entry)[1:])


def _address(entry: bytes) -> tuple[bytes, bool, bytes]:
    """Give the folder of an entry, and its place there: an index first, then by the names of the pages' files."""
    found = _ADDRESS.search(entry)
    if not found:
        return b"", False, b""
    name = found["file"].removesuffix(b".html")
    return found["folder"], name not in {b"", b"index"}, name + b".md"
