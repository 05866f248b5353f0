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
        "days_since_forward_move",
        "days",
        "Days since it last went forward: since the buyer's last act that moved it, or since it came into its stage "
        "if that is later and it was not set back there.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        beside=("stage_entered_on", "created_on"),
        settled_by="Ask them for a step that moves it, and note it once it is done.",
        phrase="last forward move {days} ago",
    ),
    flag(
        "moved_since_setback",
        "the buyer has moved it forward since it last went backward",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        more="; unknown where it never did",
        settled_by="Talk the setback over with them, and agree what moves it on.",
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
    Fact(
        "days_pushed",
        "days",
        "Days by which the snapshots show that our close date was moved out, all pushes together; none where there is "
        "but one.",
        ("close_date",),
        phrase="moved out by {days} in all",
    ),
    Fact("pulls_seen", "count", "How often the snapshots show that our close date was pulled in.", ("close_date",)),
    Fact(
        "stage_moves_back", "count", "How often the snapshots show that it went back to an earlier stage.", ("stage",)
    ),
    Fact("stages_skipped", "count", "How many stages the snapshots show that it jumped over.", ("stage",)),
    Fact("owner_changes", "count", "How often the snapshots show another owner.", ("owner",)),
    Fact("times_reopened", "count", "How often the snapshots show that it was closed and opened again.", ("status",)),
    flag(
        "pulled_without_act",
        "our close date was last pulled in though the buyer had done nothing in the 30 days before",
        ("close_date", "activities", "exit_criteria", "next_steps", "buying_plan"),
        more=". Known not to be where no snapshot shows that it was pulled in",
        settled_by="Ask them whether the earlier date is theirs.",
    ),
    flag(
        "owner_changed_without_talk",
        "nobody there has spoken with us since the snapshots show a new owner",
        ("owner", "activities"),
        more=". Known not to be where none shows one",
        settled_by="Have the new owner talk with them.",
    ),
    flag(
        "reopened_without_act",
        "it was opened again, and the buyer has done nothing since it was closed",
        ("status", "activities", "exit_criteria", "next_steps", "buying_plan"),
        more=". Known not to be where no snapshot shows that it was opened again",
        settled_by="Ask them what is different from when it ended.",
    ),
    flag(
        "gap_rating_fell",
        "their last rating of the chance is lower than the one before",
        ("gap_rating",),
        settled_by="Ask them what made the rating fall.",
    ),
    Fact(
        "amount_changes_in_stage",
        "count",
        "How often the snapshots show another amount since it entered its stage.",
        ("amount", "stage_entered_on"),
        phrase="new amounts in this stage: {number}",
    ),
)
