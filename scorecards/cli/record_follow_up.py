"""The command ``record-follow-up``: a word on what a manager asked for, added at the end of follow_ups.yml."""

from datetime import datetime
from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import DAY, as_texts, options, pipeline_folder, playbook_folder, shown


@click.command("record-follow-up")
@click.argument("opportunity")
@click.option(
    "--action",
    required=True,
    metavar="DAY[/NUMBER]",
    help="The action: the day of its manager decision, with a number if there are several.",
)
@click.option("--done-on", type=DAY, metavar="YYYY-MM-DD", help="The day it was done; leave out if it isn't.")
@click.option("--outcome", help="The result, or why it isn't done.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="The date of this entry. [default: the newest snapshot's]")
@options(playbook_folder, pipeline_folder)
@click.pass_obj
def record_follow_up(
    home: Path, /, playbook: Path | None, pipeline: Path | None, **given: str | datetime | None
) -> None:
    """Record the result of a manager's action on OPPORTUNITY at the end of follow_ups.yml.

    Everything is validated first, with the entry in place; if there's a problem, nothing is written. The pages show
    what each action is called.
    """
    with problems_told():
        from scorecards.cache.cache import Cache
        from scorecards.write.record_follow_up import record_follow_up as record

        texts = as_texts(given)
        cache = Cache(home / ".cache", writes=False)
        place = playbook or shown(home / "playbook"), pipeline or shown(home / "pipeline")
        recorded = record(*place, texts, cache)
        done = f"done on {texts['done_on']}" if "done_on" in texts else "not done"
        click.echo(f"{texts['opportunity']} {texts['action']}: {done}")
        click.echo(f"wrote {recorded.path.as_posix()}:{recorded.line}")
        click.echo("Rebuild the site to see it.")
