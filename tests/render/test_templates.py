"""The templates: they lay out and no more, and stay legible."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

import scorecards.render

TEMPLATES = Path(scorecards.render.__file__).parent / "templates"

ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow)
FILTERS = {
    *("sort", "dictsort", "groupby", "map", "unique", "batch", "slice"),
    *("select", "reject", "selectattr", "rejectattr"),
    *("sum", "min", "max", "abs", "round"),
}
TESTS = {
    *("eq", "equalto", "==", "ne", "!=", "in", "sameas", "odd", "even", "divisibleby"),
    *("lt", "lessthan", "<", "le", "<=", "gt", "greaterthan", ">", "ge", ">="),
}
WIDTH = 120


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.j2"))


def computed(source: str) -> Iterator[str]:
    """Tell what a template does that a property or a function in Python is for."""
    template = Environment(autoescape=True).parse(source)
    for node in template.find_all((nodes.Compare, *ARITHMETIC)):
        yield f"line {node.lineno}: {type(node).__name__}"
    for kind, refused in ((nodes.Filter, FILTERS), (nodes.Test, TESTS)):
        yield from (f"line {node.lineno}: {node.name}" for node in template.find_all(kind) if node.name in refused)


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_a_template_compares_and_computes_nothing(path: Path) -> None:
    assert not list(computed(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_line_of_a_template_is_too_long_to_read(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert not [f"line {number}: {len(line)}" for number, line in enumerate(lines, 1) if len(line) > WIDTH]


@pytest.mark.parametrize(
    "source",
    [
        "{% if a == b %}{% endif %}",
        "{{ a in b }}",
        "{{ a is in b }}",
        "{{ a - 1 }}",
        "{% set a = b + c %}",
        "{{ a | selectattr('b') | list }}",
        "{% for a in b if a is gt 3 %}{% endfor %}",
        "{% filter sort %}{% endfilter %}",
    ],
)
def test_what_compares_or_computes_is_found(source: str) -> None:
    assert list(computed(source))


@pytest.mark.parametrize(
    "source", ["{% if a and not b %}{% endif %}", "{{ a[:5] | length ~ b }}", "{{ a[-1:] }}", "{{ a is none }}"]
)
def test_what_lays_out_is_left_alone(source: str) -> None:
    assert not list(computed(source))
