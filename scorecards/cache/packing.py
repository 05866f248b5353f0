"""Values to bytes and back, for another process of ours or for the next build: pickled, in less than half the time.

Python asks a frozen dataclass with slots for its state field by field in a loop, for every object.  Here each class has
its getter and its setters made once, and what comes back is the same.
"""

import copyreg
import pickle
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from io import BytesIO
from operator import attrgetter, methodcaller
from typing import Any, Final

_Reducer = Callable[[Any], Any]


def packed(value: Any) -> bytes:
    """Pack a value."""
    content = BytesIO()
    packer = pickle.Pickler(content, pickle.HIGHEST_PROTOCOL)
    packer.dispatch_table = _REDUCERS
    packer.dump(value)
    return content.getvalue()


def unpacked(content: bytes) -> Any:
    """Unpack what was packed; whoever hands it over must be trusted, because it may run code."""
    return pickle.loads(content)  # noqa: S301 - see above


@dataclass(frozen=True, slots=True)
class _Plain:
    """A dataclass of the kind that is packed in another way than by Python, with the methods that Python gives it."""


class _Reducers(dict[type, _Reducer]):
    """How the objects of each class are taken apart; of a class that was not met before, it is found out."""

    def __missing__(self, kind: type) -> _Reducer:
        if issubclass(kind, type):
            raise KeyError(kind)
        self[kind] = _by_fields(kind) if _is_plain(kind) else methodcaller("__reduce_ex__", pickle.HIGHEST_PROTOCOL)
        return self[kind]


_REDUCERS: Final = _Reducers(copyreg.dispatch_table)


def _is_plain(kind: type) -> bool:
    """Tell whether it is a dataclass that holds its fields in slots and leaves its state to Python."""
    return is_dataclass(kind) and len(fields(kind)) > 1 and vars(kind).get("__getstate__") is _Plain.__getstate__


def _by_fields(kind: type) -> _Reducer:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda each: (_made, (kind, *values(each)))


def _made(kind: type, *values: Any) -> Any:
    """Make an object of its values without calling what makes new ones: they were checked when it was made first."""
    made: Any = object.__new__(kind)
    for put, value in zip(_setters(kind), values, strict=True):
        put(made, value)
    return made


@cache
def _setters(kind: type) -> list[Callable[[Any, Any], None]]:
    """Give what puts a value into a slot, which a frozen class does not keep anybody from."""
    return [getattr(kind, field.name).__set__ for field in fields(kind)]
