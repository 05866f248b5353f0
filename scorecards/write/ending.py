"""A signal that ends a process, as an exception: what was begun is cleaned up on the way out."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

ENDING: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""What Ctrl-C, a system or a closed terminal sends to end a process."""


class _Ending:
    """Whether this process may end now, and the signal that told it to while it might not."""

    def __init__(self) -> None:
        self.held = 0
        self.told = 0
        self.ends: KeyboardInterrupt | SystemExit | None = None

    def hear(self, number: int, _: FrameType | None) -> None:
        """End at once, or as soon as may be; another signal does not disturb that."""
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)
        self.told = number
        self.end_where_told()

    def end_where_told(self) -> None:
        """Raise what ends this process with the status that its signal stands for."""
        if self.told and not self.held:
            number, self.told = self.told, 0
            self.ends = KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number)
            raise self.ends


_ENDING: Final = _Ending()


def clean_up_on(*signals: signal.Signals) -> None:
    """Have signals end this process in order; one that is ignored, as by ``nohup``, stays so."""
    for each in signals:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, _ENDING.hear)


@contextmanager
def ending_as_told() -> Iterator[None]:
    """End as the signal says, whatever an error on the way out says instead.

    A library that calls back, as one that writes JSON does, may turn the exception of a signal into an error of its
    own: a traceback would then stand where somebody merely pressed Ctrl-C.
    """
    try:
        yield
    except Exception:
        if _ENDING.ends is None:
            raise
        raise _ENDING.ends from None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Go through something short as a whole: a signal that ends this process does so afterwards."""
    _ENDING.held += 1
    try:
        yield
    finally:
        _ENDING.held -= 1
        _ENDING.end_where_told()
