"""The guides for those who change the code name files that there are, and the recipes are all there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
GUIDES = ["docs/architecture.md", "docs/recipes.md"]
BESIDE = sorted(path.name for path in ROOT.glob("*.md"))
ENDINGS = "py|yml|md|j2|js|css|csv|svg"
PLACE = re.compile(rf"`((?:scorecards|tests|docs|playbook|mappings|bench)/[\w./-]+\.(?:{ENDINGS}))`( \(new\))?")
"""A file, and whether the recipe makes it."""


@pytest.mark.parametrize("guide", GUIDES)
def test_each_file_that_is_named_is_there_unless_the_recipe_makes_it(guide: str) -> None:
    places = PLACE.findall((ROOT / guide).read_text(encoding="utf-8"))
    assert places
    assert [name for name, new in places if (ROOT / name).is_file() == bool(new)] == []


def test_there_is_a_recipe_for_what_people_add() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "docs/recipes.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [
        "Add a fact",
        "Add a check",
        "Add a cause",
        "Add a situation",
        "Add a theme",
        "Add a column to a table",
        "Add a page",
        "Add a word for rulings",
        "Add a problem code",
        "Add a lint rule",
        "Map a CRM",
        "Add an output format",
        "Add a format of check",
    ]


def test_each_recipe_names_its_tests() -> None:
    _, *recipes = re.split(r"^## ", (ROOT / "docs/recipes.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    for recipe in recipes:
        assert "**Test it**" in recipe, recipe.splitlines()[0]
        assert "`tests/" in recipe, recipe.splitlines()[0]


@pytest.mark.parametrize("name", BESIDE)
def test_a_link_of_a_page_that_is_no_part_of_the_site_leads_to_a_file(name: str) -> None:
    """The strict build looks at the links of all others."""
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
