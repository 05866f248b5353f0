"""The CI files: those that ship for the teams who use the product, and the one for those who change it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.project import PARTS

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github/workflows/scorecards.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
CONTRIBUTORS = ROOT / ".github/workflows/contributors.yml"
ADVISORIES = ROOT / ".github/workflows/advisories.yml"
PREVIEW = ROOT / ".github/workflows/preview.yml"
WORKFLOWS = (GITHUB, CONTRIBUTORS, ADVISORIES, PREVIEW)
SCHEMAS = {
    GITHUB: "github-workflows",
    CONTRIBUTORS: "github-workflows",
    ADVISORIES: "github-workflows",
    PREVIEW: "github-workflows",
    GITLAB: "gitlab-ci",
    ROOT / ".github/dependabot.yml": "dependabot",
    ROOT / ".github/ISSUE_TEMPLATE/config.yml": "github-issue-config",
    ROOT / ".github/ISSUE_TEMPLATE/bug.yml": "github-issue-forms",
    ROOT / ".github/ISSUE_TEMPLATE/crm-mapping.yml": "github-issue-forms",
}
LINTED = (*WORKFLOWS, ROOT / ".github/dependabot.yml", ROOT / ".pre-commit-config.yaml")
PINNED = re.compile(r"[\w-]+/[\w-]+@[0-9a-f]{40}")
MAY: dict[str, dict[str, str]] = {"publish": {"pages": "write", "id-token": "write"}}
"""What a job may, where that is more than to read the repository."""
MAY["comment"] = {"pull-requests": "write"}
COMMENTS = "gh pr comment "
"""The one command of a workflow that is none of make's: its job checks nothing out."""
DEFAULT_BRANCH_ALONE = (
    "github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch"
)

OWN_BRANCHES_ALONE = "github.event.pull_request.head.repo.full_name == github.repository"
ONLY_WHERE = {"publish": DEFAULT_BRANCH_ALONE, "comment": OWN_BRANCHES_ALONE}


def read(path: Path) -> Any:
    """Read a CI file as text values: so `on` stays a word and is no truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds plain text only


def run(*command: str | Path) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_fits_the_schema_of_its_ci_system(path: Path) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{SCHEMAS[path]}", path)


def test_every_file_for_github_has_a_schema_here() -> None:
    assert set((ROOT / ".github").rglob("*.yml")) <= set(SCHEMAS)


def test_the_workflow_linter_finds_nothing() -> None:
    """Its strictest reading: pins, permissions, credentials, injected text."""
    run(Path(sys.executable).parent / "zizmor", "--offline", "--no-progress", "--persona=auditor", *LINTED)


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_github_runs_on_each_change_of_the_pipeline_or_the_playbook(event: str) -> None:
    assert {"pipeline/**", "playbook/**"} <= set(read(GITHUB)["on"][event]["paths"])


def test_gitlab_runs_on_each_change_of_the_pipeline_or_the_playbook() -> None:
    jobs = read(GITLAB)
    for job in ("build", "pages"):
        (rule,) = jobs[job]["rules"]
        assert {"pipeline/**/*", "playbook/**/*"} <= set(rule["changes"])


def test_ci_builds_on_a_change_of_anything_that_the_site_is_made_from() -> None:
    """That is what a project needs to build its site, but for the mappings, which only an import reads."""
    made_from = {*PARTS, "scorecards", "requirements", "Makefile"} - {"mappings"}
    for paths in (set(read(GITHUB)["on"]["push"]["paths"]), set(read(GITLAB)[".inputs"])):
        assert made_from <= {path.partition("/")[0] for path in paths}


def test_github_validates_before_it_builds_and_builds_before_it_publishes() -> None:
    jobs = read(GITHUB)["jobs"]
    commands = [step["run"] for step in jobs["build"]["steps"] if "run" in step]
    assert commands == ["make check", "make site"]
    assert jobs["publish"]["needs"] == "build"


def test_gitlab_validates_before_it_builds_and_builds_before_it_publishes() -> None:
    jobs = read(GITLAB)
    assert jobs["build"]["script"] == ["make check", "make site"]
    assert jobs["pages"]["needs"] == ["build"]
    assert jobs["stages"].index("build") < jobs["stages"].index("publish")


def test_only_the_default_branch_is_published() -> None:
    assert read(GITHUB)["jobs"]["publish"]["if"] == DEFAULT_BRANCH_ALONE
    assert read(GITLAB)["pages"]["rules"][0]["if"] == "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"


def test_a_proposed_change_keeps_its_site_as_an_artifact() -> None:
    steps = read(GITHUB)["jobs"]["build"]["steps"]
    (kept,) = [step for step in steps if step.get("uses", "").startswith("actions/upload-artifact@")]
    assert kept["if"] == "github.event_name == 'pull_request'"
    assert kept["with"]["path"] == "site"
    assert read(GITLAB)["build"]["artifacts"]["paths"] == ["site"]


def test_a_change_of_the_playbook_is_previewed_and_the_job_that_may_comment_runs_nothing_of_the_repository() -> None:
    workflow = read(PREVIEW)
    assert workflow["on"]["pull_request"]["paths"] == ["playbook/**"]
    compares, comments = (workflow["jobs"][name]["steps"] for name in ("preview", "comment"))
    assert [step["run"] for step in compares if "run" in step] == ["make preview BASE=HEAD^1"]
    assert workflow["jobs"]["comment"]["needs"] == "preview"
    assert not any("checkout" in step.get("uses", "") for step in comments)
    assert [step["run"].startswith(COMMENTS) for step in comments if "run" in step] == [True]


def test_what_is_put_into_a_comment_names_no_deal() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    _, _, recipe = makefile.partition("\npreview: ")
    assert "--counts-only" in recipe.partition("\n.PHONY")[0]


def test_every_make_target_that_ci_calls_is_there() -> None:
    targets = {line.split(":")[0] for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()}
    commands = [step["run"] for path in WORKFLOWS for step in steps(path) if "run" in step]
    called = {command.split()[1] for command in commands if not command.startswith(COMMENTS)}
    assert {"check", "site", "preview", "lint", "types", "test", "audit"} <= called <= targets


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def test_contributors_are_tested_on_each_python_that_the_product_runs_on() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    versions = read(CONTRIBUTORS)["jobs"]["tests"]["strategy"]["matrix"]["python"]
    assert declared == f">={versions[0]}"
    assert versions == ["3.11", "3.12", "3.13", "3.14"]


def test_the_workflow_for_contributors_may_only_read_and_leaves_a_teams_own_commits_alone() -> None:
    workflow = read(CONTRIBUTORS)
    assert workflow["permissions"] == {}
    assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}] * 2
    for event in ("push", "pull_request"):
        assert not {"pipeline/**", "playbook/**"} & set(workflow["on"][event]["paths"])


def test_all_workflows_pin_the_same_actions() -> None:
    """One that is upgraded in a single file would leave the others behind."""
    used = {step["uses"] for path in WORKFLOWS for step in steps(path) if "uses" in step}
    names = [name.partition("@")[0] for name in used]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_gives_a_job_more_than_it_needs(path: Path) -> None:
    """No secret, no event that runs a stranger's change with the repository's rights, no event's text in a shell."""
    workflow, text = read(path), path.read_text(encoding="utf-8")
    assert workflow["permissions"] == {}
    assert "secrets" not in text
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == MAY.get(name, {"contents": "read"})
        assert name not in MAY or job["if"] == ONLY_WHERE[name]
    for step in steps(path):
        assert "${{" not in step.get("run", "")
        assert PINNED.fullmatch(step["uses"]) if "uses" in step else step["run"].startswith(("make ", COMMENTS))
        assert step.get("with", {}).get("persist-credentials", "false") == "false"
        assert not step.get("uses", "").startswith("actions/checkout@") or "persist-credentials" in step["with"]


def test_gitlab_runs_the_same_commands_and_takes_nothing_from_elsewhere() -> None:
    """It names no variable that holds a secret, and no job or service of another repository."""
    jobs, text = read(GITLAB), GITLAB.read_text(encoding="utf-8")
    assert set(jobs) == {"workflow", "stages", "default", ".inputs", "build", "pages"}
    assert not re.search(r"include:|services:|secrets:|id_tokens:|extends:|TOKEN|PASSWORD", text)
    assert jobs["build"]["script"] + jobs["pages"]["script"] == ["make check", "make site", "mv site public"]
    assert set(re.findall(r"\$CI_\w+", text)) == {
        *("$CI_PIPELINE_SOURCE", "$CI_COMMIT_BRANCH", "$CI_OPEN_MERGE_REQUESTS", "$CI_DEFAULT_BRANCH"),
        "$CI_PAGES_URL",
    }


def test_what_is_known_of_weaknesses_is_looked_up_each_week_and_where_a_pin_changes() -> None:
    started = read(ADVISORIES)["on"]
    assert started["schedule"]
    assert started["pull_request"]["paths"] == ["requirements/*.txt"]


def test_before_a_commit_the_projects_own_tools_run() -> None:
    (repo,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    assert {hook["entry"].split()[2] for hook in repo["hooks"]} == {"ruff", "mypy"}
    for hook in repo["hooks"]:
        assert hook["entry"].startswith(".venv/bin/python -m ")


def test_editors_break_lines_where_the_formatter_does() -> None:
    length = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["ruff"]["line-length"]
    assert f"\nmax_line_length = {length}\n" in (ROOT / ".editorconfig").read_text(encoding="utf-8")
