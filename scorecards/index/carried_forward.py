"""What the import carried on from an earlier snapshot, and what that says for certain of its age."""

from datetime import date

from scorecards.model.snapshot import Answer, Opportunity


def carried_on(opportunity: Opportunity, field: str, part: str) -> date | None:
    """Give the day of the snapshot from which a part of a field was carried on; None where it is new or not said."""
    carried = opportunity.carried_from
    return carried.get(f"{field}.{part}") or carried.get(field)


def said_by_then(question: str, answer: Answer, opportunity: Opportunity) -> date | None:
    """Give the latest day on which an answer can have been said: its own, or that of the snapshot that held it.

    None where neither is known.
    """
    return answer.on or carried_on(opportunity, "answers", question)
