"""The executor for a company that outgrows a machine: the workers of a Dask cluster."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from scorecards.executor.cluster_problems import no_dask, no_scheduler, no_workers, other_software, reason
from scorecards.executor.dask_session import DaskSession
from scorecards.executor.parcel import Parcel
from scorecards.executor.software import differences, software


@dataclass(frozen=True)
class DaskCluster:
    """Works on the workers of the cluster whose scheduler has this address, such as ``tcp://10.0.0.5:8786``.

    ``patience`` is for how many seconds the scheduler, or a first worker, is waited for.
    """

    address: str
    patience: float = 30

    @contextmanager
    def open(self, shared: Any, items: Mapping[str, Any], weights: Mapping[str, int]) -> Iterator[DaskSession]:
        """Open a session; raises ProblemsFound where Dask or a cluster is missing, or a worker runs other software."""
        client = self._connected()
        try:
            self._check_workers(client)
            yield DaskSession(client, self.address, self.patience, Parcel(shared), items, weights)
        finally:
            with suppress(OSError):
                client.close()

    def _connected(self) -> Any:
        try:
            from distributed import Client  # noqa: PLC0415 - slow to load, and an extra that few install
        except ModuleNotFoundError as error:
            raise no_dask() from error
        # Whatever stops the build is told as a problem, and what does not is no concern of whoever builds.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            return Client(self.address, timeout=self.patience, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, TypeError, RuntimeError, ImportError) as error:
            raise no_scheduler(self.address, error) from error

    def _check_workers(self, client: Any) -> None:
        with suppress(OSError):
            client.wait_for_workers(1, timeout=self.patience)
        if not client.nthreads():
            raise no_workers(self.address, self.patience)
        found = sorted(client.run(software, on_error="return").items())
        differing = {worker: said for worker, theirs in found if (said := _differing(theirs))}
        if differing:
            raise other_software(differing)


def _differing(theirs: Mapping[str, str] | Exception) -> str:
    if isinstance(theirs, Exception):
        return f"no scorecards of this version ({reason(theirs)})"
    return differences(software(), theirs)
