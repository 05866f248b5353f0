"""What tells that nothing changed of what is known of an opportunity: digests of the lines that it was read from."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from scorecards.read.folders import yaml_below
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping

_OTHER_LINE_ENDS = re.compile(rb"\r|\xc2\x85|\xe2\x80[\xa8\xa9]")


def digest_of(sources: Iterable[Source[Any]], older: bytes) -> bytes:
    """Give the digest of whole files, and of ``older`` ones that are a digest already."""
    found = hashlib.sha256(older)
    for source in sources:
        found.update(b"%d %d\n%s" % (len(path := source.path.encode()), len(source.data), path))
        found.update(source.data)
    return found.digest()


def own_of(part: Source[Any]) -> Iterator[tuple[str, bytes]]:
    """Give the digest of each opportunity's lines in a file, with the number of the first, by id.

    The lines of one go as far as those of the next.  Where opportunities do not stand line by line, or lines end
    otherwise than nearly everywhere, the whole file counts for each of them.
    """
    rows = part.rows("opportunities")
    starts = [row.own_place()[0] for row in rows]
    name = part.path.rpartition("/")[2].encode()
    lines = part.data.split(b"\n")
    in_lines = all(one < other for one, other in pairwise(starts)) and all(_begins_its_line(row, lines) for row in rows)
    if not in_lines or _OTHER_LINE_ENDS.search(part.data):
        whole = hashlib.sha256(name + b"\n" + part.data).digest()
        yield from ((row["id"], whole + b"%d" % place) for place, row in enumerate(rows))
        return
    ends = [*starts[1:], len(lines) + 1][: len(rows)]
    for row, start, end in zip(rows, starts, ends, strict=True):
        yield row["id"], hashlib.sha256(b"%s %d\n%s" % (name, start, b"\n".join(lines[start - 1 : end - 1]))).digest()


def _begins_its_line(row: YamlMapping, lines: Sequence[bytes]) -> bool:
    """Tell whether nothing but a dash stands before an opportunity on its first line."""
    line, column = row.own_place()
    return line <= len(lines) and not lines[line - 1][: column - 1].strip(b" -")


def fingerprint_of(playbook: Path) -> str:
    """Give what tells a playbook from any other one: of the names and bytes of its files, wherever its folder is."""
    found = hashlib.sha256()
    for path in yaml_below(playbook):
        name, data = path.relative_to(playbook).as_posix().encode(), path.read_bytes()
        found.update(b"%d %d\n%s" % (len(name), len(data), name))
        found.update(data)
    return found.hexdigest()[:16]
