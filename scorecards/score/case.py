"""A case: one opportunity with all that was found on it, and its place in the order of urgency."""

from dataclasses import dataclass
from decimal import Decimal

from scorecards.derive.facts import Row
from scorecards.evaluate.findings import Findings
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.report.conclusion import Conclusion
from scorecards.report.deal import AnswerState, Clearing, Diagnosis
from scorecards.report.interventions import Pause
from scorecards.report.values import Score, StepState
from scorecards.report.waivers import DealWaiver


@dataclass(frozen=True, slots=True)
class Case:
    """One opportunity with its facts, its findings, why it hangs, what follows from it all, and how it scores.

    ``steps`` are the open next steps, None where nothing tells of any.  ``is_over`` says that the manager ruled it lost
    or dead while the CRM still holds it open.  ``has_gone`` says that they vanished, called it off or turned it down:
    then only why, and whether it can be saved, matters.  ``old`` are the checks of the
    baseline that are not cleared yet.  ``urgency`` is the key by which cases are sorted, the most
    urgent first.
    """

    file: OpportunityFile
    facts: Row
    answers: tuple[AnswerState, ...]
    steps: tuple[StepState, ...] | None
    pause: Pause | None
    is_over: bool
    has_gone: bool
    findings: Findings
    waivers: tuple[DealWaiver, ...]
    old: tuple[str, ...]
    diagnosis: Diagnosis | None
    conclusion: Conclusion | None
    minimum_to_clear: Clearing | None
    score: Score
    urgency: tuple[object, ...]

    @property
    def opportunity(self) -> Opportunity:
        """The opportunity as the snapshot holds it."""
        return self.file.opportunity

    @property
    def id(self) -> str:
        """The opportunity's id."""
        return self.file.opportunity.id

    @property
    def is_worked(self) -> bool:
        """Whether anybody is to work on it: it is open, not ruled over, and in no pause that the manager approved."""
        return self.is_open and not self.is_over and self.pause is None

    @property
    def is_open(self) -> bool:
        """Whether the opportunity is open."""
        return self.opportunity.status == "open"

    @property
    def awaits_ruling(self) -> bool:
        """Whether it waits for its manager's ruling."""
        return self.findings.awaits_ruling

    @property
    def said_to_have_gone(self) -> bool:
        """Whether the CRM or the rep says that they vanished or called it off."""
        return self.facts.get("said_to_have_gone") is True

    @property
    def worth(self) -> Decimal | None:
        """The amount in the team's currency; None where it is unknown or no rate is on file."""
        amount = self.facts.get("amount")
        return amount if isinstance(amount, Decimal) else None

    @property
    def amount(self) -> Decimal | None:
        """What it is worth, in its currency."""
        return self.opportunity.amount

    @property
    def currency(self) -> str | None:
        """Its currency; the team's where there is none."""
        return self.opportunity.currency

    @property
    def amount_basis(self) -> str | None:
        """Where the amount comes from."""
        return self.opportunity.amount_basis

    @property
    def qualified(self) -> bool | None:
        """Whether all its questions that are due are answered; None where nobody knows (D11)."""
        value = self.facts.get("qualified")
        return value if isinstance(value, bool) else None

    @property
    def days_past_review(self) -> int | None:
        """Calendar days since the day to look again, below zero while it lies ahead; None where there is none."""
        return self.days("days_past_review")

    @property
    def days_in_stage(self) -> int | None:
        """Calendar days in the present stage; None where that is not known."""
        return self.days("days_in_stage")

    def days(self, fact: str) -> int | None:
        """Give a fact that is a count of days, or another whole number; None where it is not known for certain."""
        value = self.facts.get(fact)
        return value if isinstance(value, int) else None
