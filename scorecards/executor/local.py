"""The executor that is used unless another one is named: the cores of this machine, or this process alone."""

import os
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from queue import SimpleQueue
from threading import Semaphore, Thread
from typing import Any

from scorecards.cache.packing import packed, unpacked
from scorecards.executor.executor import Argument, Result

_START: ForkContext | SpawnContext = get_context("fork") if sys.platform == "linux" else get_context("spawn")
"""A forked process has all that this one has read and loaded; elsewhere than on Linux, forking is not safe."""

_AHEAD = 8
"""So many results of a worker may wait to be taken."""

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
        with ExitStack() as running:
            started = (_Worker.start(shared, {key: items[key] for key in share}, running) for share in shares[1:])
            yield _Session(shared, items, [worker for worker in started if worker])


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
        """Do it; a worker that dies or fails costs time, because what is left of its share is done here."""
        arrived: SimpleQueue[_Arrived] = SimpleQueue()
        theirs = {key: worker for worker in self._workers for key in worker.ask(function, arguments, arrived)}
        for key in arguments.keys() - theirs.keys():
            yield key, function(self._shared, self._items[key], arguments[key])
            while theirs and not arrived.empty():
                yield from self._taken(arrived.get(), theirs)
        while theirs:
            yield from self._taken(arrived.get(), theirs)
        for key, argument in arguments.items():
            if any(key in worker.lost for worker in self._workers):
                yield key, function(self._shared, self._items[key], argument)

    def _taken(self, arrived: "_Arrived", theirs: dict[str, "_Worker"]) -> Iterator[tuple[str, Any]]:
        """Take what a worker sent: a result, or that nothing more will come."""
        worker, message = arrived
        if message is None:
            undone = frozenset(key for key, whose in theirs.items() if whose is worker)
            worker.lost |= undone
            for key in undone:
                del theirs[key]
            return
        worker.room.release()
        key, is_done, result = unpacked(message)
        del theirs[key]
        if is_done:
            yield key, result
        else:
            worker.lost |= {key}


class _Worker:
    """A further process, with the items that are its share; what it sends is taken off its hands by a thread.

    ``lost`` are the items that it was asked for and did not do: it ended before, or something was raised.  They are
    done again where they were asked for, which raises what is to be raised, with all that leads there.
    """

    def __init__(self, keys: Collection[str], connection: Connection, process: Any) -> None:
        self._keys = keys
        self._connection = connection
        self._process = process
        self.lost: frozenset[str] = frozenset()
        self.room = Semaphore(_AHEAD)

    @classmethod
    def start(cls, shared: Any, items: Mapping[str, Any], running: ExitStack) -> "_Worker | None":
        """Start it; None where the machine has no further process to give."""
        ours, theirs = _START.Pipe()
        process = _START.Process(target=_serve, args=(ours, theirs, shared, items), daemon=True)
        try:
            process.start()
        except OSError:
            return None
        theirs.close()
        worker = cls(items.keys(), ours, process)
        running.callback(worker.end)
        return worker

    def ask(
        self, function: Callable[..., Any], arguments: Mapping[str, Any], arrived: "SimpleQueue[_Arrived]"
    ) -> list[str]:
        """Ask for those of its items that are among the arguments; give their keys."""
        own = {key: argument for key, argument in arguments.items() if key in self._keys}
        self.lost = frozenset()
        with suppress(OSError):
            self._connection.send((function, own))
        if own:
            Thread(target=self._read, args=(len(own), arrived), daemon=True).start()
        return list(own)

    def _read(self, expected: int, arrived: "SimpleQueue[_Arrived]") -> None:
        """Hand on what comes, no more of it than there is room for; say so where nothing more will come."""
        try:
            for _ in range(expected):
                self.room.acquire()
                arrived.put((self, self._connection.recv_bytes()))
        except (EOFError, OSError):
            arrived.put((self, None))

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.terminate()
        self._process.join()
        with suppress(OSError):
            self._connection.close()


_Arrived = tuple[_Worker, bytes | None]
"""A worker with what it sent; None says that it has ended."""


def _serve(ours: Connection, connection: Connection, shared: Any, items: Mapping[str, Any]) -> None:
    """Work off what is asked for, until nobody is there to ask."""
    ours.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # nothing of its own is to be cleaned up
    Thread(target=_end_with_the_asking_process, daemon=True).start()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            function, arguments = connection.recv()
            for key, argument in arguments.items():
                connection.send_bytes(_answered(function, key, argument, shared, items))


def _end_with_the_asking_process() -> None:
    """End at once when the process that asks is gone, in the middle of whatever is being done.

    A forked process holds open all that its parent held, and would keep others waiting for an end that never comes.
    """
    asking = parent_process()
    if asking:
        wait([asking.sentinel])
        os._exit(1)


def _answered(function: Callable[..., Any], key: str, argument: Any, shared: Any, items: Mapping[str, Any]) -> bytes:
    try:
        return packed((key, True, function(shared, items[key], argument)))
    except Exception:  # noqa: BLE001 - whatever it is, it is raised where the work is done again
        return packed((key, False, None))
