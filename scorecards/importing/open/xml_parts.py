"""The XML of a workbook's parts, told element by element while it streams by; nothing of it is kept."""

from collections.abc import Callable, Iterator
from typing import Final, NoReturn
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]

_MARKS: Final = (b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<")


class XmlPart:
    """Parses one part; ``start`` and ``end`` hear of elements by their names without prefix.

    Of texts and ends only those are told that somebody asked for: most are of no account, and there are very many.
    """

    def __init__(self, start: Start, end: End) -> None:
        """Begin with what hears of elements."""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = _by_local_name(start)
        self._parser.EntityDeclHandler = _refuse_entities
        self._end = lambda name: end(name.rpartition(":")[2])

    def hear_text(self, text: Callable[[str], None] | None) -> None:
        """Tell of texts and of the ends of elements too from here on, or no more."""
        self._parser.CharacterDataHandler = text
        self._parser.EndElementHandler = self._end if text else None

    def parse(self, blocks: Iterator[bytes]) -> bool:
        """Parse all; False for a part that is no XML at all.  Raises ExpatError where it is broken."""
        first = next(blocks, b"")
        if not first.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARKS):
            return False
        self._parser.Parse(first, False)  # noqa: FBT003 - the parser takes no names
        for block in blocks:
            self._parser.Parse(block, False)  # noqa: FBT003
        self._parser.Parse(b"", True)  # noqa: FBT003
        return True


def _by_local_name(start: Start) -> Start:
    names: dict[str, str] = {}

    def started(name: str, given: dict[str, str]) -> None:
        local = names.get(name)
        if local is None:
            local = names[name] = name.rpartition(":")[2]
        start(local, given)

    return started


def _refuse_entities(*_: object) -> NoReturn:
    message = "it declares entities, expected none"
    raise ValueError(message)
