"""How long open opportunities have been in their stage, against the stage's limit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StageAges:
    """The open opportunities of one stage by their age in it.

    ``limit`` is in days, in working days where ``in_working_days`` says so, as are the ages.  ``over`` counts those
    beyond the limit that nobody ruled lost or dead, ``within`` all others whose age is known, ``unknown`` the rest.
    ``halves`` counts those whose age is known by how many halves of the limit have begun: the first number is up to
    half the limit, the second up to the limit, the last one all beyond three times the limit.  ``over_ids`` and
    ``within_ids`` name them, the longest there first; both are empty where :class:`Ages` says that they are too many.
    """

    stage: str
    limit: int
    in_working_days: bool
    over: int
    within: int
    unknown: int
    halves: tuple[int, ...]
    over_ids: tuple[str, ...]
    within_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ages:
    """Open opportunities by stage and age; ``too_many`` says that they are counted, and not named one by one.

    ``without_stage`` counts those whose stage is not known.
    """

    too_many: bool
    known: int
    without_stage: int
    stages: tuple[StageAges, ...]
