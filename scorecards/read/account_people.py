"""The people whom a snapshot knows at each account: how many, who has left, who turned us down before (D37, D38)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from scorecards.model.names import folded
from scorecards.model.snapshot import Contact, Opportunity
from scorecards.model.vocabulary import WITHOUT_A_SALE


@dataclass(frozen=True, slots=True)
class AccountPeople:
    """What deals of one account tell each other of its people.

    ``known`` counts the people of an account, where more than one deal names any; ``refused`` holds, by account, each
    deal that ended with their no, with the folded names of the people on it.  ``left`` holds, by account, the folded
    names of those whom any deal notes as having left, with the day.
    """

    known: Mapping[str, int] = field(default_factory=dict)
    refused: Mapping[str, tuple[tuple[str, frozenset[str]], ...]] = field(default_factory=dict)
    left: Mapping[str, Mapping[str, date]] = field(default_factory=dict)

    def told_of(self, account: str) -> tuple[object, ...]:
        """Give all that is told of an account, the same whenever it is told."""
        refused = tuple((deal, sorted(each)) for deal, each in self.refused.get(account, ()))
        return self.known.get(account), refused, sorted(self.left.get(account, {}).items())

    def left_by(self, day: date, account: str | None) -> frozenset[str]:
        """Name those of an account who had left by a day, folded."""
        return frozenset(name for name, on in self.left.get(account or "", {}).items() if on <= day)

    def turned_down_by(self, opportunity: Opportunity) -> bool:
        """Tell whether somebody on a deal turned us down on another one of its account."""
        before = self.refused.get(opportunity.account or "", ())
        names = {folded(each.name) for each in opportunity.contacts} if before else set()
        return any(each != opportunity.id and not names.isdisjoint(people) for each, people in before)


class CountingPeople:
    """Takes in opportunities one by one; of people who refused nothing it keeps no more than it needs to count them."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._people: defaultdict[str, set[int]] = defaultdict(set)
        self._deals: defaultdict[str, int] = defaultdict(int)
        self._refused: defaultdict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        self._left: defaultdict[str, dict[str, date]] = defaultdict(dict)

    def add(self, opportunity: Opportunity) -> None:
        """Take in an opportunity."""
        account = opportunity.account
        if account is None or not opportunity.contacts:
            return
        names = frozenset(folded(each.name) for each in opportunity.contacts)
        self._deals[account] += 1
        self._people[account].update(map(hash, names))
        self._left_of(account, opportunity.contacts)
        if _is_their_no(opportunity):
            self._refused[account].append((opportunity.id, names))

    def done(self) -> AccountPeople:
        """Give what was counted."""
        known = {account: len(self._people[account]) for account, deals in self._deals.items() if deals > 1}
        refused = {account: tuple(each) for account, each in self._refused.items()}
        return AccountPeople(known, refused, dict(self._left))

    def _left_of(self, account: str, contacts: Iterable[Contact]) -> None:
        for each in contacts:
            if each.left_on:
                name = folded(each.name)
                self._left[account][name] = min(each.left_on, self._left[account].get(name, each.left_on))


def _is_their_no(opportunity: Opportunity) -> bool:
    """Tell whether it ended with a no of theirs: they declined, or gave the reason themselves."""
    if opportunity.status not in WITHOUT_A_SALE:
        return False
    loss = opportunity.loss_reason
    return opportunity.ended == "declined" or (loss is not None and loss.said_by == "buyer")
