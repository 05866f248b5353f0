"""The command line: the group of commands, and the way in from the script and from the installed command.

Exit status: 0 done; 1 the team's data or rules have problems, each on a line of its own on standard error;
2 wrong usage.  Each command loads what it needs when it is run, so that ``--help`` waits for nothing.
"""

import gc
import sys
from pathlib import Path

import click

from scorecards.cli.backtest import backtest
from scorecards.cli.baseline import baseline
from scorecards.cli.build import build
from scorecards.cli.check import check
from scorecards.cli.diff import diff
from scorecards.cli.explain import explain
from scorecards.cli.import_ import import_
from scorecards.cli.record_follow_up import record_follow_up
from scorecards.cli.record_ruling import record_ruling
from scorecards.cli.rename import rename
from scorecards.cli.schema import schema
from scorecards.cli.serve import serve
from scorecards.cli.test import test
from scorecards.write.ending import ENDING, clean_up_on, ending_as_told


class _Commands(click.Group):
    """The commands, each of which ends in order where a signal says so."""

    def invoke(self, ctx: click.Context) -> object:
        with ending_as_told():
            return super().invoke(ctx)


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def scorecards(context: click.Context) -> None:
    """Turn a team's playbook and pipeline into a static site: the playbook to read, a scorecard for each rep.

    Without a command: validate, write the pages, build the site.
    """
    if context.invoked_subcommand is None:
        context.invoke(build)


for _command in (
    build,
    serve,
    check,
    test,
    import_,
    explain,
    backtest,
    record_ruling,
    record_follow_up,
    baseline,
    rename,
    schema,
    diff,
):
    scorecards.add_command(_command)


def main(home: Path, program: str = "build_scorecards.py") -> None:
    """Run the command line for the project in ``home``; ``program`` is what its help calls it."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    clean_up_on(*ENDING)
    gc.disable()  # a build is short and leaves no cycles behind that are worth the search for them
    scorecards(obj=home, prog_name=program)


def installed() -> None:
    """Run the installed command ``scorecards`` for the project in the working directory."""
    main(Path.cwd(), "scorecards")
