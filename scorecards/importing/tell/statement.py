"""What the ledger of an import says, in words: the most important first, and what to do now last."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scorecards.importing.map.cells import UnknownWord
from scorecards.importing.reconcile.differences import Changes
from scorecards.importing.reconcile.kept_fields import Kept
from scorecards.importing.task.task import Command
from scorecards.importing.tell.ledger import Fill, Ledger, TableLedger, UnreadColumn
from scorecards.yaml_files.document import cut

_MOST_IDS = 12
_MOST_FILES = 50
_MOST_WORDS = 20
_MOST_TABLES = 200
_MOST_COLUMNS = 200
_LONGEST_NAME = 100
_ROLES = {
    "opportunities": "opportunities",
    "related": "what belongs to them",
    "team": "the team",
    "accounts": "accounts",
    "look_up": "looked up",
    "none": "not used",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an import: whether files of the pipeline are written, and whether it was only tried."""

    taken: bool
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that belong side by side, and of how many opportunities how many hold something."""

    cells: tuple[str, ...]
    share: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, and lines below it."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A ledger in words; a command in ``next_steps`` begins with two spaces."""

    verdict: tuple[str, ...]
    parts: tuple[Part, ...]
    next_steps: tuple[str, ...]


def statement_of(ledger: Ledger, outcome: Outcome, command: Command) -> Statement:
    """Say what a ledger holds; ``command`` is the import as it was typed."""
    parts = (
        Part(
            "Words the mapping doesn't know: add them there, or correct them in the CRM",
            tuple(_unknown_words(ledger.unknown_words)),
        ),
        Part("Values that can't be read, so their fields are unknown", tuple(map(_unread, ledger.unread))),
        Part("Files read", _at_most(_MOST_TABLES, tuple(map(_table, ledger.tables)))),
        Part(_against(ledger.changes, ledger.rejected()), tuple(_changes(ledger.changes))) if ledger.changes else None,
        Part("Written by hand", tuple(map(_kept, ledger.kept))),
        Part("Good to know", _plain(ledger.notes)),
        Part("How dates and amounts are written", _plain(ledger.notations)),
        Part("Fields of the opportunities", tuple(_fill(fill, ledger.opportunities) for fill in ledger.fills)),
        Part("Columns", _at_most(_MOST_TABLES, tuple(line for table in ledger.tables for line in _columns(table)))),
        Part("Would be written" if outcome.dry_run else "Written", _files((*ledger.written, *ledger.rejects))),
        Part("Would be removed" if outcome.dry_run else "Removed", _files(ledger.removed)),
    )
    return Statement(
        tuple(_verdict(ledger, outcome)),
        tuple(part for part in parts if part and part.lines),
        tuple(_next(ledger, outcome, command)),
    )


def _verdict(ledger: Ledger, outcome: Outcome) -> Iterator[str]:
    rows = sum(table.rows - table.mended for table in ledger.tables if table.role == "opportunities")
    rejected = _many(ledger.rejected(), "row", "rows")
    if not outcome.taken:
        begun = "Dry run, would not be imported" if outcome.dry_run else "Not imported"
        yield f"{begun}: {rejected} can't be imported. The pipeline is unchanged."
        return
    begun = "Dry run, nothing written" if outcome.dry_run else "Imported"
    left_out = f", without {rejected} that can't be imported" if ledger.rejected() else ""
    opportunities = _many(ledger.opportunities, "opportunity", "opportunities")
    yield f"{begun}: {opportunities} from {_many(rows, 'row', 'rows')}{left_out}."
    statuses = ", ".join(f"{count:,} {status.replace('_', ' ')}" for status, count in ledger.statuses)
    yield f"As of {ledger.as_of.isoformat()}, by {ledger.mapping}: {statuses or 'none'}."
    people = f"{_many(ledger.reps, 'rep', 'reps')} under {_many(ledger.managers, 'manager', 'managers')}"
    owns = "owns" if ledger.owners == 1 else "own"
    yield f"{people}; {ledger.owners:,} of the reps {owns} opportunities."


def _next(ledger: Ledger, outcome: Outcome, command: Command) -> Iterator[str]:
    again = f"  {command.of(ledger.again)}"
    if outcome.dry_run:
        yield (
            "Import without --dry-run to write this:"
            if outcome.taken
            else ("Import without --dry-run to get these rows in a file you can fix:")
        )
        yield f"  {command}{' --leave-out-rejected' if outcome.taken and ledger.rejected() else ''}"
    elif not outcome.taken:
        yield f"Fix the rows in {' and in '.join(ledger.rejects)}; each says what's wrong. Import them with the export:"
        yield again
        yield "Or add --leave-out-rejected to the command, and import without them."
    else:
        yield "Look at what changed with git diff, build the site and look at it there, then commit:"
        yield f"  {command.to_build()}"
        if ledger.rejects:
            yield f"The rows left out are in {' and in '.join(ledger.rejects)}. Once fixed, import them with:"
            yield again


def _at_most(most: int, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Give the first lines and the number of the others, where they are many."""
    return lines if len(lines) <= most else (*lines[:most], Line((f"and {len(lines) - most:,} more",)))


def _unknown_words(words: Sequence[UnknownWord]) -> Iterator[Line]:
    """Name the words of each column, of many of one column the first ones and the number of the others."""
    by_column: defaultdict[str, list[UnknownWord]] = defaultdict(list)
    for word in words:
        by_column[word.column].append(word)
    for column, found in by_column.items():
        yield from map(_unknown, found[:_MOST_WORDS])
        if more := found[_MOST_WORDS:]:
            rows = _many(sum(word.rows for word in more), "row", "rows")
            yield Line((column, f"{len(more):,} more words", rows))


def _unknown(word: UnknownWord) -> Line:
    nearest = f"the closest known word is {word.nearest}" if word.nearest else "no known word is close"
    return Line((word.column, cut(word.word), _many(word.rows, "row", "rows"), nearest))


def _unread(column: UnreadColumn) -> Line:
    lines = ", ".join(map(str, column.lines))
    more = f" and {column.rows - len(column.lines):,} more" if column.rows > len(column.lines) else ""
    place = f"{'line' if column.rows == 1 else 'lines'} {lines}{more}"
    return Line((column.file, column.column, _many(column.rows, "row", "rows"), column.message, place))


def _table(table: TableLedger) -> Line:
    skipped = sum(count for _, count in table.skipped)
    why = "; ".join(f"{count:,}: {reason}" for reason, count in table.skipped)
    return Line(
        (
            table.file,
            _ROLES[table.role],
            table.read_as,
            _many(table.rows, "row", "rows"),
            f"{table.taken:,} taken",
            f"{table.rejected:,} rejected",
            f"{skipped:,} skipped ({why})" if why else f"{skipped:,} skipped",
        )
    )


def _columns(table: TableLedger) -> Iterator[Line]:
    for what, columns in (("missing", table.missing), ("not used", table.ignored), ("used", table.used)):
        if columns:
            yield Line((table.file, what, _first_of(columns, _MOST_COLUMNS)))


def _against(changes: Changes, rejected: int) -> str:
    return f"Changes since {changes.against}{', without the rejected rows' if rejected else ''}"


def _changes(changes: Changes) -> Iterator[Line]:
    yield Line(("new", *_ids(changes.new)))
    yield Line(("gone", *_ids(changes.gone)))
    yield from (Line(("changed", f"{field} in {count:,}")) for field, count in changes.changed)
    yield Line(("unchanged", f"{changes.unchanged:,}"))


def _ids(ids: tuple[str, ...]) -> tuple[str, ...]:
    return (f"{len(ids):,}", shortened(ids)) if ids else ("0",)


def shortened(ids: Sequence[str]) -> str:
    """List ids, the first ones and the number of the others where they are many."""
    return _first_of(ids, _MOST_IDS)


def _first_of(names: Sequence[str], most: int) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"{', '.join(cut(name, _LONGEST_NAME) for name in names[:most])}{more}"


def _kept(kept: Kept) -> Line:
    said = (
        (kept.carried, "carried over, not in the CRM"),
        (kept.edited, "kept as edited by hand, unchanged in the CRM"),
        (kept.ours, "kept instead of the CRM's"),
        (kept.crm, "replaced by the CRM"),
    )
    return Line((kept.field, *(f"{count:,} {what}" for count, what in said if count)))


def _fill(fill: Fill, opportunities: int) -> Line:
    rest = ((fill.blank, "blank"), (fill.absent, "unknown"))
    of_all = f"{fill.filled:,} of {opportunities:,}"
    share = fill.filled, opportunities
    return Line((fill.field, of_all, *(f"{count:,} {what}" for count, what in rest if count)), share)


def _files(paths: Sequence[str]) -> tuple[Line, ...]:
    """Name files; of a folder with many of them only the folder, and their number."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    told = [
        f"{folder}/: {count:,} files" if (count := folders[folder := path.rpartition("/")[0]]) > _MOST_FILES else path
        for path in paths
    ]
    return _plain(dict.fromkeys(told))


def _plain(texts: Iterable[str]) -> tuple[Line, ...]:
    return tuple(Line((text,)) for text in texts)


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"
