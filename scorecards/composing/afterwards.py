"""Afterwards: the cold file, and opportunities that start over (D37, D39, D40)."""

from scorecards.composing.material import Material
from scorecards.results import Cold, Restart
from scorecards.snapshot import Opportunity


def cold_file(material: Material) -> tuple[Cold, ...]:
    """Give every closed opportunity that may still become a sale, what is awake first."""
    return ()


def restart_of(opportunity: Opportunity, material: Material) -> Restart | None:
    """Give the opportunity that this one starts over, with the answers that count no more."""
    return None
