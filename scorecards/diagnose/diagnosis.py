"""Why an opportunity hangs, and the least that would clear its critical findings (D36 to D39)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scorecards.derive.facts import Row, facts_at_close
from scorecards.diagnose.causes import Signs, diagnose
from scorecards.diagnose.minimum_to_clear import clear
from scorecards.evaluate.findings import Findings
from scorecards.evaluate.outcomes import Evaluator
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.playbook import Playbook
from scorecards.report.deal import Clearing, Diagnosis
from scorecards.report.values import OutcomeName


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What diagnosing needs of a playbook, prepared once for all opportunities."""

    playbook: Playbook
    evaluator: Evaluator
    signs: Signs
    signs_evaluator: Evaluator
    _cleared: dict[object, Clearing] = field(default_factory=dict)

    @classmethod
    def of(cls, playbook: Playbook, evaluator: Evaluator) -> "Diagnostics":
        """Pick the checks that speak for or against a cause."""
        signs = Signs.of(playbook.causes, playbook.checks_by_id.values(), playbook.questions)
        return cls(playbook, evaluator, signs, Evaluator.of(signs.checks))

    def diagnosis(self, file: OpportunityFile, facts: Row, findings: Findings, index: Index) -> Diagnosis | None:
        """Diagnose an opportunity that stalls, vanished or was reversed; None for all others.

        One that only hangs, and of which no sign is known, is left out too: no cause has any evidence there.  A closed
        one is diagnosed as it stood on the day on which it was closed, as if it were open.
        """
        opportunity = file.opportunity
        has_gone = facts.get("said_to_have_gone") is True
        is_open = opportunity.status == "open"
        if not (has_gone and opportunity.status != "won") and not (is_open and self._hangs(facts, findings)):
            return None
        outcomes = findings.outcomes if is_open else self._at_close(file, index)
        if not has_gone and not self._any_known(outcomes):
            return None
        reason = opportunity.loss_reason
        return diagnose(outcomes, self.signs, named=reason.cause if reason else None, as_of_end=not is_open)

    def minimum_to_clear(self, file: OpportunityFile, facts: Row, findings: Findings) -> Clearing | None:
        """Give the smallest set of answers or steps that would clear the critical findings; None without any.

        Deals that are alike in all that these checks read have the same, and most are, so each is looked for once.
        """
        critical = tuple(
            check
            for check in (*findings.failed, *findings.unknown)
            if self.playbook.checks_by_id[check].severity == "critical" and self._surely_applies(check, file, facts)
        )
        if not critical:
            return None
        read = {fact: facts.get(fact) for check in critical for fact in self.playbook.facts_read[check]}
        key = (critical, tuple(read.items()))
        if key not in self._cleared:
            self._cleared[key] = clear((self.playbook.checks_by_id[check] for check in critical), facts)
        return self._cleared[key]

    def _surely_applies(self, check: str, file: OpportunityFile, facts: Row) -> bool:
        if any(fact not in facts for fact in self.playbook.deciding_facts[check]):
            return False
        opportunity = file.opportunity
        return self.evaluator.checks[check].applies(opportunity.status, opportunity.stage, facts) is True

    def _hangs(self, facts: Row, findings: Findings) -> bool:
        """Tell whether an open opportunity is said to stall, ruled to be stalled, or waits for a ruling."""
        stalls = facts.get("said_to_stall") is True or facts.get("ruling") == "stalled"
        return stalls or findings.outcomes.get(self.playbook.scoring.awaits_ruling or "") == "fail"

    def _at_close(self, file: OpportunityFile, index: Index) -> Mapping[str, OutcomeName]:
        return self.signs_evaluator.as_if("open", file.opportunity.stage, facts_at_close(file, index))

    def _any_known(self, outcomes: Mapping[str, OutcomeName]) -> bool:
        return any(outcomes.get(check.id) in {"pass", "fail"} for check in self.signs.checks)
