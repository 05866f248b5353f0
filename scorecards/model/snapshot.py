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
        description="The answer, as written. A blank, or a word the playbook lists as no answer, counts as unanswered."
    )
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(
        None, description="Who said it: buyer, rep, or inferred by us."
    )
    on: OptionalDay = Field(None, description="The date it was said. The answer's age counts from then.")

    @model_validator(mode="before")
    @classmethod
    def _bare_value(cls, data: Any) -> Any:
        return {"value": data} if data is None or isinstance(data, str) else data


class NextStep(Model):
    """One thing that somebody will do next (D27, D33)."""

    what: Text = Field(description="What will be done, so that somebody else understands it.")
    side: Side = Field(description="Who does it: us or customer.")
    owner: Text | None = Field(None, description="Who does it: the id or name of one of our reps, or anybody's name.")
    due: OptionalDay = Field(None, description="Its due date.")
    serves: Annotated[Id | None, type_of_blank] = Field(None, description="The exit criterion it works toward (D18).")
    serves_action: Annotated[ActionKey | None, type_of_blank] = Field(
        None,
        description="The manager's action this step carries out (D04): the date of the decision, such as "
        "2026-11-05, with a number if it asks for several actions, such as 2026-11-05/2. Once the step "
        "is done, so is the action.",
    )
    done_on: OptionalDay = Field(None, description="The date it was done. From then on it's no longer a next step.")


class Deadline(Model):
    """When the customer must have a solution in place, and what happens if not (D29)."""

    date: OptionalDay = Field(None, description="The customer's own date, not our close date.")
    consequence: Text | None = Field(None, description="What happens on their side if the date passes, in their words.")
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(None, description="Who named the date.")


class BuyingStep(Model):
    """One step of the customer's own way to a decision (D30)."""

    step: Text = Field(description="What they need to do on their side.")
    owner: Text | None = Field(None, description="Who does it on their side.")
    due: OptionalDay = Field(None, description="When they plan to have it done.")
    our_help: Text | None = Field(None, description="How we can help with this step.")
    done_on: OptionalDay = Field(None, description="The date they finished it.")


class Need(Model):
    """One thing that this customer needs (D20)."""

    need: Text = Field(description="The need, in a few words.")
    priority: Annotated[Literal["must", "should", "could"] | None, type_of_blank] = Field(
        None, description="How much it matters to them."
    )
    in_their_words: Text | None = Field(None, description="The sentence they said it in.")
    met: YesNoUnknown = Field("unknown", description="Whether our solution meets it.")


class StatedNeed(Model):
    """A need as stated at one time (D24)."""

    need: Text = Field(description="What they said they need.")
    on: OptionalDay = Field(None, description="When they said it.")
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(None, description="Who said it.")


class GapRating(Model):
    """Their own rating of the chance of closing, 1 to 10 (D23)."""

    score: Annotated[Whole, Field(ge=1, le=10)] = Field(
        description="From 1 (no chance) to 10 (certain), as the customer gave it."
    )
    on: OptionalDay = Field(None, description="The date they gave it.")
    to_reach_10: Text | None = Field(None, description="What would make it a 10, in their words.")
    ours_to_help: OptionalFlag = Field(None, description="Whether we can help with that.")


class Contact(Model):
    """A person on the customer's side."""

    name: Text = Field(description="The person's name.")
    called: Text | None = Field(
        None,
        description="How you address this person, such as Jo or Frau Weber. Talk tracks use it. If it's absent, "
        "they use the name, or the first name if first_names in team.yml is true.",
    )
    title: Text | None = Field(None, description="The person's job title.")
    roles: Annotated[tuple[Role, ...], BeforeValidator(blank_list)] = Field(
        (), description="This person's roles in the decision."
    )
    phone: Text | None = Field(None, description="The person's phone number, kept as written.")
    email: Text | None = Field(None, description="The person's email address, kept as written.")
    left_on: OptionalDay = Field(None, description="The date this person left the company.")
    rapport: Annotated[
        Literal["built", "none", "unknown"], BeforeValidator(lambda v: "unknown" if v is None else v)
    ] = Field("unknown", description="Whether this person and our rep speak openly with each other.")


class Activity(Model):
    """One contact between us and them."""

    on: Day = Field(description="The date of the contact.")
    direction: Literal["inbound", "outbound", "both"] = Field(
        description="Who started it: inbound means the customer, outbound means us, both means both sides talked, "
        "as in a planned meeting."
    )
    kind: Literal["call", "email", "meeting", "message", "demo", "other"] = Field(description="How it took place.")
    contact: Text | None = Field(None, alias="with", description="The person on their side.")
    outcome: Annotated[Literal["none", "reply", "advance", "setback"] | None, type_of_blank] = Field(
        None,
        description="The outcome: none (no reply), reply, advance (they did or agreed to something that works "
        "toward an exit criterion), setback. Unknown if absent or blank.",
    )
    about: Annotated[Literal["refusal", "price", "scope", "timing", "offence", "other"] | None, type_of_blank] = Field(
        None,
        description="What a setback was about: refusal (they turned it down), price, scope, timing, offence "
        "(something we did or said upset them), other. If a setback doesn't say, it may have been an "
        "offence; any other subject doesn't count as one.",
    )
    note: Text | None = Field(None, description="What was said, in short.")


class CriterionState(Model):
    """Whether an exit criterion is met (D17)."""

    met: YesNoUnknown = Field(description="Whether the criterion is met.")
    on: OptionalDay = Field(None, description="Since when.")
    evidence: Text | None = Field(None, description="What shows it.")


class Blocker(Model):
    """What keeps the customer from the next step (D17)."""

    what: Text = Field(description="What's in the way.")
    whose: Annotated[Side | None, type_of_blank] = Field(None, description="Which side it's on.")
    since: OptionalDay = Field(None, description="When it came up.")


class LossReason(Model):
    """Why it ended, and who says so (D36)."""

    cause: Annotated[Id | None, type_of_blank] = Field(None, description="The closest cause in the playbook.")
    reason: Text | None = Field(None, description="The reason in words.")
    said_by: Annotated[SaidBy | None, type_of_blank] = Field(
        None, description="Who gave it: the buyer's reason counts for more than ours."
    )


class Wake(Model):
    """When to revisit a deal that ended without a final no (D40)."""

    on: OptionalDay = Field(None, description="The date to re-engage.")
    when: Text | None = Field(None, description="The event that makes re-engaging worthwhile.")
    person: Text | None = Field(
        None,
        description="The person on their side to watch: if they leave or change roles, it's time to re-engage "
        "(D39). Use their name as in the contacts of one of the account's opportunities.",
    )
    change: Annotated[Literal["leaves", "changes_role"] | None, type_of_blank] = Field(
        None,
        description="What to watch for: leaves (left_on is set) or changes_role (the title, or the roles on this "
        "opportunity, differ from when it ended; leaving counts too). Either one, if absent.",
    )


class Claim(Model):
    """What the rep says about the state; only the manager rules on it (D01)."""

    state: Claimed = Field(description="What the rep calls it.")
    on: OptionalDay = Field(None, description="The date since which the rep has called it that.")
    words: Text | None = Field(None, description="Why, in the rep's words.")


class BuyerCall(Model):
    """What the buyer says about the state, in the buyer's own words, beside what the rep claims (D01)."""

    words: Text = Field(description="What they call it, in their words.")
    by: Text | None = Field(None, description="The person on their side who said it.")
    on: OptionalDay = Field(None, description="The date it was said.")


class Opportunity(Model):
    """One opportunity as the CRM holds it.  Only id, name, owner, status and (while open) stage are required."""

    id: OpportunityId = Field(description="The CRM's id, as written there.")
    name: Text = Field(description="The opportunity's name.")
    owner: Id = Field(description="The rep's id in team.yml.")
    status: Status = Field(
        description="open, won, lost (they chose against us) or no_decision (they chose nothing, D32)."
    )
    stage: Annotated[Id | None, type_of_blank] = Field(
        None, description="The playbook's stage. Required while it's open; once closed, the stage it ended in."
    )
    crm_stage: Text | None = Field(None, description="The CRM's own word for the stage, if it differs.")
    account: Annotated[Id | None, type_of_blank] = Field(None, description="The account's id in accounts.yml.")
    ended: Annotated[Ending | None, type_of_blank] = Field(
        None,
        description="How it ended, or seems to have: vanished (they stopped answering), reversed (called off after "
        "a yes), declined, competitor, no_need, other.",
    )
    created_on: OptionalDay = Field(None, description="The date it was opened.")
    stage_entered_on: OptionalDay = Field(None, description="The date it entered its current stage.")
    closed_on: OptionalDay = Field(None, description="The date it was closed.")
    amount: OptionalAmount = Field(None, description="The amount, in its currency.")
    amount_basis: Annotated[AmountBasis | None, type_of_blank] = Field(None, description="Where the amount comes from.")
    currency: Annotated[Currency | None, type_of_blank] = Field(
        None, description="The amount's currency; the team's if absent."
    )
    close_date: OptionalDay = Field(
        None, description="The date we expect it to close. It's ours, not the customer's deadline."
    )
    push_count: Annotated[Annotated[Whole, Field(ge=0)] | None, type_of_blank] = Field(
        None, description="How often the close date was pushed."
    )
    forecast_category: Annotated[ForecastCategory | None, type_of_blank] = Field(
        None, description="Its forecast category."
    )
    crm_next_step: Text | None = Field(
        None,
        description="The CRM's free text for the next step, as written. It doesn't count as a next step. If it's "
        "certain who does what, the import also writes a next step; otherwise the rep is asked who does "
        "it and when.",
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
        None, description="The need they stated first (D24)."
    )
    present_need: Annotated[StatedNeed | None, type_of_blank] = Field(
        None, description="The need they state now (D24)."
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
        None, description="What's holding up the customer's next step (D17)."
    )
    verbal_yes_on: OptionalDay = Field(None, description="The date they said yes without signing (D35).")
    signed_on: OptionalDay = Field(None, description="The date they signed (D35).")
    loss_reason: Annotated[LossReason | None, type_of_blank] = Field(None, description="Why it ended (D36).")
    wake: Annotated[Wake | None, type_of_blank] = Field(None, description="When to re-engage (D40).")
    final: OptionalFlag = Field(
        None, description="True if this company can never become a customer. It then needs no wake date."
    )
    restarted_from: Annotated[OpportunityId | None, type_of_blank] = Field(
        None,
        description="The opportunity this one restarts (D37). Answers count here only if they're dated on or after "
        "created_on. Older ones are shown, and asked again.",
    )
    stories_told: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Customer stories we've told them (D21)."
    )
    claim: Annotated[Claim | None, type_of_blank] = Field(None, description="What the rep calls it (D01).")
    buyer_call: Annotated[BuyerCall | None, type_of_blank] = Field(
        None, description="What the buyer calls it, shown beside the rep view (D01)."
    )
    notes: Text | None = Field(None, description="Anything else, shown as written.")
    carried_from: Annotated[dict[CarriedField, Day], BeforeValidator(blank_mapping)] = Field(
        default_factory=dict,
        description="Written by the import: what people wrote by hand and the CRM doesn't have, each with the date "
        "of the snapshot it was carried over from. A key is a field, or answers or exit_criteria with a "
        "dot and an id. An undated answer is at least as old as that snapshot.",
    )

    def carried_on(self, field: str, part: str) -> date | None:
        """Give the day of the snapshot from which a part of a field was carried on; None where it is new or unsaid."""
        return self.carried_from.get(f"{field}.{part}") or self.carried_from.get(field)


class Snapshot(Model):
    """The whole pipeline on the day ``as_of``, which is the only clock there is."""

    as_of: Day = Field(description="The day the snapshot shows.")
    source: Text | None = Field(None, description="Where it comes from, such as the export's name.")
    opportunities: Annotated[tuple[Opportunity, ...], BeforeValidator(blank_list)] = Field(
        description="Every opportunity in the export, open and closed."
    )
