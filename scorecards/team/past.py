"""What the team's pages tell of all snapshots, and of what the newest one no longer holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from scorecards.history.opportunity_history import History
from scorecards.index.opportunity_file import OpportunityFile, standing
from scorecards.model.rulings import Ruling
from scorecards.report.values import Located


@dataclass(frozen=True, slots=True)
class Past:
    """The history of all opportunities, the rulings on each, the oldest first, and what left the export."""

    history: History
    rulings: Mapping[str, tuple[Located[Ruling], ...]]
    left_the_export: tuple[OpportunityFile, ...]

    def standing_rulings(self, opportunity: str, before: date) -> tuple[Located[Ruling], ...]:
        """Give the rulings on an opportunity that stood on the eve of a day, the oldest first."""
        rulings = self.rulings.get(opportunity, ())
        return standing(rulings, self.history.histories[opportunity], before) if rulings else ()
