"""What a command makes, printed or written into the file that somebody named."""

from pathlib import Path

import click

from scorecards.cli.options import shown


def hand_over(content: bytes, target: Path | None) -> None:
    """Write into the file named by ``--to``; print where none is.  A file that can't be written is wrong usage."""
    if target is None:
        click.echo(content, nl=False)
        return
    try:
        target.write_bytes(content)
    except OSError as error:
        message = f"can't write {shown(target)}: {error.strerror}"
        raise click.BadParameter(message, param_hint="--to") from error
