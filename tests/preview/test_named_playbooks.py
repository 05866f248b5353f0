"""Playbooks named on the command line: folders, and revisions of git."""

import os
import subprocess
from pathlib import Path

import pytest

from scorecards.preview.git_playbook import RevisionError
from scorecards.preview.playbooks import named_playbooks, split


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", folder, *who, *arguments], check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def working(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a playbook in a repository, below its top, that was committed once and then changed."""
    project = tmp_path / "sales"
    (project / "playbook/checks").mkdir(parents=True)
    (project / "playbook/stages.yml").write_text("old\n", "utf-8")
    (project / "playbook/checks/one.yml").write_text("one\n", "utf-8")
    (project / "playbook/notes.txt").write_text("no rule\n", "utf-8")
    git(tmp_path, "init", "-q", "-b", "trunk")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "First")
    (project / "playbook/stages.yml").write_text("new\n", "utf-8")
    monkeypatch.chdir(project)
    return project / "playbook"


def test_a_revision_is_read_as_it_was_and_the_working_folder_is_left_alone(working: Path) -> None:
    with named_playbooks("trunk", working) as (base, head):
        assert {path.relative_to(base.folder).as_posix() for path in base.folder.rglob("*.yml")} == {
            "stages.yml",
            "checks/one.yml",
        }
        assert not list(base.folder.rglob("*.txt"))
        assert (base.folder / "stages.yml").read_text("utf-8") == "old\n"
        assert head.folder == working
        assert base.in_its_words(str(base.folder / "stages.yml")) == "trunk:playbook/stages.yml"
    assert not base.folder.exists()
    assert (working / "stages.yml").read_text("utf-8") == "new\n"


def test_both_may_be_revisions(working: Path) -> None:
    git(working, "commit", "-qam", "Second")
    with named_playbooks("HEAD~1..HEAD", working) as (base, head):
        assert [(each.folder / "stages.yml").read_text("utf-8") for each in (base, head)] == ["old\n", "new\n"]


def test_a_folder_whose_path_holds_two_dots_is_no_pair_of_revisions(working: Path) -> None:
    assert split("../sales/playbook") == ("../sales/playbook", None)
    assert split("../sales/playbook..playbook") == ("../sales/playbook", "playbook")
    assert split("playbook..../sales/playbook") == ("playbook", "../sales/playbook")
    assert working.is_dir()


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("no-such-branch", "no revision of this repository"),
        ("trunk..no-such-branch", "no revision of this repository"),
        ("trunk...HEAD", "expected BASE or BASE..HEAD"),
        ("trunk..", "expected BASE or BASE..HEAD"),
        ("..trunk", "expected BASE or BASE..HEAD"),
        ("--output=x", "expected a folder, or a revision"),
        ("trunk\n--x", "expected a folder, or a revision"),
        ("$(touch x)", "no revision of this repository"),
        ("", "expected a folder, or a revision"),
    ],
)
def test_what_is_neither_is_refused_with_a_reason(working: Path, named: str, said: str) -> None:
    with pytest.raises(RevisionError, match=said), named_playbooks(named, working):
        pass
    assert not (working.parent / "x").exists()


def test_a_revision_without_the_folder_is_refused(working: Path) -> None:
    other = working.with_name("rules")
    other.mkdir()
    with pytest.raises(RevisionError, match="no folder 'rules' in revision 'trunk'"), named_playbooks("trunk", other):
        pass


def test_a_link_among_the_rules_of_a_revision_is_refused(working: Path) -> None:
    (working / "scoring.yml").symlink_to("/etc/hostname")
    git(working, "add", ".")
    git(working, "commit", "-qm", "Link")
    with pytest.raises(RevisionError, match="no plain file"), named_playbooks("HEAD", working):
        pass


def test_outside_a_repository_git_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "playbook").mkdir()
    with pytest.raises(RevisionError, match="not a git repository"), named_playbooks("main", tmp_path / "playbook"):
        pass


def test_without_git_two_folders_are_asked_for(working: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(RevisionError, match="git isn't installed here"), named_playbooks("trunk", working):
        pass
