"""A stage, an exit criterion and a question renamed in the playbook: nothing but their names changes on any page."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from scorecards.cli.main import scorecards
from scorecards.report.review import Review
from tests.support.files import files_of
from tests.support.project import ROOT
from tests.support.reviews import review_in
from tests.support.small_reference import REFERENCE

RENAMED = {"stages.yml": ("decide", "quote-discussed"), "questions.yml": ("paper-process",)}
OF_A_STAGE = r"(?m)^(\s*(?:- id|stage|stages|from_stage|answered_by_stage):.*?|\s+)\bdecide\b(?=$|[],:])"


def copied(folder: Path, *, formerly: bool) -> Path:
    """Copy the sample; each rule that is to be renamed has a line more, which names its former id or nothing."""
    for part in ("playbook", "pipeline"):
        shutil.copytree(ROOT / part, folder / part)
    for name, ids in RENAMED.items():
        path = folder / "playbook" / name
        text = path.read_text("utf-8")
        for id_ in ids:
            line = f"formerly: [{id_}]" if formerly else "# its name"
            text, count = re.subn(rf"(?m)^( +)- id: {id_}$", rf"\g<0>\n\1  {line}", text)
            assert count == 1
        path.write_text(text, encoding="utf-8")
    return folder


def rename(folder: Path) -> Path:
    """Rename them in the playbook and in the newest snapshot, as a team does; older snapshots stay as they are."""
    newest = max((folder / "pipeline" / "snapshots").iterdir())
    for path in (*(folder / "playbook").rglob("*.yml"), newest):
        text = path.read_text("utf-8")
        for id_ in ("quote-discussed", "paper-process"):
            text = re.sub(rf"(?<![\w\[-]){id_}(?![\w-])(?!\])", f"{id_}-now", text)
        path.write_text(re.sub(OF_A_STAGE, r"\1decide-now", text), encoding="utf-8")
    return folder


def renamed_by_command(folder: Path) -> Path:
    """Rename them with the command, in a copy of the sample as it is."""
    for part in ("playbook", "pipeline"):
        shutil.copytree(ROOT / part, folder / part)
    for kind, id_ in (("stage", "decide"), ("criterion", "quote-discussed"), ("question", "paper-process")):
        result = CliRunner().invoke(scorecards, ["rename", kind, id_, f"{id_}-now"], obj=folder)
        assert (result.exit_code, result.stderr) == (0, "")
    return folder


def shown(review: Review) -> dict[str, str]:
    """Give what the review shows, with the former ids in the place of the present ones."""
    files = {path: data.decode("utf-8") for path, data in files_of(review, REFERENCE).items() if "schema" not in path}
    for id_ in ("decide", "quote-discussed", "paper-process"):
        files = {path: text.replace(f"{id_}-now", id_) for path, text in files.items()}
    named = re.compile(r'(?m)"formerly":\[[^\]]*\]|^<p class="sc-note">Before: <bdi>decide</bdi></p>\n')
    return {path: named.sub("", text) for path, text in files.items()}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Review:
    return review_in(copied(tmp_path_factory.mktemp("renames") / "before", formerly=False))


def test_a_rename_changes_nothing_that_is_shown_but_the_names(before: Review, tmp_path: Path) -> None:
    after = review_in(rename(copied(tmp_path / "after", formerly=True)))
    assert [stage.stage for stage in after.stages][4] == "decide-now"
    assert {"quote-discussed-now", "paper-process-now"} <= {
        *after.playbook.criteria,
        *(each.id for each in after.playbook.questions),
    }
    assert after.since == before.since
    one, other = shown(before), shown(after)
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_the_command_renames_them_and_changes_nothing_that_is_shown_but_the_names(
    before: Review, tmp_path: Path
) -> None:
    after = review_in(renamed_by_command(tmp_path / "after"))
    assert [stage.stage for stage in after.stages][4] == "decide-now"
    assert after.since == before.since
    one, other = shown(before), shown(after)
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_without_the_former_ids_the_same_rename_would_count_as_movement(before: Review, tmp_path: Path) -> None:
    after = review_in(rename(copied(tmp_path / "after", formerly=False)))
    assert before.since
    assert after.since
    assert after.since.forward > before.since.forward


def test_a_snapshot_that_holds_the_former_ids_reads_on_as_the_newest(before: Review, tmp_path: Path) -> None:
    folder = copied(tmp_path / "after", formerly=True)
    snapshots = {path: path.read_bytes() for path in (folder / "pipeline" / "snapshots").iterdir()}
    rename(folder)
    for path, data in snapshots.items():
        path.write_bytes(data)
    assert shown(review_in(folder)) == shown(before)
