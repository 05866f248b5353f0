"""What the outcomes on one opportunity come to: what fails, what is unknown and to be asked, and what rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from scorecards.derive.answers import state_of
from scorecards.derive.facts import Row
from scorecards.evaluate.outcomes import CompiledCheck, Evaluator
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.facts.catalogue import OF_RULINGS
from scorecards.report.values import OutcomeName


@dataclass(frozen=True, slots=True)
class Findings:
    """The checks that apply to one opportunity, by their ids and the heaviest first.

    ``outcomes`` holds all that applies; ``failed``, ``unknown``, ``passed`` and ``waived``, which the manager lets pass
    unmet until a day, leave out what concerns the manager, and
    ``resting``, what says nothing while a pause runs that the manager approved (D02), once it is ruled over, or once
    they have gone: then what does not tell why they went or whether it can be saved is ``moot`` (D36).
    ``to_ask`` are the unknown ones that surely apply, but for those whose question has an answer on file: what decides
    whether the others do is asked first.  ``awaits_ruling`` says that the check fails that the playbook names for it.
    """

    outcomes: Mapping[str, OutcomeName]
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    passed: tuple[str, ...]
    waived: tuple[str, ...]
    to_ask: tuple[str, ...]
    resting: tuple[str, ...]
    moot: tuple[str, ...]
    awaits_ruling: bool

    @property
    def counted(self) -> dict[str, OutcomeName]:
        """What the score is made of; what is waived counts for neither side of it."""
        ids = (*self.failed, *self.unknown, *self.passed, *self.waived)
        return {check: self.outcomes[check] for check in ids}

    @property
    def awake(self) -> list[tuple[str, OutcomeName]]:
        """What does not rest: the checks with their outcomes, for the rep or the manager."""
        return [each for each in self.outcomes.items() if each[0] not in self.resting]

    def awake_as(self, outcome: OutcomeName) -> tuple[str, ...]:
        """Name the checks that come out so and do not rest."""
        return tuple(check for check, found in self.awake if found == outcome)


NO_FINDINGS: Final = Findings({}, (), (), (), (), (), (), (), awaits_ruling=False)
"""What the team's pages are told of a closed opportunity: they count the findings of open ones."""


def findings_of(  # noqa: PLR0913 - what is known of one opportunity
    outcomes: Mapping[str, OutcomeName],
    evaluator: Evaluator,
    file: OpportunityFile,
    facts: Row,
    index: Index,
    *,
    is_paused: bool,
    is_over: bool,
    has_gone: bool,
) -> Findings:
    """Sort the outcomes on one opportunity; the evaluator tells which checks surely apply."""
    at_rest = _overruled(outcomes, index) if is_over else _resting(outcomes, index) if is_paused else ()
    moot = tuple(check for check in _moot(outcomes, index) if check not in at_rest) if has_gone and not is_over else ()
    resting = (*at_rest, *moot)
    checks = index.playbook.checks_by_id
    counted = {
        check: outcome
        for check, outcome in outcomes.items()
        if check not in resting and checks[check].concerns == "rep"
    }
    failed, unknown, passed, waived = (
        tuple(check for check, outcome in counted.items() if outcome == wanted)
        for wanted in ("fail", "unknown", "pass", "waived")
    )
    to_ask = tuple(check for check in unknown if _is_to_ask(evaluator.checks[check], file, facts, index))
    awaits_ruling = outcomes.get(index.playbook.scoring.awaits_ruling or "") == "fail"
    return Findings(outcomes, failed, unknown, passed, waived, to_ask, resting, moot, awaits_ruling)


def _is_to_ask(check: CompiledCheck, file: OpportunityFile, facts: Row, index: Index) -> bool:
    """Tell whether a check surely applies, and its question has no answer on file."""
    opportunity = file.opportunity
    if check.scope.applies(opportunity.status, opportunity.stage, facts) is not True:
        return False
    question = index.playbook.checks_by_id[check.id].question
    if question is None:
        return True
    return state_of(index.playbook.questions_by_id[question], file, facts, index) in {"open", "stale"}


def _overruled(outcomes: Mapping[str, OutcomeName], index: Index) -> tuple[str, ...]:
    """Name the checks that say nothing once the manager has ruled it over: all but those on the rulings themselves."""
    read = index.playbook.facts_read
    return tuple(check for check in outcomes if not any(fact in OF_RULINGS for fact in read[check]))


def _resting(outcomes: Mapping[str, OutcomeName], index: Index) -> tuple[str, ...]:
    """Name the checks that say nothing while an approved pause runs."""
    return tuple(
        check
        for check, outcome in outcomes.items()
        if index.playbook.checks_by_id[check].rests_in_pause and outcome in {"fail", "unknown"}
    )


def _moot(outcomes: Mapping[str, OutcomeName], index: Index) -> tuple[str, ...]:
    """Name the checks that no longer matter once they have gone, however they come out.

    What passes rests with the rest: a story well told says nothing of a deal that vanished, and would lift its score.
    """
    checks = index.playbook.checks_by_id
    return tuple(check for check in outcomes if not checks[check].when_gone and checks[check].concerns == "rep")
