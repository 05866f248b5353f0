"""Which changes of a playbook's checks its rule tests notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from scorecards.evaluate.outcomes import CompiledCheck, Evaluator
from scorecards.model.check import Check
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.rule_tests import Survivor
from scorecards.rule_tests.difference import differences
from scorecards.rule_tests.given_deal import GivenDeal, Rules
from scorecards.rule_tests.mutants import Mutant
from scorecards.rule_tests.run import Run


@dataclass(frozen=True, slots=True)
class Mutation:
    """The mutants that make a test fail, and those that don't: ``explained`` with their reasons, the others not."""

    caught: tuple[Mutant, ...]
    explained: tuple[tuple[Mutant, str], ...]
    survived: tuple[Mutant, ...]

    @property
    def made(self) -> int:
        """How many mutants there are."""
        return len(self.caught) + len(self.explained) + len(self.survived)

    @property
    def percent(self) -> float:
        """The share of all mutants that are caught, those counted that nothing can catch."""
        return 100 * len(self.caught) / self.made if self.made else 100.0


def mutate(mutants: Iterable[Mutant], run: Run, survivors: Sequence[Survivor]) -> Mutation:
    """Hold mutants against the tests of a run that pass: a mutant is caught where one of them would fail."""
    catching = _Catching.of(run)
    reasons = {(each.check, each.change): each.reason for each in survivors}
    caught: list[Mutant] = []
    explained: list[tuple[Mutant, str]] = []
    survived: list[Mutant] = []
    for mutant in mutants:
        if catching.catches(mutant):
            caught.append(mutant)
        elif reason := reasons.get((mutant.check.id, mutant.what)):
            explained.append((mutant, reason))
        else:
            survived.append(mutant)
    return Mutation(tuple(caught), tuple(explained), tuple(survived))


@dataclass(frozen=True, slots=True)
class _Catching:
    """The deals of the tests that pass: by check those that expect an outcome of it, and those that expect more."""

    rules: Rules
    by_check: dict[str, list[GivenDeal]]
    expecting_more: list[GivenDeal]

    @classmethod
    def of(cls, run: Run) -> "_Catching":
        deals = [deal for ran in run.tests if ran.passes and not ran.is_todo for deal in ran.deals]
        by_check: dict[str, list[GivenDeal]] = {}
        for deal in deals:
            for check in deal.expected.checks:
                by_check.setdefault(check, []).append(deal)
        return cls(run.rules, by_check, [deal for deal in deals if deal.expected.model_fields_set - {"checks"}])

    def catches(self, mutant: Mutant) -> bool:
        """Tell whether a test fails: one that expects an outcome is asked first, for that is quick."""
        changed = CompiledCheck.of(mutant.check)
        check = mutant.check.id
        if not mutant.same_outcomes and any(
            _outcome(changed, deal) != deal.expected.checks[check] for deal in self.by_check.get(check, ())
        ):
            return True
        concerned = [deal for deal in self.expecting_more if self._concerns(mutant, changed, deal)]
        if not concerned:
            return False
        rules = with_check(self.rules, mutant.check, changed)
        return any(any(differences(deal, rules)) for deal in concerned)

    def _concerns(self, mutant: Mutant, changed: CompiledCheck, deal: GivenDeal) -> bool:
        """Tell whether anything of a deal can come out otherwise.

        Where the check comes out as before, that alone can whether it is a finding or is asked; which of the other
        checks are rests on their own outcomes.
        """
        check = mutant.check.id
        if check in deal.expected.named_checks() - deal.expected.checks.keys():
            return True
        return not mutant.same_outcomes and _outcome(changed, deal) != deal.outcome(check, self.rules)


def _outcome(check: CompiledCheck, deal: GivenDeal) -> str:
    opportunity = deal.file.opportunity
    return check.outcome(opportunity.status, opportunity.stage, deal.facts)


def with_check(rules: Rules, check: Check, compiled: CompiledCheck) -> Rules:
    """Give rules in which a check takes the place of the one with its id."""
    diagnostics = rules.diagnostics
    evaluator = Evaluator({**diagnostics.evaluator.checks, check.id: compiled})
    playbook = _with(rules.playbook, check)
    return replace(rules, diagnostics=replace(diagnostics, playbook=playbook, evaluator=evaluator))


def _with(playbook: Playbook, check: Check) -> Playbook:
    return replace(playbook, checks=tuple(check if each.id == check.id else each for each in playbook.checks))
