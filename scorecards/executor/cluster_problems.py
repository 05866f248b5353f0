"""What can be wrong with a cluster, in words."""

from scorecards.problems.problem import Problem, ProblemsFound, visible


def no_dask() -> ProblemsFound:
    """Tell that Dask is not installed."""
    message = "--executor needs Dask, which is not installed; expected: pip install -r requirements/dask.txt"
    return _problem("dask-not-installed", message)


def no_scheduler(address: str, error: Exception) -> ProblemsFound:
    """Tell that no scheduler answers, or none with which an encrypted connection can be made."""
    return _problem("no-cluster", f"no scheduler answers at {address}: {reason(error)}")


def no_workers(address: str, seconds: float) -> ProblemsFound:
    """Tell that the scheduler has no worker."""
    return _problem("no-cluster", f"the scheduler at {address} has had no worker for {seconds:g} seconds")


def work_lost(key: str, why: str) -> ProblemsFound:
    """Tell that the work on an item is lost, and with what."""
    return _problem("cluster-lost", f"the work on {key} was lost: {why}")


def other_software(differences: dict[str, str]) -> ProblemsFound:
    """Tell that workers run other software than this process; ``differences`` are by the worker's address."""
    return ProblemsFound(
        [
            Problem("build", 0, 0, "worker-differs", f"the worker {worker} has {said}, expected the same as here")
            for worker, said in differences.items()
        ]
    )


def reason(error: Exception) -> str:
    """Give an error's first line."""
    return visible(next(iter(str(error).splitlines()), "") or type(error).__name__)


def _problem(code: str, message: str) -> ProblemsFound:
    return ProblemsFound([Problem("build", 0, 0, code, message)])
