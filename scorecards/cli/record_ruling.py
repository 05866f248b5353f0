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
@click.option("--reason", help="Why; required for all but active. For stalled, why it will move again.")
@click.option(
    "--weighed",
    type=click.Choice(list(get_args(Weighed))),
    help="The plan you weighed: the account's, the territory's, both, or none on purpose.",
)
@click.option("--course-of-action", help="What to do.")
@click.option("--action-who", type=click.Choice(list(get_args(Doer))), help="Who does it.")
@click.option("--action-by", type=DAY, metavar="YYYY-MM-DD", help="Its due date.")
@click.option("--no-action", metavar="WHY", help="Instead of a course of action: why there is nothing to do.")
@click.option("--review-on", type=DAY, metavar="YYYY-MM-DD", help="The review date; required for stalled.")
@click.option("--on", type=DAY, metavar="YYYY-MM-DD", help="The date of the decision. [default: the newest snapshot's]")
@options(playbook_folder, pipeline_folder)
@click.pass_obj
def record_ruling(home: Path, /, playbook: Path | None, pipeline: Path | None, **given: str | datetime | None) -> None:
    """Add a manager decision on OPPORTUNITY at the end of rulings.yml.

    Everything is validated first, with the decision in place; if there's a problem, nothing is written. The rest of the
    file stays as it is, comments included. OPPORTUNITY must be open on that day; a closed one that's gone from the
    CRM's export and still in the cold file can be marked dead.
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
        click.echo(f"{texts['opportunity']} marked {texts['ruling']} by {texts['by']} on {recorded.on}")
        click.echo(f"wrote {recorded.path.as_posix()}:{recorded.line}")
        click.echo("Rebuild the site to see it.")
