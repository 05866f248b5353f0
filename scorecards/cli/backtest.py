"""The command ``backtest``: which checks, or which answers, told anything of how deals ended."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecards.cli.messages import problems_told
from scorecards.cli.options import FILE, options, playbook_folder, shown

if TYPE_CHECKING:
    from scorecards.backtest.closed_file import OutcomeWords
    from scorecards.report.backtest import ClosedDeals


@click.command()
@click.option(
    "--closed",
    type=FILE,
    required=True,
    help="A file of closed deals, a row for each: which values of which columns came before wins and losses?",
)
@click.option("--outcome", help="The column that says how a deal ended. [default: found in the file]")
@click.option("--won", multiple=True, help="A word for a win in that column; may be given more than once.")
@click.option("--lost", multiple=True, help="A word for an end without a sale; may be given more than once.")
@options(playbook_folder)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "html"]),
    default="text",
    help="How to write it. [default: text]",
)
@click.option("--to", "target", type=FILE, help="Write into this file. [default: print it]")
@click.pass_obj
def backtest(
    home: Path,
    closed: Path,
    outcome: str | None,
    won: tuple[str, ...],
    lost: tuple[str, ...],
    playbook: Path | None,
    form: str,
    target: Path | None,
) -> None:
    """Show which of your checks, or answers, told anything.

    Every share comes with its counts and its 95 % interval. Where intervals overlap, it tells nothing here; on few
    deals, nothing is said. Columns that name people, and those that were filled in after the end, are left out.
    """
    with problems_told():
        from scorecards.backtest.closed_file import OutcomeWords
        from scorecards.render.backtest.forms import written

        words = OutcomeWords(outcome, frozenset(won), frozenset(lost))
        _hand_over(written(_closed(closed, words, playbook or shown(home / "playbook")), form), target)


def _closed(path: Path, words: "OutcomeWords", playbook: Path) -> "ClosedDeals":
    from scorecards.backtest.closed_deals import closed_deals
    from scorecards.backtest.closed_file import read_closed
    from scorecards.read.team_files import read_playbook

    rules = read_playbook(playbook)
    no_answer = frozenset(word.strip().casefold() for word in rules.phrases.no_answer)
    return closed_deals(
        read_closed(path, words), rules.scoring.quartiles_need, lambda value: value.casefold() in no_answer
    )


def _hand_over(content: bytes, target: Path | None) -> None:
    if target is None:
        click.echo(content, nl=False)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        message = f"can't write {target}: {error.strerror}"
        raise click.BadParameter(message, param_hint="--to") from error
