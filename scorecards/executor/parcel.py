"""What is sent to a worker of a cluster, and what the worker does with it."""

from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import Any, Final

from scorecards.cache.packing import packed, unpacked
from scorecards.executor.software import differences, software

_ONE_AT_A_TIME: Final = Lock()
"""What all items share is made for one thread; several would not be faster, either."""


class OtherSoftwareError(Exception):
    """A worker that joined later than the work began runs other software."""


class Parcel:
    """What all items share; each worker opens it once, and remembers beside it what later rounds can use."""

    def __init__(self, shared: Any) -> None:
        """Pack it."""
        self._content = packed(shared)
        self._software = software()

    @cached_property
    def opened(self) -> Any:
        """What all items share; raises OtherSoftwareError where this process runs other software than who sent it."""
        if said := differences(self._software, software()):
            raise OtherSoftwareError(said)
        return unpacked(self._content)

    def __getstate__(self) -> dict[str, Any]:
        """Go on to another worker, or to the disk where memory is short, without what is remembered here."""
        return {"_content": self._content, "_software": self._software}

    def __sizeof__(self) -> int:
        """Count what is sent, by which Dask places work."""
        return len(self._content)


def work(parcel: Parcel, item: bytes, request: bytes) -> bytes:
    """Do what is asked for with an item, on a worker."""
    with _ONE_AT_A_TIME:
        function, argument = unpacked(request)
        return packed(function(parcel.opened, unpacked(item), argument))


def request(function: Callable[..., Any], argument: Any) -> bytes:
    """Pack what is asked for."""
    return packed((function, argument))
