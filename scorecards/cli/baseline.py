"""The command ``baseline``: what fails today is old from now on, and the pages lead with what is new."""

from pathlib import Path

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import folders_of, options, pipeline_folder, playbook_folder


@click.command()
@click.option("--prune", is_flag=True, help="Take out what is cleared, so that it's new if it comes back.")
@options(playbook_folder, pipeline_folder)
@click.pass_obj
def baseline(home: Path, playbook: Path | None, pipeline: Path | None, *, prune: bool) -> None:
    """Mark today's findings as old in baseline.yml, so that pages lead with new ones.

    Use it once, after your first import. Old findings stay on each deal, closed, and are counted down.
    """
    with problems_told():
        from scorecards.cache.cache import Cache
        from scorecards.history.snapshot_cache import SnapshotCache
        from scorecards.model.baseline import Baseline
        from scorecards.read.pipeline_files import BASELINE_FILE
        from scorecards.read.team_files import read_input
        from scorecards.report.review import Review
        from scorecards.review import review_of
        from scorecards.write.baseline import write_baseline

        folders = folders_of(home, playbook, pipeline, None)
        path = folders.pipeline / BASELINE_FILE
        if path.exists() is not prune:
            raise click.UsageError(
                f"{path.as_posix()} isn't there: leave --prune out to begin with today's findings."
                if prune
                else f"{path.as_posix()} is there already: --prune takes out what is cleared."
            )
        cache = SnapshotCache(Cache(home / ".cache", writes=False))

        def marked(review: Review) -> Baseline:
            checks = (check.id for check in review.playbook.checks if check.concerns == "rep")
            marks = {deal.id: frozenset(deal.to_mark(prune=prune)) for deal in review.open_deals}
            on = ((check, [deal for deal, marked in marks.items() if check in marked]) for check in checks)
            found = {check: sorted(deals) for check, deals in on if deals}
            since = review.old.since if review.old else review.as_of
            return Baseline.model_validate({"as_of": since.isoformat(), "findings": found})

        made = write_baseline(
            folders.pipeline, lambda: marked(review_of(read_input(folders.playbook, folders.pipeline, None, cache)))
        )
        click.echo(f"{made.count} old findings, as of {made.as_of}")
        click.echo(f"wrote {path.as_posix()}")
