"""The command ``serve``: the site on this machine, built again on each save."""

import gc
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from scorecards.cache.real_path import real_path
from scorecards.cli.build import commands, summary
from scorecards.cli.messages import spoilt, tell
from scorecards.cli.options import (
    FOLDER,
    folders_of,
    options,
    pipeline_folder,
    playbook_folder,
    shown,
    snapshot_to_build,
)
from scorecards.problems.problem import ProblemsFound

if TYPE_CHECKING:
    from scorecards.serve.outcome import Outcome
    from scorecards.serve.site_server import SiteServer
    from scorecards.serve.status import Status


class Chosen(TypedDict):
    """The folders and the snapshot that were named on the command line."""

    playbook: Path | None
    pipeline: Path | None
    snapshot: Path | None
    docs: Path | None


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any.")
@options(snapshot_to_build, playbook_folder, pipeline_folder)
@click.option("--docs", type=FOLDER, help="The folder that gets the pages. [default: docs]")
@click.option("--site", type=FOLDER, help="The folder that gets the built site. [default: site]")
@click.pass_obj
def serve(
    home: Path,
    port: int,
    snapshot: Path | None,
    playbook: Path | None,
    pipeline: Path | None,
    docs: Path | None,
    site: Path | None,
) -> None:
    """Serve the site on this machine, and rebuild it on each save.

    Open pages reload by themselves. If something's wrong they say what, and the last good site stays up. Stop it with
    Ctrl-C.
    """
    from scorecards.serve.inputs import Inputs
    from scorecards.serve.run import keep_built
    from scorecards.serve.saves import Saves
    from scorecards.serve.status import Status
    from scorecards.serve.warm_builder import POSSIBLE, WarmBuilder

    if not POSSIBLE:
        raise click.UsageError("This needs a system that can fork processes: Linux, macOS, or WSL on Windows.")
    gc.enable()  # unlike a build, this runs for hours
    chosen: Chosen = {"playbook": playbook, "pipeline": pipeline, "snapshot": snapshot, "docs": docs}
    place = site or shown(home / "site")
    saves, status = Saves(Inputs(_inputs(home, chosen))), Status()
    with WarmBuilder(_load, partial(_build, home, chosen, place, commands())) as builder:
        for ends in (signal.SIGINT, signal.SIGTERM):  # the first is ignored where a shell started this aside
            signal.signal(ends, signal.default_int_handler)
        server = _server(port, place, status)
        with server, server.running(), saves.heard():
            click.echo(f"serving {server.address} until Ctrl-C")
            try:
                keep_built(builder.build, saves, status, _tell)
            except KeyboardInterrupt:
                click.echo("\nended")


def _server(port: int, site: Path, status: "Status") -> "SiteServer":
    """Open the port; where it cannot be had, say so in plain words."""
    from scorecards.serve.site_server import SiteServer

    try:
        return SiteServer(port, site, status)
    except OSError as error:
        message = f"Can't use port {port}: {error.strerror}. Try another, such as --port {port % 65535 + 1}."
        raise click.UsageError(message) from error


def _inputs(home: Path, chosen: Chosen) -> tuple[Path, ...]:
    """Name what people save in."""
    folders = folders_of(home, **chosen)
    own = [home / "docs", home / "overrides", home / "mkdocs.yml"]
    named = [folders.playbook, folders.pipeline, folders.docs, *filter(None, [folders.snapshot])]
    return tuple(sorted({real_path(path) for path in (*own, *named)}))


def _load() -> None:
    """Load what every build needs, and keep the collector of garbage from what stays for good."""
    from scorecards import build  # noqa: F401 - to have it loaded
    from scorecards.render.environment import environment
    from scorecards.render.reference import reference  # noqa: F401

    templates = environment()
    for name in templates.list_templates(["j2"]):
        templates.get_template(name)
    gc.freeze()


def _build(home: Path, chosen: Chosen, site: Path, group: click.Group) -> "Outcome":
    """Build once, and give how that ended; nothing is printed."""
    from scorecards import build as flow
    from scorecards.cache.cache import Cache
    from scorecards.render.reference.reference import reference
    from scorecards.serve.outcome import Outcome

    gc.disable()
    cache = Cache(home / ".cache")
    try:
        built = flow.build(folders_of(home, **chosen), reference(group), cache, site)
    except ProblemsFound as found:
        return Outcome(tuple(spoilt(cache)), tuple(found.problems))
    changed = built.changes[-1]
    return Outcome((*spoilt(cache), *summary(built)), site_changed=bool(changed.written or changed.removed))


def _tell(outcome: "Outcome", seconds: float) -> None:
    """Print how a build ended."""
    for line in outcome.said:
        click.echo(line)
    tell(outcome.problems)
    click.echo(outcome.headline or f"built in {seconds:.1f} s", err=bool(outcome.headline))
