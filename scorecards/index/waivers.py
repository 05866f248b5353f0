"""Which waivers bear on which opportunity: those on itself, and those on its account by its owner's manager."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scorecards.history.record import OpportunityRecord
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Rep, Team
from scorecards.model.waivers import Waiver
from scorecards.report.values import Located

_Waivers = tuple[Located[Waiver], ...]


@dataclass(frozen=True, slots=True)
class WaiversOn:
    """The waivers of waivers.yml by what they are of, and the reps whose managers grant them."""

    opportunities: Mapping[str, _Waivers]
    accounts: Mapping[str, _Waivers]
    reps: Mapping[str, Rep]

    @classmethod
    def of(cls, waivers: Iterable[Located[Waiver]], team: Team) -> "WaiversOn":
        """Sort them."""
        opportunities: defaultdict[str, list[Located[Waiver]]] = defaultdict(list)
        accounts: defaultdict[str, list[Located[Waiver]]] = defaultdict(list)
        for each in waivers:
            if each.value.opportunity:
                opportunities[each.value.opportunity].append(each)
            elif each.value.account:
                accounts[each.value.account].append(each)
        return cls(_fixed(opportunities), _fixed(accounts), {rep.id: rep for rep in team.reps})

    def on(self, opportunity: Opportunity | OpportunityRecord) -> _Waivers:
        """Give those that bear on an opportunity: of its account's, those of the manager who led its owner that day."""
        of_account = self.accounts.get(opportunity.account or "", ())
        granted = (each for each in of_account if self._led(opportunity.owner, each.value))
        return (*self.opportunities.get(opportunity.id, ()), *granted)

    def _led(self, owner: str, waiver: Waiver) -> bool:
        return owner in self.reps and self.reps[owner].manager_on(waiver.approved_on) == waiver.approved_by


def _fixed(found: Mapping[str, list[Located[Waiver]]]) -> dict[str, _Waivers]:
    return {key: tuple(each) for key, each in found.items()}
