"""Facts of qualification: a count of answered out of due; unknown is never read as yes or as no (D11)."""

from collections.abc import Iterator

from scorecards.deriving.background import Background
from scorecards.results import Value
from scorecards.snapshot import Opportunity


def facts(opportunity: Opportunity, background: Background) -> Iterator[tuple[str, Value | None]]:
    """Derive the facts of :data:`scorecards.facts.QUALIFICATION`."""
    due = background.questions_due[opportunity.stage] if opportunity.stage else None
    if due is not None:
        yield "required_questions", len(due)
    if "answers" not in opportunity.model_fields_set:
        return
    answers = opportunity.answers
    good = {question for question, answer in answers.items() if background.is_good(question, answer)}
    yield "answers_not_from_buyer", sum(answers[question].said_by != "buyer" for question in good)
    if due is not None:
        answered = sum(question.id in good for question in due)
        yield "answered_questions", answered
        yield "open_questions", len(due) - answered
        yield "qualified", answered == len(due)
        yield (
            "stale_answers",
            sum(
                question.id in answers
                and background.says_something(answers[question.id])
                and background.is_stale(question.id, answers[question.id])
                for question in due
            ),
        )
