"""The command ``check``: validate, look through the rules, run the playbook's tests, write nothing."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.messages import tell
from scorecards.cli.options import options, pipeline_folder, playbook_folder, shown, snapshot_to_check
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.problems.telling import first_of_each_cause

if TYPE_CHECKING:
    from scorecards.lint.on_deals import Deal
    from scorecards.read.input import Input
    from scorecards.rule_tests.run import Run

FORMATS = ("text", "json", "github", "gitlab", "junit", "sarif")

format_of_problems = click.option(
    "--format",
    "told_as",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How problems are shown: as lines for people, as JSON, or as GitHub, GitLab, a JUnit reader or a SARIF reader "
    "takes them. Every format except text goes to standard output.",
)
strict = click.option("--strict", is_flag=True, help="Let warnings end the command with status 1, too.")
on_deals = click.option(
    "--on-deals",
    is_flag=True,
    help="Look at what the checks come to on the snapshot's deals, too: those that fail for all or none, or are never "
    "known.",
)


@click.command()
@options(snapshot_to_check, playbook_folder, pipeline_folder, format_of_problems, strict, on_deals)
@click.pass_obj
def check(
    home: Path,
    snapshot: Path | None,
    playbook: Path | None,
    pipeline: Path | None,
    told_as: str,
    *,
    strict: bool,
    on_deals: bool,
) -> None:
    """Validate everything, look through the rules for what can't be meant, run the rule tests, write nothing.

    Reads the playbook, the team's files and every snapshot, or those up to the one you name. Where these have no
    problems, looks through the playbook: rules that nothing can meet, that contradict or repeat each other, or that
    nothing uses. The page Lint has each, with what to do.
    """
    rules, team = playbook or shown(home / "playbook"), pipeline or shown(home / "pipeline")
    from scorecards.rule_tests.playbook_tests import run_playbook_tests
    from scorecards.rule_tests.told import unmet

    tests = None
    try:
        problems, files = _looked_through(rules, team, snapshot, on_deals=on_deals)
        tests = run_playbook_tests(rules)
        files += len(tests.files.paths) + (tests.survivors is not None)
    except ProblemsFound as found:
        problems, files = found.problems, 0
    if told_as == "text":
        _tell_lines(problems, files)
        if tests:
            _tell_tests(tests.run)
    else:
        every = [*problems, *unmet(tests.run)] if tests else problems
        click.echo(_written(every, files, told_as, home, strict=strict), nl=False)
    if _is_fatal(problems, strict=strict) or (tests and tests.run.failed):
        sys.exit(1)


def _looked_through(
    playbook: Path, pipeline: Path, snapshot: Path | None, *, on_deals: bool
) -> tuple[list[Problem], int]:
    """Give what the lint finds, and how many files were read.  Raises ``ProblemsFound`` where reading finds any."""
    from scorecards.lint.lint import lint
    from scorecards.lint.on_deals import of_deals
    from scorecards.lint.placed import PlacedPlaybook
    from scorecards.read.input import input_of
    from scorecards.read.team_files import files_in, read_files
    from scorecards.write.folder_lock import reading

    with reading(pipeline):
        read = read_files(playbook, pipeline, snapshot, None)
        files = files_in(read)
        rules, _, _ = read.without_problems()
        if not on_deals:
            return lint(rules), files
        deals = _deals_of(input_of(read, playbook, pipeline))
        return lint(rules, of_deals(PlacedPlaybook(rules), deals)), files


def _deals_of(given: "Input") -> "Iterator[Deal]":
    from scorecards.derive.facts import derive
    from scorecards.reps.prepared import Prepared

    prepared = Prepared.of(given)
    for deals in prepared.reps().values():
        for file in deals.files:
            yield file.opportunity, derive(file, prepared.index)


def _tell_lines(problems: list[Problem], files: int) -> None:
    """Print what reading refuses on standard error, or what the lint finds and how many files were checked."""
    if not files:
        tell(problems)
        return
    from scorecards.lint.rules import severity_of

    told, more = first_of_each_cause(problems)
    for each in told:
        severity = severity_of(each.code)
        click.echo(each.told(severity) if severity != "error" else each)
    for code, count in sorted(more.items()):
        click.echo(f"{count:,} more: {code}")
    click.echo(f"{files} files checked, {_counted(problems)}")


def _counted(problems: Iterable[Problem]) -> str:
    """Say how many there are of each severity."""
    from scorecards.lint.rules import severity_of

    found = Counter(severity_of(each.code) for each in problems)
    said = [f"{found[each]} {each}{'s' if found[each] > 1 else ''}" for each in ("error", "warning", "note")]
    return ", ".join(each for each in said if not each.startswith("0 ")) or "no problems"


def _written(problems: list[Problem], files: int, told_as: str, home: Path, *, strict: bool) -> str:
    from scorecards.annotate.formats import writers
    from scorecards.annotate.remark import remarks_of, repository_of

    return writers(strict=strict)[told_as](remarks_of(problems, repository_of(home.resolve())), files)


def _tell_tests(run: "Run") -> None:
    """Tell rule tests that fail on standard error, and how many there are."""
    from scorecards.rule_tests.told import failures, summary

    for line in failures(run):
        click.echo(line, err=True)
    for line in summary(run) if run.tests else ():
        click.echo(line)


def _is_fatal(problems: Iterable[Problem], *, strict: bool) -> bool:
    from scorecards.lint.rules import severity_of

    fatal = {"error", "warning"} if strict else {"error"}
    return any(severity_of(each.code) in fatal for each in problems)
