"""Rule tests: made-up deals, and what the playbook must say of them."""

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field

from scorecards.model.accounts import Account, TerritoryPlan
from scorecards.model.fields import Day, Id, Model, OpportunityId, Text, blank_list, blank_mapping, type_of_blank
from scorecards.model.rulings import FollowUp, Ruling
from scorecards.model.snapshot import Opportunity
from scorecards.model.team import Team

Outcome = Literal["pass", "fail", "unknown", "not_applicable"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("pass", "fail", "unknown", "not_applicable")
"""What a check can say of a deal."""

NONE: Final = "none"
"""Expected where nothing of a kind is to come out, such as no cause that leads."""

Reasons = Annotated[dict[Outcome, Text], BeforeValidator(blank_mapping)]


class Expected(Model):
    """What must come out of one deal; a bare outcome stands for that of the file's ``check``."""

    checks: Annotated[dict[Id, Outcome], BeforeValidator(blank_mapping)] = Field(
        {}, description="By check, its outcome: pass, fail, unknown or not_applicable."
    )
    must_fire: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Checks that must be findings: they fail, and neither rest in a pause nor are moot."
    )
    must_not_fire: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Checks that must not raise a finding: they don't fail, or are silent because the deal is paused, "
        "over or gone.",
    )
    must_ask: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Checks whose question must be on the list of what to ask."
    )
    must_not_ask: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Checks whose question must not be on the list of what to ask."
    )
    situation: Annotated[Id | None, type_of_blank] = Field(None, description="The deal's situation, or none.")
    first_cause: Annotated[Id | None, type_of_blank] = Field(None, description="The cause that leads, or none.")
    play: Annotated[Id | None, type_of_blank] = Field(None, description="The play that is suggested, or none.")
    question: Text | None = Field(
        None,
        description="What to ask first, or none: the id of a qualification question, or the words of a question that a "
        "situation or a cause asks.",
    )
    person: Text | None = Field(None, description="The name of the person to talk to, or none.")

    def named_checks(self) -> frozenset[str]:
        """Name the checks of which anything is expected."""
        lists = (self.must_fire, self.must_not_fire, self.must_ask, self.must_not_ask)
        return frozenset(self.checks).union(*lists)


class EarlierSnapshot(Model):
    """The deals as an earlier review showed them."""

    as_of: Day = Field(description="The day that it shows, before that of the test.")
    deals: tuple[Opportunity, ...] = Field(description="The deals of that day, as in the test itself.")


class RuleTest(Model):
    """Deals, and what must come out of them."""

    title: Text = Field(description="What the test shows, in a sentence.")
    todo: Text | None = Field(
        None, description="Why the test is known to fail for now. It fails no run; once it passes, that is told."
    )
    as_of: Day = Field(description="The day of the review; the file's where the test names none.")
    deals: tuple[Opportunity, ...] = Field(
        description="The deals, as a snapshot has them, with no more than the case needs. What is left out is unknown. "
        "Filled in where absent: name, status (open), owner (the team's first rep), and for open ones stage (the "
        "first).",
        min_length=1,
    )
    earlier: Annotated[tuple[EarlierSnapshot, ...], BeforeValidator(blank_list)] = Field(
        (), description="Earlier reviews, from which movements, pushes and the like are told."
    )
    rulings: Annotated[tuple[Ruling, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Manager decisions, as in rulings.yml. Filled in where absent: by (the manager of the deal's "
        "owner), and opportunity where the test has one deal.",
    )
    follow_ups: Annotated[tuple[FollowUp, ...], BeforeValidator(blank_list)] = Field(
        (), description="What was said of actions, as in follow_ups.yml; opportunity as for rulings."
    )
    accounts: Annotated[tuple[Account, ...], BeforeValidator(blank_list)] = Field(
        (), description="Accounts, as in accounts.yml. Without any, deals may name any account."
    )
    territory_plans: Annotated[tuple[TerritoryPlan, ...], BeforeValidator(blank_list)] = Field(
        (), description="Territory plans, as in accounts.yml."
    )
    team: Team = Field(
        description="The team, as in team.yml. Filled in where absent: the manager Mara Quinn (mara-quinn) and the "
        "reps Ana Lima (ana-lima) and Bo Berg (bo-berg), in EUR."
    )
    expect: dict[OpportunityId, Expected] = Field(
        description="By deal, what must come out of it; an outcome alone is that of the file's check.", min_length=1
    )


class RuleTests(Model):
    """A file of tests.  What it names beside them holds for each of its tests that doesn't say otherwise."""

    check: Annotated[Id | None, type_of_blank] = Field(
        None, description="The check that the tests are about: an outcome alone under expect is that of this check."
    )
    as_of: Annotated[Day | None, type_of_blank] = Field(None, description="The day of the review.")
    each_deal: Annotated[dict[str, Any], BeforeValidator(blank_mapping)] = Field(
        {}, description="What each deal has that doesn't say otherwise, as a snapshot has it."
    )
    accounts: Annotated[tuple[Account, ...], BeforeValidator(blank_list)] = Field((), description="The accounts.")
    territory_plans: Annotated[tuple[TerritoryPlan, ...], BeforeValidator(blank_list)] = Field(
        (), description="Territory plans."
    )
    team: Annotated[Team | None, type_of_blank] = Field(None, description="The team.")
    impossible: Annotated[dict[Id, Reasons], BeforeValidator(blank_mapping)] = Field(
        {},
        description="By check, the outcomes that it can't have, each with the reason: coverage doesn't miss them. "
        "Where the file names its check, outcomes alone are that check's.",
    )
    tests: tuple[RuleTest, ...] = Field(description="The tests.", min_length=1)


class Survivor(Model):
    """A change of a check that no test can notice."""

    check: Id = Field(description="The check.")
    change: Text = Field(
        description="What is changed, as `test --mutate` tells it after the line: "
        "`passes_when.needs.at_least: 1 → 2`, say."
    )
    reason: Text = Field(description="Why no deal can come out otherwise.")


class Survivors(Model):
    """The changes of checks that no test can notice, each with the reason: `test --mutate` doesn't list them."""

    survivors: tuple[Survivor, ...] = Field(description="The changes.", min_length=1)
