"""Templates as they were compiled before: compiling them takes longer than rendering most sites."""

from jinja2 import BytecodeCache
from jinja2 import __version__ as version
from jinja2.bccache import Bucket

from scorecards.cache.cache import Cache


class CompiledTemplates(BytecodeCache):
    """The kept templates, one file for each."""

    def __init__(self, kept: Cache) -> None:
        """Take the place where they are kept."""
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the template that was compiled from the same source by the same Jinja and Python."""
        payload = self._kept.recall(_name(bucket), _made_from(bucket))
        if payload is not None:
            bucket.bytecode_from_string(payload)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._kept.keep(_name(bucket), _made_from(bucket), bucket.bytecode_to_string())


def _name(bucket: Bucket) -> str:
    return f"templates/{bucket.key}"


def _made_from(bucket: Bucket) -> bytes:
    return f"{version} {bucket.checksum}".encode()
