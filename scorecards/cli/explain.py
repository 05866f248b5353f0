"""The command ``explain``: the proof of each finding on one opportunity."""

from pathlib import Path

import click

from scorecards.cli.messages import problems_told, tell_spoilt
from scorecards.cli.options import folders_of, options, pipeline_folder, playbook_folder, snapshot_to_build


@click.command()
@click.argument("opportunity")
@options(snapshot_to_build, playbook_folder, pipeline_folder)
@click.pass_obj
def explain(home: Path, opportunity: str, snapshot: Path | None, playbook: Path | None, pipeline: Path | None) -> None:
    """Print the evidence for each finding on OPPORTUNITY.

    That is: the check, the values it read with file and line, the practice, and the remedy.
    """
    with problems_told():
        from scorecards.cache.cache import Cache
        from scorecards.render.explanation import explain as explained
        from scorecards.review import read, review_of

        folders = folders_of(home, playbook, pipeline, snapshot)
        cache = Cache(home / ".cache", writes=False)
        review = review_of(read(folders, cache), also=opportunity)
        tell_spoilt(cache)
        for line in explained(review, opportunity):
            click.echo(line)
