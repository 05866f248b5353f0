"""Where in the HTML of a template each of its expressions stands: in a text, a tag, or an attribute and whose."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, nodes

NOWHERE_SAFE: Final = frozenset({"tag", "raw", "comment"})
"""Places where nothing keeps a value from being more than a value."""

_RAW_ELEMENTS: Final = {"<script", "<style"}
_RAW_END: Final = re.compile(r"</(?:script|style)", re.IGNORECASE)
_NAME: Final = re.compile(r"[^\s\"'<>/=]+")
_TAG: Final = re.compile(r"</?[a-zA-Z][^\s/>]*")
_LOOSE: Final = re.compile(r"(?P<of>[a-zA-Z][\w:-]*)=(?P<quote>[\"']?)(?P<before>[^\"'<>]*)")
"""The begin of an attribute that stands in no tag: a macro writes it for whoever calls it within one."""


@dataclass(frozen=True, slots=True)
class Place:
    """An expression of a template, and where what it writes comes to stand.

    ``of`` is the name of the attribute in whose quotes it stands; ``text`` between tags; ``raw`` in a script or a sheet
    of styles; ``comment``; and ``tag`` where no quotes keep it: between attributes, in a name, in a bare value.
    ``before`` is what the attribute holds already, with ``…`` for each expression.
    """

    line: int
    expression: str
    of: str
    before: str

    @property
    def node(self) -> nodes.Expr:
        """The expression, read by Jinja."""
        (output,) = Environment(autoescape=True).parse(f"{{{{ {self.expression} }}}}").body
        assert isinstance(output, nodes.Output)
        return output.nodes[-1]


def places_of(source: str, environment: Environment) -> Iterator[Place]:
    """Give every expression that a template writes, in the order in which they stand there.

    Branches are read one after the other, so each of them has to leave a tag as it found it.
    """
    reading = _Reading()
    expression: list[str] | None = None
    for line, kind, value in environment.lex(source):
        if kind == "data":
            reading.read(value)
        elif kind == "variable_begin":
            expression = []
        elif kind == "variable_end" and expression is not None:
            yield Place(line, " ".join("".join(expression).split()), *reading.place())
            reading.read_expression()
            expression = None
        elif expression is not None:
            expression.append(value)


class _Reading:
    """Goes through HTML, piece by piece, as a browser does."""

    def __init__(self) -> None:
        self._in: Callable[[str, int], int] = self._text
        self._element = ""
        self._attribute = ""
        self._quote = ""
        self._held = ""

    def read(self, data: str) -> None:
        """Go on with a piece."""
        at = 0
        while at < len(data):
            at = self._in(data, at)

    def read_expression(self) -> None:
        """Go on with whatever an expression writes."""
        self._held += "…"

    def place(self) -> tuple[str, str]:
        """Say where an expression stands that comes now, and what its attribute holds already."""
        if self._in == self._text and (loose := _LOOSE.search(self._held)) and loose.end() == len(self._held):
            return (loose["of"].lower() if loose["quote"] else "tag"), loose["before"]
        names: dict[Callable[[str, int], int], str] = {
            self._text: "text",
            self._tag: "tag",
            self._quoted: self._attribute,
            self._comment: "comment",
            self._raw: "raw",
        }
        return names[self._in], self._held if self._in == self._quoted else ""

    def _text(self, data: str, at: int) -> int:
        begin = data.find("<", at)
        self._held += data[at : begin if begin >= 0 else len(data)]
        if begin < 0:
            return len(data)
        found = _TAG.match(data, begin)
        self._held = ""
        if data.startswith("<!--", begin):
            self._in = self._comment
            return begin + len("<!--")
        if not found:
            return begin + 1
        self._in, self._element = self._tag, found[0].lower()
        return found.end()

    def _comment(self, data: str, at: int) -> int:
        return self._until(data, data.find("-->", at), len("-->"))

    def _raw(self, data: str, at: int) -> int:
        found = _RAW_END.search(data, at)
        return self._until(data, found.start() if found else -1, 0)

    def _until(self, data: str, end: int, width: int) -> int:
        if end < 0:
            return len(data)
        self._in, self._held = self._text, ""
        return end + width

    def _tag(self, data: str, at: int) -> int:
        """Look for the next attribute, or the end of the tag."""
        name = _NAME.match(data, at)
        if name:
            self._attribute, self._held = name[0].lower(), ""
            return name.end()
        if data[at] == ">":
            self._in, self._held = self._raw if self._element in _RAW_ELEMENTS else self._text, ""
        elif data[at] == "=":
            self._held = "="
        elif data[at] in "\"'" and self._held == "=":
            self._in, self._quote, self._held = self._quoted, data[at], ""
        return at + 1

    def _quoted(self, data: str, at: int) -> int:
        end = data.find(self._quote, at)
        self._held += data[at : end if end >= 0 else len(data)]
        if end < 0:
            return len(data)
        self._in, self._held = self._tag, ""
        return end + 1
