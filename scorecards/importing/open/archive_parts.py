"""The parts of a workbook that is a zip archive, read piece by piece before a reader of workbooks sees it."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Final

LARGEST_UNPACKED: Final = 1 << 30
"""In bytes: a sheet of a million rows and ten columns takes less."""

_BLOCK: Final = 1 << 18


def parts_of(data: bytes) -> Iterator[tuple[zipfile.ZipInfo, Iterator[bytes]]]:
    """Give each part of an archive in blocks, to its very end: what a part says of its own size is checked by that.

    Raises ValueError for an archive that is small and becomes huge, and BadZipFile where parts are not as they say.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(each.file_size for each in parts)
        if size > LARGEST_UNPACKED:
            message = f"it holds {size:,} bytes, expected at most {LARGEST_UNPACKED:,}"
            raise ValueError(message)
        for part in parts:
            blocks = _blocks(archive, part)
            yield part, blocks
            for _ in blocks:
                pass


def _blocks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        while block := file.read(_BLOCK):
            yield block
