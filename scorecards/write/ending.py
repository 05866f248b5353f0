"""A signal that ends a process, as an exception: what was begun is cleaned up on the way out, as after Ctrl-C."""

import signal
from types import FrameType
from typing import Final

ENDING: Final = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What a system or a closed terminal sends to end a process."""


def clean_up_on(*signals: signal.Signals) -> None:
    """Have signals end this process in order; one that is ignored, as by ``nohup``, stays so."""
    for each in signals:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, _end)


def _end(number: int, _: FrameType | None) -> None:
    """Raise SystemExit with the status of a process that a signal ended; another signal does not disturb that."""
    for each in (*ENDING, signal.SIGINT):
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(128 + number)
