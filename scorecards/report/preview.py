"""What a change of the playbook does to the reviews that there are: rules, findings, conclusions, decisions due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from scorecards.report.values import OutcomeName, Value

PREVIEW_FORMAT: Final = 1
"""Version of the format of a preview's JSON; a change that breaks readers raises it."""

Stand = OutcomeName | Literal["on_hold"]
"""How a check stands on a deal: its outcome, or that it rests, because the deal is paused, ended or gone."""

RuleKind = Literal["stage", "question", "situation", "cause", "play", "story", "term", "check", "file"]
ConclusionKind = Literal["situation", "first_action", "play", "leading_cause", "decision_due"]


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule, or a file without rules of its own, that is not the same in both playbooks.

    ``reworded`` says that only its words differ, so that no outcome can.  ``fields`` are the keys that differ, empty
    where it was added or removed.
    """

    kind: RuleKind
    id: str
    name: str
    change: Literal["added", "removed", "changed", "reworded"]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactBeside:
    """A fact that decided, as each playbook derives it; None where it is unknown."""

    name: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A check that does not stand on a deal as it did: raised where it fails now alone, cleared where it did before."""

    check: str
    name: str
    kind: Literal["raised", "cleared", "changed"]
    before: Stand
    after: Stand
    facts: tuple[FactBeside, ...]


@dataclass(frozen=True, slots=True)
class ConclusionChange:
    """One part of a deal's conclusion, as each playbook words it; None where there is none."""

    kind: ConclusionKind
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class DealChange:
    """A deal of which something changes.

    ``amount`` is in the team's currency, None where it is unknown or no rate is on file; ``manager`` is None where
    nobody is known who leads the owner.
    """

    id: str
    name: str
    owner: str
    owner_name: str
    manager: str | None
    manager_name: str | None
    amount: Decimal | None
    findings: tuple[FindingChange, ...]
    conclusions: tuple[ConclusionChange, ...]

    @property
    def has_finding(self) -> bool:
        """Whether a finding on it is raised or cleared."""
        return any(each.kind != "changed" for each in self.findings)

    @property
    def decision(self) -> Literal["more", "fewer"] | None:
        """Whether it awaits its manager's decision now alone, or did before alone."""
        found = next((each for each in self.conclusions if each.kind == "decision_due"), None)
        return None if found is None else "more" if found.after else "fewer"


@dataclass(frozen=True, slots=True)
class Extent:
    """On how many deals something changes, and whose: ``amount`` leaves out those ``without_amount``."""

    deals: int
    amount: Decimal
    without_amount: int
    reps: int
    managers: int


@dataclass(frozen=True, slots=True)
class CheckEffect:
    """What a change of the playbook does to one check, in deals; ``extent`` is of those raised or cleared."""

    check: str
    name: str
    raised: int
    cleared: int
    changed: int
    extent: Extent


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one review.

    ``findings_changed`` are those that were neither raised nor cleared, ``deals`` all of which anything changes, and
    ``extent`` is that of the deals with a finding raised or cleared.
    """

    deals: int
    raised: int
    cleared: int
    findings_changed: int
    situations: int
    first_actions: int
    plays: int
    leading_causes: int
    more_decisions: int
    fewer_decisions: int
    extent: Extent


@dataclass(frozen=True, slots=True)
class ReviewChange:
    """What changes in one review."""

    as_of: date
    opportunities: int
    counted: Counted
    checks: tuple[CheckEffect, ...]
    deals: tuple[DealChange, ...]


@dataclass(frozen=True, slots=True)
class UnreadReview:
    """An older review that one of the playbooks cannot read, with its first problem."""

    as_of: date
    playbook: Literal["base", "head"]
    problems: int
    first: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Two playbooks on one pipeline: the rules that differ, and what this changes in each review, the newest first."""

    base: str
    head: str
    currency: str
    locale: str
    rules: tuple[RuleChange, ...]
    reviews: tuple[ReviewChange, ...]
    unread: tuple[UnreadReview, ...] = ()
    format: int = PREVIEW_FORMAT

    @property
    def changes_something(self) -> bool:
        """Whether any rule differs, or anything on any deal."""
        return bool(self.rules) or any(each.deals for each in self.reviews)
