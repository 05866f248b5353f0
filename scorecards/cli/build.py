"""The command ``build``: validate, write the pages, build the site."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.executor_options import executor_address, executor_of, most_processes, refuse_both
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
    from scorecards.cache.cache import Cache
    from scorecards.executor.executor import Executor
    from scorecards.steps.steps import Steps
    from scorecards.write.build_inputs import BuildInputs


@click.command()
@options(snapshot_to_build, playbook_folder, pipeline_folder)
@click.option("--docs", type=FOLDER, help="The folder that gets the pages. [default: docs]")
@click.option("--site", type=FOLDER, help="The folder that gets the built site. [default: site]")
@click.option("--pages-only", is_flag=True, help="Write the pages only, don't build the site.")
@options(executor_address, most_processes)
@click.option("--profile", "is_profiled", is_flag=True, help="Show how long each step took.")
@click.pass_obj
def build(
    home: Path,
    snapshot: Path | None,
    playbook: Path | None,
    pipeline: Path | None,
    docs: Path | None,
    site: Path | None,
    address: str | None,
    processes: int | None,
    *,
    pages_only: bool,
    is_profiled: bool,
) -> None:
    """Validate everything, write the pages, build the site.

    If there's a problem, nothing is written. Otherwise only what changed is written.
    """
    from scorecards.cache.cache import Cache
    from scorecards.steps.profile import profile
    from scorecards.steps.steps import Steps
    from scorecards.write.build_inputs import BuildInputs
    from scorecards.write.last_build import LastBuild

    cache = Cache(home / ".cache")
    steps = Steps(lambda: cache.recalled)
    inputs = BuildInputs(
        home,
        playbook or shown(home / "playbook"),
        pipeline or shown(home / "pipeline"),
        docs or shown(home / "docs"),
        snapshot,
        None if pages_only else site or shown(home / "site"),
    )
    refuse_both(address, processes)
    with problems_told():
        with steps.step("look for changes"):
            last = LastBuild(inputs, cache)
            lines = last.said()
        if lines is None:
            built = _build(inputs, cache, steps, executor_of(address, processes))
            lines = summary(built)
            last.keep(built.changes, summary(built, nothing_changed=True))
        tell_spoilt(cache)
        for line in lines:
            click.echo(line)
        if inputs.site:
            click.echo(f"open {shown(inputs.site / 'index.html')}")
        if is_profiled:
            click.echo("\n".join(profile(steps)))


def _build(inputs: "BuildInputs", cache: "Cache", steps: "Steps", executor: "Executor") -> "Built":
    """Build; the libraries that this takes are loaded here."""
    from scorecards.steps.progress_bar import progress_bar

    with progress_bar(steps, sys.stderr):
        with steps.step("load"):
            from scorecards import build as flow
            from scorecards.render.reference.reference import reference

            folders = folders_of(inputs.home, inputs.playbook, inputs.pipeline, inputs.snapshot, inputs.docs)
            described = reference(commands())
        return flow.build(folders, described, cache, inputs.site, executor, steps)


def summary(built: "Built", *, nothing_changed: bool = False) -> list[str]:
    """Say what was built and how much of it changed, or what the next build says where nothing does."""
    what = f"{len(built.review.scorecards)} scorecards of {built.review.as_of.isoformat()}"
    lines = []
    for name, each in zip((what, "site"), built.changes, strict=False):
        written, removed = (0, 0) if nothing_changed else (len(each.written), len(each.removed))
        unchanged = each.unchanged + len(each.written) - written
        lines.append(f"{name}: written {written}, unchanged {unchanged}, removed {removed}")
    return lines


def commands() -> click.Group:
    """Give the whole command line, which the page of commands describes."""
    group = click.get_current_context().find_root().command
    assert isinstance(group, click.Group)  # noqa: S101 - every command is one of the group's
    return group
