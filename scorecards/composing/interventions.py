"""What the manager ruled on one opportunity, and what moved after each ruling (D01, D02, D04)."""

from scorecards.composing.material import Material
from scorecards.results import Intervention, Pause
from scorecards.snapshot import Opportunity


def interventions_of(opportunity: str, material: Material) -> tuple[Intervention, ...]:
    """Give the rulings on an opportunity, the oldest first, each with what the buyer did until the next one."""
    return ()


def pause_of(opportunity: Opportunity, material: Material) -> Pause | None:
    """Give the pause that the manager approved and that still runs on the day of the snapshot."""
    return None
