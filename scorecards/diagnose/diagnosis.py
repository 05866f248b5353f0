"""Why an opportunity hangs: the playbook's causes, by the signs that the record shows (D36 to D39).

A cause's signs are its own, with what shows each of them (``playbook/causes.yml``).  Causes are ranked by what speaks
for them less what speaks against them; these sums order the causes and are shown nowhere.  That nothing is noted of
something is no sign: a sign holds only where its condition is surely true.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Final

from scorecards.derive.facts import Row, facts_at_close, file_at_close
from scorecards.derive.words import spoken_of
from scorecards.diagnose.minimum_to_clear import clear
from scorecards.evaluate.conditions import Test, compiled, surely
from scorecards.evaluate.findings import Findings
from scorecards.evaluate.outcomes import Evaluator
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.themes import ThemeFinder
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.playbook import causes as rules
from scorecards.model.playbook.causes import STRONG, Cause
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.vocabulary import RULINGS, WITHOUT_A_SALE
from scorecards.report.deal import Clearing, Diagnosis, Hypothesis, Sign, TellingQuestion
from scorecards.report.values import KnownFact, Spoken

_CLEARLY: Final = 2
"""How far what speaks for a cause must outweigh what speaks against it."""
_NAMED: Final = "They named it themselves."
_ASKED: Final = 4
"""How many telling questions are asked."""


@dataclass(frozen=True, slots=True)
class CompiledSign:
    """A sign with its condition as a function; None where only people can tell."""

    sign: rules.Sign
    shows: Test | None
    surely_shows: Callable[[Row], bool]
    facts: tuple[str, ...]

    @classmethod
    def of(cls, sign: rules.Sign) -> "CompiledSign":
        """Compile a sign."""
        if sign.when is None:
            return cls(sign, None, lambda _: False, ())
        return cls(sign, compiled(sign.when), surely(sign.when), tuple(dict.fromkeys(sign.when.facts())))

    def holds(self, row: Row) -> bool:
        """Tell whether the record surely shows it."""
        return self.surely_shows(row)

    def is_unknown(self, row: Row) -> bool:
        """Tell whether the record would show it, and does not tell."""
        return self.shows is not None and self.shows(row) is None


@dataclass(frozen=True, slots=True)
class CompiledCause:
    """A cause with its signs compiled."""

    cause: Cause
    signs: tuple[CompiledSign, ...]
    against: tuple[CompiledSign, ...]

    @classmethod
    def of(cls, cause: Cause) -> "CompiledCause":
        """Compile a cause."""
        return cls(cause, *(tuple(map(CompiledSign.of, each)) for each in (cause.signs, cause.signs_against)))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts of one opportunity by which it is diagnosed, with its file, to quote the words that they count."""

    row: Row
    file: OpportunityFile
    index: Index

    def shown_by(self, signs: Iterable[CompiledSign]) -> tuple[Sign, ...]:
        """Give the signs that the record shows, the strongest first, each with its proof."""
        shown = (self._with_proof(sign) for sign in signs if sign.holds(self.row))
        return tuple(sorted(shown, key=lambda sign: -sign.strength))

    def _with_proof(self, sign: CompiledSign) -> Sign:
        known = tuple(KnownFact(name, self.row[name]) for name in sign.facts if name in self.row)
        counted = (each for each in known if each.value)
        spoken: dict[tuple[str, int | None], Spoken] = {}
        for fact in counted:
            for each in spoken_of(fact.name, self.file, self.index):
                spoken.setdefault((each.text, each.line), each)
        return Sign(sign.sign.sign, sign.sign.strength, sign.sign.ask, known, tuple(spoken.values()))


def diagnose(causes: Sequence[CompiledCause], evidence: Evidence, *, as_of_end: bool = False) -> Diagnosis:
    """Rank the causes by their evidence, and say what to ask to tell them apart.

    A cause has evidence enough where a strong sign speaks for it, or weaker ones that add up to as much, and clearly
    more than against it, or where they named it themselves.  Of those, one that facts show comes before one that words
    alone point to, and phrases before words that count together; of words the most count, then the latest; the others
    are said beside it, and of equals the playbook's order counts.  Only then is it known whether the opportunity can
    be saved, and which play helps (D36).
    """
    reason = evidence.file.opportunity.loss_reason
    ranked = sorted(
        (_hypothesis(cause, evidence) for cause in causes), key=partial(_rank, themes=evidence.index.themes)
    )
    enough = [each.cause for each in ranked if _is_enough(each)]
    leading = next((each.cause for each in causes if enough and each.cause.id == enough[0]), None)
    return Diagnosis(
        hypotheses=tuple(ranked),
        leading=leading.id if leading else None,
        also=tuple(enough[1:]),
        retrievability=leading.retrievability if leading else "unknown",
        named=reason.cause if reason else None,
        questions=_questions(ranked, enough, {each.cause.id: each.cause for each in causes}),
        play=leading.play if leading else None,
        as_of_end=as_of_end,
    )


def _hypothesis(cause: CompiledCause, evidence: Evidence) -> Hypothesis:
    return Hypothesis(
        cause=cause.cause.id,
        speaks_for=(*_named_by_them(cause, evidence), *evidence.shown_by(cause.signs)),
        speaks_against=evidence.shown_by(cause.against),
        unknown=sum(sign.is_unknown(evidence.row) for sign in (*cause.signs, *cause.against)),
    )


def _named_by_them(cause: CompiledCause, evidence: Evidence) -> tuple[Sign, ...]:
    """Give their own word for a cause: the strongest sign there is."""
    reason = evidence.file.opportunity.loss_reason
    if reason is None or reason.cause != cause.cause.id or reason.said_by != "buyer":
        return ()
    said = (
        (Spoken(reason.reason, None, None, "loss_reason", evidence.file.line("loss_reason")),) if reason.reason else ()
    )
    return (Sign(_NAMED, STRONG, None, (), said),)


def _strength(signs: Iterable[Sign]) -> int:
    return sum(sign.strength for sign in signs)


def _balance(hypothesis: Hypothesis) -> int:
    return _strength(hypothesis.speaks_for) - _strength(hypothesis.speaks_against)


def _rank(hypothesis: Hypothesis, themes: ThemeFinder) -> tuple[bool, bool, bool, int, int, int]:
    strong = [sign for sign in hypothesis.speaks_for if sign.strength >= STRONG]
    by_facts = any(not sign.spoken or sign.sign == _NAMED for sign in strong)
    spoken = {each for sign in strong for each in sign.spoken}
    latest = max((each.on for each in spoken if each.on), default=date.min)
    by_phrases = any(each.field == "present_need" or themes.holds_phrase(each.text) for each in spoken)
    return (
        not _is_enough(hypothesis),
        not by_facts,
        not by_phrases,
        -len(spoken),
        -latest.toordinal(),
        -_balance(hypothesis),
    )


def _is_enough(hypothesis: Hypothesis) -> bool:
    if any(sign.sign == _NAMED for sign in hypothesis.speaks_for):
        return True
    return _strength(hypothesis.speaks_for) >= STRONG and _balance(hypothesis) >= _CLEARLY


def _questions(
    ranked: Sequence[Hypothesis], enough: Sequence[str], causes: Mapping[str, Cause]
) -> tuple[TellingQuestion, ...]:
    """Give the questions of the causes with evidence enough, else of those for which anything speaks, each in turn.

    What a sign asks comes before the cause's own questions.
    """
    asking = [each for each in ranked if each.cause in enough or (not enough and each.speaks_for)]
    asked = [
        [TellingQuestion(text, each.cause) for text in dict.fromkeys([*_asked_by_signs(each), *_own(each, causes)])]
        for each in asking
    ]
    in_turn = (question for questions in zip_longest(*asked) for question in questions if question)
    return tuple(in_turn)[:_ASKED]


def _asked_by_signs(hypothesis: Hypothesis) -> list[str]:
    return [sign.ask for sign in hypothesis.speaks_for if sign.ask][:1]


def _own(hypothesis: Hypothesis, causes: Mapping[str, Cause]) -> tuple[str, ...]:
    return causes[hypothesis.cause].telling_questions


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """What diagnosing needs of a playbook, prepared once for all opportunities."""

    playbook: Playbook
    evaluator: Evaluator
    causes: tuple[CompiledCause, ...]
    _cleared: dict[object, Clearing] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, playbook: Playbook) -> "Diagnostics":
        """Compile the checks, and the signs of the causes."""
        return cls(
            playbook,
            Evaluator.of(playbook.checks_by_id.values()),
            tuple(map(CompiledCause.of, playbook.causes)),
        )

    def diagnosis(  # noqa: PLR0913 - what is known of one opportunity
        self, file: OpportunityFile, facts: Row, findings: Findings, index: Index, *, is_paused: bool, is_over: bool
    ) -> Diagnosis | None:
        """Diagnose an opportunity that hangs, has gone or ended without a sale; None for all others.

        An open one of which nobody says that it hangs is diagnosed where a cause has evidence enough.  One of which no
        sign is known is left out: no cause has any evidence there.  While a pause runs that the manager approved there
        is nothing to diagnose (D02), nor where nothing can ever come of it, nor where it ended in another way, merged
        with another deal, say.  A closed one is diagnosed as it stood on the day on which it was closed, and of one
        that the manager ruled over the steps say nothing any more.
        """
        opportunity = file.opportunity
        is_open = opportunity.status == "open"
        if is_paused or opportunity.final or not (is_open or opportunity.status in WITHOUT_A_SALE):
            return None
        reason = opportunity.loss_reason
        if opportunity.ended == "other" and not (reason and reason.cause):
            return None
        looked_at = file if is_open else file_at_close(file)
        row = facts if is_open else facts_at_close(looked_at, index)
        if is_over:
            row = {name: value for name, value in row.items() if "next_steps" not in FACT_BY_NAME[name].reads}
        has_gone = facts.get("said_to_have_gone") is True
        if not (has_gone or opportunity.loss_reason or self._speaks_for_any(row)):
            return None
        found = diagnose(self.causes, Evidence(row, looked_at, index), as_of_end=not is_open)
        hangs = has_gone or (self._hangs(facts, findings) if is_open else bool(found.with_evidence))
        return found if found.leading or found.named or (hangs and (has_gone or found.with_evidence)) else None

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
        return self.evaluator.checks[check].scope.applies(opportunity.status, opportunity.stage, facts) is True

    def _speaks_for_any(self, row: Row) -> bool:
        """Tell whether any sign shows: of most deals of a bare export none does, and all else would be for nothing."""
        return any(sign.holds(row) for cause in self.causes for sign in cause.signs)

    def _hangs(self, facts: Row, findings: Findings) -> bool:
        """Tell whether an open opportunity is said to stall, was ruled to pause, or waits for a ruling."""
        ruling = RULINGS.get(str(facts.get("ruling")))
        stalls = facts.get("said_to_stall") is True or (ruling is not None and ruling.pauses)
        return stalls or findings.awaits_ruling
