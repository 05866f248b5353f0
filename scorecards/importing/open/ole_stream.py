"""The stream of records in an old .xls workbook, taken out of the compound file around it."""

from collections.abc import Iterator
from struct import unpack, unpack_from
from typing import Final

_NAMES: Final = ("Workbook", "Book")
_ENTRY: Final = 128
_IN_HEADER: Final = 109
_NO_SECTOR: Final = 0xFFFFFFFA
"""From this number on, none is a sector."""


def workbook_stream(data: bytes) -> bytes:
    """Give the stream of a workbook.  Raises ValueError or struct.error where a file is no such container."""
    file = _CompoundFile(data)
    for name, start, size in file.entries():
        if name in _NAMES:
            return file.stream(start, size)
    message = "it holds no workbook"
    raise ValueError(message)


class _CompoundFile:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, mini_shift = unpack_from("<HH", data, 30)
        if shift not in {9, 12} or mini_shift != 6:  # noqa: PLR2004 - the sizes of sectors that there are
            message = f"it has sectors of 2^{shift} bytes"
            raise ValueError(message)
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._directory, self._cutoff, mini_start = unpack_from("<I4xII", data, 48)
        self._fat = self._table(self._fat_sectors())
        self._mini_fat = self._table(self._chain(mini_start, self._fat))
        self._mini = b""

    def entries(self) -> Iterator[tuple[str, int, int]]:
        """Give each entry of the directory: its name, its first sector, and its size in bytes."""
        found = b"".join(map(self._sector, self._chain(self._directory, self._fat)))
        for at in range(0, len(found) - _ENTRY + 1, _ENTRY):
            length, kind = unpack_from("<HB", found, at + 64)
            start, size = unpack_from("<II", found, at + 116)
            if kind == 5:  # noqa: PLR2004 - the root, whose stream holds the small ones
                self._mini = b"".join(map(self._sector, self._chain(start, self._fat)))
            yield found[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace"), start, size

    def stream(self, start: int, size: int) -> bytes:
        """Give a stream; the root comes before all others in the directory, so that small ones can be found."""
        if size >= self._cutoff:
            return b"".join(map(self._sector, self._chain(start, self._fat)))[:size]
        chain = self._chain(start, self._mini_fat)
        return b"".join(self._mini[each * self._mini_size : (each + 1) * self._mini_size] for each in chain)[:size]

    def _fat_sectors(self) -> Iterator[int]:
        listed = unpack_from(f"<{_IN_HEADER}I", self._data, 76)
        yield from (each for each in listed if each < _NO_SECTOR)
        following = unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < _NO_SECTOR and following not in seen:
            seen.add(following)
            numbers = self._numbers(following)
            yield from (each for each in numbers[:-1] if each < _NO_SECTOR)
            following = numbers[-1] if numbers else _NO_SECTOR

    def _table(self, sectors: Iterator[int]) -> list[int]:
        return [number for each in sectors for number in self._numbers(each)]

    def _numbers(self, number: int) -> tuple[int, ...]:
        sector = self._sector(number)
        return unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    @staticmethod
    def _chain(start: int, table: list[int]) -> Iterator[int]:
        """Give the sectors of a stream; one that comes again ends it."""
        seen: set[int] = set()
        while start < len(table) and start not in seen:
            seen.add(start)
            yield start
            start = table[start]
