"""The command line: the order of the steps, and the only place where problems are caught.

Exit status: 0 done; 1 the team's data or rules have problems, each on a line of its own on standard error;
2 wrong usage.
"""

import dataclasses
import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scorecards.errors import Problem, ProblemsFound

if TYPE_CHECKING:
    from scorecards.importing.imported import Import
    from scorecards.importing.ledger.statement import Outcome
    from scorecards.keeping import Kept

_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])

_snapshot_to_check = click.option(
    "--snapshot",
    type=_FILE,
    help="The snapshot to check, a file or a folder, with all before it. [default: the newest one]",
)
_snapshot = click.option(
    "--snapshot",
    type=_FILE,
    help="The snapshot to build from, a file or a folder. [default: the newest one of the pipeline]",
)
_playbook = click.option("--playbook", type=_FOLDER, help="The folder of the team's rules. [default: playbook]")
_pipeline = click.option("--pipeline", type=_FOLDER, help="The folder of the team's data. [default: pipeline]")


def _options(*options: Callable[..., Any]) -> Callable[..., Any]:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def scorecards(context: click.Context) -> None:
    """Turn a team's playbook and pipeline into a static site: the playbook to read, a scorecard for each rep.

    Without a command: validate, write the pages, build the site.
    """
    if context.invoked_subcommand is None:
        context.invoke(build)


@scorecards.command()
@_options(_snapshot, _playbook, _pipeline)
@click.option("--docs", type=_FOLDER, help="The folder that gets the pages. [default: docs]")
@click.option("--site", type=_FOLDER, help="The folder that gets the built site. [default: site]")
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
    with _problems_told():
        from scorecards import building, reference
        from scorecards.keeping import Kept

        folders = building.Folders(
            home,
            playbook or _shown(home / "playbook"),
            pipeline or _shown(home / "pipeline"),
            docs or _shown(home / "docs"),
            snapshot,
        )
        kept = Kept(home / ".cache")
        review = building.review_of(building.read(folders, kept), building.editors_of(folders))
        pages = building.pages_of(review, reference.reference(scorecards), kept)
        _tell_spoilt(kept)
        place = None if pages_only else site or _shown(home / "site")
        done = building.write(folders, pages, review.as_of, place)
        what = f"{len(review.scorecards)} scorecards of {review.as_of.isoformat()}"
        for name, each in zip((what, "site"), done, strict=False):
            counts = f"written {len(each.written)}, unchanged {each.unchanged}, removed {len(each.removed)}"
            click.echo(f"{name}: {counts}")
        if place:
            click.echo(f"open {_shown(place / 'index.html')}")


@scorecards.command()
@_options(_snapshot_to_check, _playbook, _pipeline)
@click.pass_obj
def check(home: Path, snapshot: Path | None, playbook: Path | None, pipeline: Path | None) -> None:
    """Validate everything, write nothing.

    The playbook, the team's files and every snapshot are read, or those up to the snapshot that is named.
    """
    with _problems_told():
        from scorecards.reading import check_all

        checked = check_all(playbook or _shown(home / "playbook"), pipeline or _shown(home / "pipeline"), snapshot)
        click.echo(f"{checked} files checked, no problems")


def _mapping_named(context: click.Context, _option: click.Parameter, name: str) -> Path:
    """Find a mapping by its path, or by the name of one that comes along."""
    mappings: Path = context.obj / "mappings"
    along = sorted(path.stem for path in mappings.glob("*.yml"))
    if _is_file(Path(name)):
        return Path(name)
    if name in along:
        return _shown(mappings / f"{name}.yml")
    message = f"read {name!r}, expected the path of a mapping file, or the name of one that comes along: "
    raise click.BadParameter(message + (", ".join(along) or "none is there"))


@scorecards.command("import")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--from",
    "mapping",
    required=True,
    metavar="NAME|MAPPING",
    callback=_mapping_named,
    help="The mapping: which column becomes which field. The name of one that comes along, or a file.",
)
@click.option("--as-of", required=True, type=_DAY, metavar="YYYY-MM-DD", help="The day that the export shows.")
@click.option("--into", type=_FOLDER, help="The pipeline folder that gets the snapshot. [default: pipeline]")
@click.option("--dry-run", is_flag=True, help="Tell what an import would do, and write nothing at all.")
@click.option(
    "--leave-out-rejected", is_flag=True, help="Write the snapshot without the rows that cannot be taken, status 0."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON, and nothing else.")
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

    FILES is the export, and mended files of rejected rows; other files that the mapping names are found beside the
    first one. Where a row cannot be taken, nothing of the pipeline is written: such rows are put into files in the
    folder rejects of the pipeline, to be mended there and given along with the export.
    """
    from scorecards.importing.ledger.statement import Outcome
    from scorecards.importing.ledger.telling import console_of, progress_on, to_json

    def tell_stopped(problems: list[Problem]) -> None:
        if as_json:
            click.echo(to_json(None, problems, Outcome(taken=False, dry_run=dry_run)), nl=False)

    with _problems_told(tell_stopped):
        from scorecards.importing import imported

        pipeline = into or _shown(home / "pipeline")
        with progress_on(console_of(sys.stderr)) as progress:
            done = imported.import_export(files, mapping, as_of.date(), pipeline, home / "mappings", progress)
        taken = leave_out_rejected or not done.problems
        if not dry_run:
            _write_import(done, taken=taken)
        _tell(done.problems)
        _tell_import(done, Outcome(taken, dry_run), as_json=as_json)
    sys.exit(0 if taken else 1)


@scorecards.command()
@click.argument("opportunity")
@_options(_snapshot, _playbook, _pipeline)
@click.pass_obj
def explain(home: Path, opportunity: str, snapshot: Path | None, playbook: Path | None, pipeline: Path | None) -> None:
    """Print the proof of each finding on OPPORTUNITY.

    That is: the check, the values that it read with file and line, the practice, and the remedy.
    """
    with _problems_told():
        from scorecards import building, explaining
        from scorecards.keeping import Kept

        folders = building.Folders(
            home,
            playbook or _shown(home / "playbook"),
            pipeline or _shown(home / "pipeline"),
            _shown(home / "docs"),
            snapshot,
        )
        kept = Kept(home / ".cache", writes=False)
        review = building.review_of(building.read(folders, kept), also=opportunity)
        _tell_spoilt(kept)
        for line in explaining.explain(review, opportunity):
            click.echo(line)


@scorecards.command("record-ruling")
@click.argument("opportunity")
@click.option("--by", required=True, metavar="MANAGER", help="The manager's id: the rep's own manager on that day.")
@click.option(
    "--ruling",
    required=True,
    type=click.Choice(["active", "stalled", "lost", "dead"]),
    help="What the manager decides.",
)
@click.option("--reason", help="Why; all but active need it. For stalled, why it will move again.")
@click.option("--course-of-action", help="What is to be done.")
@click.option("--review-on", type=_DAY, metavar="YYYY-MM-DD", help="The day to look again; stalled needs one.")
@click.option("--on", type=_DAY, metavar="YYYY-MM-DD", help="The day of the ruling. [default: the newest snapshot's]")
@_options(_playbook, _pipeline)
@click.pass_obj
def record_ruling(home: Path, /, playbook: Path | None, pipeline: Path | None, **given: str | datetime | None) -> None:
    """Add a manager's ruling on OPPORTUNITY at the end of rulings.yml.

    Everything is validated with the ruling in place first, and nothing is written where there is a problem. What
    stands in the file stays as it is, comments included. OPPORTUNITY is open on that day; a closed one that left the
    CRM's export and waits to wake may be ruled dead.
    """
    with _problems_told():
        from scorecards.keeping import Kept
        from scorecards.recording import with_ruling
        from scorecards.writing import replace

        texts = {
            key: value.date().isoformat() if isinstance(value, datetime) else value
            for key, value in given.items()
            if value is not None
        }
        kept = Kept(home / ".cache", writes=False)
        place = playbook or _shown(home / "playbook"), pipeline or _shown(home / "pipeline")
        recorded = with_ruling(*place, texts, kept)
        replace({recorded.path: recorded.content})
        click.echo(f"{texts['opportunity']} ruled {texts['ruling']} by {texts['by']} on {recorded.on}")
        click.echo(f"wrote {recorded.path.as_posix()}:{recorded.line}")
        click.echo("Build the site again to see it there.")


def _tell_spoilt(kept: "Kept") -> None:
    """Tell which of the files that earlier builds kept are no longer whole."""
    for path in kept.spoilt:
        click.echo(f"{_shown(path).as_posix()}: this file is spoilt, so it was not used", err=True)


def _write_import(done: "Import", *, taken: bool) -> None:
    """Write the rejected rows, and the files of the pipeline where the import is taken."""
    from scorecards.writing import exchange

    files = {**done.rejects, **(done.files if taken else {})}
    exchange({path: text.encode() for path, text in files.items()}, done.stale if taken else ())


def _tell_import(done: "Import", outcome: "Outcome", *, as_json: bool) -> None:
    """Print the ledger."""
    from scorecards.importing.ledger.statement import statement_of
    from scorecards.importing.ledger.telling import console_of, tell, to_json

    ledger = done.ledger if outcome.taken else dataclasses.replace(done.ledger, written=(), removed=())
    if as_json:
        click.echo(to_json(ledger, done.problems, outcome), nl=False)
    else:
        tell(statement_of(ledger, outcome, done.command), console_of(sys.stdout))


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)


@contextmanager
def _problems_told(also: Callable[[list[Problem]], None] | None = None) -> Iterator[None]:
    """Tell the problems that stop a command, each on a line of its own, and end with status 1."""
    try:
        yield
    except ProblemsFound as found:
        _tell(found.problems)
        if also:
            also(found.problems)
        sys.exit(1)


def _is_file(path: Path) -> bool:
    """Tell whether a file is there; a path that no system knows is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _shown(path: Path) -> Path:
    """Give a path as seen from the working directory, where it lies below it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def main(home: Path) -> None:
    """Run the command line for the project in ``home``."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    gc.disable()  # a build is short and leaves no cycles behind that are worth the search for them
    scorecards(obj=home, prog_name="build_scorecards.py")
