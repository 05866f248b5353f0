"""The command ``backtest``: which checks, or which answers, told anything of how deals ended."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.executor_options import executor_address, executor_of, most_processes, refuse_both
from scorecards.cli.messages import problems_told, tell_spoilt
from scorecards.cli.options import FILE, folders_of, options, pipeline_folder, playbook_folder, shown, snapshot_to_build

if TYPE_CHECKING:
    from scorecards.backtest.closed_file import OutcomeWords
    from scorecards.executor.executor import Executor
    from scorecards.report.backtest import ClosedDeals, Replay
    from scorecards.review import Folders


@click.command()
@click.option(
    "--closed",
    type=FILE,
    help="In place of the pipeline: closed deals, a row each. Shows which answers came before wins and losses.",
)
@click.option("--outcome", help="With --closed: the column that says how a deal ended. [default: found in the file]")
@click.option("--won", multiple=True, help="With --closed: a word for a win; may be given more than once.")
@click.option("--lost", multiple=True, help="With --closed: a word for a loss; may be given more than once.")
@options(snapshot_to_build, playbook_folder, pipeline_folder, executor_address, most_processes)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "html"]),
    default="text",
    help="How to write it. [default: text]",
)
@click.option("--to", "target", type=FILE, help="Write into this file. [default: print it]")
@click.option(
    "--keep", is_flag=True, help="Keep it in the pipeline's folder, so that each check on the site has its line."
)
@click.pass_obj
def backtest(
    home: Path,
    closed: Path | None,
    outcome: str | None,
    won: tuple[str, ...],
    lost: tuple[str, ...],
    snapshot: Path | None,
    playbook: Path | None,
    pipeline: Path | None,
    address: str | None,
    processes: int | None,
    form: str,
    target: Path | None,
    *,
    keep: bool,
) -> None:
    """Show which of your checks, or answers, told anything.

    Replays the playbook over each past review, with nothing known but what was known on its day, and says for each
    check what it said before wins and losses. With --closed, it looks at a file of closed deals instead.

    Every share comes with its counts and its 95 % interval. Where intervals overlap, it tells nothing here; on few
    deals, nothing is said. Nobody is ranked.
    """
    refuse_both(address, processes)
    if closed is None and (outcome or won or lost):
        raise click.UsageError("--outcome, --won and --lost say how to read a file; name it with --closed.")
    if closed and keep:
        raise click.UsageError("--keep is for a replay of the pipeline; a file's columns aren't your checks.")
    with problems_told():
        from scorecards.backtest.closed_file import OutcomeWords
        from scorecards.render.backtest.forms import written

        folders = folders_of(home, playbook, pipeline, snapshot)
        found: ClosedDeals | Replay
        if closed:
            found = _closed(closed, OutcomeWords(outcome, frozenset(won), frozenset(lost)), folders.playbook)
        else:
            found = _replay(folders, executor_of(address, processes))
            if keep:
                _keep(found, folders.pipeline)
        _hand_over(written(found, form), target)


def _closed(path: Path, words: "OutcomeWords", playbook: Path) -> "ClosedDeals":
    from scorecards.backtest.closed_deals import closed_deals
    from scorecards.backtest.closed_file import read_closed
    from scorecards.read.team_files import read_playbook

    rules = read_playbook(playbook)
    no_answer = frozenset(word.strip().casefold() for word in rules.phrases.no_answer)
    return closed_deals(
        read_closed(path, words), rules.scoring.quartiles_need, lambda value: value.casefold() in no_answer
    )


def _replay(folders: "Folders", executor: "Executor") -> "Replay":
    from scorecards.backtest.replay import replayed
    from scorecards.cache.cache import Cache
    from scorecards.read.fingerprints import fingerprint_of
    from scorecards.review import read

    cache = Cache(folders.home / ".cache")
    given = read(folders, cache)
    found = replayed(given, folders.playbook, folders.pipeline, fingerprint_of(folders.playbook), executor)
    tell_spoilt(cache)
    return found


def _keep(found: "Replay", pipeline: Path) -> None:
    from scorecards.read.kept_backtest import BACKTEST_FILE
    from scorecards.render.backtest.forms import written
    from scorecards.write.files import write_into
    from scorecards.write.folder_lock import changing

    with changing(pipeline):
        write_into(pipeline, {BACKTEST_FILE: written(found, "json")})
    click.echo(f"kept in {shown(pipeline / BACKTEST_FILE)}", err=True)


def _hand_over(content: bytes, target: Path | None) -> None:
    if target is None:
        click.echo(content, nl=False)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        message = f"can't write {shown(target)}: {error.strerror}"
        raise click.BadParameter(message, param_hint="--to") from error
