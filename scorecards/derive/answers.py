"""Answers to qualification questions: which of them count, and how it stands with each question that is due (D11)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.playbook.questions import Question
from scorecards.model.snapshot import Answer, Opportunity
from scorecards.report.deal import AnswerState
from scorecards.report.values import Value


def answers_of(file: OpportunityFile, facts: Mapping[str, Value], index: Index) -> tuple[AnswerState, ...]:
    """Give how it stands with each question that is due by the stage of an open opportunity."""
    opportunity = file.opportunity
    if opportunity.status != "open" or opportunity.stage is None:
        return ()
    return tuple(_answer(question, file, facts, index) for question in index.questions_due[opportunity.stage])


def state_of(
    question: Question, file: OpportunityFile, facts: Mapping[str, Value], index: Index
) -> Literal["answered", "told", "stale", "open"]:
    """Say whether a question is answered: by an answer that counts, by other fields, by one that is stale, or not."""
    answer = file.opportunity.answers.get(question.id)
    says = answer is not None and index.says_something(answer)
    if answer is not None and says and not is_stale(question.id, answer, file, index):
        return "answered"
    if is_told(question, facts):
        return "told"
    return "stale" if says else "open"


def is_told(question: Question, known: Mapping[str, Value]) -> bool:
    """Tell whether other fields answer a question: every fact that the playbook names for it holds."""
    return bool(question.told_by) and all(known.get(fact) for fact in question.told_by)


def is_good(question: str, answer: Answer, file: OpportunityFile, index: Index) -> bool:
    """Tell whether an answer counts: it says something and is not stale (D11)."""
    return index.says_something(answer) and not is_stale(question, answer, file, index)


def is_stale(question: str, answer: Answer, file: OpportunityFile, index: Index) -> bool:
    """Tell whether an answer is certainly older than its question allows, or than a new start (:func:`is_reset`).

    Without a day of its own, it is at least as old as the snapshot from which it was carried on.  Where that is
    not known either, it never is.
    """
    if is_reset(answer, file.opportunity):
        return True
    latest = said_by_then(question, answer, file.opportunity)
    return latest is not None and (file.as_of - latest).days > index.playbook.questions_by_id[question].good_for_days


def is_reset(answer: Answer, opportunity: Opportunity) -> bool:
    """Tell whether a new start took an answer back (D37).

    On an opportunity that starts another one over, only a day on or after its start shows that an answer is a new one.
    """
    if opportunity.restarted_from is None:
        return False
    start = opportunity.created_on
    return start is None or answer.on is None or answer.on < start


def said_by_then(question: str, answer: Answer, opportunity: Opportunity) -> date | None:
    """Give the latest day on which an answer can have been said: its own, or that of the snapshot that held it.

    None where neither is known.
    """
    return answer.on or opportunity.carried_on("answers", question)


def _answer(question: Question, file: OpportunityFile, facts: Mapping[str, Value], index: Index) -> AnswerState:
    opportunity = file.opportunity
    answer = opportunity.answers.get(question.id)
    state = state_of(question, file, facts, index)
    said = answer if answer is not None and index.says_something(answer) else None
    latest = said_by_then(question.id, said, opportunity) if said else None
    reset = said is not None and is_reset(said, opportunity)
    return AnswerState(
        question=question.id,
        state=state,
        value=answer.value if answer else None,
        said_by=said.said_by if said else None,
        on=said.on if said else None,
        carried_from=opportunity.carried_on("answers", question.id) if said else None,
        days_at_least=(file.as_of - latest).days if latest and said and not said.on else None,
        good_until=latest + timedelta(days=question.good_for_days) if latest and not reset else None,
        line=file.line("answers", question.id) if answer else None,
    )
