"""All that a review is made of, validated."""

from dataclasses import dataclass

from scorecards.history.record import SnapshotRecord
from scorecards.model.accounts import Accounts
from scorecards.model.picks import Pick
from scorecards.model.playbook import Playbook
from scorecards.model.rulings import Ruling
from scorecards.model.snapshot import Snapshot
from scorecards.model.team import Team
from scorecards.read.places import Places
from scorecards.report.values import Located


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
