"""The open opportunities that each rule of the playbook concerns today."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.report.deal import Deal
from scorecards.report.rules import Concern, RulesToday


@dataclass(frozen=True, slots=True)
class Concerns:
    """The open opportunities that each rule concerns today, the largest first, by the rule's kind and id."""

    found: Mapping[tuple[str, str], Sequence[str]]
    named: int

    @classmethod
    def of(cls, summaries: Sequence[DealSummary], deals: Sequence[Deal], index: Index) -> "Concerns":
        """Gather them; ``deals`` shows every open case."""
        today = {deal.id: deal.today for deal in deals}
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for deal in sorted((deal for deal in summaries if deal.is_open), key=_largest_first):
            for rule in _rules_of(deal, today[deal.id]):
                found[rule].append(deal.id)
        return cls(found, index.playbook.scoring.begin_with)

    def on(self, kind: str, rule: str) -> Concern:
        """Give those that a rule concerns; ``kind`` is stage, question, cause, play, check, or unknown for a check."""
        found = self.found.get((kind, rule), ())
        return Concern(len(found), tuple(found[: self.named]), max(0, len(found) - self.named))


def _rules_of(deal: DealSummary, today: RulesToday) -> Iterator[tuple[str, str]]:
    """Give each rule that concerns a case, by kind and id; a check that is not known is of the kind unknown."""
    if deal.stage:
        yield "stage", deal.stage
    yield from (("check", check) for check in today.findings)
    yield from (("unknown", check) for check in deal.findings.awake_as("unknown"))
    yield from (("question", question) for question in today.questions)
    if today.cause:
        yield "cause", today.cause
    yield from (("play", play) for play in today.plays)


def _largest_first(deal: DealSummary) -> Decimal:
    """Put the largest amount first; what has none, or no rate, comes last."""
    return Decimal(1) if deal.worth is None else -deal.worth
