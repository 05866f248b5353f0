"""The YAML parser's complaints in plain words, at the line that is to be mended.

The parser often finds out some lines later, or in other words.  So what people do most is looked for in the lines since
the last value that it read.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from scorecards.yaml_files.decode import ODD_BREAKS

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that are none to YAML, as the inside of a bracket of a pattern."""

ODD_INDENTATION: Final = "read a no-break space or another odd one, expected plain spaces: type them again"

_CAUSES: Final = (
    (
        re.compile(r"(?P<here>)(?:<{7}|={7}|>{7})(?: .*)?$"),
        "read a mark of a merge conflict, expected the lines of one side: keep these, remove the others and the marks",
    ),
    (
        re.compile(f"[ -]*(?P<here>[{ODD_SPACES}])"),
        ODD_INDENTATION,
    ),
    (
        re.compile(f"[^#\"']*?:(?P<here>[{ODD_SPACES}])"),
        "read a no-break space or another odd one after the colon, expected a plain space: type it again",
    ),
    (
        re.compile(r"[ -]*[A-Za-z_][\w-]*:(?P<here>[^\s/])"),
        "read no space after the colon, expected `key: value`",
    ),
    (
        re.compile(r"[^#\"']*?(?:: |- |\[|, )(?P<here>[\u2018-\u201f])"),
        "read a curly quote, expected a straight one: \" or '",
    ),
)
"""What to look for on a line, and what to say of it; ``here`` is the column."""

_BREAK: Final = re.compile(f"\r\n|[\n\r{ODD_BREAKS}]")
_LONGEST: Final = 10_000
_BY_CHARACTER = {
    "\t": "read a tab, expected spaces: YAML indents with spaces only",
    "@": "read a value that begins with @, expected it in quotes",
    "`": "read a value that begins with `, expected it in quotes",
    "%": "read a value that begins with %, expected it in quotes",
}
_OTHER_CHARACTER = "read a character that cannot begin a value, expected the value in quotes"
_UNCLOSED = "read to the end of the file without the closing quote of the text that begins here, expected one"
_TOO_LONG_A_QUOTE = (
    "read a quoted text that ends in line {end} with something behind it, expected its closing quote before that"
)
_QUOTES = {"'", '"'}
_COLON = (
    "read a colon where no key can stand, expected `key: value`: put a text with a colon in quotes, "
    "and give keys that belong together the same indentation"
)
_KEY = (
    "read something else, expected a key with the same indentation as in line {began}; "
    "a text that holds quotes stands in quotes as a whole"
)
_LIST = (
    "read something else, expected , or ] in the list that begins in line {began}: close it, or put its texts in quotes"
)
_MAPPING = (
    "read something else, expected , or }} in the mapping that begins in line {began}: "
    "close it, or put its texts in quotes"
)
_ITEM = "read something else, expected another list item with the same indentation as in line {began}"
_MORE = "read more after the end, expected nothing: check that all keys of the file begin in the same column"
_BACKSLASH = "read a backslash that means nothing here: put a text that holds backslashes in single quotes"
_PERCENT = "read a line that begins with %, expected none"

_BY_COMPLAINT = (
    ("mapping values are not allowed", _COLON),
    ("sequence entries are not allowed", "read a list item here, expected the list to begin on a line of its own"),
    ("mapping keys are not allowed", "read a question mark first, expected a value: put text that begins so in quotes"),
    ("found a tab character", _BY_CHARACTER["\t"]),
    ("could not find expected ':'", "read a line without a colon, expected `key: value`"),
    ("',' or ']'", _LIST),
    ("',' or '}'", _MAPPING),
    ("expected '-' indicator", _ITEM),
    ("expected key", _KEY),
    ("<document start>", _MORE),
    ("escape", _BACKSLASH),
    ("hexdecimal", _BACKSLASH),
    ("unexpected document indicator", "read --- or ... inside a quoted text, expected the closing quote first"),
    ("comment or line break", "read text after | or >, expected it on the next line, indented"),
    ("tag", "read a tag, expected the value alone: put text that begins with ! in quotes"),
    ("alphabetic or numeric", "read * or & at the beginning of a value, expected it in quotes"),
    ("node content", "read a bracket or comma with nothing before it, expected a value"),
    ("directive", _PERCENT),
    ("non-alphabetical", _PERCENT),
    ("YAML document", _PERCENT),
)


def in_plain_words(error: Any, text: str, last: Any) -> tuple[int, int, str]:
    """Give line, column and message for what the parser found wrong after ``last``, the last value that it read."""
    mark, began = error.problem_mark, error.context_mark or error.problem_mark
    problem = error.problem or ""
    for cause in _causes(text, _line_of(last), mark.line):
        return cause
    if last and last.style in _QUOTES and last.start_mark.line < last.end_mark.line == mark.line:
        return last.start_mark.line + 1, last.start_mark.column + 1, _TOO_LONG_A_QUOTE.format(end=mark.line + 1)
    if problem == "found unexpected end of stream":
        return began.line + 1, began.column + 1, _UNCLOSED
    return mark.line + 1, mark.column + 1, _message(problem, text[mark.index : mark.index + 1], began.line + 1)


def _line_of(last: Any) -> int:
    """Give the line, from 0, from which on something may be wrong: a text without quotes goes on over lines."""
    if last is None:
        return 0
    line: int = (last.end_mark if last.style else last.start_mark).line
    return line


def _causes(text: str, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Give line, column and message of what is found in some lines, counted from 0, the surest first."""
    lines = _BREAK.split(text)[first : last + 1]
    for pattern, message in _CAUSES:
        for number, line in enumerate(lines, first + 1):
            if len(line) < _LONGEST and (found := pattern.match(line)):
                yield number, found.start("here") + 1, message


def _message(problem: str, character: str, began: int) -> str:
    if "cannot start any token" in problem:
        return _BY_CHARACTER.get(character, _OTHER_CHARACTER)
    for part, message in _BY_COMPLAINT:
        if part in problem:
            return message.format(began=began)
    return f"read something that is no YAML: {problem}"
