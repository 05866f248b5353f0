"""The command ``rename``: another id for a rule of the playbook, in every file that names it."""

from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import FOLDER, options, pipeline_folder, playbook_folder, shown

_KINDS = ("stage", "criterion", "question", "cause", "story", "play", "check", "situation")


@click.command()
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")
@click.option("--all-snapshots", is_flag=True, help="Rename it in older snapshots too, not in the newest alone.")
@click.option("--mappings", type=FOLDER, help="The folder of the team's mappings. [default: mappings]")
@options(playbook_folder, pipeline_folder)
@click.pass_obj
def rename(
    home: Path,
    /,
    kind: str,
    old: str,
    new: str,
    *,
    dry_run: bool,
    all_snapshots: bool,
    playbook: Path | None,
    pipeline: Path | None,
    mappings: Path | None,
) -> None:
    """Give a rule of the playbook another id: KIND is what it is, OLD its id today, NEW the one it gets.

    The id changes in the playbook with its tests, the mappings and the newest snapshot; the rest of these files stays
    as it is, comments included. The old id goes under `formerly`, so older snapshots still count and nothing looks like
    movement.
    Everything is validated first; if there's a problem, nothing is written.
    """
    with problems_told():
        from scorecards.write.rename import NewId, TeamFolders
        from scorecards.write.rename import rename as renamed

        folders = TeamFolders(
            playbook or shown(home / "playbook"),
            pipeline or shown(home / "pipeline"),
            mappings or shown(home / "mappings"),
        )
        made = renamed(NewId(kind, old, new), folders, dry_run=dry_run, all_snapshots=all_snapshots)
        if dry_run:
            click.echo("".join(made.diff()), nl=False)
            return
        for path in made.after:
            click.echo(f"wrote {made.moved.get(path, path).as_posix()}")
        click.echo(f"{kind} {old} is now {new}")
