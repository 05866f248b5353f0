"""Facts of the next steps: who does what by when, and whether it is more than waiting (D27, D28)."""

from scorecards.model.facts.fact import Fact

FACTS = (
    Fact(
        "our_next_steps",
        "count",
        "Open steps on our side with a due date that do more than wait, check in or resend.",
        ("next_steps",),
        beside=("crm_next_step",),
        settled_by="Agree a step of ours with a date.",
        phrase="our steps with a day: {number}",
    ),
    Fact(
        "customer_next_steps",
        "count",
        "Open steps on the customer's side with a due date that do more than wait, check in or resend.",
        ("next_steps",),
        beside=("crm_next_step",),
        settled_by="Agree a step of theirs with a date.",
        phrase="their steps with a day: {number}",
    ),
    Fact(
        "open_steps",
        "count",
        "Open steps of any kind.",
        ("next_steps",),
        beside=("crm_next_step",),
        settled_by="Agree what happens next, or strike the steps that are over.",
    ),
    Fact(
        "undated_steps",
        "count",
        "Open steps without a due date.",
        ("next_steps",),
        settled_by="Give every step a date.",
        phrase="steps without a day: {number}",
    ),
    Fact(
        "steps_without_owner",
        "count",
        "Open steps that name nobody who does them.",
        ("next_steps",),
        settled_by="Give every step a name.",
        phrase="steps without a name: {number}",
    ),
    Fact(
        "our_overdue_steps",
        "count",
        "Open steps on our side that do more than wait, whose due date has passed.",
        ("next_steps",),
        settled_by="Do what we are late with, or set a new date.",
        phrase="late steps of ours: {number}",
    ),
    Fact(
        "customer_overdue_steps",
        "count",
        "Open steps on the customer's side that do more than wait, whose due date has passed: they owe us.",
        ("next_steps",),
        settled_by="Ask about the step that they owe us, and agree a new date or drop it.",
        phrase="late steps of theirs: {number}",
    ),
    Fact(
        "waiting_steps",
        "count",
        "Open steps that only wait, check in or resend, by the playbook's phrases.",
        ("next_steps",),
        settled_by="Replace the step that waits by one that moves.",
        phrase="steps that wait: {number}",
    ),
    Fact(
        "steps_without_criterion",
        "count",
        "Open steps that serve no exit criterion.",
        ("next_steps",),
        settled_by="Name the exit criterion that each step serves.",
        phrase="such steps: {number}",
    ),
    Fact(
        "blame_phrases",
        "count",
        "Phrases that hand control away, by the playbook's list, in steps, blocker, claim and notes; unknown where "
        "there is no text.",
        ("next_steps", "blocker", "claim", "notes"),
        settled_by="Write down what we can do ourselves.",
        phrase="such phrases: {number}",
    ),
)
