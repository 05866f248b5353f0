"""The command ``record-ruling``: a manager's ruling, added at the end of rulings.yml."""

from datetime import datetime
from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import DAY, options, pipeline_folder, playbook_folder, shown
from scorecards.model.vocabulary import RULINGS


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
@click.option("--course-of-action", help="What is to be done.")
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
    with problems_told():
        from scorecards.cache.cache import Cache
        from scorecards.write.files import replace
        from scorecards.write.record_ruling import with_ruling

        texts = {
            key: value.date().isoformat() if isinstance(value, datetime) else value
            for key, value in given.items()
            if value is not None
        }
        cache = Cache(home / ".cache", writes=False)
        place = playbook or shown(home / "playbook"), pipeline or shown(home / "pipeline")
        recorded = with_ruling(*place, texts, cache)
        replace({recorded.path: recorded.content})
        click.echo(f"{texts['opportunity']} ruled {texts['ruling']} by {texts['by']} on {recorded.on}")
        click.echo(f"wrote {recorded.path.as_posix()}:{recorded.line}")
        click.echo("Build the site again to see it there.")
