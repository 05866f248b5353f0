"""All that a review is made of, validated."""

from dataclasses import dataclass

from scorecards.accounts import Accounts
from scorecards.focus import Pick
from scorecards.history import Week
from scorecards.places import Places
from scorecards.playbook import Playbook
from scorecards.rulings import Ruling
from scorecards.snapshot import Snapshot
from scorecards.team import Team


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
    weeks: tuple[Week, ...]
    rulings: tuple[Ruling, ...]
    picks: tuple[Pick, ...]
    rulings_path: str
    rulings_indent: str | None
    places: Places
