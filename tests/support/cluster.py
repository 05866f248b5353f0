"""A Dask scheduler and workers on this machine, started with the commands that the guide names."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from distributed import Client

from tests.support.project import ROOT


@contextmanager
def scheduler(folder: Path) -> Iterator[str]:
    """Start a scheduler, and give its address."""
    told = folder / "scheduler.json"
    with _dask(ROOT, "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", told):
        while not told.exists():
            time.sleep(0.1)
        yield json.loads(told.read_text("utf-8"))["address"]


def client_of(address: str) -> Any:
    """Give a client of a cluster."""
    return Client(address, set_as_default=False)  # type: ignore[no-untyped-call]


@contextmanager
def workers(count: int, address: str, folder: Path, package: Path = ROOT) -> Iterator[None]:
    """Start workers that find the package in a folder, and nothing else there."""
    own = ("--nworkers", str(count), "--nthreads", "1", "--memory-limit", "1GB", "--no-dashboard")
    with client_of(address) as client:
        due = len(client.nthreads()) + count
        with _dask(package, "worker", address, *own, "--local-directory", folder):
            client.wait_for_workers(due)
            yield


@contextmanager
def _dask(package: Path, command: str, *arguments: str | Path) -> Iterator[None]:
    environment = {**os.environ, "PYTHONPATH": f"{package}{os.pathsep}{ROOT}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", command, *arguments, "--host", "127.0.0.1"],
        cwd=package,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
