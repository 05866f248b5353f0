"""How far an import has come: told to whoever asked, step by step."""

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Takes the step in words, how much of it is done, and of how much; None where that is not known."""


def silent(_step: str, _done: int, _total: int | None) -> None:
    """Tell nobody."""
