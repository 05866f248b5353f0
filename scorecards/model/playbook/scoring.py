"""Every weight and threshold of scores and lists, and the targets of the team."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.check import Check
from scorecards.model.fields import Days, Id, Model, Whole, blank_list, blank_mapping, type_of_blank
from scorecards.model.vocabulary import Severity


class NearlyAll(Model):
    """When a check that fails nearly everywhere is said to tell little."""

    percent: Annotated[Whole, Field(ge=1, le=100)] = Field(description="Share of known outcomes that fail, in percent.")
    of_at_least: Annotated[Whole, Field(ge=1)] = Field(description="With fewer known outcomes, there's no score.")


Percent = Annotated[Whole, Field(ge=0, le=100)]


class Targets(Model):
    """What the team aims at; each stands beside the figure that it is for, and nothing is scored by it (D19)."""

    won_of_decided: Annotated[Percent | None, type_of_blank] = Field(
        None, description="Minimum win rate: won deals as a share of won and lost, in percent."
    )
    no_decision_of_ended: Annotated[Percent | None, type_of_blank] = Field(
        None,
        description="Maximum share of closed deals that end in no decision, in percent (D32).",
    )
    days_to_win: Annotated[Days | None, type_of_blank] = Field(
        None, description="Maximum median of calendar days from opened to won."
    )
    median_days: Annotated[dict[Id, Days], BeforeValidator(blank_mapping)] = Field(
        {}, description="By stage, the maximum median of days in it, in the unit of its max_days."
    )
    moved_on: Annotated[dict[Id, Percent], BeforeValidator(blank_mapping)] = Field(
        {}, description="By stage, the minimum share of deals that move on to a later one, in percent."
    )


class Scoring(Model):
    """The file scoring.yml: every weight and threshold of scores and lists, in one place."""

    weights: dict[Severity, Annotated[Whole, Field(ge=0)]] = Field(
        description="A check's weight in a score, by severity."
    )
    score_needs_known: Annotated[Whole, Field(ge=1)] = Field(
        description="How many outcomes must be known before a score is shown."
    )
    score_needs_share: Annotated[Whole, Field(ge=1, le=100)] = Field(
        50,
        description="Share of applicable outcomes that must be known before a score is shown, in percent. The same "
        "share of the checks under hanging must be known before a page says a deal isn't stalled.",
    )
    flags_nearly_all: NearlyAll = Field(description="When a check says little.")
    hanging: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Checks that mark an opportunity as stalled when they fail, the strongest first. Focus deals "
        "are suggested from those opportunities, with the talk tracks of the checks' plays.",
    )
    awaits_ruling: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The check that marks an opportunity as awaiting manager decision when it fails. Without it, "
        "nothing is ever marked so.",
    )
    reminder: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The play that reminds them of their own date and its consequence (D31), with the first of its "
        "talk tracks that has both {their_date} and {consequence} and can be filled in. Without it, "
        "there's no reminder.",
    )
    ruling_cases: Annotated[Whole, Field(ge=1)] = Field(
        10, description="How many cases a manager's page shows before it counts the rest."
    )
    figures_need: Annotated[Whole, Field(ge=2)] = Field(
        5,
        description="The fewest cases a figure is shown for. With at least twice as many, the middle half is shown "
        "beside the median; with fewer, the lowest and highest. In a curve, no single case counts for "
        "more than it would among this many.",
    )
    targets: Annotated[Targets, BeforeValidator(blank_mapping)] = Field(
        Targets(), description="The team's own targets, shown beside its figures."
    )
    minutes_per_step: Annotated[Whole, Field(ge=1, le=240)] = Field(
        15, description="Minutes a due step takes in a follow-up block (D25)."
    )
    begin_with: Annotated[Whole, Field(ge=1)] = Field(
        description="How many opportunities a group names before it counts the rest."
    )
    bring_to_an_end: Annotated[Whole, Field(ge=1, le=2)] = Field(
        description="How many focus deals a rep is given for a week, at most two (D08)."
    )

    @property
    def quartiles_need(self) -> int:
        """Cases from which quartiles are told: of fewer they would be single cases."""
        return 2 * self.figures_need

    @property
    def severities(self) -> tuple[Severity, ...]:
        """The severities that have a weight, the heaviest first; of equals, in the order of the alphabet."""
        return tuple(sorted(self.weights, key=lambda severity: (-self.weights[severity], severity)))


def heaviest_first(checks: Iterable[Check], scoring: Scoring) -> tuple[Check, ...]:
    """Sort checks by weight; of equals, what says that a deal hangs comes first, then the playbook's order counts."""
    hanging = {check: place for place, check in enumerate(scoring.hanging)}
    last = len(hanging)
    return tuple(sorted(checks, key=lambda check: (-scoring.weights[check.severity], hanging.get(check.id, last))))
