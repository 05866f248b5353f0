"""Why an opportunity hangs, and the least that would clear its critical findings (D36 to D39).

A check that fails may speak for a cause, and one that passes against it.  Causes are ranked by what speaks for them
less what speaks against them; these sums order the causes and are shown nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from scorecards.derive.facts import Row, facts_at_close
from scorecards.diagnose.minimum_to_clear import clear
from scorecards.evaluate.findings import Findings
from scorecards.evaluate.outcomes import Evaluator
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.check import Check
from scorecards.model.playbook import Cause, Playbook, Question
from scorecards.model.vocabulary import RULINGS
from scorecards.report.deal import Clearing, Diagnosis, Hypothesis, Sign, TellingQuestion
from scorecards.report.values import OutcomeName

_CLEARLY: Final = 2
"""How far a cause must stand before the next one to lead: by more than one weak sign."""
_STRONG: Final = 3
"""The strength of a sign that is enough alone; of others, it takes two."""
_FIRST: Final = 4
_IN_ALL: Final = 6


@dataclass(frozen=True, slots=True)
class Signs:
    """The playbook's causes, the checks that speak for or against them, and the qualification questions by id."""

    causes: Sequence[Cause]
    checks: Sequence[Check]
    questions: Mapping[str, Question]

    @classmethod
    def of(cls, causes: Sequence[Cause], checks: Iterable[Check], questions: Iterable[Question]) -> "Signs":
        """Pick the checks that speak for or against a cause, in their order."""
        speaking = tuple(check for check in checks if check.suggests or check.speaks_against)
        return cls(causes, speaking, {question.id: question for question in questions})


def diagnose(
    outcomes: Mapping[str, OutcomeName], signs: Signs, *, named: str | None = None, as_of_end: bool = False
) -> Diagnosis:
    """Rank the causes by their evidence, and say what to ask to tell them apart.

    A check that is missing from ``outcomes`` does not apply.  A cause leads only where a strong sign or two others
    speak for it, more than against it, and where it stands clearly before all others; only then is it known whether
    the opportunity can be saved, and which play helps (D36).
    """
    ranked = sorted((_hypothesis(cause, outcomes, signs) for cause in signs.causes), key=_rank)
    in_front = _in_front(ranked)
    leading = in_front[0] if len(in_front) == 1 and _leads(ranked) else None
    cause = next((each for each in signs.causes if each.id == leading), None)
    return Diagnosis(
        hypotheses=tuple(ranked),
        leading=leading,
        level=() if leading else in_front,
        retrievability=cause.retrievability if cause else "unknown",
        named=named,
        questions=_questions(in_front, outcomes, signs, as_of_end=as_of_end),
        play=cause.play if cause else None,
        as_of_end=as_of_end,
    )


def _hypothesis(cause: Cause, outcomes: Mapping[str, OutcomeName], signs: Signs) -> Hypothesis:
    concerned = [check for check in signs.checks if cause.id in check.suggests or cause.id in check.speaks_against]
    return Hypothesis(
        cause=cause.id,
        speaks_for=_strongest_first(
            Sign(check.id, check.suggests[cause.id])
            for check in concerned
            if cause.id in check.suggests and outcomes.get(check.id) == "fail"
        ),
        speaks_against=_strongest_first(
            Sign(check.id, check.speaks_against[cause.id])
            for check in concerned
            if cause.id in check.speaks_against and outcomes.get(check.id) == "pass"
        ),
        unknown=sum(outcomes.get(check.id) == "unknown" for check in concerned),
    )


def _strongest_first(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    return tuple(sorted(signs, key=lambda sign: -sign.strength))


def _strength(signs: Iterable[Sign]) -> int:
    return sum(sign.strength for sign in signs)


def _balance(hypothesis: Hypothesis) -> int:
    return _strength(hypothesis.speaks_for) - _strength(hypothesis.speaks_against)


def _rank(hypothesis: Hypothesis) -> tuple[int, int]:
    return (-_balance(hypothesis), -_strength(hypothesis.speaks_for))


def _in_front(ranked: Sequence[Hypothesis]) -> tuple[str, ...]:
    """Name the causes that something speaks for and that stand level with the first, or nearly so."""
    supported = [each for each in ranked if each.speaks_for and _balance(each) > 0]
    return tuple(each.cause for each in supported if _balance(supported[0]) - _balance(each) < _CLEARLY)


def _leads(ranked: Sequence[Hypothesis]) -> bool:
    first, *others = (_balance(each) for each in ranked)
    signs = ranked[0].speaks_for
    enough = len(signs) > 1 or any(sign.strength >= _STRONG for sign in signs)
    return enough and first >= _CLEARLY and all(first - other >= _CLEARLY for other in others)


def _questions(
    in_front: Sequence[str], outcomes: Mapping[str, OutcomeName], signs: Signs, *, as_of_end: bool
) -> tuple[TellingQuestion, ...]:
    """Give what to ask: what is unknown and tells the causes apart, then the causes' own questions.

    After the end it is the other way round: the causes' own questions look back, those on what is unknown look ahead.
    """
    kinds = [_of_checks(outcomes, signs), _of_causes(in_front, signs)]
    first, then = reversed(kinds) if as_of_end else kinds
    return tuple([*first[:_FIRST], *then][:_IN_ALL])


def _of_checks(outcomes: Mapping[str, OutcomeName], signs: Signs) -> list[TellingQuestion]:
    """Give the questions behind unknown checks, first the ones whose answer would part the causes most, each once."""
    telling = [check for check in signs.checks if outcomes.get(check.id) == "unknown" and _parts(check, signs)]
    found: dict[str, TellingQuestion] = {}
    for check in sorted(telling, key=lambda check: -_parts(check, signs)):
        question = _of_check(check, signs)
        found.setdefault(question.text, question)
    return list(found.values())


def _parts(check: Check, signs: Signs) -> int:
    """Weigh how differently the two answers to a check would move the causes."""
    spread = 0
    for strengths in (check.suggests, check.speaks_against):
        moved = [strengths.get(cause.id, 0) for cause in signs.causes]
        spread += max(moved) - min(moved)
    return spread


def _of_check(check: Check, signs: Signs) -> TellingQuestion:
    question = signs.questions[check.question] if check.question else None
    return TellingQuestion(
        text=question.how_to_ask[0] if question else check.ask,
        check=check.id,
        question=check.question,
        causes=tuple(
            cause.id for cause in signs.causes if cause.id in check.suggests or cause.id in check.speaks_against
        ),
    )


def _of_causes(in_front: Sequence[str], signs: Signs) -> list[TellingQuestion]:
    """Give the own questions of the causes in front, or of all where none is, each cause's first one first."""
    causes = [cause for cause in signs.causes if cause.id in in_front] or list(signs.causes)
    rounds = max(len(cause.telling_questions) for cause in causes)
    return [
        TellingQuestion(cause.telling_questions[place], None, None, (cause.id,))
        for place in range(rounds)
        for cause in causes
        if place < len(cause.telling_questions)
    ]


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What diagnosing needs of a playbook, prepared once for all opportunities."""

    playbook: Playbook
    evaluator: Evaluator
    signs: Signs
    signs_evaluator: Evaluator
    _cleared: dict[object, Clearing] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, playbook: Playbook) -> "Diagnostics":
        """Compile the checks, and pick those that speak for or against a cause."""
        signs = Signs.of(playbook.causes, playbook.checks_by_id.values(), playbook.questions)
        evaluator = Evaluator.of(playbook.checks_by_id.values())
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
        """Tell whether an open opportunity is said to stall, was ruled to pause, or waits for a ruling."""
        ruling = RULINGS.get(str(facts.get("ruling")))
        stalls = facts.get("said_to_stall") is True or (ruling is not None and ruling.pauses)
        return stalls or findings.awaits_ruling

    def _at_close(self, file: OpportunityFile, index: Index) -> Mapping[str, OutcomeName]:
        return self.signs_evaluator.as_if("open", file.opportunity.stage, facts_at_close(file, index))

    def _any_known(self, outcomes: Mapping[str, OutcomeName]) -> bool:
        return any(outcomes.get(check.id) in {"pass", "fail"} for check in self.signs.checks)
