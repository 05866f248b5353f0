"""One word a thing: what the glossary replaces stands on no page, in no rule, guide or message."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from scorecards.read.team_files import read_playbook

ROOT: Final = Path(__file__).parent.parent.parent
STILL_SAID: Final[dict[str, set[str]]] = {}
"""Words that the glossary replaces and that a file still says, until whoever works on it says them anew.

Nothing is added here.  An entry that is no longer needed fails a test, so that the list only gets shorter.
"""

_KEY = re.compile(r"[a-z0-9_.:/#%-]*")
"""A text of a program that is no text for people: a key, a path, a format."""
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"' + r"|'((?:[^'\\]|\\.)*)'" + r"|`((?:[^`\\]|\\.)*)`", re.DOTALL)
_CODE = re.compile(r"^```.*?^```|^(?: {4}|\t).*?$|`[^`\n]+`|\]\([^)]*\)", re.DOTALL | re.MULTILINE)
_JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"])//[^\n]*", re.DOTALL)


@cache
def replaced() -> dict[str, re.Pattern[str]]:
    """Give each word that the glossary replaces; one with a capital is a label, and matched as it is written."""
    words = (word for term in read_playbook(ROOT / "playbook").terms for word in term.instead_of)
    return {word: _whole(word) for word in words}


def _whole(word: str) -> re.Pattern[str]:
    spaced = r"\s+".join(map(re.escape, word.split()))
    return re.compile(rf"(?<![\w-]){spaced}(?![\w-])", re.IGNORECASE if word.islower() else 0)


def words_said(path: Path) -> set[str]:
    """Name the replaced words that a file says to people."""
    texts = [text.replace("\u2019", "'") for text in texts_of(path)]
    return {word for word, pattern in replaced().items() if any(map(pattern.search, texts))}


def texts_of(path: Path) -> Iterator[str]:
    """Give the texts for people in a file, by what kind of file it is."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        yield from _of_python(text, told_as_help=path.parent.name == "cli")
    elif path.suffix == ".j2":
        yield from _of_template(text)
    elif path.suffix == ".js":
        yield from _strings(_JS_COMMENT.sub("", text))
    elif path.suffix == ".md":
        yield _CODE.sub(" ", text)
    else:
        yield from _of_yaml(yaml.safe_load(text))


def _of_python(text: str, *, told_as_help: bool) -> Iterator[str]:
    """Give the texts of a program; docstrings are for whoever reads the code, but those of commands are their help."""
    tree = ast.parse(text)
    said_of_code = (
        set()
        if told_as_help
        else {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said_of_code:
            yield from _for_people([node.value])


def _of_template(text: str) -> Iterator[str]:
    yield _JINJA.sub(" ", text)
    for tag in _JINJA.findall(text):
        if not tag.startswith("{#"):
            yield from _strings(tag)


def _strings(code: str) -> Iterator[str]:
    yield from _for_people("".join(found) for found in _QUOTED.findall(code))


def _for_people(texts: Iterable[str]) -> Iterator[str]:
    return (text for text in texts if not _KEY.fullmatch(text))


def _of_yaml(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for inner, value in node.items():
            yield from _of_yaml(value, inner)
    elif isinstance(node, list):
        for item in node:
            yield from _of_yaml(item, key)
    elif isinstance(node, str) and key not in {"instead_of", "also_called"}:
        yield node


def files() -> list[str]:
    """Name the files that hold texts for people: not the lists of words that notes are searched for."""
    found = [
        *(ROOT / "scorecards").rglob("*.py"),
        *(ROOT / "scorecards").rglob("*.j2"),
        *(ROOT / "scorecards").rglob("*.js"),
        *(ROOT / "docs/assets/scripts").glob("*.js"),
        *(path for path in (ROOT / "playbook").rglob("*.yml") if path.stem not in {"phrases", "themes"}),
        *(ROOT / "docs").glob("*.md"),
        *ROOT.glob("*.md"),
    ]
    made = ROOT / "docs/index.md"
    return sorted(path.relative_to(ROOT).as_posix() for path in found if path not in {made, ROOT / "CHANGELOG.md"})


def test_no_text_says_what_the_glossary_replaces() -> None:
    assert {file: said for file in files() if (said := words_said(ROOT / file))} == STILL_SAID


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("page.md", "What to\nmend first", {"to mend", "mend"}),
        ("page.md", "`to mend` is a key", set()),
        ("page.j2", '{% set a = ["To mend", item.mend] %}{# to mend #}', {"to mend", "mend"}),
        ("page.j2", '<td class="sc-mend">a {{ item.mend }}</td>', set()),
        ("code.py", '"""Things to mend."""\nKEY = "mend"\nNAME = f"{KEY} to mend"\n', {"to mend", "mend"}),
        ("code.js", "say(`2 to mend`); // to mend", {"to mend", "mend"}),
        ("rule.yml", "a: {instead_of: [to mend], why: It isn't worth it}", set()),
        ("page.md", "| Worth | 3 |", {"Worth"}),
    ],
)
def test_what_is_said_to_people_is_told_from_what_is_not(tmp_path: Path, name: str, text: str, said: set[str]) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert words_said(tmp_path / name) == said
