"""The words and numbers of a preview, the same in each form that it takes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.report.formats import Formats, plural
from scorecards.report.preview import (
    CheckEffect,
    ConclusionChange,
    ConclusionKind,
    Counted,
    DealChange,
    Extent,
    FactBeside,
    FindingChange,
    Preview,
    RuleChange,
    Stand,
    UnreadReview,
)
from scorecards.report.values import Money, Value

STAND_WORDS: Final[dict[Stand, str]] = {
    "pass": "passing",
    "fail": "needs attention",
    "unknown": "unknown",
    "not_applicable": "doesn't apply",
    "on_hold": "on hold",
}
CONCLUSION_WORDS: Final[dict[ConclusionKind, str]] = {
    "situation": "situation",
    "first_action": "first action",
    "play": "play",
    "leading_cause": "likely stall reason",
    "decision_due": "decision due",
}


@dataclass(frozen=True)
class Words:
    """How one preview is worded; with ``counts_only`` no amount and no name of the pipeline is said."""

    preview: Preview
    counts_only: bool

    @cached_property
    def formats(self) -> Formats:
        """How the team writes numbers, days and sums."""
        return Formats(self.preview.locale, self.preview.currency)

    def headline(self) -> str:
        """Say the numbers of the newest review in one sentence."""
        if not self.preview.rules:
            return "Same rules. Nothing changes."
        rules = self.rule_counts()
        counted = self.preview.reviews[0].counted
        if not counted.deals:
            return f"{rules}: nothing changes on any deal."
        many = self.formats.many
        findings = (
            f"{many(counted.raised, 'finding', 'findings')} raised, {self.formats.number(counted.cleared)} cleared"
        )
        on = f" on {self.extent(counted.extent)}" if counted.extent.deals else ""
        others = counted.deals - counted.extent.deals
        also = f"; other changes on {many(others, 'deal', 'deals')}" if others else ""
        return f"{rules}: {findings}{on}; {self.decisions(counted)}{also}."

    def rule_counts(self) -> str:
        """Count what differs in the playbook: checks, and rules of other kinds."""
        many = self.formats.many
        checks = sum(each.kind == "check" for each in self.preview.rules)
        others = len(self.preview.rules) - checks
        parts = [many(checks, "check", "checks")] if checks or not others else []
        parts += (
            [many(others, "other rule" if checks else "rule", "other rules" if checks else "rules")] if others else []
        )
        return f"{' and '.join(parts)} changed"

    def extent(self, extent: Extent) -> str:
        """Say how many deals, what they come to, and whose they are."""
        many = self.formats.many
        deals = many(extent.deals, "deal", "deals")
        people = f"{many(extent.reps, 'rep', 'reps')}, {many(extent.managers, 'manager', 'managers')}"
        if self.counts_only:
            return f"{deals}, {people}"
        amount = self.formats.money(Money(extent.amount, self.preview.currency))
        without = f" ({self.formats.number(extent.without_amount)} without an amount)" if extent.without_amount else ""
        return f"{deals} worth {amount}{without}, {people}"

    def decisions(self, counted: Counted) -> str:
        """Say how many more decisions are due, and how many fewer."""
        more, fewer = counted.more_decisions, counted.fewer_decisions
        if not more and not fewer:
            return "no change in decisions due"
        parts = [f"{self.formats.number(more)} more"] if more else []
        parts += [f"{self.formats.number(fewer)} fewer"] if fewer else []
        return f"{', '.join(parts)} {plural(fewer or more, 'decision', 'decisions')} due"

    def counts(self, counted: Counted) -> Iterator[tuple[str, int]]:
        """Give each number of a review with its label."""
        yield "findings raised", counted.raised
        yield "findings cleared", counted.cleared
        yield "other outcomes", counted.findings_changed
        yield "situations", counted.situations
        yield "first actions", counted.first_actions
        yield "plays", counted.plays
        yield "likely stall reasons", counted.leading_causes
        yield "more decisions due", counted.more_decisions
        yield "fewer decisions due", counted.fewer_decisions

    def rule(self, change: RuleChange) -> str:
        """Say what became of a rule."""
        fields = f" ({', '.join(change.fields)})" if change.fields else ""
        kind = "" if change.kind == "file" else f"{change.kind} "
        return f"{kind}{change.id}: {change.change}{fields}"

    def effect(self, effect: CheckEffect) -> str:
        """Say what changes for a check."""
        counts = (("raised", effect.raised), ("cleared", effect.cleared), ("other outcomes", effect.changed))
        said = ", ".join(f"{self.formats.number(count)} {word}" for word, count in counts if count)
        on = f" on {self.extent(effect.extent)}" if effect.extent.deals else ""
        return f"{effect.name}: {said}{on}"

    def left_out(self, review: UnreadReview) -> str:
        """Say why a review was left out, with its first problem where names may be said."""
        many = self.formats.many(review.problems, "problem", "problems")
        first = "" if self.counts_only else f", first {review.first}"
        return f"left out: {review.playbook} can't read it ({many}{first})"

    def owner(self, deal: DealChange) -> str:
        """Say whose deal it is, and what it is worth."""
        amount = "no amount" if deal.amount is None else self.formats.money(Money(deal.amount, self.preview.currency))
        return " · ".join(filter(None, (amount, deal.owner_name, deal.manager_name)))

    def finding(self, change: FindingChange) -> str:
        """Say how a check stood and stands."""
        return f"{change.name}: {STAND_WORDS[change.before]} -> {STAND_WORDS[change.after]}"

    def conclusion(self, change: ConclusionChange) -> str:
        """Say how a part of the conclusion was and is."""
        return f"{CONCLUSION_WORDS[change.kind]}: {change.before or 'none'} -> {change.after or 'none'}"

    def facts(self, facts: Iterable[FactBeside]) -> str:
        """Say the facts that decided."""
        return ", ".join(self._fact(each) for each in facts)

    def _fact(self, fact: FactBeside) -> str:
        before, after = self._value(fact.name, fact.before), self._value(fact.name, fact.after)
        return f"{fact.name} = {after}" if before == after else f"{fact.name} = {before} -> {after}"

    def _value(self, name: str, value: Value | None) -> str:
        return "unknown" if value is None else self.formats.fact(FACT_BY_NAME[name].kind, value)
