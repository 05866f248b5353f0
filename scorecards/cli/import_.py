"""The command ``import``: a CRM's export to a snapshot, by a mapping."""

import dataclasses
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.messages import problems_told, tell
from scorecards.cli.options import DAY, FILE, FOLDER, shown
from scorecards.problems.problem import Problem
from scorecards.read.paths import is_file

if TYPE_CHECKING:
    from scorecards.importing.run import Import
    from scorecards.importing.tell.statement import Outcome


def _mapping_named(context: click.Context, _option: click.Parameter, name: str) -> Path:
    """Find a mapping by its path, or by the name of one that comes along."""
    mappings: Path = context.obj / "mappings"
    if is_file(Path(name)):
        return Path(name)
    try:
        along = sorted(path.stem for path in mappings.glob("*.yml"))
    except OSError:
        along = []
    if name in along:
        return shown(mappings / f"{name}.yml")
    message = f"read {name!r}, expected the path of a mapping file, or a built-in name: "
    raise click.BadParameter(message + (", ".join(along) or "none is there"))


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--from",
    "mapping",
    required=True,
    metavar="NAME|MAPPING",
    callback=_mapping_named,
    help="The mapping: which column becomes which field. A built-in name, or a file.",
)
@click.option("--as-of", required=True, type=DAY, metavar="YYYY-MM-DD", help="The day of the export.")
@click.option("--into", type=FOLDER, help="The pipeline folder that gets the snapshot. [default: pipeline]")
@click.option("--dry-run", is_flag=True, help="Show what an import would do, write nothing.")
@click.option("--leave-out-rejected", is_flag=True, help="Write the snapshot without the rejected rows, status 0.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON, and nothing else.")
@click.pass_obj
def import_(
    home: Path,
    files: tuple[Path, ...],
    mapping: Path,
    as_of: datetime,
    into: Path | None,
    *,
    dry_run: bool,
    leave_out_rejected: bool,
    as_json: bool,
) -> None:
    """Turn a CRM's export into a snapshot, by a mapping.

    FILES is the export, and files of rejected rows that you fixed; other files in the mapping are found beside the
    first one. If a row is rejected, nothing in the pipeline is written: rejected rows go into files in the pipeline's
    folder rejects. Fix them there, and give the files along with the export.
    """
    from scorecards.importing.tell.output import console_of, progress_on, to_json
    from scorecards.importing.tell.statement import Outcome

    def tell_stopped(problems: list[Problem]) -> None:
        if as_json:
            click.echo(to_json(None, problems, Outcome(taken=False, dry_run=dry_run)), nl=False)

    with problems_told(tell_stopped):
        from scorecards.importing import run

        pipeline = into or shown(home / "pipeline")
        with _alone_with(pipeline, dry_run=dry_run):
            with progress_on(console_of(sys.stderr)) as progress:
                done = run.import_export(
                    files, mapping, as_of.date(), pipeline, home / "mappings", progress, home / "playbook"
                )
            taken = leave_out_rejected or not done.problems
            if not dry_run:
                _write_import(done, pipeline, taken=taken)
        tell(done.problems)
        _tell_import(done, Outcome(taken, dry_run), as_json=as_json)
    sys.exit(0 if taken else 1)


@contextmanager
def _alone_with(pipeline: Path, *, dry_run: bool) -> Iterator[None]:
    """Let no other command change the pipeline until the import is written, and none read it amid that."""
    from scorecards.write.folder_lock import changing, made, reading

    if dry_run:
        with reading(pipeline):
            yield
    else:
        with made(pipeline), changing(pipeline):
            yield


def _write_import(done: "Import", pipeline: Path, *, taken: bool) -> None:
    """Write the rejected rows, and the files of the pipeline where the import is taken."""
    from scorecards.write.exchange import exchange

    if taken:
        exchange(pipeline, done.files.encoded(besides=done.rejects), done.stale)
    else:
        exchange(pipeline, {path: text.encode() for path, text in done.rejects.items()})


def _tell_import(done: "Import", outcome: "Outcome", *, as_json: bool) -> None:
    """Print the ledger."""
    from scorecards.importing.tell import output
    from scorecards.importing.tell.statement import statement_of

    ledger = done.ledger if outcome.taken else dataclasses.replace(done.ledger, written=(), removed=())
    if as_json:
        click.echo(output.to_json(ledger, done.problems, outcome), nl=False)
    else:
        output.tell(statement_of(ledger, outcome, done.command), output.console_of(sys.stdout))
