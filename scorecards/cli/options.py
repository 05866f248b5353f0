"""What the commands share: options, and the folders of the project that they mean where none is named."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from scorecards.review import Folders

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])

snapshot_to_check = click.option(
    "--snapshot",
    type=FILE,
    help="The snapshot to check, a file or a folder, with all earlier ones. [default: the newest]",
)
snapshot_to_build = click.option(
    "--snapshot",
    type=FILE,
    help="The snapshot to build from, a file or a folder. [default: the newest]",
)
playbook_folder = click.option("--playbook", type=FOLDER, help="The folder of the team's rules. [default: playbook]")
pipeline_folder = click.option("--pipeline", type=FOLDER, help="The folder of the team's data. [default: pipeline]")


def options(*given: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command several options, which its help lists in this order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(given):
            function = option(function)
        return function

    return decorate


def as_texts(given: Mapping[str, str | datetime | None]) -> dict[str, str]:
    """Give what was given as a file has it: days in their form, and nothing that was left out."""
    return {
        key: value.date().isoformat() if isinstance(value, datetime) else value
        for key, value in given.items()
        if value is not None
    }


def folders_of(
    home: Path, playbook: Path | None, pipeline: Path | None, snapshot: Path | None, docs: Path | None = None
) -> "Folders":
    """Give the folders of a project; those that are not named are the project's own."""
    from scorecards.review import Folders

    return Folders(
        home,
        playbook or shown(home / "playbook"),
        pipeline or shown(home / "pipeline"),
        docs or shown(home / "docs"),
        snapshot,
    )


def shown(path: Path) -> Path:
    """Give a path as seen from the working directory, where it lies below it."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
