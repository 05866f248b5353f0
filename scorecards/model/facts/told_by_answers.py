"""Facts that no field tells but an answer: the playbook's questions name them under ``tells`` (D11)."""

from scorecards.model.facts.fact import flag

FACTS = (
    flag(
        "decision_process_known",
        "the buyer has told us how they decide",
        ("answers",),
        more="; unknown if nobody has asked, or the answer is ours",
        settled_by="Ask them how they'll decide.",
    ),
    flag(
        "alternatives_known",
        "the buyer has told us what else they're looking at",
        ("answers",),
        more="; unknown if nobody has asked, or the answer is ours",
        settled_by="Ask them what else they're looking at.",
    ),
)
