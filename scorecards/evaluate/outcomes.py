"""The outcomes of the checks on one opportunity: pass, fail, or unknown; a check that does not apply has none.

What a manager waives of them is told in :mod:`.waivers`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scorecards.evaluate.conditions import Test, Truth, compiled
from scorecards.model.check import AppliesTo, Check
from scorecards.model.rule_tests import Outcome
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import OutcomeName, Value


@dataclass(frozen=True, slots=True)
class CompiledScope:
    """Which opportunities a rule looks at, as a function; ``stages`` is empty where it looks at all of them."""

    statuses: frozenset[str]
    stages: frozenset[str]
    when: Test | None

    @classmethod
    def of(cls, scope: AppliesTo) -> "CompiledScope":
        """Compile a scope."""
        when = compiled(scope.when) if scope.when else None
        return cls(frozenset(scope.status), frozenset(scope.stages), when)

    def looks_at(self, status: str, stage: str | None) -> Truth:
        """Tell whether it looks at a status and a stage; None where the stage decides and is not known."""
        if status not in self.statuses:
            return False
        return None if self.stages and stage is None else not self.stages or stage in self.stages

    def applies(self, status: str, stage: str | None, row: Mapping[str, Value]) -> Truth:
        """Tell whether it looks at an opportunity; None where its stage or a fact that decides it is not known."""
        scope = self.looks_at(status, stage)
        if self.when is None or scope is False:
            return scope
        when = self.when(row)
        return scope and when if when is not False else False


@dataclass(frozen=True, slots=True)
class CompiledCheck:
    """A check with its conditions as functions."""

    id: str
    scope: CompiledScope
    passes_when: Test

    @classmethod
    def of(cls, check: Check) -> "CompiledCheck":
        """Compile a check."""
        return cls(check.id, CompiledScope.of(check.applies_to), compiled(check.passes_when))

    def outcome(self, status: str, stage: str | None, row: Mapping[str, Value]) -> Outcome:
        """Give the outcome on an opportunity in a status and a stage."""
        applies = self.scope.applies(status, stage, row)
        if applies is False:
            return "not_applicable"
        passes = self.passes_when(row)
        if applies is None or passes is None:
            return "unknown"
        return "pass" if passes else "fail"


@dataclass(frozen=True)
class Evaluator:
    """All checks of a playbook, compiled once for all opportunities."""

    checks: Mapping[str, CompiledCheck]
    _in_scope: dict[tuple[str, str | None], list[CompiledCheck]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, checks: Iterable[Check]) -> "Evaluator":
        """Compile checks; their outcomes follow their order."""
        return cls({check.id: CompiledCheck.of(check) for check in checks})

    def outcomes(self, opportunity: Opportunity, row: Mapping[str, Value]) -> dict[str, OutcomeName]:
        """Give the outcome of each check that applies to an opportunity, or may apply, by its id."""
        return self.as_if(opportunity.status, opportunity.stage, row)

    def as_if(self, status: str, stage: str | None, row: Mapping[str, Value]) -> dict[str, OutcomeName]:
        """Give the outcomes as if the opportunity were in this status and stage."""
        outcomes = ((check.id, check.outcome(status, stage, row)) for check in self._scoped(status, stage))
        return {check: outcome for check, outcome in outcomes if outcome != "not_applicable"}

    def _scoped(self, status: str, stage: str | None) -> list[CompiledCheck]:
        """Pick the checks that look at a status and a stage at all; there are few pairs of them, and many deals."""
        if (status, stage) not in self._in_scope:
            scoped = [check for check in self.checks.values() if check.scope.looks_at(status, stage) is not False]
            self._in_scope[status, stage] = scoped
        return self._in_scope[status, stage]
