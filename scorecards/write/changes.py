"""What writing a folder did to it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """What writing did, as paths relative to the folder, and the digest of what the folder was made to hold."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    digest: bytes
