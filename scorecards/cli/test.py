"""The command ``test``: the playbook's own tests."""

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import FILE, options, pipeline_folder, playbook_folder, shown

if TYPE_CHECKING:
    from scorecards.rule_tests.playbook_tests import PlaybookTests


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@options(playbook_folder)
@click.option("--coverage", is_flag=True, help="Show which outcomes of the rules the tests show.")
@click.option("--mutate", is_flag=True, help="Change one thing in a check at a time; list what no test notices.")
@click.option("--record", metavar="ID", help="Make a test of a deal of the newest snapshot, made unrecognisable.")
@click.option("--to", type=FILE, help="The new file to write with --record. [default: the terminal]")
@options(pipeline_folder)
@click.pass_obj
def test(
    home: Path,
    /,
    files: tuple[Path, ...],
    playbook: Path | None,
    pipeline: Path | None,
    *,
    coverage: bool,
    mutate: bool,
    record: str | None,
    to: Path | None,
) -> None:
    """Run the playbook's rule tests, or those in FILES.

    Each says what the playbook should find on made-up deals. A test that fails is told with what was expected, what
    came out, and the facts that decided it.
    """
    with problems_told():
        from scorecards.rule_tests.coverage_table import coverage_table
        from scorecards.rule_tests.playbook_tests import run_playbook_tests
        from scorecards.rule_tests.told import failures, known_to_fail, summary
        from scorecards.write.folder_lock import reading

        rules = playbook or shown(home / "playbook")
        if record:
            _record(record, rules, pipeline or shown(home / "pipeline"), to)
            return
        with reading(rules):
            result = run_playbook_tests(rules, files)
        for line in failures(result.run):
            click.echo(line, err=True)
        if coverage:
            for line in coverage_table(result.coverage()):
                click.echo(line)
        for line in (*known_to_fail(result.run), *summary(result.run)):
            click.echo(line)
        if result.run.failed:
            sys.exit(1)
        if mutate:
            _mutate(result, result.checks() if files else result.run.rules.playbook.checks_by_id.keys())


def _mutate(tests: "PlaybookTests", checks: Collection[str]) -> None:
    """Tell which changes of some checks no test notices."""
    from scorecards.rule_tests.mutation_told import mutation_score, unnoticed

    made = tests.mutation(checks)
    for line in unnoticed(made) if tests.run.tests else ():
        click.echo(line)
    for line in mutation_score(made, len(tests.run.tests)):
        click.echo(line)


def _record(opportunity: str, playbook: Path, pipeline: Path, to: Path | None) -> None:
    """Print a test that is made of a deal, or write it to a new file."""
    from scorecards.rule_tests.record import Recorder
    from scorecards.write.files import write_where_none_is
    from scorecards.write.folder_lock import reading

    with reading(pipeline):
        text = Recorder.of(playbook, pipeline).text_of(opportunity)
    if to is None:
        click.echo(text, nl=False)
    else:
        write_where_none_is(to, text.encode())
        click.echo(f"wrote {to.as_posix()}")
