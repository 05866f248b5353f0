"""How long something lasts and how it ends, where not all of it has ended yet: pure functions of days.

Kaplan-Meier says what part is still there after so many days, Aalen-Johansen what part has ended in each of several
ways.  Both count what is still there for as long as it was watched, and not as if it had never been (censoring); what
had begun before anybody watched counts from the day on which somebody did (late entry, left truncation).

Sources: Kaplan and Meier, "Nonparametric estimation from incomplete observations", 1958; Aalen and Johansen, "An
empirical transition matrix for non-homogeneous Markov chains based on censored observations", 1978; Klein and
Moeschberger, "Survival Analysis", 2nd edition, sections 4.2, 4.6 and 4.7.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_TOLERANCE = 1e-9
"""Products of fractions are not exact: a half of six is a half."""


class Watched(NamedTuple):
    """One case by its age in days: watched from ``entry`` until ``until``, when it ended, or was last seen.

    ``end`` is how it ended, None where it was still there.
    """

    entry: int
    until: int
    end: str | None

    @property
    def is_at_risk(self) -> bool:
        """Whether anybody saw it before it ended: only such a case says anything."""
        return self.entry < self.until


class Exit(NamedTuple):
    """A day on which cases ended.

    ``at_risk`` counts those that were watched and still there just before: entered before that day, and not ended or
    lost from sight before it.  ``still`` is the part that is still there after it, ``ended`` the part that has ended by
    then, by the way in which; together they are 1.  ``weight`` is what one of those at risk counted for.
    """

    day: int
    at_risk: int
    weight: float
    still: float
    ended: Mapping[str, float]


def exits_of(cases: Iterable[Watched]) -> tuple[Exit, ...]:
    """Give the curves of Kaplan-Meier (``still``) and Aalen-Johansen (``ended``), an item for each day with an end.

    >>> [(each.day, each.still) for each in exits_of([Watched(0, 10, "won"), Watched(0, 20, None)])]
    [(10, 0.5)]
    """
    counted = [each for each in cases if each.is_at_risk]
    entries, untils = sorted(each.entry for each in counted), sorted(each.until for each in counted)
    ends: dict[int, Counter[str]] = {}
    for each in counted:
        if each.end is not None:
            ends.setdefault(each.until, Counter())[each.end] += 1
    still, ended, exits = 1.0, dict.fromkeys(sorted({end for of_day in ends.values() for end in of_day}), 0.0), []
    for day, of_day in sorted(ends.items()):
        at_risk = bisect_left(entries, day) - bisect_left(untils, day)
        weight = still / at_risk
        ended = {end: part + weight * of_day[end] for end, part in ended.items()}
        still *= 1 - of_day.total() / at_risk
        exits.append(Exit(day, at_risk, weight, still, ended))
    return tuple(exits)


def followed(exits: Sequence[Exit], need: int) -> tuple[Exit, ...]:
    """Give the exits up to the first at which a single case counts for more than it would among ``need`` cases.

    From there on, one case more or less would change the figure more than anything else does.
    """
    for place, each in enumerate(exits):
        if each.weight > 1 / need + _TOLERANCE:
            return tuple(exits[:place])
    return tuple(exits)


def reached(exits: Iterable[Exit], still: float) -> Exit | None:
    """Give the first exit after which no more than a part is still there, such as a half; None where more are."""
    return next((each for each in exits if each.still <= still + _TOLERANCE), None)
