"""Facts of qualification: which questions are due, and which have a good answer (D11)."""

from scorecards.model.facts.fact import Fact, flag

FACTS = (
    Fact(
        "required_questions",
        "count",
        "Questions due by the current stage; they don't depend on the export.",
        ("stage",),
        compared="{count} [question is|questions are] due by this stage",
    ),
    Fact(
        "answered_questions",
        "count",
        "Questions due by the current stage with a valid answer.",
        ("stage", "answers"),
        beside=("carried_from",),
        settled_by="Ask the open questions, and note the answers.",
        compared="{count} [question|questions] due by this stage [has|have] an answer",
    ),
    Fact(
        "open_questions",
        "count",
        "Questions due by the current stage with no valid answer.",
        ("stage", "answers"),
        beside=("carried_from",),
        settled_by="Ask the open questions, and note the answers.",
        compared="{count} [question|questions] due by this stage [has|have] no answer",
    ),
    Fact(
        "overdue_questions",
        "count",
        "Questions with no valid answer that were due in an earlier stage, or in this one once its limit has passed.",
        ("stage", "answers", "stage_entered_on"),
        beside=("carried_from",),
        settled_by="Ask the overdue questions, and note the answers.",
        phrase="overdue questions: {number}",
        compared="{count} [question is|questions are] overdue",
    ),
    Fact(
        "stale_answers",
        "count",
        "Questions due by the current stage with an answer that's out of date or older than the "
        "restart. An undated answer is at least as old as the snapshot it was carried over from.",
        ("stage", "answers"),
        beside=("carried_from",),
        settled_by="Ask again where the answer is out of date.",
        phrase="outdated answers: {number}",
        compared="{count} [answer is|answers are] out of date",
    ),
    Fact(
        "answers_on_file",
        "count",
        "Answers on file that say something, of any age.",
        ("answers",),
        compared="{count} [answer is|answers are] on file",
    ),
    Fact(
        "answers_not_from_buyer",
        "count",
        "Answers on file that didn't come from the buyer, of any age: the rep's, inferred, or with no source.",
        ("answers",),
        beside=("carried_from",),
        settled_by="Check your guesses with them.",
        phrase="answers not from the buyer: {number}",
        compared="{count} [answer|answers] came from somebody other than the buyer",
    ),
    flag(
        "qualified",
        "every question due by its stage has a valid answer",
        ("stage", "answers"),
        more=" (D11). Unknown if the only ones without one are missing from the snapshot",
        beside=("carried_from",),
        settled_by="Get an answer to every question that's due.",
    ),
)
