"""The command ``build``: validate, write the pages, build the site."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.messages import problems_told, tell_spoilt
from scorecards.cli.options import (
    FOLDER,
    folders_of,
    options,
    pipeline_folder,
    playbook_folder,
    shown,
    snapshot_to_build,
)

if TYPE_CHECKING:
    from scorecards.build import Built


@click.command()
@options(snapshot_to_build, playbook_folder, pipeline_folder)
@click.option("--docs", type=FOLDER, help="The folder that gets the pages. [default: docs]")
@click.option("--site", type=FOLDER, help="The folder that gets the built site. [default: site]")
@click.option("--pages-only", is_flag=True, help="Write the pages, and leave the site as it is.")
@click.option("--profile", "is_profiled", is_flag=True, help="Say what each step took.")
@click.pass_obj
def build(
    home: Path,
    snapshot: Path | None,
    playbook: Path | None,
    pipeline: Path | None,
    docs: Path | None,
    site: Path | None,
    *,
    pages_only: bool,
    is_profiled: bool,
) -> None:
    """Validate everything, write the pages, build the site.

    Nothing is written where there is a problem, and only what has changed is written where there is none.
    """
    from scorecards.cache.cache import Cache
    from scorecards.steps.profile import profile
    from scorecards.steps.progress_bar import progress_bar
    from scorecards.steps.steps import Steps

    cache = Cache(home / ".cache")
    steps = Steps(lambda: cache.recalled)
    with problems_told():
        with progress_bar(steps, sys.stderr):
            with steps.step("load"):
                from scorecards import build as flow
                from scorecards.render.reference.reference import reference

                folders = folders_of(home, playbook, pipeline, snapshot, docs)
                described = reference(commands())
            place = None if pages_only else site or shown(home / "site")
            built = flow.build(folders, described, cache, place, steps)
        tell_spoilt(cache)
        for line in summary(built):
            click.echo(line)
        if place:
            click.echo(f"open {shown(place / 'index.html')}")
        if is_profiled:
            click.echo("\n".join(profile(steps)))


def summary(built: "Built") -> list[str]:
    """Say what a build made, in a line for each folder that it wrote to."""
    what = f"{len(built.review.scorecards)} scorecards of {built.review.as_of.isoformat()}"
    return [
        f"{name}: written {len(each.written)}, unchanged {each.unchanged}, removed {len(each.removed)}"
        for name, each in zip((what, "site"), built.changes, strict=False)
    ]


def commands() -> click.Group:
    """Give the whole command line, which the page of commands describes."""
    group = click.get_current_context().find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 - every command is one of the group's
    return group
