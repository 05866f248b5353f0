"""Every weight and threshold of scores and lists, and the targets of the team."""

from collections.abc import Iterable
from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.check import Check
from scorecards.model.fields import Days, Id, Model, Whole, blank_list, blank_mapping, type_of_blank
from scorecards.model.vocabulary import Severity


class NearlyAll(Model):
    """When a check that fails nearly everywhere is said to tell little."""

    percent: Annotated[Whole, Field(ge=1, le=100)] = Field(
        description="Share of the known outcomes that fail, in percent."
    )
    of_at_least: Annotated[Whole, Field(ge=1)] = Field(
        description="Below this number of known outcomes, there is no score."
    )


Percent = Annotated[Whole, Field(ge=0, le=100)]


class Targets(Model):
    """What the team aims at; each stands beside the figure that it is for, and nothing is scored by it (D19)."""

    won_of_decided: Annotated[Percent | None, type_of_blank] = Field(
        None, description="Share of the won and lost deals that are to be won, in percent: at least so many."
    )
    no_decision_of_ended: Annotated[Percent | None, type_of_blank] = Field(
        None,
        description="Share of all deals that ended which may end in no decision, in percent: at most so many (D32).",
    )
    days_to_win: Annotated[Days | None, type_of_blank] = Field(
        None, description="Median of the calendar days from opened to won: at most so many."
    )
    median_days: Annotated[dict[Id, Days], BeforeValidator(blank_mapping)] = Field(
        {}, description="By stage, the median of the days in it, in the unit of its max_days: at most so many."
    )
    moved_on: Annotated[dict[Id, Percent], BeforeValidator(blank_mapping)] = Field(
        {}, description="By stage, the share of deals that are to move on to a later one, in percent: at least so many."
    )


class Scoring(Model):
    """The file scoring.yml: every weight and threshold of scores and lists, in one place."""

    weights: dict[Severity, Annotated[Whole, Field(ge=0)]] = Field(
        description="Weight of a check in a score, by severity."
    )
    score_needs_known: Annotated[Whole, Field(ge=1)] = Field(
        description="Outcomes that must be known before a score is shown."
    )
    score_needs_share: Annotated[Whole, Field(ge=1, le=100)] = Field(
        50,
        description="Share of the outcomes that apply which must be known before a score is shown, in percent. The "
        "same share of the checks under hanging must be known before a page says of a deal that it does not hang.",
    )
    flags_nearly_all: NearlyAll = Field(description="When a check tells little.")
    hanging: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Checks whose failure says that an opportunity hangs, the strongest first. "
        "Focus deals are suggested from those opportunities, with the talk tracks of these checks' plays.",
    )
    awaits_ruling: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The check whose failure says that an opportunity waits for its manager's ruling. Without it, "
        "nothing ever waits.",
    )
    reminder: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The play whose words read their own date and what follows back to them (D31): the first of its "
        "talk tracks that names both {their_date} and {consequence} and that can be said. Without it, no reminder.",
    )
    ruling_cases: Annotated[Whole, Field(ge=1)] = Field(
        10, description="Cases that a manager's page shows before it counts the rest."
    )
    figures_need: Annotated[Whole, Field(ge=2)] = Field(
        5,
        description="Cases below which a figure is not shown: too few. Of twice as many and more, the middle half is "
        "told beside the median; of fewer, the least and the most. In a curve no single case may count for more than "
        "it would among so many.",
    )
    targets: Annotated[Targets, BeforeValidator(blank_mapping)] = Field(
        Targets(), description="The team's own targets, shown beside its figures."
    )
    minutes_per_step: Annotated[Whole, Field(ge=1, le=240)] = Field(
        15, description="Minutes that a due step takes in a follow-up block (D25)."
    )
    begin_with: Annotated[Whole, Field(ge=1)] = Field(
        description="Opportunities that a group names before it counts the rest."
    )
    bring_to_an_end: Annotated[Whole, Field(ge=1, le=2)] = Field(
        description="How many focus deals a rep is told to close in a week, at most two (D08)."
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
