"""The CI files that ship for the teams who use the product."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github/workflows/scorecards.yml"
GITLAB = ROOT / ".gitlab-ci.yml"
DEFAULT_BRANCH_ALONE = (
    "github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch"
)


def read(path: Path) -> Any:
    """Read a CI file as text values: so `on` stays a word and is no truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds plain text only


def run(*command: str | Path) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(("path", "schema"), [(GITHUB, "vendor.github-workflows"), (GITLAB, "vendor.gitlab-ci")])
def test_fits_the_schema_of_its_ci_system(path: Path, schema: str) -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path)


def test_the_workflow_linter_finds_nothing() -> None:
    """Its strictest reading: pins, permissions, credentials, injected text."""
    run(Path(sys.executable).parent / "zizmor", "--offline", "--no-progress", "--pedantic", GITHUB)


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_github_runs_on_each_change_of_the_pipeline_or_the_playbook(event: str) -> None:
    assert {"pipeline/**", "playbook/**"} <= set(read(GITHUB)["on"][event]["paths"])


def test_gitlab_runs_on_each_change_of_the_pipeline_or_the_playbook() -> None:
    jobs = read(GITLAB)
    for job in ("build", "pages"):
        (rule,) = jobs[job]["rules"]
        assert {"pipeline/**/*", "playbook/**/*"} <= set(rule["changes"])


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


def test_every_make_target_that_ci_calls_is_there() -> None:
    targets = {line.split(":")[0] for line in (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()}
    assert {"check", "site"} <= targets
