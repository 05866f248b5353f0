"""What became of what managers asked for, held against the rulings that ask for it: follow_ups.yml and steps (D04)."""

from collections.abc import Iterator

from scorecards.model.rulings import FollowUps
from scorecards.problems.problem import Problem
from scorecards.read.dates import day_in, day_of
from scorecards.read.pipeline_files import PipelineSources
from scorecards.read.rulings import actions_in
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, entries, quoted

_A_DAY = 10
"""So many characters of an action's key are the day of its ruling."""


def of_follow_ups(source: Source[FollowUps], data: PipelineSources, records: SnapshotRecords) -> Iterator[Problem]:
    """Look at each word: whether a ruling asks for that, and whether its days are in order.

    Those from the day ``records.until`` on are of a time that the snapshots do not tell.  Where a team keeps no
    rulings.yml, there is nothing to hold them against, and nothing that they would tell.
    """
    if data.rulings is None:
        return
    asked = actions_in(data.rulings.rows("rulings"))
    for row in source.rows("follow_ups"):
        on = day_in(row, "on")
        if on and records.until and on >= records.until:
            continue
        unknown = list(records.known_ids.check(source.path, row, "opportunity"))
        yield from unknown or _unasked(source.path, row, "action", row.get("opportunity"), asked)
        if on:
            yield from _days(source.path, row, records)


def of_steps(snapshot: SnapshotSource, data: PipelineSources) -> Iterator[Problem]:
    """Look whether what a step says that it does is something that a ruling asks for, where rulings are kept."""
    if data.rulings is None:
        return
    asked: dict[str, list[str]] | None = None
    for path, row in snapshot.rows():
        for step in entries(row, "next_steps"):
            if step.get("serves_action"):
                asked = actions_in(data.rulings.rows("rulings")) if asked is None else asked
                yield from _unasked(path, step, "serves_action", row.get("id"), asked)


def _unasked(
    path: str, node: YamlMapping, key: str, opportunity: object, asked: dict[str, list[str]]
) -> Iterator[Problem]:
    action, known = node.get(key), asked.get(opportunity, []) if isinstance(opportunity, str) else []
    if not isinstance(action, str) or action in known or day_of(action[:_A_DAY]) is None:
        return
    keys = f": {', '.join(known)}" if known else "; none asks for any"
    deal = quoted(str(opportunity))
    message = f"read {quoted(action)}, expected an action that a manager decision on {deal} asks for{keys}"
    yield Problem(path, *node.value_at(key), "unknown-action", message)


def _days(path: str, row: YamlMapping, records: SnapshotRecords) -> Iterator[Problem]:
    on, done = day_in(row, "on"), day_in(row, "done_on")
    assert on  # noqa: S101 - looked at only where there is a day
    action = row.get("action")
    ruled = day_of(action[:_A_DAY]) if isinstance(action, str) else None
    yield from records.not_far_ahead(path, row, "on", on)
    for key, day in (("on", on), ("done_on", done)):
        if day and ruled and day < ruled:
            message = f"read {day}, expected {ruled} or later: the day of the decision"
            yield Problem(path, *row.value_at(key), "impossible-date", message)
    if done and done > on:
        message = f"read {done}, expected {on} or earlier: that is the day on which this is said"
        yield Problem(path, *row.value_at("done_on"), "impossible-date", message)
