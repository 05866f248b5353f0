"""The one input of a review, made of all files of a team that were read without problems.

A file is named from the playbook's or pipeline's own folder on, the same on every machine:
``pipeline/snapshots/2026-11-16.yml``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scorecards.history.record import SnapshotRecord
from scorecards.model.accounts import Accounts
from scorecards.model.baseline import Baseline
from scorecards.model.picks import Pick
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team
from scorecards.model.waivers import Waiver
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.fingerprints import digest_of, fingerprint_of
from scorecards.read.folders import name_from
from scorecards.read.newest_snapshot import NewestSnapshot
from scorecards.read.people import as_led_on, with_ids
from scorecards.read.pipeline_files import (
    RULINGS_FILE,
    PipelineSources,
    baseline_by,
    follow_ups_before,
    indent_of_rulings,
    picks_before,
    places_of_accounts,
    rulings_before,
    waivers_before,
)
from scorecards.read.playbook_files import PlaybookSources, places_of_rules, playbook_of
from scorecards.read.snapshot_records import SnapshotRecords
from scorecards.read.written import Written
from scorecards.report.backtest import KeptCheck, Replay
from scorecards.report.values import Located, Place


@dataclass(frozen=True, slots=True)
class TeamFiles:
    """All files of a team as far as they can be read, and everything that is wrong with them.

    What is None could not be found; ``records`` end with that of the snapshot that is shown.  ``backtest`` is the one
    that the team keeps.
    """

    playbook: PlaybookSources | None
    pipeline: PipelineSources | None
    snapshot: NewestSnapshot | None
    records: SnapshotRecords
    problems: list[Problem]
    backtest: Replay | None = None

    def without_problems(self) -> tuple[PlaybookSources, PipelineSources, NewestSnapshot]:
        """Give the files; raises ``ProblemsFound`` where anything is wrong with them."""
        if self.problems or not self.playbook or not self.pipeline or not self.snapshot:
            raise ProblemsFound(self.problems, self.playbook.folder if self.playbook else "")
        return self.playbook, self.pipeline, self.snapshot


@dataclass(frozen=True, slots=True)
class Input:
    """A playbook, a team and one snapshot with all before it, with the places where everything stands.

    Every rep and manager has an id here, the one from team.yml or the one made from the name.  ``accounts`` is
    empty where the team keeps no accounts.yml; then opportunities may name any account.  ``snapshots`` are the records
    of all, oldest first, this one's last.  ``rulings`` are those made before the next snapshot, the oldest first,
    ``follow_ups`` what was said by then of what they ask for, and ``waivers`` those that were approved by then;
    ``baseline`` is None too where it is of a later day;
    ``rulings_indent`` is what stands before the dashes of their file, None where it holds none yet.  The places of
    rules are by kind (stage, question, cause, play, story, term, check) and id.  ``digest`` is of the playbook, the
    team, its accounts and all older snapshots as files.  ``backtest`` is what the kept one says of each check, by id.
    """

    playbook: Playbook
    team: Team
    accounts: Accounts
    as_of: date
    source: str | None
    written: Written
    snapshot_path: str
    snapshots: tuple[SnapshotRecord, ...]
    rulings: tuple[Located[Ruling], ...]
    follow_ups: tuple[Located[FollowUp], ...]
    waivers: tuple[Located[Waiver], ...]
    baseline: Baseline | None
    picks: tuple[Located[Pick], ...]
    rulings_path: str
    rulings_indent: str | None
    places_of_rules: Mapping[tuple[str, str], Place]
    places_of_accounts: Mapping[str, Place]
    digest: bytes = b""
    backtest: Mapping[str, KeptCheck] = field(default_factory=dict)

    @property
    def opportunities(self) -> tuple[Opportunity, ...]:
        """The opportunities of the snapshot."""
        return tuple(each.opportunity for each in self.written)


def input_of(files: TeamFiles, playbook: Path, pipeline: Path) -> Input:
    """Give the input that was read from two folders.  Raises ``ProblemsFound`` where anything is wrong with it."""
    rules, data, source = files.without_problems()
    name, until = name_from(pipeline, Path(source.path)), files.records.until
    assert source.as_of  # noqa: S101 - a snapshot without a day is a problem
    return Input(
        playbook=playbook_of(rules),
        team=as_led_on(with_ids(data.team.checked), source.as_of),
        accounts=data.accounts.checked if data.accounts else Accounts(),
        as_of=source.as_of,
        source=source.source,
        written=source.written,
        snapshot_path=name,
        snapshots=files.records.snapshots,
        rulings=rulings_before(data, pipeline, until),
        follow_ups=follow_ups_before(data, pipeline, until),
        waivers=waivers_before(data, pipeline, until),
        baseline=baseline_by(data, source.as_of),
        picks=picks_before(data, pipeline, until),
        rulings_path=name_from(pipeline, pipeline / RULINGS_FILE),
        rulings_indent=indent_of_rulings(data),
        places_of_rules=places_of_rules(playbook, rules),
        places_of_accounts=places_of_accounts(data, pipeline),
        digest=digest_of([*rules.all(), data.team, *([data.accounts] if data.accounts else [])], files.records.digest),
        backtest=files.backtest.of_checks(fingerprint_of(playbook)) if files.backtest else {},
    )
