"""The command ``record-ruling``: a manager's ruling, added at the end of rulings.yml."""

from datetime import datetime
from pathlib import Path
from typing import get_args

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import DAY, as_texts, options, pipeline_folder, playbook_folder, shown
from scorecards.model.vocabulary import RULINGS, Doer, Weighed


@click.command("record-ruling")
@click.argument("opportunity")
@click.option("--by", required=True, metavar="MANAGER", help="The manager's id: the rep's own manager on that day.")
@click.option(
    "--ruling",
    required=True,
    type=click.Choice(list(RULINGS)),
    help="What the manager decides.",
)
@click.option("--reason", help="Why; all but active need it. For stalled, why it will move again.")
@click.option(
    "--weighed",
    type=click.Choice(list(get_args(Weighed))),
    help="The plan that was weighed: the account's, the territory's, both, or none on purpose.",
)
@click.option("--course-of-action", help="What is to be done.")
@click.option("--action-who", type=click.Choice(list(get_args(Doer))), help="Whose the course of action is.")
@click.option("--action-by", type=DAY, metavar="YYYY-MM-DD", help="The day by which it is to be done.")
@click.option("--no-action", metavar="WHY", help="In place of a course of action: why nothing is to be done.")
@click.option("--review-on", type=DAY, metavar="YYYY-MM-DD", help="The day to look again; stalled needs one.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="The day of the ruling. [default: the newest snapshot's]")
@options(playbook_folder, pipeline_folder)
@click.pass_obj
def record_ruling(home: Path, /, playbook: Path | None, pipeline: Path | None, **given: str | datetime | None) -> None:
    """Add a manager's ruling on OPPORTUNITY at the end of rulings.yml.

    Everything is validated with the ruling in place first, and nothing is written where there is a problem. What
    stands in the file stays as it is, comments included. OPPORTUNITY is open on that day; a closed one that left the
    CRM's export and waits to wake may be ruled dead.
    """
    if given["course_of_action"] is None and (given["action_who"] or given["action_by"]):
        message = "--action-who and --action-by say more of --course-of-action, which is missing"
        raise click.UsageError(message)
    with problems_told():
        from scorecards.cache.cache import Cache
        from scorecards.write.record_ruling import record_ruling as record

        texts = as_texts(given)
        cache = Cache(home / ".cache", writes=False)
        place = playbook or shown(home / "playbook"), pipeline or shown(home / "pipeline")
        recorded = record(*place, texts, cache)
        click.echo(f"{texts['opportunity']} ruled {texts['ruling']} by {texts['by']} on {recorded.on}")
        click.echo(f"wrote {recorded.path.as_posix()}:{recorded.line}")
        click.echo("Build the site again to see it there.")
