"""Work on the workers of a Dask cluster.

What all items share goes to every worker once, an item to one of them when it is first asked for.  It stays there, so
that in the next round the worker finds what it remembered of it.  This process keeps its own copy of each item: what is
lost with a worker is sent to another one.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from itertools import islice
from typing import Any, Final

from scorecards.cache.packing import packed, unpacked
from scorecards.executor.cluster_problems import no_workers, other_software, reason, work_lost
from scorecards.executor.executor import Argument, Result
from scorecards.executor.parcel import OtherSoftwareError, Parcel, request, work

_AHEAD: Final = 4
"""So much is asked for ahead of what is due, for each thread: no worker idles, and few results wait."""

_TRIES: Final = 6
"""Workers that are lost so often with the same item are lost because of it."""

_PAUSE: Final = 0.2
"""Seconds in which the scheduler notices what was lost with a worker."""

_LOST: Final = (CancelledError, OSError)
"""What waiting, sending and fetching raise where a worker or the connection is gone."""


class DaskSession:
    """Items on the workers of a cluster."""

    def __init__(  # noqa: PLR0913, PLR0917 - the cluster, and what is worked on there
        self,
        client: Any,
        address: str,
        patience: float,
        parcel: Parcel,
        items: Mapping[str, Any],
        weights: Mapping[str, int],
    ) -> None:
        """Take a client of the cluster, and what is worked on; the heaviest of what is asked for comes first."""
        self._client = client
        self._address = address
        self._patience = patience
        self._parcel = parcel
        self._items = items
        self._weights = weights
        self._shared: Any = None
        self._sent: dict[str, Any] = {}

    def map(
        self, function: Callable[[Any, Any, Argument], Result], arguments: Mapping[str, Argument]
    ) -> Iterator[tuple[str, Result]]:
        """Do it; results are fetched one by one, so that this process never holds many of them.

        Raises ProblemsFound where the cluster is lost.
        """
        requests = ((key, request(function, argument)) for key, argument in arguments.items())
        ahead = deque(self._asked(islice(requests, _AHEAD * max(1, sum(self._client.nthreads().values())))))
        while ahead:
            key, asked, future = ahead.popleft()
            result = self._result(key, asked, future)
            ahead.extend(self._asked(islice(requests, 1)))
            yield key, unpacked(result)

    def _asked(self, requests: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes, Any]]:
        for key, asked in requests:
            yield key, asked, self._ask(key, asked)

    def _ask(self, key: str, asked: bytes) -> Any:
        """Ask for an item, which is sent first where no worker has it; None where a worker was lost amid that."""
        if self._client.status != "running":
            raise work_lost(key, f"the scheduler at {self._address} went away")
        try:
            self._shared = self._shared or self._client.scatter(self._parcel, broadcast=True, hash=False)
            if key not in self._sent:
                self._sent[key] = self._client.scatter(packed(self._items[key]), hash=False)
            here = (self._shared, self._sent[key], asked)
            return self._client.submit(work, *here, pure=False, priority=self._weights[key])
        except _LOST:
            return None

    def _result(self, key: str, asked: bytes, future: Any) -> bytes:
        """Give what came of an item; where it was lost with a worker, send the item to another one."""
        for _ in range(_TRIES):
            result = self._fetched(key, future) if future else None
            if result is not None:
                return result
            time.sleep(_PAUSE)
            self._forget(key)
            future = self._ask(key, asked)
        raise work_lost(key, f"{_TRIES} workers died with it, which may need more memory")

    def _fetched(self, key: str, future: Any) -> bytes | None:
        """Wait for a result and fetch it, None where it was lost; what the function raised is raised."""
        try:
            error = self._error(future)
            if error is None:
                result: bytes = future.result()
                return result
        except _LOST:
            return None
        raise _told(key, error)

    def _error(self, future: Any) -> Exception | None:
        """Wait until it is done, and give what the function raised."""
        while True:
            try:
                error: Exception | None = future.exception(timeout=self._patience)
            except TimeoutError:
                if not self._client.nthreads():
                    raise no_workers(self._address, self._patience) from None
            else:
                return error

    def _forget(self, key: str) -> None:
        """Forget where an item was, and where that was which all share, if no worker has it any more."""
        self._sent.pop(key, None)
        if self._shared and self._shared.status != "finished":
            self._shared = None


def _told(key: str, error: Exception) -> Exception:
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - slow to load, and loaded where a client is

    if isinstance(error, OtherSoftwareError):
        return other_software({"that joined": str(error)})
    return work_lost(key, reason(error)) if isinstance(error, KilledWorker) else error
