"""The command ``diff``: what a change of the playbook would do to the reviews that there are."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.messages import problems_told, tell_spoilt
from scorecards.cli.options import FILE, options, pipeline_folder, shown, snapshot_to_build

if TYPE_CHECKING:
    from scorecards.report.preview import Preview


@click.command()
@click.option(
    "--playbook",
    "named",
    metavar="BASE[..HEAD]",
    required=True,
    help="The playbooks to compare, each a folder or a git revision. [default for HEAD: the working folder]",
)
@click.option("--reviews", type=click.IntRange(min=1), default=1, help="Compare on the last so many. [default: 1]")
@options(snapshot_to_build, pipeline_folder)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    help="How to write it. [default: text]",
)
@click.option("--counts-only", is_flag=True, help="Leave out deals, names and amounts: safe for a public comment.")
@click.option("--to", "target", type=FILE, help="Write into this file. [default: print it]")
@click.option("--exit-code", "tells", is_flag=True, help="End with status 1 if something changes, as git diff does.")
@click.pass_obj
def diff(
    home: Path,
    named: str,
    reviews: int,
    snapshot: Path | None,
    pipeline: Path | None,
    form: str,
    target: Path | None,
    *,
    counts_only: bool,
    tells: bool,
) -> None:
    """Show what a change of the playbook would do to the reviews you have.

    Says which findings are raised, cleared or changed, on which deals, and which situations, first actions, plays and
    decisions due change with them. Writes nothing but the file you name.
    """
    with problems_told():
        from scorecards.render.preview.forms import written

        found = _preview(home, named, reviews, snapshot, pipeline or shown(home / "pipeline"))
        content = written(found, form, counts_only=counts_only)
        if target is None:
            click.echo(content.decode(), nl=False)
        else:
            try:
                target.write_bytes(content)
            except OSError as error:
                message = f"can't write {target}: {error.strerror}"
                raise click.BadParameter(message, param_hint="--to") from error
        if tells and found.changes_something:
            sys.exit(1)


def _preview(home: Path, named: str, reviews: int, snapshot: Path | None, pipeline: Path) -> "Preview":
    """Compare; a playbook that cannot be found is wrong usage, one that cannot read the pipeline has problems."""
    from scorecards.cache.cache import Cache
    from scorecards.executor.local import Local
    from scorecards.history.snapshot_cache import SnapshotCache
    from scorecards.preview.git_playbook import RevisionError
    from scorecards.preview.playbooks import named_playbooks
    from scorecards.preview.preview import Compared, PlaybookUnfit, preview
    from scorecards.write.folder_lock import reading

    cache = Cache(home / ".cache")
    try:
        with named_playbooks(named, shown(home / "playbook")) as (base, head), reading(pipeline):
            found = preview(Compared(base, head, pipeline, SnapshotCache(cache)), snapshot, reviews, Local())
    except RevisionError as refused:
        message = f"{refused}."
        raise click.BadParameter(message, param_hint="--playbook") from refused
    except PlaybookUnfit as unfit:
        click.echo(
            f"{unfit.playbook} {unfit.name}: this playbook can't read the pipeline, so nothing is compared", err=True
        )
        raise
    tell_spoilt(cache)
    return found
