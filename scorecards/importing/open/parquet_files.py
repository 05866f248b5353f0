"""Parquet files to tables, through the reader that pandas has for them."""

import sys
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from scorecards.importing.open.cell_texts import cell_text
from scorecards.importing.open.export_file import ExportFile, FileKind
from scorecards.importing.open.grid import CellsAtLine, table_of
from scorecards.importing.open.table import Table

if TYPE_CHECKING:
    import pandas as pd

_PACKAGE = "pyarrow"


def read_parquet(file: ExportFile, data: bytes) -> list[Table]:
    """Read the one table of a file; nothing, with a problem added, where that cannot be."""
    try:
        frame = _frame(data)
    except ImportError:
        message = (
            f"read {FileKind.PARQUET.value}, expected the package {_PACKAGE} that reads it; install it "
            f"(.venv/bin/python -m pip install {_PACKAGE}), or export the file as CSV"
        )
        file.problems.add(file.problem("reader-missing", message))
    except _raised_by_reader() as error:
        file.problems.add(file.unreadable(FileKind.PARQUET, error))
    else:
        table = table_of(file, FileKind.PARQUET.value, _records(frame))
        if table.header:
            return [table]
        file.problems.add(file.problem("empty-file", "read nothing, expected a line of column names"))
    return []


def _frame(data: bytes) -> "pd.DataFrame":
    import pandas as pd  # noqa: PLC0415 - it takes longer to load than a CSV file to read

    return pd.read_parquet(BytesIO(data))


def _records(frame: "pd.DataFrame") -> Iterator[CellsAtLine]:
    """Give the names of the columns, and the rows, numbered from 1."""
    yield 1, [str(name) for name in frame.columns]
    filled = frame.astype(object).where(frame.notna(), None)
    for number, values in enumerate(filled.itertuples(index=False, name=None), 1):
        yield number, list(map(cell_text, values))


def _raised_by_reader() -> tuple[type[Exception], ...]:
    arrow = getattr(sys.modules.get(_PACKAGE), "ArrowException", None)
    return (OSError, ValueError, *([arrow] if arrow else []))
