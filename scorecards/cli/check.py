"""The command ``check``: validate, write nothing."""

from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import options, pipeline_folder, playbook_folder, shown, snapshot_to_check


@click.command()
@options(snapshot_to_check, playbook_folder, pipeline_folder)
@click.pass_obj
def check(home: Path, snapshot: Path | None, playbook: Path | None, pipeline: Path | None) -> None:
    """Validate everything, write nothing.

    Reads the playbook, the team's files and every snapshot, or those up to the one you name.
    """
    with problems_told():
        from scorecards.read.team_files import check_all
        from scorecards.write.folder_lock import reading

        team = pipeline or shown(home / "pipeline")
        with reading(team):
            checked = check_all(playbook or shown(home / "playbook"), team, snapshot)
        click.echo(f"{checked} files checked, no problems")
