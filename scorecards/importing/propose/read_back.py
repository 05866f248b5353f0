"""What an import is about to write, read by the reader of a team's own files; problems lead back to the export's row.

A snapshot is read some thousand opportunities at a time, so that a large one needs no more memory than a small one;
what the opportunities say of each other is looked at once all are read.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from scorecards.importing.map.cells import column_read
from scorecards.importing.map.unread_values import FieldPath
from scorecards.importing.mapping.fitting import is_list, model_of
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.source import Source as CellSource
from scorecards.importing.open.table import Fault, Row, Table
from scorecards.importing.propose.draft import Draft, Origin
from scorecards.importing.propose.proposal import Drafts
from scorecards.importing.propose.snapshot import SnapshotDraft
from scorecards.importing.task.on_file import OnFile
from scorecards.importing.task.task import Progress, silent
from scorecards.model.accounts import Accounts
from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, Problems
from scorecards.read import impossible_values, people, references
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.sources import Source, of_tree, shown, source_of
from scorecards.read.team_files import across
from scorecards.yaml_files.decode import LARGEST
from scorecards.yaml_files.document import YamlMapping, YamlSequence
from scorecards.yaml_files.written_blocks import parse_written

M = TypeVar("M", Snapshot, Team, Accounts)

AT_A_TIME: Final = 3_000
"""So many opportunities are read back at a time."""

_SAID_OF_OTHERS: Final = ("id", "restarted_from")


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of the export of which something was made that the reader refuses."""

    table: Table
    row: Row
    fault: Fault
    path: FieldPath = ()
    """The value that the row can do without; none where it cannot."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The team, and everything that a build would find wrong: by the row that it comes from, or else by its place."""

    team: Team | None
    refused: tuple[RefusedRow, ...]
    problems: tuple[Problem, ...]


def read_drafts(drafts: Drafts, on_file: OnFile, rules: CrmMapping, progress: Progress = silent) -> ReadBack:
    """Read everything that is to be written, leaving the playbook aside.

    An opportunity may start over from one that an earlier snapshot on file holds.
    """
    found = Problems()
    team = _read(drafts.team, Team, found) if drafts.team else on_file.team
    accounts = _read(drafts.accounts, Accounts, found) if drafts.accounts else on_file.accounts
    found.extend(_changed(on_file.accounts, accounts))
    data = PipelineSources(team, accounts, None, None, None, None, None) if team else None
    found.extend(across(None, data))
    found.extend(_of_snapshot(drafts.snapshot, data, on_file.earlier_ids(), progress))
    refused, problems = _led_back(dict.fromkeys(found), drafts, rules)
    return ReadBack(team.value if team else None, tuple(refused), tuple(problems))


def _read(draft: Draft, model: type[M], problems: Problems) -> Source[M]:
    return source_of(shown(draft.path), draft.text().encode(), model, problems)


def _changed(before: Source[Accounts] | None, after: Source[Accounts] | None) -> Iterator[Problem]:
    """Tell of an accounts.yml in which additions change what stood there before."""
    if before is None or after is None or after is before:
        return
    rows = before.rows("accounts")
    others = {key: value for key, value in after.keys.items() if key != "accounts"}
    if after.rows("accounts")[: len(rows)] != rows or before.keys != {
        **others,
        "accounts": before.keys.get("accounts"),
    }:
        message = "an account at the end of the list would change what stands in this file; add it by hand"
        yield Problem(after.path, 1, 1, "cannot-append", message)


def _of_snapshot(
    draft: SnapshotDraft, data: PipelineSources | None, before: Collection[str] | None, progress: Progress
) -> Problems:
    found = Problems()
    told = _ToldOfOthers()
    ids = references.nameable_ids(data, None) if data else None
    done, total = 0, sum(len(file.pieces) - 1 for file in draft.files)
    for file in draft.files:
        found.extend(_too_large(file))
        for portion in file.portions(AT_A_TIME):
            source = _read_written(shown(file.path), portion, found)
            part = SnapshotSource(source.path, draft.as_of, (source,))
            found.extend(impossible_values.in_opportunities(part))
            if data and ids:
                found.extend(references.of_snapshot(part, ids))
                found.extend(people.step_owners(part, data))
            told.take(source)
            done += len(source.rows("opportunities"))
            progress("read back what is to be written", done, total)
            before = before if source.tree is not None else None
    if told.twice:
        found.extend(references.within_snapshot(_with_ids(draft, told.twice)))
    restarts = SnapshotSource("", draft.as_of, tuple(told.restarts))
    known = None if before is None else told.ids.union(before) if told.restarts else ()
    found.extend(impossible_values.circles(restarts.rows()))
    found.extend(references.of_restarts(restarts.rows(), known))
    return found


def _read_written(path: str, portion: str, problems: Problems) -> Source[Snapshot]:
    tree = parse_written(path, portion, "opportunities", problems)
    return Source(path) if tree is None else of_tree(path, tree, Snapshot, problems)


@dataclass(slots=True)
class _ToldOfOthers:
    """What opportunities say of each other, and no more of each: a snapshot may hold very many."""

    ids: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    """Ids that stand twice."""
    restarts: list[Source[Snapshot]] = field(default_factory=list)
    """The opportunities that start over from another."""

    def take(self, source: Source[Snapshot]) -> None:
        rows = source.rows("opportunities")
        for row in rows:
            id_ = row.get("id")
            if isinstance(id_, str):
                (self.twice if id_ in self.ids else self.ids).add(id_)
        restarts = [row for row in rows if "restarted_from" in row]
        self.restarts += [_outline(source, restarts)] if restarts else []


def _with_ids(draft: SnapshotDraft, ids: Collection[str]) -> SnapshotSource:
    """Read the opportunities with some ids once more."""
    sources = (
        _read_written(shown(file.path), portion, Problems())
        for file in draft.files
        for portion in file.portions(AT_A_TIME)
    )
    outlines = [_outline(each, [row for row in each.rows("opportunities") if row.get("id") in ids]) for each in sources]
    return SnapshotSource("", draft.as_of, tuple(outlines))


def _outline(source: Source[Snapshot], of: Iterable[YamlMapping]) -> Source[Snapshot]:
    """Keep of some opportunities only what others may refer to, where it stands."""
    tree, rows = YamlMapping(0), YamlSequence(0)
    rows += [row.only(_SAID_OF_OTHERS) for row in of]
    tree["opportunities"] = rows
    return Source(source.path, tree)


def _too_large(file: Draft) -> Iterator[Problem]:
    size = file.size()
    if size > LARGEST:
        message = f"read {size:,} bytes, expected at most {LARGEST:,}, which a single opportunity is larger than"
        yield Problem(shown(file.path), 1, 1, "too-large", message)


def _led_back(found: Iterable[Problem], drafts: Drafts, rules: CrmMapping) -> tuple[list[RefusedRow], list[Problem]]:
    """Put the row of the export in the place of the line that was made from it.

    What was carried from an older snapshot leads to its line there.
    """
    by_path = {shown(draft.path): draft for draft in drafts.all()}
    snapshot = {shown(draft.path) for draft in drafts.snapshot.files}
    refused, problems = [], []
    for problem in found:
        draft = by_path.get(problem.path)
        origin, keys = draft.origin(problem.line) if draft else (None, ())
        carried = origin.carried_at(keys) if origin else None
        if carried:
            problems.append(Problem(*carried, 1, problem.code, problem.message))
        elif origin is None:
            problems.append(problem)
        else:
            sources = _sources(keys, rules) if problem.path in snapshot else []
            day = draft.value_at(problem.line) if draft else ""
            path = _path(keys, day) if problem.code == "impossible-date" else ()
            refused.append(RefusedRow(origin.table, origin.row, _fault(problem, origin, sources), path))
    return refused, problems


def _path(keys: FieldPath, day: str) -> FieldPath:
    """Give the way to a day that may be missing: to one of an item of a list with the day itself; else none."""
    field, *inner = keys
    if field in {"answers", "exit_criteria"}:
        return keys if len(inner) > 1 else ()
    if not inner:
        return keys if not Opportunity.model_fields[field].is_required() else ()
    if is_list(Opportunity, field):
        return (*keys, day)
    return keys if not model_of(Opportunity, field).model_fields[inner[0]].is_required() else ()


def _fault(problem: Problem, origin: Origin, sources: Iterable[CellSource]) -> Fault:
    """Blame the column that the value comes from, or may come from; the row as a whole where there is none."""
    header = origin.table.header
    given = list(sources)
    read = (column_read(source, origin.table, origin.row) for source in given)
    named = (column for source in given for column, _ in source.columns() if column in header)
    column = next(filter(None, read), None) or next(named, "")
    value = origin.row.cells[header.index(column)] if column else None
    return Fault(column, problem.code, problem.message, value or "")


def _sources(keys: tuple[str, ...], rules: CrmMapping) -> list[CellSource]:
    """Give the sources that the value under some keys may come from, the field first."""
    opportunities = rules.opportunities
    field, id_, *_ = (*keys, "", "")
    if field == "answers":
        answer = opportunities.answers.get(id_)
        on = answer.on if answer and keys[2:] == ("on",) else None
        return [source for source in (on or answer,) if source]
    if field == "exit_criteria":
        return _in_part(opportunities.exit_criteria.get(id_, {}), keys[2:])
    single = opportunities.singles().get(field)
    parts: list[Any] = [single] if single else list(opportunities.lists().get(field, ()))
    own = dict(opportunities.fields()).get(field)
    return [*([own] if own else []), *(source for part in parts for source in _in_part(part, keys[1:]))]


def _in_part(part: Any, keys: tuple[str, ...]) -> list[CellSource]:
    return [part[keys[0]]] if keys and keys[0] in part else list(part.values())
