"""From saving a file of the pipeline until the open page of the rep shows it, while ``serve`` runs."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.figure import Figure
from bench.process import FailedError, wait_for_orphans
from bench.setup import Setup

if TYPE_CHECKING:
    from playwright.sync_api import Page

_NAME = re.compile(r"^    name: (?P<name>.+)\n    owner: (?P<owner>\S+)\n    status: open$", re.MULTILINE)
_OPEN_BEFORE_A_SAVE, _LONGEST = 1000, 30_000
"""Milliseconds: nobody saves in the moment in which a page opens."""
_SECONDS_TO_START = 60.0


def serve(setup: Setup) -> Iterator[Figure]:
    """Save the sample's newest snapshot with another name of an open deal, again and again."""
    browser = os.environ.get("CHROMIUM")
    if not browser or not find_spec("playwright"):
        raise FailedError("no browser is named in CHROMIUM, or playwright is not installed")
    setup.project.run("serve", "--help")
    snapshot = max((setup.sample / "snapshots").iterdir())
    deal = _NAME.search(snapshot.read_text(encoding="utf-8"))
    if not deal:
        raise FailedError("the sample has no open deal")
    with _served(setup) as address, _opened(browser, f"{address}/scorecards/{deal['owner']}.html") as page:
        took = [_save(page, snapshot, deal["name"], f"{deal['name']} {number}") for number in range(setup.rounds)]
    beside = f"{len(took)} saves, the slowest {max(took):.2f} s"
    yield Figure("Save to reloaded page under `make serve`, sample team", median(took), "s", 1.0, beside)


def _save(page: "Page", snapshot: Path, name: str, new: str) -> float:
    """Save the snapshot with a deal's name changed, and give the wall seconds until the page shows the new one."""
    page.wait_for_timeout(_OPEN_BEFORE_A_SAVE)
    old = snapshot.read_text(encoding="utf-8")
    began = time.perf_counter()
    snapshot.write_text(re.sub(rf"(?m)^    name: {re.escape(name)}( \d+)?$", f"    name: {new}", old), encoding="utf-8")
    page.get_by_text(new).first.wait_for(state="attached", timeout=_LONGEST)
    return time.perf_counter() - began


@contextmanager
def _served(setup: Setup) -> Iterator[str]:
    """Serve the sample on a free port, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        setup.project.command("serve", "--port", str(port)),
        cwd=setup.project.folder,
        env=setup.project.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_until_it_answers(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()
        wait_for_orphans()


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise FailedError("serve does not answer")


@contextmanager
def _opened(browser: str, address: str) -> Iterator["Page"]:
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - nothing else needs it

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        try:
            page = chromium.new_page()
            page.goto(address)
            yield page
        except Error as error:
            raise FailedError(error.message.splitlines()[0]) from error
        finally:
            chromium.close()
