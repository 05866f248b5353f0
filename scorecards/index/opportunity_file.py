"""The file on one opportunity: what the snapshot says and where, its history, its rulings, what others tell of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scorecards.history.opportunity_history import OpportunityHistory
from scorecards.history.record import OpportunityRecord
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.model.snapshot import Contact, Opportunity
from scorecards.model.vocabulary import RULED_OVER
from scorecards.model.waivers import Waiver
from scorecards.report.values import Located, Place, Read
from scorecards.yaml_files.document import Tree, YamlMapping, YamlSequence, position


@dataclass(frozen=True, slots=True)
class OpportunityFile:
    """All that the steps know of one opportunity, beside what all share: each rep's files are worked on alone.

    ``as_of`` is the day on which it is looked at: the snapshot's, or the day of closing (D36).  ``path`` and ``row``
    say where the snapshot holds it, and are None for one that left the export and is held in the cold file.
    ``rulings`` are all rulings on it, the oldest first, and ``follow_ups`` all that was said of what they ask for.
    ``waivers`` are those on it and on its account, in the order of their file, ``baseline`` the checks that failed
    on it when the team began.

    What other deals tell of it: ``place_before`` is where the last snapshot before held it.  ``restarted_as`` is the
    opportunity that starts it over, ``starts_over`` the one that it starts over itself, as the snapshot holds it or as
    it was last seen (D37).  ``needs_are_copied`` says that its map of needs stands on another deal too (D20).
    ``left_in_account`` are those whom any of the account's deals notes as having left, by folded names.
    ``people_in_account`` counts the people whom the account's deals name, where more than one names any, and
    ``was_turned_down`` says that somebody on it turned us down on another of them (D37, D38).
    ``watched`` are the contacts of the account's other deals who are the person whose change it waits for, and ``seen``
    how the snapshots showed it, where it waits for a person at all (D39).
    """

    as_of: date
    opportunity: Opportunity
    path: str | None
    row: YamlMapping | None
    history: OpportunityHistory
    rulings: tuple[Located[Ruling], ...] = ()
    follow_ups: tuple[Located[FollowUp], ...] = ()
    waivers: tuple[Located[Waiver], ...] = ()
    baseline: frozenset[str] = frozenset()
    place_before: Place | None = None
    restarted_as: str | None = None
    starts_over: Opportunity | OpportunityRecord | None = None
    needs_are_copied: bool = False
    watched: tuple[tuple[str, Contact], ...] = ()
    people_in_account: int = 0
    left_in_account: frozenset[str] = frozenset()
    was_turned_down: bool = False
    seen: tuple[tuple[date, OpportunityRecord], ...] = ()

    @property
    def place(self) -> Place:
        """Where the snapshot holds it; where the last snapshot did, for one that left the export."""
        if self.path is None or self.row is None:
            return self.history.place
        return Place(self.path, self.row.own_place()[0])

    @property
    def reads(self) -> tuple[Read, ...]:
        """Each field that the snapshot holds, with its line and, where it holds a single value, its text."""
        row = self.row
        return () if row is None else tuple(Read(key, line, _text(row[key])) for key, line in row.lines())

    def line(self, *way: str | int) -> int | None:
        """Give the line of something inside it, such as ``line("next_steps", 0)``; None where it is not there."""
        inside: Tree | str | None = self.row
        for part in way:
            if isinstance(inside, YamlMapping) and isinstance(part, str):
                inside = inside.get(part)
            elif isinstance(inside, YamlSequence) and isinstance(part, int) and part < len(inside):
                inside = inside[part]
            else:
                return None
        return position(self.row, way)[0]

    def standing_rulings(self) -> tuple[Located[Ruling], ...]:
        """Give the rulings that stand, the oldest first."""
        return standing(self.rulings, self.history)

    def was_ruled_over(self, on: date) -> bool:
        """Tell whether it stood ruled lost or dead at the end of a day."""
        return ended_by(standing(self.rulings, self.history, on + timedelta(days=1)))


def ended_by(rulings: Sequence[Located[Ruling]]) -> bool:
    """Tell whether the last of these rulings ends an opportunity."""
    return bool(rulings) and rulings[-1].value.ruling in RULED_OVER


def standing(
    rulings: Sequence[Located[Ruling]], history: OpportunityHistory, before: date = date.max
) -> tuple[Located[Ruling], ...]:
    """Give the rulings on an opportunity that stood on the eve of a day, the oldest first.

    A ruling stands until the opportunity is closed and opened again: then the manager looks anew (D01).
    """
    if not rulings:
        return ()
    opened = [each.told_on for each in history.changes if each.kind == "reopened" and each.told_on < before]
    since = max(opened, default=date.min)
    return tuple(each for each in rulings if since <= each.value.on < before)


def _text(value: object) -> str | None:
    if value is None:
        return ""
    return value if isinstance(value, str) else None
