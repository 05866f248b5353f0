"""Options that say where many things are worked on: on this machine, or on a cluster."""

import re
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from scorecards.executor.executor import Executor

_SCHEDULER: Final = re.compile(r"(tcp|tls)://[^\s/]+:\d+")


def _scheduler_named(_context: click.Context, _option: click.Parameter, address: str | None) -> str | None:
    """Take the address of a scheduler; None stands for this machine."""
    if address in {None, "local"}:
        return None
    if address and _SCHEDULER.fullmatch(address):
        return address
    message = f"read {address!r}, expected local, or an address such as tcp://scheduler:8786."
    raise click.BadParameter(message)


executor_address = click.option(
    "--executor",
    "address",
    metavar="ADDRESS",
    callback=_scheduler_named,
    help="Where the work is done: local, or the address of a Dask scheduler such as tcp://scheduler:8786. "
    "[default: local]",
)
most_processes = click.option(
    "--processes",
    type=click.IntRange(min=1),
    help="Most processes on this machine. [default: one per core]",
)


def refuse_both(address: str | None, processes: int | None) -> None:
    """Refuse a number of processes for a cluster.  Raises UsageError."""
    if address and processes:
        raise click.UsageError("--processes is for this machine alone; a cluster has as many as it has workers.")


def executor_of(address: str | None, processes: int | None) -> "Executor":
    """Choose where the work is done."""
    from scorecards.executor.dask_cluster import DaskCluster
    from scorecards.executor.local import Local

    return DaskCluster(address) if address else Local(processes)
