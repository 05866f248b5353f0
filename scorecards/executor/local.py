"""The executor that is used unless another one is named: the cores of this machine, or this process alone."""

import os
import pickle
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, SpawnContext
from threading import Thread
from typing import Any

from scorecards.executor.executor import Argument, Result

_START: ForkContext | SpawnContext = get_context("fork") if sys.platform == "linux" else get_context("spawn")
"""A forked process has all that this one has read and loaded; elsewhere than on Linux, forking is not safe."""

_WORTH_A_PROCESS = 400
"""So much weight for each process is worth its start, and sending back what it found."""


@dataclass(frozen=True)
class Local:
    """Works on the cores of this machine: in this process, and in one more for each further core.

    ``processes`` is the most that are used, this one included; None for as many as there are cores.
    """

    processes: int | None = None

    @contextmanager
    def open(self, shared: Any, items: Mapping[str, Any], weights: Mapping[str, int]) -> Iterator["_Session"]:
        """Open a session; further processes are started where there is work enough for them."""
        most = self.processes or cores()
        shares = shared_out(weights, min(most, sum(weights.values()) // _WORTH_A_PROCESS))
        workers = [_Worker.start(shared, {key: items[key] for key in share}) for share in shares[1:]]
        try:
            yield _Session(shared, items, [worker for worker in workers if worker])
        finally:
            for worker in workers:
                if worker:
                    worker.end()


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def shared_out(weights: Mapping[str, int], shares: int) -> list[list[str]]:
    """Share out work evenly: the heaviest first, each to whoever has the least so far."""
    found: list[list[str]] = [[] for _ in range(max(1, shares))]
    loads = [0] * len(found)
    for key, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        least = loads.index(min(loads))
        found[least].append(key)
        loads[least] += weight
    return found


class _Session:
    """Items in this process, and in workers that have a copy of those that are theirs."""

    def __init__(self, shared: Any, items: Mapping[str, Any], workers: Sequence["_Worker"]) -> None:
        self._shared = shared
        self._items = items
        self._workers = workers

    def map(
        self, function: Callable[[Any, Any, Argument], Result], arguments: Mapping[str, Argument]
    ) -> Iterator[tuple[str, Result]]:
        """Do it; a worker that dies costs time, because what was its share is done here."""
        asked = {worker: worker.ask(function, arguments) for worker in self._workers}
        theirs = {key for keys in asked.values() for key in keys}
        found = {
            key: function(self._shared, self._items[key], argument)
            for key, argument in arguments.items()
            if key not in theirs
        }
        for worker, keys in asked.items():
            found |= worker.answer(keys)
        for key, argument in arguments.items():
            result = found.pop(key) if key in found else function(self._shared, self._items[key], argument)
            yield key, result


class _Worker:
    """A further process, with the items that are its share."""

    def __init__(self, keys: Collection[str], connection: Connection, process: Any) -> None:
        self._keys = keys
        self._connection = connection
        self._process = process
        self._reader: Thread | None = None
        self._answer = b""

    @classmethod
    def start(cls, shared: Any, items: Mapping[str, Any]) -> "_Worker | None":
        """Start it; None where the machine has no further process to give."""
        ours, theirs = _START.Pipe()
        process = _START.Process(target=_serve, args=(theirs, shared, items), daemon=True)
        try:
            process.start()
        except OSError:
            return None
        theirs.close()
        return cls(items.keys(), ours, process)

    def ask(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> list[str]:
        """Ask for those of its items that are among the arguments; give their keys, none where it is gone."""
        own = {key: argument for key, argument in arguments.items() if key in self._keys}
        try:
            self._connection.send((function, own))
        except OSError:
            return []
        # A thread takes the answer off its hands, which would otherwise wait for this process to be done.
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        return list(own)

    def answer(self, keys: Collection[str]) -> dict[str, Any]:
        """Give the results that were asked for, none where the worker is gone; raises what the function raised."""
        if self._reader:
            self._reader.join()
        if not self._answer:
            return {}
        results, error = pickle.loads(self._answer)  # noqa: S301 - written by our own process
        self._answer = b""
        if error is not None:
            raise error
        return {key: results[key] for key in keys}

    def _read(self) -> None:
        with suppress(EOFError, OSError):
            self._answer = self._connection.recv_bytes()

    def end(self) -> None:
        """End it, whatever it is doing."""
        with suppress(OSError):
            self._connection.close()
        self._process.terminate()
        self._process.join()


def _serve(connection: Connection, shared: Any, items: Mapping[str, Any]) -> None:
    """Work off what is asked for, until nobody is there to ask."""
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            function, arguments = connection.recv()
            connection.send_bytes(_answered(function, arguments, shared, items))


def _answered(
    function: Callable[..., Any], arguments: Mapping[str, Any], shared: Any, items: Mapping[str, Any]
) -> bytes:
    try:
        results = {key: function(shared, items[key], argument) for key, argument in arguments.items()}
        return pickle.dumps((results, None), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised again where the work was asked for
        return pickle.dumps((None, error))
