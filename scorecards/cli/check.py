"""The command ``check``: validate, run the playbook's tests, write nothing."""

import sys
from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import options, pipeline_folder, playbook_folder, shown, snapshot_to_check


@click.command()
@options(snapshot_to_check, playbook_folder, pipeline_folder)
@click.pass_obj
def check(home: Path, snapshot: Path | None, playbook: Path | None, pipeline: Path | None) -> None:
    """Validate everything, run the rule tests, write nothing.

    Reads the playbook, the team's files and every snapshot, or those up to the one you name.
    """
    with problems_told():
        from scorecards.read.team_files import check_all
        from scorecards.rule_tests.playbook_tests import run_playbook_tests
        from scorecards.rule_tests.told import failures, summary
        from scorecards.write.folder_lock import reading

        team = pipeline or shown(home / "pipeline")
        rules = playbook or shown(home / "playbook")
        with reading(team):
            checked = check_all(rules, team, snapshot)
        tests = run_playbook_tests(rules)
        click.echo(f"{checked + len(tests.files.paths)} files checked, no problems")
        for line in failures(tests.run):
            click.echo(line, err=True)
        for line in summary(tests.run) if tests.run.tests else ():
            click.echo(line)
        if tests.run.failed:
            sys.exit(1)
