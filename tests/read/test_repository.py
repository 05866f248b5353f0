"""The address of the web editor, taken from mkdocs.yml where it names a repository."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.read.repository import editors
from scorecards.review import Folders, editors_of
from scorecards.yaml_files.document import texts_on_top
from tests.support.project import fresh

HUB = "https://github.com/acme/sales"
LAB = "https://gitlab.example.com/acme/team/sales"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Give a project with rulings, and an mkdocs.yml without a repository."""
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline/rulings.yml").write_text("rulings: []\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: Ours\n")
    return tmp_path


def address(home: Path, settings: str) -> str | None:
    (home / "mkdocs.yml").write_text(settings)
    return editor(home, home / "pipeline/rulings.yml")


def editor(home: Path, file: Path) -> str | None:
    return editors(home, {"it": file}).get("it")


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "expected"),
    [
        (HUB, "", f"{HUB}/edit/main/pipeline/rulings.yml"),
        (f"{HUB}/", "", f"{HUB}/edit/main/pipeline/rulings.yml"),
        (HUB, "edit/master/docs/", f"{HUB}/edit/master/pipeline/rulings.yml"),
        (HUB, "blob/trunk/docs/", f"{HUB}/edit/trunk/pipeline/rulings.yml"),
        (HUB, f"{HUB}/edit/trunk/docs/", f"{HUB}/edit/trunk/pipeline/rulings.yml"),
        (HUB, "edit/main/north/docs/", f"{HUB}/edit/main/north/pipeline/rulings.yml"),
        (HUB, "edit/main", f"{HUB}/edit/main/pipeline/rulings.yml"),
        (HUB, "?query=root/docs/", f"{HUB}/edit/main/pipeline/rulings.yml"),
        (LAB, "", f"{LAB}/-/edit/main/pipeline/rulings.yml"),
        (LAB, "-/edit/next/docs/", f"{LAB}/-/edit/next/pipeline/rulings.yml"),
        (LAB, "-/blob/next/docs/", f"{LAB}/-/edit/next/pipeline/rulings.yml"),
        (
            "https://code.example.com/a/b",
            "_edit/main/docs/",
            "https://code.example.com/a/b/_edit/main/pipeline/rulings.yml",
        ),
        (
            "https://git.example.com/a/b",
            "edit/main/docs/",
            "https://git.example.com/a/b/edit/main/pipeline/rulings.yml",
        ),
    ],
)
def test_the_editor_opens_the_file_on_the_branch_of_the_pages(
    home: Path, repo_url: str, edit_uri: str, expected: str
) -> None:
    settings = f"repo_url: {repo_url}\n" + (f"edit_uri: '{edit_uri}'\n" if edit_uri else "")
    assert address(home, settings) == expected


@pytest.mark.parametrize(
    "settings",
    [
        "site_name: Ours\n",
        "repo_url:\n",
        "repo_url: ''\n",
        "repo_url: !ENV [REPOSITORY, 'https://github.com/acme/sales']\n",
        "repo_url: !ENV REPOSITORY\n",
        "extra:\n  repo_url: https://github.com/acme/sales\n",
        "# repo_url: https://github.com/acme/sales\n",
        "repo_url: javascript:alert(1)//github\n",
        "repo_url: git@github.com:acme/sales.git\n",
        "repo_url: https://git.example.com/acme/sales\n",
        "repo_url: https:///github\n",
        "- repo_url\n",
        "",
    ],
)
def test_where_no_editor_is_known_there_is_no_link(home: Path, settings: str) -> None:
    assert address(home, settings) is None


def test_other_keys_and_tags_are_passed_over(home: Path) -> None:
    settings = (
        "docs_dir: !ENV [SCORECARDS_DOCS, docs]\nemoji: !!python/name:material.extensions.emoji.twemoji\n"
        'theme: &theme {name: material}\nrepo_url: "https://github.com/acme/sales"  # ours\nother: *theme\n'
        "plugins:\n  - search:\n      repo_url: https://github.com/acme/other\n"
    )
    assert address(home, settings) == f"{HUB}/edit/main/pipeline/rulings.yml"


def test_a_file_outside_the_project_or_not_there_has_no_link(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (home / "mkdocs.yml").write_text(f"repo_url: {HUB}\n")
    other = tmp_path_factory.mktemp("other") / "rulings.yml"
    other.write_text("rulings: []\n")
    assert editor(home, other) is None
    assert editor(home, home / "pipeline/focus.yml") is None
    (home / "mkdocs.yml").unlink()
    assert editor(home, home / "pipeline/rulings.yml") is None


def test_a_playbook_outside_the_project_has_no_link_and_the_rulings_inside_have_one(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (home / "mkdocs.yml").write_text(f"repo_url: {HUB}\n")
    elsewhere, inside = tmp_path_factory.mktemp("shared") / "playbook", home / "playbook"
    rulings = {"pipeline/rulings.yml": f"{HUB}/edit/main/pipeline/rulings.yml"}
    for playbook in (elsewhere, inside):
        (playbook / "checks").mkdir(parents=True)
        (playbook / "checks" / "a.yml").write_text("id: a\n")
    assert editors_of(Folders(home, elsewhere, home / "pipeline", home / "docs")) == rulings
    assert editors_of(Folders(home, inside, home / "pipeline", home / "docs")) == rulings | {
        "playbook/checks/a.yml": f"{HUB}/edit/main/playbook/checks/a.yml"
    }


def test_a_name_that_an_address_cannot_hold_is_written_in_its_way(home: Path) -> None:
    (home / "mkdocs.yml").write_text(f"repo_url: {HUB}\n")
    odd = home / "Pläne & more #1.yml"
    odd.write_text("rulings: []\n")
    assert editor(home, odd) == f"{HUB}/edit/main/Pl%C3%A4ne%20%26%20more%20%231.yml"


def test_what_stands_before_a_mistake_is_still_read() -> None:
    assert texts_on_top(b"a: one\nb: [\n", {"a", "b"}) == {"a": "one"}
    assert texts_on_top(b"\xff\xfe\x00", {"a"}) == {}


@given(st.dictionaries(st.sampled_from("abcd"), st.text("xyz", min_size=1)), st.sets(st.sampled_from("abcd")))
def test_just_the_texts_that_are_asked_for_are_found(written: dict[str, str], asked: set[str]) -> None:
    text = "".join(f"{key}: {value}\nlist_{key}: [a, {{b: c}}]\n" for key, value in written.items())
    assert texts_on_top(text.encode(), asked) == {key: value for key, value in written.items() if key in asked}


def test_a_site_that_names_a_repository_links_to_its_editor_and_still_asks_no_other_host(tmp_path: Path) -> None:
    """The theme's own link to a repository would ask the host for figures as soon as a page opens."""
    project = fresh(tmp_path / "project")
    project.change("mkdocs.yml", "site_name: ", "repo_url: https://github.com/acme/deals\nsite_name: ")
    project.build()
    page = (project.site / "scorecards" / "maeve-corrigan.html").read_text("utf-8")
    assert "https://github.com/acme/deals/edit/main/pipeline/rulings.yml" in page
    assert 'href="https://github.com/acme/deals"' in page
    plays = (project.site / "playbook" / "plays.html").read_text("utf-8")
    lines = (project.folder / "playbook" / "plays.yml").read_text("utf-8").splitlines()
    line = lines.index("  - id: permission-to-say-no") + 1
    rule = f"https://github.com/acme/deals/edit/main/playbook/plays.yml#L{line}"
    assert f'"{rule}" data-search-exclude>Suggest a change' in plays
    assert 'data-md-component="source"' not in page
