"""Facts of qualification: a count of answered out of due; unknown is never read as yes or as no (D11)."""

from collections.abc import Iterator, Mapping

from scorecards.derive.answers import is_good, is_stale, is_told
from scorecards.derive.counts import certain
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.playbook.questions import Question
from scorecards.model.snapshot import Answer, Opportunity
from scorecards.report.values import Value


def facts(file: OpportunityFile, others: Mapping[str, Value], index: Index) -> Iterator[tuple[str, Value]]:
    """Derive :data:`scorecards.model.facts.qualification.FACTS`; ``others`` are the facts of all other parts.

    A question that is not among the answers is not known to be open: the export may not hold it.  One whose answer
    is blank, says nothing or is stale is.
    """
    opportunity = file.opportunity
    due = index.questions_due[opportunity.stage] if opportunity.stage else None
    if due is not None:
        yield "required_questions", len(due)
    if "answers" not in opportunity.model_fields_set:
        return
    answers = opportunity.answers
    good = {question for question, answer in answers.items() if is_good(question, answer, file, index)}
    told = [answer for answer in answers.values() if index.says_something(answer)]
    not_theirs = certain(map(_is_not_theirs, told))
    yield "answers_on_file", len(told)
    if not_theirs is not None:
        yield "answers_not_from_buyer", not_theirs
    if due is None:
        return
    still_open = [question for question in due if question.id not in good and not is_told(question, others)]
    yield "answered_questions", len(due) - len(still_open)
    yield "open_questions", len(still_open)
    yield "stale_answers", sum(_was_answered(question, file, index) for question in still_open)
    known_open = [question for question in still_open if question.id in answers]
    if known_open or not still_open:
        yield "qualified", not still_open
    overdue = certain(_is_overdue(question, opportunity, others) for question in still_open)
    if overdue is not None:
        yield "overdue_questions", overdue


def _is_not_theirs(answer: Answer) -> bool | None:
    """Tell whether somebody else than the buyer gave an answer; None where the key that says so is not there."""
    return answer.said_by != "buyer" if "said_by" in answer.model_fields_set else None


def _is_overdue(question: Question, opportunity: Opportunity, others: Mapping[str, Value]) -> bool | None:
    """Tell whether a question is known to be late; None where nobody says how it stands, or since when it was due."""
    over = others.get("days_over_stage_limit")
    if question.answered_by_stage == opportunity.stage and not (isinstance(over, int) and over > 0):
        return None if over is None else False
    return True if question.id in opportunity.answers else None


def _was_answered(question: Question, file: OpportunityFile, index: Index) -> bool:
    answer = file.opportunity.answers.get(question.id)
    if answer is None or not index.says_something(answer):
        return False
    return is_stale(question.id, answer, file, index)
