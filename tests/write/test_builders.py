"""Both site builders turn the same pages into the same site: the one of today, and the one that comes after it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.project import MANAGERS, REPS, TEAM_PAGES, Project, copy_of
from tests.support.tree import Element, tree_of

BUILDERS = ["mkdocs", "zensical"]
PAGES = [
    "index",
    "playbook/checks",
    "playbook/practices",
    "reference/errors",
    *(f"scorecards/{name}" for name in (*TEAM_PAGES, *MANAGERS)),
]
SCORECARDS = [f"scorecards/{rep}" for rep in REPS]


@pytest.fixture(scope="module")
def project(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the pages with each builder's own command, as a user would."""
    project = copy_of(sample, tmp_path_factory.mktemp("builders") / "team")
    shutil.rmtree(project.site)
    for builder in BUILDERS:
        result = subprocess.run(
            [Path(sys.executable).parent / builder, "build", "--strict"],
            cwd=project.folder,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        project.site.rename(project.folder / f"site-of-{builder}")
    return project


def site(project: Project, builder: str) -> Path:
    return project.folder / f"site-of-{builder}"


def articles(project: Project, name: str) -> tuple[Element, Element]:
    """Give what both builders made of a page, without what is around it."""
    trees = [tree_of(site(project, builder) / f"{name}.html") for builder in BUILDERS]
    one, other = (each.one("article", class_="md-content__inner") for each in trees)
    return one, other


def anchors(part: Element) -> list[str]:
    """Give the anchors in order, without those that a builder's theme sets for itself."""
    ids = [each.attributes.get("id", "") for each in part.all()]
    return [anchor for anchor in ids if anchor and not anchor.startswith("__")]


@pytest.mark.parametrize("builder", BUILDERS)
def test_each_builds_the_home_page_of_the_sample_team_and_six_scorecards(builder: str, project: Project) -> None:
    assert tree_of(site(project, builder) / "index.html").one("h1").flat == "Tideline field sales"
    names = {path.stem for path in (site(project, builder) / "scorecards").glob("*.html")}
    assert names == {*REPS, *MANAGERS, *TEAM_PAGES}


def test_neither_leaves_anything_in_the_project_but_its_site_and_its_cache(project: Project) -> None:
    ours = {"build_scorecards.py", "mkdocs.yml", "overrides", "playbook", "playbooks", "pipeline", "mappings", "docs"}
    assert {path.name for path in project.folder.iterdir()} - ours <= {".cache", "site-of-mkdocs", "site-of-zensical"}


@pytest.mark.parametrize("name", [*SCORECARDS, *PAGES])
def test_headings_and_texts_are_the_same(name: str, project: Project) -> None:
    one, other = articles(project, name)
    for tag in ("h1", "h2", "h3", "h4", "summary"):
        assert [each.flat for each in one.all(tag)] == [each.flat for each in other.all(tag)]
    assert one.flat
    assert one.flat == other.flat


@pytest.mark.parametrize("name", [*SCORECARDS, *PAGES])
def test_anchors_are_the_same(name: str, project: Project) -> None:
    one, other = articles(project, name)
    assert anchors(one)
    assert anchors(one) == anchors(other)


@pytest.mark.parametrize("name", SCORECARDS)
def test_the_anchor_of_every_deal_is_the_same(name: str, project: Project) -> None:
    one, other = (
        [deal.attributes["id"] for deal in part.all("details", class_="sc-deal")] for part in articles(project, name)
    )
    assert len(one) >= 5
    assert one == other


@pytest.mark.parametrize("name", [*SCORECARDS, *PAGES])
def test_links_lead_to_the_same_places(name: str, project: Project) -> None:
    one, other = (
        [each.attributes["href"] for each in part.all("a") if "href" in each.attributes]
        for part in articles(project, name)
    )
    assert one
    assert one == other


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_is_no_page_is_published_as_it_is(builder: str, project: Project) -> None:
    for name in (
        "scorecards/scorecards.json",
        "scorecards/scorecards.schema.json",
        "scorecards/ravi-menon.json",
        "scorecards/ravi-menon.ics",
        "scorecards/open.csv",
        "assets/styles/base.css",
    ):
        assert (site(project, builder) / name).read_bytes() == (project.docs / name).read_bytes()
