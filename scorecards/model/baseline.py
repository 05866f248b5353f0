"""The baseline: the findings that were there when a team began, so that pages can lead with what is new."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Day, Id, Model, OpportunityId, blank_list, blank_mapping

_Opportunities = Annotated[tuple[OpportunityId, ...], BeforeValidator(blank_list)]


class Baseline(Model):
    """The file baseline.yml, which the command ``baseline`` writes."""

    as_of: Day = Field(description="The day of the snapshot on which these findings were there.")
    findings: Annotated[dict[Id, _Opportunities], BeforeValidator(blank_mapping)] = Field(
        description="By check, the ids of the opportunities on which it failed on that day and has not passed since."
    )

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(len(set(found)) for found in self.findings.values())

    def by_opportunity(self) -> dict[str, frozenset[str]]:
        """Give the checks by opportunity."""
        found: dict[str, set[str]] = {}
        for check, opportunities in self.findings.items():
            for opportunity in opportunities:
                found.setdefault(opportunity, set()).add(check)
        return {opportunity: frozenset(checks) for opportunity, checks in found.items()}
