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
    flag(
        "problem_known",
        "the buyer has told us what problem they want to get rid of",
        ("answers",),
        more="; unknown if nobody has asked, or the answer is ours",
        settled_by="Ask them what problem they want to get rid of.",
    ),
    flag(
        "cost_of_problem_known",
        "the buyer has told us what the problem costs them",
        ("answers",),
        more="; unknown if nobody has asked, or the answer is ours",
        settled_by="Ask them what the problem costs them.",
    ),
    flag(
        "paper_process_known",
        "the buyer has told us what has to happen between their yes and their signature",
        ("answers",),
        more="; unknown if nobody has asked, or the answer is ours",
        settled_by="Ask them what has to happen before it's signed.",
    ),
)
