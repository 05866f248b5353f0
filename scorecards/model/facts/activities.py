"""Facts of contact: their last word, our tries since, and whether contacts move anything (D12, D16, D34)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "days_since_their_last_word",
        "days",
        "Days since the customer last said anything to us; unknown while a later contact does not say what came of it.",
        ("activities",),
        phrase="last reply {days} ago",
    ),
    Fact(
        "working_days_since_their_last_word",
        "days",
        "Working days since the customer last said anything to us.",
        ("activities",),
        phrase="working days since their last reply: {number}",
    ),
    Fact(
        "tries_since_their_last_word",
        "count",
        "Attempts since their last reply with no answer on record.",
        ("activities",),
        phrase="unanswered attempts since: {number}",
    ),
    flag(
        "nothing_told_on_record",
        "nothing is on record that anybody said or agreed",
        ("activities", "next_steps", "needs", "answers", "notes", "claim"),
        more=", whether these fields are there or not",
    ),
    Fact(
        "contacts_in_stage",
        "count",
        "Contacts of either side since it entered its stage.",
        ("activities", "stage_entered_on"),
    ),
    Fact(
        "advances",
        "count",
        "Contacts that moved it forward, in this stage or before.",
        ("activities",),
        phrase="talks that moved it: {number}",
    ),
    Fact(
        "advances_in_stage",
        "count",
        "Contacts since it entered its stage that moved it forward.",
        ("activities", "stage_entered_on"),
        phrase="talks that moved it: {number}",
    ),
    Fact(
        "setbacks_in_stage",
        "count",
        "Contacts since it entered its stage that moved it backward.",
        ("activities", "stage_entered_on"),
        phrase="setbacks in this stage: {number}",
    ),
    Fact(
        "offences_told_in_stage",
        "count",
        "Setbacks since it entered its stage that are noted as being about an offence.",
        ("activities", "stage_entered_on"),
        phrase="setbacks about an offence: {number}",
    ),
    Fact(
        "offences_in_stage",
        "count",
        "Contacts since it entered its stage that moved it backward and put them off, or do not say what they were "
        "about.",
        ("activities", "stage_entered_on"),
        phrase="upsets in this stage: {number}",
    ),
)
