"""The command ``build``: validate, write the pages, build the site."""

from pathlib import Path

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


@click.command()
@options(snapshot_to_build, playbook_folder, pipeline_folder)
@click.option("--docs", type=FOLDER, help="The folder that gets the pages. [default: docs]")
@click.option("--site", type=FOLDER, help="The folder that gets the built site. [default: site]")
@click.option("--pages-only", is_flag=True, help="Write the pages, and leave the site as it is.")
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
) -> None:
    """Validate everything, write the pages, build the site.

    Nothing is written where there is a problem, and only what has changed is written where there is none.
    """
    with problems_told():
        from scorecards import build as flow
        from scorecards.cache.cache import Cache
        from scorecards.executor.local import Local
        from scorecards.render.reference.reference import reference

        folders = folders_of(home, playbook, pipeline, snapshot, docs)
        cache = Cache(home / ".cache")
        place = None if pages_only else site or shown(home / "site")
        built = flow.build(folders, reference(_commands()), cache, place, Local())
        tell_spoilt(cache)
        what = f"{len(built.review.scorecards)} scorecards of {built.review.as_of.isoformat()}"
        for name, each in zip((what, "site"), built.changes, strict=False):
            counts = f"written {len(each.written)}, unchanged {each.unchanged}, removed {len(each.removed)}"
            click.echo(f"{name}: {counts}")
        if place:
            click.echo(f"open {shown(place / 'index.html')}")


def _commands() -> click.Group:
    """Give the whole command line, which the page of commands describes."""
    group = click.get_current_context().find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 - every command is one of the group's
    return group
