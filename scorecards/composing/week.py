"""This week: the picks with what became of them, and the follow-up blocks with what is due (D08, D25)."""

from collections.abc import Sequence
from datetime import date, timedelta

from scorecards.composing.cases import Case
from scorecards.composing.material import Material
from scorecards.results import Due, FollowUp, Pick
from scorecards.team import Rep


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def picks_of(material: Material) -> tuple[Pick, ...]:
    """Give every pick with what became of it, the latest week first."""
    return ()


def follow_up_of(rep: Rep, due: Sequence[Due], material: Material) -> FollowUp | None:
    """Put a rep's due steps into the rep's blocks; None where the rep keeps none."""
    return None


def they_owe(cases: Sequence[Case], material: Material) -> tuple[Due, ...]:
    """Give the steps on the customers' side that are overdue, the oldest first; waiting is no step."""
    return ()
