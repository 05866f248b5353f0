"""What the README promises to a new user's first ten minutes holds, word for word."""

import re
from pathlib import Path

import pytest
import yaml

from tests.project import Project, fresh, plain

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
REP, QUESTION, STAGE, OPPORTUNITY = range(4)


def insert_after(path: Path, line: str, block: str) -> None:
    """Put a block, indented as an item of a list, behind a line of a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(f"\n{line}\n") == 1
    indented = "".join(f"  {each}" for each in block.splitlines(keepends=True))
    path.write_text(text.replace(f"\n{line}\n", f"\n{line}\n{indented}\n"), encoding="utf-8")


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a copy of the project in which somebody has followed "Make it yours"."""
    project = fresh(tmp_path_factory.mktemp("mine"))
    folder = project.folder
    manager = plain(folder / "pipeline" / "team.yml")["managers"][0]["id"]
    insert_after(folder / "pipeline" / "team.yml", "reps:", BLOCKS[REP].replace("their-manager-id", manager))
    insert_after(folder / "playbook" / "questions.yml", "questions:", BLOCKS[QUESTION])
    insert_after(folder / "playbook" / "stages.yml", "stages:", BLOCKS[STAGE])
    insert_after(project.snapshot, "opportunities:", BLOCKS[OPPORTUNITY])
    project.build("build", "--pages-only")
    return project


def test_the_readme_has_a_block_for_each_step() -> None:
    assert [next(iter(yaml.safe_load(block)[0].values())) for block in BLOCKS] == [
        "your-name",
        "security-review",
        "pilot",
        "OPP-9001",
    ]


def test_the_new_rep_has_a_scorecard_with_the_new_opportunity_in_the_new_stage(mine: Project) -> None:
    review = mine.review()
    card = next(card for card in review["scorecards"] if card["rep"] == "your-name")
    assert [(group["stage"], group["opportunities"]) for group in card["stages"]] == [("pilot", ["OPP-9001"])]
    page = (mine.docs / "scorecards" / "your-name.md").read_text(encoding="utf-8")
    assert 'id="OPP-9001"' in page
    assert "First opportunity of mine" in page
    assert "Pilot" in page


def test_the_new_question_and_stage_stand_in_the_playbook(mine: Project) -> None:
    assert "Is there a security review, and who runs it?" in (mine.docs / "playbook" / "questions.md").read_text(
        "utf-8"
    )
    assert "They told us in writing how the pilot went." in (mine.docs / "playbook" / "stages.md").read_text("utf-8")


def test_the_new_question_is_asked_where_it_is_due(mine: Project) -> None:
    asked = [
        ask for card in mine.review()["scorecards"] for ask in card["asks"] if ask["question"] == "security-review"
    ]
    assert asked


def test_the_picture_of_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (Path(__file__).parent.parent / picture).stat().st_size > 10_000
