"""The ledger of an import on the terminal, as plain lines where there is none, and as JSON."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, Final, TextIO

import orjson
from rich import progress
from rich.box import ROUNDED
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scorecards.importing.task.task import Progress, silent
from scorecards.importing.tell.ledger import Ledger
from scorecards.importing.tell.statement import Outcome, Part, Statement
from scorecards.problems.problem import Problem, visible

_BAR: Final = 10
_COUNTS: Final = frozenset({"skipped", "statuses", "changed"})  # which JSON has as objects: a number by its word


def console_of(stream: TextIO) -> Console:
    """Give the console of a stream, which is a terminal only where somebody sits at it, whatever CI may set."""
    return Console(file=stream, force_terminal=stream.isatty(), markup=False, highlight=False, emoji=False)


def tell(statement: Statement, console: Console) -> None:
    """Print a statement: as tables on a terminal, as plain lines that are never broken elsewhere."""
    if not console.is_terminal:
        console.file.writelines(f"{line}\n" for line in plain_lines(statement))
        return
    first, *others = statement.verdict
    console.print(Text(visible(first), "bold"))
    _print_lines(console, others)
    for part in statement.parts:
        console.print()
        console.print(Text(visible(part.heading), "bold"))
        console.print(_table(part) if any(line.cells[1:] for line in part.lines) else _listed(part))
    console.print()
    _print_lines(console, statement.next_steps)


def plain_lines(statement: Statement) -> Iterator[str]:
    """Give a statement in lines that are the same on every machine."""
    yield from map(visible, statement.verdict)
    for part in statement.parts:
        yield visible(part.heading)
        for line in part.lines:
            first, *others = map(visible, line.cells)
            yield f"  {first}: {', '.join(others)}" if others else f"  {first}"
    yield from map(visible, statement.next_steps)


def to_json(ledger: Ledger | None, problems: Iterable[Problem], outcome: Outcome) -> bytes:
    """Write what an import did as JSON; ``ledger`` is None where it was stopped before there was one."""
    return orjson.dumps(
        {
            "dry_run": outcome.dry_run,
            "taken": outcome.taken,
            "problems": [_writable(asdict(problem)) for problem in problems],
            "ledger": _writable(asdict(ledger, dict_factory=_with_counts)) if ledger else None,
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE,
    )


@contextmanager
def progress_on(console: Console) -> Iterator[Progress]:
    """Give what shows progress: a bar on a terminal, which goes away at the end; nothing elsewhere."""
    if not console.is_terminal:
        yield silent
        return
    columns = progress.TextColumn("{task.description}"), progress.BarColumn(), progress.MofNCompleteColumn()
    with progress.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("")

        def show(step: str, done: int, total: int | None) -> None:
            bar.update(task, description=step, completed=done, total=total)

        yield show


def _print_lines(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(Text(visible(line)), soft_wrap=line.startswith("  "))


def _table(part: Part) -> Table:
    table = Table(box=ROUNDED, show_header=False)
    with_bars = any(line.share for line in part.lines)
    for line in part.lines:
        cells = [Text(visible(cell)) for cell in line.cells]
        bar = [_bar(*line.share)] if line.share else []
        table.add_row(*cells[:1], *bar, *cells[1:]) if with_bars else table.add_row(*cells)
    return table


def _listed(part: Part) -> Padding:
    return Padding(Text("\n".join(visible(cell) for line in part.lines for cell in line.cells)), (0, 2))


def _bar(filled: int, of_all: int) -> Text:
    """Draw a bar that is full only where all are filled, and empty only where none is."""
    length = 0 if not filled else max(1, filled * _BAR // of_all)
    return Text("█" * length + "░" * (_BAR - length))


def _with_counts(fields: list[tuple[str, Any]]) -> dict[str, Any]:
    return {name: dict(value) if name in _COUNTS else value for name, value in fields}


def _writable(value: Any) -> Any:
    """Give a value as JSON can hold it: half of a pair of which a letter is made as an escape."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_writable(key): _writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(each) for each in value]
    return value
