"""Which rules concern an opportunity today, and which opportunities a rule concerns."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecards.compose.case import Case
from scorecards.compose.material import Material
from scorecards.report.deal import Deal
from scorecards.report.diagnosis import Diagnosis
from scorecards.report.rule_counts import Concern, RulesToday

_NONE = RulesToday(findings=(), questions=(), cause=None, plays=())


def rules_today(case: Case, diagnosis: Diagnosis | None, action_play: str | None, material: Material) -> RulesToday:
    """Name the rules that concern a case today; ``action_play`` is the play of the action on its rep's page."""
    if not case.is_open:
        return _NONE
    findings = outcomes_awake(case, "fail")
    named = {material.checks[check].play for check in findings} | {action_play, diagnosis.play if diagnosis else None}
    return RulesToday(
        findings=findings,
        questions=tuple(answer.question for answer in case.answers if answer.state in {"open", "stale"}),
        cause=diagnosis.leading if diagnosis else None,
        plays=tuple(play for play in material.plays if play in named),
    )


def outcomes_awake(case: Case, outcome: str) -> tuple[str, ...]:
    """Name the checks that come out so, for the rep or the manager, but for those that rest."""
    return tuple(check for check, found in case.outcomes.items() if found == outcome and check not in case.resting)


@dataclass(frozen=True, slots=True)
class Concerns:
    """The open opportunities that each rule concerns today, the largest first, by the rule's kind and id."""

    found: Mapping[tuple[str, str], Sequence[str]]
    named: int

    @classmethod
    def of(cls, cases: Sequence[Case], deals: Sequence[Deal], material: Material) -> "Concerns":
        """Gather them; ``deals`` shows every open case."""
        today = {deal.id: deal.today for deal in deals}
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for case in sorted((case for case in cases if case.is_open), key=lambda case: -_worth(case, material)):
            for rule in _rules_of(case, today[case.opportunity.id]):
                found[rule].append(case.opportunity.id)
        return cls(found, material.playbook.scoring.begin_with)

    def on(self, kind: str, rule: str) -> Concern:
        """Give those that a rule concerns; ``kind`` is stage, question, cause, play, check, or unknown for a check."""
        found = self.found.get((kind, rule), ())
        return Concern(len(found), tuple(found[: self.named]), max(0, len(found) - self.named))


def _rules_of(case: Case, today: RulesToday) -> Iterator[tuple[str, str]]:
    """Give each rule that concerns a case, by kind and id; a check that is not known is of the kind unknown."""
    if case.opportunity.stage:
        yield "stage", case.opportunity.stage
    yield from (("check", check) for check in today.findings)
    yield from (("unknown", check) for check in outcomes_awake(case, "unknown"))
    yield from (("question", question) for question in today.questions)
    if today.cause:
        yield "cause", today.cause
    yield from (("play", play) for play in today.plays)


def _worth(case: Case, material: Material) -> Decimal:
    """Give the amount in the team's currency; below zero, so that it comes last, where none is given or no rate is."""
    opportunity, team = case.opportunity, material.team
    if opportunity.amount is None:
        return Decimal(-1)
    worth = team.in_team_currency(opportunity.amount, opportunity.currency or team.currency)
    return Decimal(-1) if worth is None else worth
