"""Facts of qualification: which questions are due, and which have a good answer (D11)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "required_questions",
        "count",
        "Questions that must be answered by its present stage; none of them depends on the export.",
        ("stage",),
    ),
    Fact(
        "answered_questions",
        "count",
        "Questions due by its present stage that have an answer that is still good.",
        ("stage", "answers"),
        beside=("carried_from",),
        settled_by="Ask the questions that are open, and note the answers.",
    ),
    Fact(
        "open_questions",
        "count",
        "Questions due by its present stage without a good answer.",
        ("stage", "answers"),
        beside=("carried_from",),
        settled_by="Ask the questions that are open, and note the answers.",
    ),
    Fact(
        "overdue_questions",
        "count",
        "Questions without a good answer that were due in an earlier stage, or in this one once its limit has passed.",
        ("stage", "answers", "stage_entered_on"),
        beside=("carried_from",),
        settled_by="Ask the questions that are overdue, and note the answers.",
        phrase="questions overdue: {number}",
    ),
    Fact(
        "stale_answers",
        "count",
        "Questions due by its present stage whose answer is older than the question allows, or was given before a "
        "new start. An answer without a day is at least as old as the snapshot from which it was carried on.",
        ("stage", "answers"),
        beside=("carried_from",),
        settled_by="Ask again what was answered too long ago.",
        phrase="answers too old: {number}",
    ),
    Fact("answers_on_file", "count", "Answers on file that say something, however old they are.", ("answers",)),
    Fact(
        "answers_not_from_buyer",
        "count",
        "Answers on file that the buyer did not give, however old they are: said by the rep, inferred, or by nobody "
        "named.",
        ("answers",),
        beside=("carried_from",),
        settled_by="Check with them what we only guess.",
        phrase="answers of ours: {number}",
    ),
    flag(
        "qualified",
        "every question that is due by its stage has a good answer",
        ("stage", "answers"),
        more=" (D11). Unknown while the only ones without are not mentioned at all",
        beside=("carried_from",),
        settled_by="Get an answer to every question that is due.",
    ),
)
