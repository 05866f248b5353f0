"""What is fuzzed: for each reader a function of any bytes, which fails where the reader breaks its promise.

Whatever the bytes are, a reader gives what they say or problems, and never another exception.  Where there is a second
way to the same answer, both must agree.
"""

from collections.abc import Callable, Mapping
from typing import Final

from tests.fuzz.conditions import condition
from tests.fuzz.importing import export, mapping
from tests.fuzz.reading import repository, tree

TARGETS: Final[Mapping[str, Callable[[bytes], None]]] = {
    each.__name__: each for each in (tree, repository, condition, mapping, export)
}
