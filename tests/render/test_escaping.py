"""Every value that a template writes goes through the one function that escapes, and in an address is encoded."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import scorecards
from scorecards.render.environment import environment
from tests.support.escaping import ADDRESSES, IN_A_TAG, MARKING_FILTERS, STYLES, Macros, leaks_of, macros_of
from tests.support.project import ROOT
from tests.support.written_places import places_of

PACKAGE = Path(scorecards.__file__).parent
TEMPLATES = PACKAGE / "render" / "templates"

FINISHED = {
    "render/context.py": "pictures, which render/pictures/drawing.py makes with an XML library",
    "render/deal_words.py": "short days, which Markup.format escapes",
    "render/pages.py": "a manager's own deals, which a template of ours rendered",
    "render/environment.py": "titles in front matter, which are plain",
    "render/pieces.py": "pieces, of which each text is escaped",
}
"""The modules that say of a text that it is finished HTML, each for a reason."""


def templates() -> list[Path]:
    return sorted(TEMPLATES.rglob("*.j2"))


@pytest.fixture(scope="module")
def macros() -> Macros:
    return macros_of((path.read_text("utf-8") for path in templates()), environment())


def test_escaping_is_on_for_every_template() -> None:
    assert environment().autoescape is True
    assert environment().from_string("{{ text }}").render(text="<b title='x' id=\"y\">&") == (
        "&lt;b title=&#39;x&#39; id=&#34;y&#34;&gt;&amp;"
    )


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.relative_to(TEMPLATES).as_posix())
def test_no_template_goes_round_what_escapes(path: Path, macros: Macros) -> None:
    assert list(leaks_of(path.read_text("utf-8"), environment(), macros)) == []


def test_nothing_on_the_lists_of_exceptions_is_left_over() -> None:
    sources = [path.read_text("utf-8") for path in templates()]
    written = {place.expression for source in sources for place in places_of(source, environment())}
    named = {part.strip() for each in written for part in each.split("|")}
    assert {*ADDRESSES, *STYLES, *IN_A_TAG} <= written
    assert set(MARKING_FILTERS) <= named


def marking(path: Path) -> Iterator[str]:
    """Give the names by which a module says that a text is finished."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup":
            yield node.func.id
        elif isinstance(node, ast.Attribute) and node.attr in {"Markup", "__html__"}:
            yield node.attr


def test_no_other_module_calls_a_text_finished() -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if list(marking(path))}
    assert found == FINISHED.keys()


@pytest.mark.parametrize("path", sorted((ROOT / "overrides").rglob("*.html")), ids=lambda path: path.name)
def test_what_replaces_the_themes_templates_shows_no_text_of_the_team(path: Path) -> None:
    """MkDocs escapes nothing by itself, so there each value is escaped where it stands."""
    for place in places_of(path.read_text("utf-8"), environment()):
        ours = place.expression.startswith(("lang.t(", "super()")) or place.expression.endswith("' | url")
        assert ours or place.expression.endswith("| e"), place


PLANTED = {
    "safe": "<p>{{ deal.name | safe }}</p>",
    "a filter that is on no list": "<p>{{ deal.notes | urlize }}</p>",
    "escaping switched off": "{% autoescape false %}<p>{{ deal.name }}</p>{% endautoescape %}",
    "no quotes": "<p title={{ deal.name }}>x</p>",
    "no quotes, behind an address": "<a href=open.html?stage={{ stage | url }}>x</a>",
    "a tag": "<p {{ deal.name }}>x</p>",
    "a name of an attribute": '<p data-{{ deal.name }}="x">x</p>',
    "a whole address": '<a href="{{ deal.name }}">x</a>',
    "a part of an address": '<a href="{{ root }}scorecards/{{ deal.owner }}.html">x</a>',
    "an address put together before": '{% set way = "open.html?" ~ deal.name %}<a href="{{ way }}">x</a>',
    "an address in a branch": '<a href="{% if a %}{{ deal.name }}{% endif %}">x</a>',
    "a picture's address": "<img src='{{ deal.name }}'>",
    "a link in a picture": '<svg><a xlink:href="{{ deal.name }}"></a></svg>',
    "a style": '<p style="--days: {{ deal.name }}">x</p>',
    "an event": '<p onclick="show({{ deal.id | url }})">x</p>',
    "a script": "<script>show({{ deal.id }})</script>",
    "a sheet of styles": "<style>a { color: {{ deal.id }} }</style>",
    "a comment": "<!-- {{ deal.name }} -->",
    "HTML in an attribute": '<p title="{{ words.check(id) }}">x</p>',
    "cells in an attribute": '<p title="{{ cells.plan(item) | html }}">x</p>',
    "JSON in an attribute": '<p data-sc-rulings="{{ deal | tojson }}">x</p>',
    "an attribute of a macro": '{% macro way(deal) %} href="{{ deal.name }}"{% endmacro %}',
    "a bare attribute of a macro": "{% macro way(deal) %} title={{ deal.name }}{% endmacro %}",
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_what_is_planted_in_a_template_is_found(planted: str, macros: Macros) -> None:
    source = (TEMPLATES / "parts" / "deal.md.j2").read_text("utf-8")
    for copy in (f"{planted}\n{source}", f"{source}\n{planted}"):
        (found,) = leaks_of(copy, environment(), macros)
        assert found.startswith("line ")


@pytest.mark.parametrize(
    "sound",
    [
        "<p>{{ deal.name }} = {{ deal.amount }}</p>",
        '<a href="{{ root }}scorecards/{{ deal.owner | url }}.html#{{ deal.id | url }}">{{ deal.name }}</a>',
        '{% set way = "open.html?" ~ (deal.name | url) %}<a href="{{ way }}">x</a>',
        "<p title=\"{{ deal.name }}\" data-order='{{ deal.name }}'>a < b {{ deal.name }}</p>",
        '<details{{ " open" if loop.first }}>{{ "<br>" | safe }}</details>',
        "<!-- literal -->{{ deal.name }}",
    ],
)
def test_what_is_sound_is_left_alone(sound: str, macros: Macros) -> None:
    assert list(leaks_of(sound, environment(), macros)) == []
