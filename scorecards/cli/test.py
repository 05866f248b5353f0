"""The command ``test``: the playbook's own tests."""

import sys
from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import FILE, options, playbook_folder, shown


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@options(playbook_folder)
@click.option("--coverage", is_flag=True, help="Show which outcomes of the rules the tests show.")
@click.pass_obj
def test(home: Path, files: tuple[Path, ...], playbook: Path | None, *, coverage: bool) -> None:
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
