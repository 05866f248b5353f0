"""What stands in a literal region reaches the page as it is."""

import pytest
from markdown import Markdown

from scorecards.render.literal_markers import CLOSING, OPENING

# Those of mkdocs.yml: each of them could find something to do in a region.
EXTENSIONS = [
    "scorecards.render.literal",
    "admonition",
    "attr_list",
    "tables",
    "toc",
    "pymdownx.highlight",
    "pymdownx.superfences",
]


def page(body: str, before: str = "", after: str = "") -> str:
    return f"{before}\n{OPENING}\n{body}\n{CLOSING}\n{after}"


def converted(text: str) -> str:
    return Markdown(extensions=EXTENSIONS).convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ `code` [link](x.md) ![image](y.png) &lt;script&gt;",
        "# No heading {#none}",
        "{{ config }} {% raw %} ${x}",
        "--8<-- 'mkdocs.yml'",
        "```python\nprint()\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "!!! note\n    No admonition",
        "    indented",
        "[a]: http://example.com\n*[HTML]: no abbreviation",
        "a\n\n\n- b\n- c\n\n1. d",
        "&amp; &copy; \\* \\_ <br>",
        "wzxhzdk:0 klzzwxh:0000",
        "🙂 \u202eright to left\u202c é",
    ],
)
def test_nothing_in_a_region_is_read_as_markdown(text: str) -> None:
    assert converted(page(f"<div>{text}</div>")) == f"<div>{text}</div>"


def test_text_around_a_region_is_read_as_markdown() -> None:
    text = page("<div>**a**</div>", before="## Ask {#ask}\n\nSome *text*", after="More *text*")
    assert converted(text) == (
        '<h2 id="ask">Ask</h2>\n<p>Some <em>text</em></p>\n<div>**a**</div>\n<p>More <em>text</em></p>'
    )


def test_the_table_of_contents_has_the_headings_outside_of_regions_alone() -> None:
    markdown = Markdown(extensions=EXTENSIONS)
    markdown.convert(page("<div>\n<h2 id='no'>No</h2>\n\n## Nor this\n</div>", before="## Yes", after="## And this"))
    assert [token["name"] for token in markdown.toc_tokens] == ["Yes", "And this"]  # type: ignore[attr-defined]


def test_every_region_of_a_page_comes_back_in_its_place() -> None:
    regions = [f"<div>\n{number}\n\n{number}\n</div>" for number in range(12)]
    assert converted("\n".join(page(region) for region in regions)) == "\n".join(regions)


def test_text_cannot_forge_the_place_of_another_region() -> None:
    forged = "\x02wzxhzdk:0\x03"
    text = page("<div>first</div>") + page(f"<div>{forged}</div>")
    assert converted(text) == "<div>first</div>\n<div>wzxhzdk:0</div>"


def test_a_marker_counts_only_where_it_has_the_line_to_itself() -> None:
    text = page(f"<div>\n {CLOSING}\nx {OPENING}\n</div>")
    assert converted(text) == f"<div>\n {CLOSING}\nx {OPENING}\n</div>"


def test_a_region_that_is_not_closed_stops_the_build() -> None:
    with pytest.raises(ValueError, match="without <!-- /literal -->"):
        converted(f"{OPENING}\n<div></div>\n")
