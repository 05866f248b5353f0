"""The one input of a review, made of all files of a team that were read without problems.

A file is named from the playbook's or pipeline's own folder on, the same on every machine:
``pipeline/snapshots/2026-11-16.yml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scorecards.history.record import SnapshotRecord
from scorecards.model.accounts import Accounts
from scorecards.model.picks import Pick
from scorecards.model.playbook import Playbook
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Snapshot
from scorecards.model.team import Team
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.folders import name_from
from scorecards.read.people import as_led_on, with_ids
from scorecards.read.pipeline_files import (
    RULINGS_FILE,
    PipelineSources,
    indent_of_rulings,
    picks_before,
    places_of_accounts,
    rulings_before,
)
from scorecards.read.playbook_files import PlaybookSources, places_of_rules, playbook_of
from scorecards.read.snapshot_files import SnapshotSource
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.report.values import Located, Place, Read
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, position


@dataclass(frozen=True, slots=True)
class TeamFiles:
    """All files of a team as far as they can be read, and everything that is wrong with them.

    What is None could not be found; ``records`` end with that of the snapshot that is shown.
    """

    playbook: PlaybookSources | None
    pipeline: PipelineSources | None
    snapshot: SnapshotSource | None
    records: SnapshotRecords
    problems: list[Problem]

    def without_problems(self) -> tuple[PlaybookSources, PipelineSources, SnapshotSource]:
        """Give the files; raises ``ProblemsFound`` where anything is wrong with them."""
        if self.problems or not self.playbook or not self.pipeline or not self.snapshot:
            raise ProblemsFound(self.problems)
        return self.playbook, self.pipeline, self.snapshot


@dataclass(frozen=True, slots=True)
class Places:
    """Places of opportunities, of what is inside them, of rules and of accounts.

    ``rows`` are the opportunities as written, each with the file that it stands in.
    """

    rows: Mapping[str, tuple[str, YamlMapping]]
    rules: Mapping[tuple[str, str], Place]
    accounts: Mapping[str, Place]

    def opportunity(self, opportunity_id: str) -> Place:
        """Give the place of an opportunity."""
        file, row = self.rows[opportunity_id]
        return Place(file, row.own_place()[0])

    def reads(self, opportunity_id: str) -> tuple[Read, ...]:
        """Give each field of an opportunity with its line and, where it holds a single value, its text."""
        _, row = self.rows[opportunity_id]
        return tuple(Read(field, row.line_of(field), _text(value)) for field, value in row.items())

    def line(self, opportunity_id: str, *way: str | int) -> int | None:
        """Give the line of something inside an opportunity; None where it is not there."""
        _, row = self.rows[opportunity_id]
        inside: Tree | str | None = row
        for part in way:
            if isinstance(inside, YamlMapping) and isinstance(part, str):
                inside = inside.get(part)
            elif isinstance(inside, YamlSequence) and isinstance(part, int) and part < len(inside):
                inside = inside[part]
            else:
                return None
        return position(row, way)[0]

    def rule(self, kind: str, rule_id: str) -> Place:
        """Give the place of a rule of the playbook: ``kind`` is stage, question, cause, play, story, term or check."""
        return self.rules[kind, rule_id]


@dataclass(frozen=True, slots=True)
class Input:
    """A playbook, a team and one snapshot with all before it, with the places where everything stands.

    Every rep and manager has an id here, the one from team.yml or the one made from the name.  ``accounts`` is
    empty where the team keeps no accounts.yml; then opportunities may name any account.  ``weeks`` are the snapshots,
    oldest first, and this one last.  ``rulings`` are those made before the next snapshot, the oldest first;
    ``rulings_indent`` is what stands before the dashes of their file, None where it holds none yet.
    """

    playbook: Playbook
    team: Team
    accounts: Accounts
    snapshot: Snapshot
    snapshot_path: str
    weeks: tuple[SnapshotRecord, ...]
    rulings: tuple[Located[Ruling], ...]
    picks: tuple[Located[Pick], ...]
    rulings_path: str
    rulings_indent: str | None
    places: Places


def input_of(files: TeamFiles, playbook: Path, pipeline: Path) -> Input:
    """Give the input that was read from two folders.  Raises ``ProblemsFound`` where anything is wrong with it."""
    rules, data, source = files.without_problems()
    snapshot, name, until = source.checked, name_from(pipeline, Path(source.path)), files.records.until
    return Input(
        playbook=playbook_of(rules),
        team=as_led_on(with_ids(data.team.checked), snapshot.as_of),
        accounts=data.accounts.checked if data.accounts else Accounts(),
        snapshot=snapshot,
        snapshot_path=name,
        weeks=files.records.snapshots,
        rulings=rulings_before(data, pipeline, until),
        picks=picks_before(data, pipeline, until),
        rulings_path=name_from(pipeline, pipeline / RULINGS_FILE),
        rulings_indent=indent_of_rulings(data),
        places=Places(
            {row["id"]: (source.name_of(path, name), row) for path, row in source.rows()},
            places_of_rules(playbook, rules),
            places_of_accounts(data, pipeline),
        ),
    )


def _text(value: object) -> str | None:
    if value is None:
        return ""
    return value if isinstance(value, str) else None
