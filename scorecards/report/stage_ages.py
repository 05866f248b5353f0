"""How long open opportunities have been in their stage, against the stage's limit."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AgeBand:
    """How many opportunities of a stage are of one span of ages: those over the limit, and all others.

    Beyond the limit the others are those that were ruled lost or dead (D14).
    """

    over: int
    others: int


@dataclass(frozen=True, slots=True)
class StageAges:
    """The open opportunities of one stage by their age in it.

    ``limit`` is in days, in working days where ``in_working_days`` says so, as are the ages.  ``over`` counts those
    beyond the limit that nobody ruled lost or dead, ``within`` all others whose age is known, ``unknown`` the rest.
    ``bands`` counts those whose age is known, up to each of the edges that :class:`Ages` has, and all beyond the last.
    ``over_ids`` and ``within_ids`` name them, the longest there first; both are empty where :class:`Ages` says that
    they are too many.
    """

    stage: str
    limit: int
    in_working_days: bool
    over: int
    within: int
    unknown: int
    bands: tuple[AgeBand, ...]
    over_ids: tuple[str, ...]
    within_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """Open opportunities by stage and age; ``too_many`` says that they are counted, and not named one by one.

    ``edges`` are where the bands of all stages end, in limits of the stage.  ``without_stage`` counts those whose stage
    is not known.
    """

    too_many: bool
    known: int
    edges: tuple[Decimal, ...]
    without_stage: int
    stages: tuple[StageAges, ...]
