"""The page on the architecture shows the rooms, the words and the practices that there are."""

import ast
import re
from itertools import groupby
from pathlib import Path

import pytest

from tests.house.test_architecture import IMPORT_STEPS, LAYERS, PACKAGE
from tests.support.shipped_playbook import PRINCIPLES

ROOT = PACKAGE.parent
PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """Give the cells of all rows below a heading that begin with a name."""
    _, _, after = PAGE.partition(f"\n## {heading}\n")
    rows = [line.strip("| ").split(" | ") for line in after.partition("\n## ")[0].splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] not in {"word", "practices"}]


def said_of(room: Path) -> list[str]:
    text = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    return [" ".join(part.split()).removesuffix(".") for part in re.split(r"\n+(?:Comes in|Goes out): ", text)]


def rooms() -> str:
    """Write the tables of the rooms: those of the package, and those of an import."""
    head = "| room | what it is | comes in | goes out |\n|---|---|---|---|\n"
    return "\n".join(
        head + "".join(f"| `{each.name}` | {' | '.join(said_of(each))} |\n" for each in folders)
        for folders in (
            [PACKAGE / room for room in LAYERS if (PACKAGE / room).is_dir()],
            [PACKAGE / "importing" / room for room in IMPORT_STEPS if (PACKAGE / "importing" / room).is_dir()],
        )
    )


def test_the_rooms_stand_there_in_their_order_with_what_each_says_of_itself_golden(*, accept_golden: bool) -> None:
    """Golden: ``make golden`` writes the tables anew."""
    tables = re.compile(r"(?:^\| room \|.*\n(?:\|.*\n)+)", re.MULTILINE)
    made = iter(tables.findall(rooms()))
    expected = tables.sub(lambda _: next(made), PAGE)
    if accept_golden:
        (ROOT / "docs/architecture.md").write_text(expected, encoding="utf-8", newline="\n")
    else:
        assert expected == PAGE
    assert next(made, None) is None


def test_the_picture_of_the_flow_names_its_steps() -> None:
    picture = (ROOT / "docs/assets/flow.svg").read_text(encoding="utf-8")
    names = re.findall(r'class="n"[^>]*>([a-z]+)<', picture)
    assert set(names) - {"across", "files"} <= set(LAYERS)
    steps = ["read", "index", "derive", "evaluate", "diagnose", "score", "across", "compose", "team", "render", "write"]
    assert [name for name in names if name in steps] == steps


@pytest.mark.parametrize("row", table("The words of the code"), ids=lambda row: row[0])
def test_each_word_names_a_file_that_exists(row: list[str]) -> None:
    _, meaning, place = row
    assert meaning.endswith(".")
    assert (ROOT / place.strip("`")).is_file()


def test_the_key_to_the_practices_is_theirs() -> None:
    groups = [
        (source, [each.id for each in principles])
        for source, principles in groupby(PRINCIPLES.principles, key=lambda each: each.source)
    ]
    titles = {source.id: source.title for source in PRINCIPLES.sources}
    expected = [[f"{ids[0]}–{ids[-1]}", titles[source]] for source, ids in groups]
    assert table("What D01 to D40 mean") == expected
