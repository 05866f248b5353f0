"""Serving a site: built at the start and again after each save, until somebody ends it."""

import time
from collections.abc import Callable
from typing import NoReturn

from scorecards.serve.outcome import Outcome
from scorecards.serve.saves import Saves
from scorecards.serve.status import Status


def keep_built(
    build: Callable[[], Outcome], saves: Saves, status: Status, tell: Callable[[Outcome, float], None]
) -> NoReturn:
    """Build, tell how that ended and the seconds that it took, wait for the next save, and so on.

    What is saved during a build differs from what stood there before it, so it is built at once afterwards.
    """
    state = saves.inputs.state()
    while True:
        began = time.perf_counter()
        outcome = build()
        status.publish(outcome)
        tell(outcome, time.perf_counter() - began)
        state = saves.next(state)
