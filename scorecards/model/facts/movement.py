"""Facts of movement: what the snapshots before this one show of the buyer, and of what we changed (D16)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "movement",
        "word",
        "Which way the buyer moved since the last snapshot with this deal; new if there's none.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        words=("forward", "backward", "both", "still", "new"),
    ),
    flag(
        "seen_moving_forward",
        "the buyer moved it forward since the last snapshot with this deal",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        more=". Always known: it counts only what a snapshot shows",
    ),
    Fact(
        "days_since_their_last_move",
        "days",
        "Days since the buyer last did something that moved it forward, as far as the snapshots show.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
    ),
    Fact(
        "days_since_forward_move",
        "days",
        "Days since the deal last moved forward: since the buyer's last act that moved it, or since it "
        "entered its stage if that's later and it wasn't moved back to it.",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        beside=("stage_entered_on", "created_on"),
        settled_by="Ask them for a step that moves the deal, and note it once it's done.",
        phrase="last forward move {days} ago",
    ),
    flag(
        "moved_since_setback",
        "the buyer has moved the deal forward since its last setback",
        ("activities", "exit_criteria", "next_steps", "buying_plan"),
        more="; unknown if there was no setback",
        settled_by="Talk through the setback with them, and agree on what gets the deal moving.",
    ),
    Fact(
        "contacts_since_their_last_move",
        "count",
        "Contacts from either side since the buyer last moved the deal forward; all contacts if that never happened.",
        ("activities",),
    ),
    Fact(
        "pushes_seen",
        "count",
        "Pushes of our close date seen in the snapshots; 0 if there's only one snapshot.",
        ("close_date",),
    ),
    Fact(
        "days_pushed",
        "days",
        "Total days our close date was pushed in the snapshots; 0 if there's only one snapshot.",
        ("close_date",),
        phrase="pushed {days} in all",
    ),
    Fact("pulls_seen", "count", "How often our close date was pulled in, by the snapshots.", ("close_date",)),
    Fact("stage_moves_back", "count", "How often it went back to an earlier stage, by the snapshots.", ("stage",)),
    Fact("stages_skipped", "count", "How many stages it skipped, by the snapshots.", ("stage",)),
    Fact("owner_changes", "count", "How often its owner changed, by the snapshots.", ("owner",)),
    Fact("times_reopened", "count", "How often it was closed and reopened, by the snapshots.", ("status",)),
    flag(
        "pulled_without_act",
        "our close date was last pulled in with no buyer action in the 30 days before",
        ("close_date", "activities", "exit_criteria", "next_steps", "buying_plan"),
        more=". False if no snapshot shows a pull-in",
        settled_by="Ask them if the earlier date is theirs.",
    ),
    flag(
        "owner_changed_without_talk",
        "nobody there has talked with us since the deal changed owner",
        ("owner", "activities"),
        more=". False if no snapshot shows a new owner",
        settled_by="Have the new owner talk with them.",
    ),
    flag(
        "reopened_without_act",
        "it was reopened, with no buyer action since it was closed",
        ("status", "activities", "exit_criteria", "next_steps", "buying_plan"),
        more=". False if no snapshot shows it was reopened",
        settled_by="Ask them what has changed since it ended.",
    ),
    flag(
        "gap_rating_fell",
        "their latest rating of the chance is lower than the one before",
        ("gap_rating",),
        settled_by="Ask them what made the rating fall.",
    ),
    Fact(
        "amount_changes_in_stage",
        "count",
        "How often the amount changed since it entered its stage, by the snapshots.",
        ("amount", "stage_entered_on"),
        phrase="amount changes in this stage: {number}",
    ),
)
