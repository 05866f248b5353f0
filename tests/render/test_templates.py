"""Templates lay out and no more: what is compared, computed or put in order is so before they get it."""

from pathlib import Path

import pytest
from jinja2 import nodes

from scorecards.render.environment import environment

FOLDER = Path(__file__).parent.parent.parent / "scorecards" / "render" / "templates"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.j2") if path.parent.name != "parts")
COMPUTES = {
    *("sort", "sum", "groupby", "selectattr", "rejectattr", "select", "reject", "map", "unique", "min", "max"),
    *("dictsort", "batch", "slice", "list", "join", "round", "abs", "int", "float"),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compares_and_computes_nothing(name: str) -> None:
    parsed = environment().parse((FOLDER / name).read_text("utf-8"))
    computed = {
        (node.lineno, type(node).__name__)
        for node in parsed.find_all((nodes.Compare, nodes.BinExpr, nodes.Neg, nodes.Pos))
        if not isinstance(node, nodes.And | nodes.Or)
    }
    filtered = {(node.lineno, node.name) for node in parsed.find_all(nodes.Filter) if node.name in COMPUTES}
    assert sorted(computed | filtered) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_line_of_a_template_is_at_most_120_characters_long(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    assert [(number, len(line)) for number, line in enumerate(lines, 1) if len(line) > 120] == []
