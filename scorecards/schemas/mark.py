"""The first line of a file that names its schema, as the language server of YAML reads it."""

import re
from typing import Final

_MARK: Final = re.compile(rb"#[ \t]*yaml-language-server:[ \t]*\$schema=[^\r\n]*")
_BOM: Final = b"\xef\xbb\xbf"


def marked(data: bytes, schema: str) -> bytes:
    """Give a file with a first line that names its schema; one that names another is changed, all else is kept."""
    line = b"# yaml-language-server: $schema=" + schema.encode()
    bom = _BOM if data.startswith(_BOM) else b""
    rest = data[len(bom) :]
    standing = _MARK.match(rest)
    if standing:
        return bom + line + rest[standing.end() :]
    return bom + line + (b"\r\n" if b"\r\n" in rest else b"\n") + rest
