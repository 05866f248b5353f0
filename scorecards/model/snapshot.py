"""The snapshot: what the pipeline held on one day.

Absent and empty differ.  A key that is not there is unknown: the export does not hold it.  A key that is
there and blank is known to be empty: somebody left it blank.  ``model_fields_set`` tells which.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from scorecards.model.fields import (
    Currency,
    Day,
    Id,
    Model,
    OpportunityId,
    OptionalAmount,
    OptionalDay,
    OptionalFlag,
    SaidBy,
    Side,
    Text,
    Whole,
    YesNoUnknown,
    blank_list,
    blank_mapping,
    type_of_blank,
)
from scorecards.model.rulings import ActionKey
from scorecards.model.vocabulary import Status

Ending = Literal["vanished", "reversed", "declined", "competitor", "no_need", "other"]
Claimed = Literal["active", "stalled", "vanished", "reversed", "lost"]
AmountBasis = Literal["quoted", "estimate", "list_price"]
ForecastCategory = Literal["pipeline", "best_case", "commit", "omitted"]
Role = Literal[
    "champion", "economic_buyer", "decision_maker", "technical_buyer", "user", "procurement", "influencer", "blocker"
]


CARRIED_FORM = r"^[a-z_]+(\.[a-z0-9]+(-[a-z0-9]+)*)?$"
CarriedField = Annotated[str, StringConstraints(pattern=CARRIED_FORM, max_length=100)]
"""A field of an opportunity, or ``answers.`` or ``exit_criteria.`` with an id."""


class Answer(Model):
    """What is known on a qualification question (D11); a bare value stands for ``{value: …}``."""

    value: Text | None = Field(
        description="The answer, exactly as written. Blank, or a word that the playbook lists as no answer, counts "
        "as not answered."
    )
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(
        None, description="Who said it: buyer, rep, or inferred by us."
    )
    on: OptionalDay = Field(None, description="The day on which it was said; from then on the answer ages.")

    @model_validator(mode="before")
    @classmethod
    def _bare_value(cls, data: Any) -> Any:
        return {"value": data} if data is None or isinstance(data, str) else data


class NextStep(Model):
    """One thing that somebody will do next (D27, D33)."""

    what: Text = Field(description="What will be done, in words that a third person understands.")
    side: Side = Field(description="Who does it: us or customer.")
    owner: Text | None = Field(
        None, description="The person who does it: the id or name of one of our reps, or anybody's name."
    )
    due: OptionalDay = Field(None, description="The day by which it is done.")
    serves: Annotated[Id | None, type_of_blank] = Field(
        None, description="The exit criterion of a stage that it serves (D18)."
    )
    serves_action: Annotated[ActionKey | None, type_of_blank] = Field(
        None,
        description="What the manager asked for and this step does (D04): the day of the ruling, such as 2026-11-05, "
        "with the number where it asks for several things, such as 2026-11-05/2. Once the step is done, so is that.",
    )
    done_on: OptionalDay = Field(
        None, description="The day on which it was done; a step that is done is no next step any more."
    )


class Deadline(Model):
    """When the customer must have a solution in place, and what happens if not (D29)."""

    date: OptionalDay = Field(None, description="The customer's own date, not our close date.")
    consequence: Text | None = Field(None, description="What happens on their side if the date passes, in their words.")
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(None, description="Who named the date.")


class BuyingStep(Model):
    """One step of the customer's own way to a decision (D30)."""

    step: Text = Field(description="What they have to do on their side.")
    owner: Text | None = Field(None, description="Who does it on their side.")
    due: OptionalDay = Field(None, description="By when they mean to have done it.")
    our_help: Text | None = Field(None, description="How we can help with this step.")
    done_on: OptionalDay = Field(None, description="The day on which they finished it.")


class Need(Model):
    """One thing that this customer needs (D20)."""

    need: Text = Field(description="The need, in a few words.")
    priority: Annotated[Literal["must", "should", "could"] | None, type_of_blank] = Field(
        None, description="How much it matters to them."
    )
    in_their_words: Text | None = Field(None, description="The sentence in which they said it.")
    met: YesNoUnknown = Field("unknown", description="Whether our solution meets it.")


class StatedNeed(Model):
    """A need as stated at one time (D24)."""

    need: Text = Field(description="What they said that they need.")
    on: OptionalDay = Field(None, description="When they said it.")
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(None, description="Who said it.")


class GapRating(Model):
    """Their own rating of the chance of closing, 1 to 10 (D23)."""

    score: Annotated[Whole, Field(ge=1, le=10)] = Field(
        description="From 1 (no chance) to 10 (certain), as the customer gave it."
    )
    on: OptionalDay = Field(None, description="The day on which they gave it.")
    to_reach_10: Text | None = Field(None, description="What would make it a 10, in their words.")
    ours_to_help: OptionalFlag = Field(None, description="Whether we can help with that.")


class Contact(Model):
    """A person on the customer's side."""

    name: Text = Field(description="The person's name.")
    called: Text | None = Field(
        None,
        description="What this person is called on a call, for example Jo or Frau Weber. Talk tracks say it; where it "
        "is absent they say the name, or the first name where first_names in team.yml is true.",
    )
    title: Text | None = Field(None, description="The person's job title.")
    roles: Annotated[tuple[Role, ...], BeforeValidator(blank_list)] = Field(
        (), description="The parts that this person plays in the decision."
    )
    phone: Text | None = Field(None, description="The person's phone number, kept as written.")
    email: Text | None = Field(None, description="The person's e-mail address, kept as written.")
    left_on: OptionalDay = Field(None, description="The day on which this person left the company.")
    rapport: Annotated[
        Literal["built", "none", "unknown"], BeforeValidator(lambda v: "unknown" if v is None else v)
    ] = Field("unknown", description="Whether this person and our rep speak openly with each other.")


class Activity(Model):
    """One contact between us and them."""

    on: Day = Field(description="The day of the contact.")
    direction: Literal["inbound", "outbound", "both"] = Field(
        description="Who started it: inbound is the customer, outbound are we; both where both sides spoke, as in a "
        "meeting that was agreed."
    )
    kind: Literal["call", "email", "meeting", "message", "demo", "other"] = Field(description="How it took place.")
    contact: Text | None = Field(None, alias="with", description="The person on their side.")
    outcome: Annotated[Literal["none", "reply", "advance", "setback"] | None, type_of_blank] = Field(
        None,
        description="What came of it: none (no reply), reply, advance (they did or agreed something that serves an "
        "exit criterion), setback. Unknown where it is absent or blank.",
    )
    about: Annotated[Literal["refusal", "price", "scope", "timing", "offence", "other"] | None, type_of_blank] = Field(
        None,
        description="What a setback was about: a refusal (they turned it down), the price, the scope, the timing, an "
        "offence (something that we did or said put them off), other. A setback that does not say may have been an "
        "offence; of the others none counts as one.",
    )
    note: Text | None = Field(None, description="What was said, in short.")


class CriterionState(Model):
    """Whether an exit criterion is met (D17)."""

    met: YesNoUnknown = Field(description="Whether the criterion is met.")
    on: OptionalDay = Field(None, description="Since when.")
    evidence: Text | None = Field(None, description="What shows it.")


class Blocker(Model):
    """What keeps the customer from the next step (D17)."""

    what: Text = Field(description="What is in the way.")
    whose: Annotated[Side | None, type_of_blank] = Field(None, description="On which side it lies.")
    since: OptionalDay = Field(None, description="Since when it has been in the way.")


class LossReason(Model):
    """Why it ended, and who says so (D36)."""

    cause: Annotated[Id | None, type_of_blank] = Field(
        None, description="The playbook's cause that it comes closest to."
    )
    reason: Text | None = Field(None, description="The reason in words.")
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(
        None, description="Who gave it: a reason that the buyer gave weighs more than ours."
    )


class Wake(Model):
    """When to look again at what ended but is not final (D40)."""

    on: OptionalDay = Field(None, description="The day on which to look again.")
    when: Text | None = Field(None, description="The event that makes another look worthwhile.")
    person: Text | None = Field(
        None,
        description="The person on their side whose leaving, or whose new role, makes another look worthwhile (D39), "
        "named as among the contacts of any opportunity of the account.",
    )
    change: Annotated[Literal["leaves", "changes_role"] | None, type_of_blank] = Field(
        None,
        description="What of that person: leaves (left_on is given) or changes_role (the title differs from the one "
        "held when this ended, or the roles on this opportunity do; leaving counts too); either where absent.",
    )


class Claim(Model):
    """What the rep says about the state; only the manager rules on it (D01)."""

    state: Claimed = Field(description="What the rep calls it.")
    on: OptionalDay = Field(None, description="Since when the rep has called it that.")
    words: Text | None = Field(None, description="Why, in the rep's words.")


class BuyerCall(Model):
    """What the buyer says about the state, in the buyer's own words, beside what the rep claims (D01)."""

    words: Text = Field(description="What they call it, in their words.")
    by: Text | None = Field(None, description="The person on their side who said it.")
    on: OptionalDay = Field(None, description="The day on which it was said.")


class Opportunity(Model):
    """One opportunity as the CRM holds it.  Only id, name, owner, status and (while open) stage are required."""

    id: OpportunityId = Field(description="The CRM's id, as written there.")
    name: Text = Field(description="What the opportunity is called.")
    owner: Id = Field(description="The rep's id in team.yml.")
    status: Status = Field(
        description="open, won, lost (they chose against us) or no_decision (they chose nothing, D32)."
    )
    stage: Annotated[Id | None, type_of_blank] = Field(
        None, description="The playbook's stage. Required while open; for a closed one the stage in which it ended."
    )
    crm_stage: Text | None = Field(None, description="The CRM's own word for the stage, where it differs.")
    account: Annotated[Id | None, type_of_blank] = Field(None, description="The account's id in accounts.yml.")
    ended: Annotated[Ending | None, type_of_blank] = Field(
        None,
        description="How it ended, or seems to have ended: vanished (they stopped answering), reversed (called off "
        "after a yes), declined, competitor, no_need, other.",
    )
    created_on: OptionalDay = Field(None, description="The day it was opened.")
    stage_entered_on: OptionalDay = Field(None, description="The day on which it entered its present stage.")
    closed_on: OptionalDay = Field(None, description="The day on which it was closed.")
    amount: OptionalAmount = Field(None, description="What it is worth, in its currency.")
    amount_basis: Annotated[AmountBasis | None, type_of_blank] = Field(None, description="Where the amount comes from.")
    currency: Annotated[Currency | None, type_of_blank] = Field(
        None, description="The amount's currency; the team's where absent."
    )
    close_date: OptionalDay = Field(
        None, description="The day by which we expect it to close. It is ours, not the customer's deadline."
    )
    push_count: Annotated[Annotated[Whole, Field(ge=0)] | None, type_of_blank] = Field(
        None, description="How often the close date has been moved out."
    )
    forecast_category: Annotated[ForecastCategory | None, type_of_blank] = Field(
        None, description="The forecast that it stands in."
    )
    crm_next_step: Text | None = Field(
        None,
        description="The CRM's free text for the next step, exactly as written. It counts as no next step. Where it "
        "says for certain who does what, the import writes that beside it as a next step; otherwise the rep is asked "
        "whose it is and when.",
    )
    answers: Annotated[dict[Id, Answer], BeforeValidator(blank_mapping)] = Field(
        default_factory=dict, description="Answers to qualification questions, by question id (D11)."
    )
    next_steps: Annotated[tuple[NextStep, ...], BeforeValidator(blank_list)] = Field(
        (), description="What both sides will do next (D27)."
    )
    deadline: Annotated[Deadline | None, type_of_blank] = Field(None, description="The customer's own deadline (D29).")
    buying_plan: Annotated[tuple[BuyingStep, ...], BeforeValidator(blank_list)] = Field(
        (), description="The customer's steps to a decision (D30)."
    )
    needs: Annotated[tuple[Need, ...], BeforeValidator(blank_list)] = Field(
        (), description="This customer's needs (D20)."
    )
    first_need: Annotated[StatedNeed | None, type_of_blank] = Field(
        None, description="The need that they stated first (D24)."
    )
    present_need: Annotated[StatedNeed | None, type_of_blank] = Field(
        None, description="The need that they state now (D24)."
    )
    gap_rating: Annotated[GapRating | None, type_of_blank] = Field(
        None, description="Their rating of the chance of closing (D23)."
    )
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(blank_list)] = Field(
        (), description="The people on their side (D38)."
    )
    activities: Annotated[tuple[Activity, ...], BeforeValidator(blank_list)] = Field(
        (), description="Contacts between us and them (D16, D34)."
    )
    exit_criteria: Annotated[dict[Id, CriterionState], BeforeValidator(blank_mapping)] = Field(
        default_factory=dict, description="The state of exit criteria, by criterion id (D17)."
    )
    blocker: Annotated[Blocker | None, type_of_blank] = Field(
        None, description="What keeps the customer from the next step (D17)."
    )
    verbal_yes_on: OptionalDay = Field(None, description="The day on which they said yes without signing (D35).")
    signed_on: OptionalDay = Field(None, description="The day on which they signed (D35).")
    loss_reason: Annotated[LossReason | None, type_of_blank] = Field(None, description="Why it ended (D36).")
    wake: Annotated[Wake | None, type_of_blank] = Field(None, description="When to look again (D40).")
    final: OptionalFlag = Field(
        None, description="True where this customer can never become one; no wake date is due then."
    )
    restarted_from: Annotated[OpportunityId | None, type_of_blank] = Field(
        None,
        description="The opportunity that this one starts over (D37). Answers count here only where they have a day "
        "on or after created_on: the older ones are shown, and asked again.",
    )
    stories_told: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Customer stories that we have told them (D21)."
    )
    claim: Annotated[Claim | None, type_of_blank] = Field(None, description="What the rep calls it (D01).")
    buyer_call: Annotated[BuyerCall | None, type_of_blank] = Field(
        None, description="What the buyer calls it, shown beside the rep view (D01)."
    )
    notes: Text | None = Field(None, description="Anything else, shown exactly as written.")
    carried_from: Annotated[dict[CarriedField, Day], BeforeValidator(blank_mapping)] = Field(
        default_factory=dict,
        description="Written by the import: what people wrote by hand and the CRM does not hold, each with the day of "
        "the snapshot from which it was carried on. A key is a field, or answers or exit_criteria with a point and an "
        "id. An answer without a day of its own is at least as old as that snapshot.",
    )

    def carried_on(self, field: str, part: str) -> date | None:
        """Give the day of the snapshot from which a part of a field was carried on; None where it is new or unsaid."""
        return self.carried_from.get(f"{field}.{part}") or self.carried_from.get(field)


class Snapshot(Model):
    """The whole pipeline on the day ``as_of``, which is the only clock there is."""

    as_of: Day = Field(description="The day that the snapshot shows.")
    source: Text | None = Field(None, description="Where it comes from, for example the export's name.")
    opportunities: Annotated[tuple[Opportunity, ...], BeforeValidator(blank_list)] = Field(
        description="Every opportunity of the export, open and closed."
    )
