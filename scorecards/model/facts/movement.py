"""Facts of movement: what the snapshots before this one show of the buyer, and of what we changed (D16)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "movement",
        "word",
        "Which way the buyer moved since the last snapshot that held it; new where there is none.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        words=("forward", "backward", "both", "still", "new"),
    ),
    flag(
        "seen_moving_forward",
        "the buyer moved it forward since the last snapshot that held it",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        more=". Always known: what no snapshot shows, nobody has seen",
    ),
    Fact(
        "days_since_their_last_move",
        "days",
        "Days since the buyer last did something that moved it forward, as far as any snapshot tells.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
    ),
    Fact(
        "contacts_since_their_last_move",
        "count",
        "Contacts of either side since the buyer last moved it forward; all of them where that never happened.",
        ("activities",),
    ),
    Fact(
        "pushes_seen",
        "count",
        "How often the snapshots show that our close date was moved out; none where there is but one.",
        ("close_date",),
    ),
    Fact("pulls_seen", "count", "How often the snapshots show that our close date was pulled in.", ("close_date",)),
    Fact(
        "stage_moves_back", "count", "How often the snapshots show that it went back to an earlier stage.", ("stage",)
    ),
    Fact("owner_changes", "count", "How often the snapshots show another owner.", ("owner",)),
    Fact("times_reopened", "count", "How often the snapshots show that it was closed and opened again.", ("status",)),
)
