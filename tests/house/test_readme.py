"""What the README promises to a new user's first ten minutes holds, word for word."""

import re
from pathlib import Path

import pytest
import yaml

from tests.support.project import Project, fresh

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
REP, STAGE, QUESTION, OPPORTUNITY = range(4)


def put(path: Path, block: str, *, under: str = "", before: str = "") -> None:
    """Put a block, as it stands in the README, under a line of a file or before one."""
    line = f"\n{under or before}\n"
    text = path.read_text(encoding="utf-8")
    assert text.count(line) == 1
    path.write_text(text.replace(line, f"{line}{block}\n" if under else f"\n{block}{line}"), encoding="utf-8")


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a copy of the project in which somebody pasted each block of "Make it yours", and looked after each step."""
    project = fresh(tmp_path_factory.mktemp("mine"))
    folder = project.folder
    put(folder / "pipeline" / "team.yml", BLOCKS[REP], under="reps:")
    project.build("check")
    put(folder / "playbook" / "stages.yml", BLOCKS[STAGE], before="  - id: quote")
    project.build("check")
    put(folder / "playbook" / "questions.yml", BLOCKS[QUESTION], under="questions:")
    project.build("check")
    put(project.snapshot, BLOCKS[OPPORTUNITY], under="opportunities:")
    project.build("build", "--pages-only")
    return project


def test_the_readme_has_a_block_for_each_step() -> None:
    assert [next(iter(yaml.safe_load(block)[0].values())) for block in BLOCKS] == [
        "your-name",
        "pilot",
        "security-review",
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


def test_the_new_question_is_among_the_first_that_the_new_rep_is_to_ask(mine: Project) -> None:
    card = next(card for card in mine.review()["scorecards"] if card["rep"] == "your-name")
    assert "security-review" in [ask["question"] for ask in card["asks"][:7]]
    page = (mine.docs / "scorecards" / "your-name.md").read_text(encoding="utf-8")
    assert "Who on your side has to say yes before a new supplier is let in?" in page.partition("<details")[0]


def test_the_picture_of_the_readme_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (Path(__file__).parent.parent.parent / picture).stat().st_size > 10_000
