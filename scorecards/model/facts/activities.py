"""Facts of contact: their last word, our tries since, and whether contacts move anything (D12, D16, D34)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "days_since_their_last_word",
        "days",
        "Days since the customer last said anything to us; unknown if a later contact has no outcome.",
        ("activities",),
        phrase="last reply {days} ago",
        compared="their last reply was {days} ago",
    ),
    Fact(
        "working_days_since_their_last_word",
        "days",
        "Working days since the customer last said anything to us.",
        ("activities",),
        phrase="working days since their last reply: {number}",
        compared="their last reply was {days} ago",
    ),
    Fact(
        "tries_since_their_last_word",
        "count",
        "Attempts since their last reply with no answer on record.",
        ("activities",),
        phrase="unanswered attempts since: {number}",
        compared="there [is|are] {count} unanswered [attempt|attempts] since their last reply",
    ),
    flag(
        "nothing_told_on_record",
        "the record shows nothing anybody said or agreed",
        ("activities", "next_steps", "needs", "answers", "notes", "claim"),
        more=", even when the fields are missing",
    ),
    Fact(
        "contacts_in_stage",
        "count",
        "Contacts from either side since the deal entered its stage.",
        ("activities", "stage_entered_on"),
        compared="there [is|are] {count} [contact|contacts] in this stage",
    ),
    Fact(
        "advances",
        "count",
        "Contacts that moved the deal forward, in any stage.",
        ("activities",),
        phrase="conversations that moved the deal: {number}",
        compared="{count} [conversation|conversations] moved the deal",
    ),
    Fact(
        "advances_in_stage",
        "count",
        "Contacts that moved the deal forward since it entered its stage.",
        ("activities", "stage_entered_on"),
        phrase="conversations that moved the deal: {number}",
        compared="{count} [conversation|conversations] moved the deal in this stage",
    ),
    Fact(
        "setbacks_in_stage",
        "count",
        "Contacts that set the deal back since it entered its stage.",
        ("activities", "stage_entered_on"),
        phrase="setbacks in this stage: {number}",
        compared="there [is|are] {count} [setback|setbacks] in this stage",
    ),
    Fact(
        "offences_told_in_stage",
        "count",
        "Setbacks since it entered its stage, noted as something we did that upset them.",
        ("activities", "stage_entered_on"),
        phrase="upsets noted: {number}",
        compared="{count} [upset is|upsets are] noted as our doing in this stage",
    ),
    Fact(
        "offences_in_stage",
        "count",
        "Setbacks since it entered its stage that upset them, or whose subject isn't noted.",
        ("activities", "stage_entered_on"),
        phrase="upsets in this stage: {number}",
        compared="there [is|are] {count} [upset|upsets] in this stage",
    ),
)
