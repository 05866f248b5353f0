"""What managers keep by hand, held against the snapshots: rulings.yml (D01, D02)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from scorecards.model.fields import blank_as_none
from scorecards.model.names import nearest
from scorecards.model.rulings import Ruling, Rulings, action_key
from scorecards.model.team import Rep
from scorecards.model.vocabulary import RULINGS, either
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_in
from scorecards.read.model_errors import known_keys
from scorecards.read.people import id_or_name, reps_of
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.references import KnownIds, ids_in
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, YamlSequence, quoted


def of_rulings(source: Source[Rulings], data: PipelineSources, records: SnapshotRecords) -> Iterator[Problem]:
    """Look at each ruling: who made it, on what, and whether it says what it must.

    Those from the day ``records.until`` on are of a time that the snapshots do not tell.
    """
    managers = ids_in(data.team, "managers", "a manager", "team.yml", id_or_name)
    reps = reps_of(data.team)
    first: dict[tuple[str, date], YamlMapping] = {}
    for row in source.rows("rulings"):
        on = day_in(row, "on")
        if on and records.until and on >= records.until:
            continue
        yield from managers.check(source.path, row, "by")
        yield from records.known_ids.check(source.path, row, "opportunity")
        yield from _incomplete(source.path, row)
        yield from _both(source.path, row)
        if on is None:
            continue
        yield from _days(source.path, row, on, records)
        opportunity = row.get("opportunity")
        record = records.on_day(opportunity, on)
        if record is None:
            continue
        yield from _closed(source.path, row, on, records)
        yield from _own_manager(source.path, row, on, record.owner, reps, managers)
        if first.setdefault((record.id, on), row) is not row:
            line = first[record.id, on].line_of("opportunity")
            message = (
                f"read a second ruling on {quoted(record.id)} on {on}, expected one a day; "
                f"the first stands in line {line}"
            )
            yield Problem(source.path, *row.value_at("opportunity"), "conflicting-rulings", message)


def _incomplete(path: str, row: YamlMapping) -> Iterator[Problem]:
    """Look whether a ruling says what it must, each missing field by itself (D02)."""
    ruling = row.get("ruling")
    misspelt = {nearest(key, known_keys(Ruling)) for key in row.keys() - set(known_keys(Ruling))}
    needs = RULINGS[ruling].needs if isinstance(ruling, str) and ruling in RULINGS else {}
    for key, expected in needs.items():
        if blank_as_none(row.get(key)) is None and key not in misspelt:
            message = f"read {ruling} without {key}, expected {expected}"
            yield Problem(path, *row.value_at("ruling"), "ruling-incomplete", message)


def _both(path: str, row: YamlMapping) -> Iterator[Problem]:
    """Look whether a ruling asks for something, and says on purpose that nothing is to be done."""
    if blank_as_none(row.get("no_action")) is not None and _asked(row):
        message = "read no_action beside course_of_action, expected one of the two"
        yield Problem(path, *row.key_at("no_action"), "action-or-none", message)


def actions_in(rulings: Iterable[YamlMapping]) -> dict[str, list[str]]:
    """Name what rulings ask for as files name it, by opportunity."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rulings:
        opportunity, on, count = row.get("opportunity"), day_in(row, "on"), _asked(row)
        if isinstance(opportunity, str) and on:
            numbers = range(1, count + 1) if count > 1 else [None] * count
            found[opportunity] += [action_key(on, number) for number in numbers]
    return found


def _asked(row: YamlMapping) -> int:
    """Count what a ruling asks for; a list of which every key was left blank asks for nothing."""
    written = row.get("course_of_action")
    listed = written if isinstance(written, YamlSequence) else [written]
    values = (value for each in listed for value in (each.values() if isinstance(each, YamlMapping) else [each]))
    return len(listed) if any(blank_as_none(value) is not None for value in values) else 0


def _days(path: str, row: YamlMapping, on: date, records: SnapshotRecords) -> Iterator[Problem]:
    review_on = day_in(row, "review_on")
    if review_on and review_on <= on:
        message = f"read {review_on}, expected a day after the decision, {on}"
        yield Problem(path, *row.value_at("review_on"), "impossible-date", message)
    yield from records.not_far_ahead(path, row, "on", on)


def _closed(path: str, row: YamlMapping, on: date, records: SnapshotRecords) -> Iterator[Problem]:
    closed = records.closed_by(row["opportunity"], on)
    held = closed is not None and records.left_while_waiting(closed, on)
    ends_waiting = [each.word for each in RULINGS.values() if each.ends_waiting]
    if closed and not (held and row.get("ruling") in ends_waiting):
        expected = f"{either(ends_waiting)}, the one ruling that may end its waiting" if held else "an open one"
        message = (
            f"read a manager decision on {quoted(closed.id)}, which is {closed.status} by then, expected {expected}"
        )
        yield Problem(path, *row.value_at("opportunity"), "ruled-when-closed", message)


def _own_manager(  # noqa: PLR0913, PLR0917 - what one look needs
    path: str, row: YamlMapping, on: date, owner: str, reps: dict[str, Rep], managers: KnownIds
) -> Iterator[Problem]:
    by = row.get("by")
    if not reps or not isinstance(by, str) or (managers.ids is not None and by not in managers.ids):
        return
    if owner not in reps:
        expected = f"expected the manager of {owner}, who had it on {on}: keep {owner} in former_reps of team.yml"
        yield Problem(path, *row.value_at("by"), "not-their-manager", f"read {quoted(by)}, {expected}")
    elif (own := reps[owner].manager_on(on)) is None:
        message = f"read {quoted(by)}, expected a manager whom team.yml names for {owner}: it names none for {on}"
        yield Problem(path, *row.value_at("by"), "not-their-manager", message)
    elif by != own:
        message = f"read {quoted(by)}, expected {own}: {owner} had the opportunity, and {own} led {owner} on {on}"
        yield Problem(path, *row.value_at("by"), "not-their-manager", message)
