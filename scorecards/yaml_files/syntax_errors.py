"""The YAML parser's complaints in plain words."""

from typing import Any

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
    if last and last.style in _QUOTES and last.start_mark.line < last.end_mark.line == mark.line:
        return last.start_mark.line + 1, last.start_mark.column + 1, _TOO_LONG_A_QUOTE.format(end=mark.line + 1)
    if problem == "found unexpected end of stream":
        return began.line + 1, began.column + 1, _UNCLOSED
    return mark.line + 1, mark.column + 1, _message(problem, text[mark.index : mark.index + 1], began.line + 1)


def _message(problem: str, character: str, began: int) -> str:
    if "cannot start any token" in problem:
        return _BY_CHARACTER.get(character, _OTHER_CHARACTER)
    for part, message in _BY_COMPLAINT:
        if part in problem:
            return message.format(began=began)
    return f"read something that is no YAML: {problem}"
