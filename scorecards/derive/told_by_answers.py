"""What the buyer's answers tell: one reading of a field and of the answer about the same thing (D11, D29, D38)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from scorecards.derive.answers import is_good
from scorecards.derive.stated_day import stated_day
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.facts.told_by_answers import FACTS
from scorecards.model.names import folded
from scorecards.model.playbook.questions import Question
from scorecards.model.snapshot import Contact
from scorecards.report.values import Value

_BY_ANSWERS_ALONE = frozenset(fact.name for fact in FACTS)


def told_by_answers(file: OpportunityFile, others: Mapping[str, Value], index: Index) -> dict[str, Value]:
    """Give the facts that answers tell, by the playbook's ``tells``; ``others`` are what the fields tell.

    An answer adds to what the fields tell and takes nothing away.  What no field tells is known not to be so where the
    answer on file is blank, says nothing or is stale.
    """
    told: dict[str, Value] = {}
    denied: dict[str, Value] = {}
    answers = file.opportunity.answers
    for question in index.telling_questions if answers else ():
        answer = answers.get(question.id)
        if answer is None:
            continue
        if not is_good(question.id, answer, file, index):
            denied.update(dict.fromkeys(_BY_ANSWERS_ALONE.intersection(question.tells), False))
        elif answer.said_by == "buyer":
            told.update(_told(question, answer.value or "", file, others, index))
    return denied | told


def answers_that_tell(fact: str, file: OpportunityFile, index: Index) -> Iterator[str]:
    """Give the buyer's good answers to the questions that tell a fact, but for those that deny it."""
    answers = file.opportunity.answers
    for question in filter(answers.__contains__, index.told_by_questions.get(fact, ())):
        answer = answers[question]
        is_theirs = answer.said_by == "buyer" and is_good(question, answer, file, index)
        if answer.value and is_theirs and not index.denial.search(answer.value):
            yield answer.value


def named_in(text: str, contacts: Iterable[Contact]) -> set[str]:
    """Name the contacts whom a text names in full."""
    words = folded(" ".join(re.findall(r"[\w'\u2019.-]*\w", text)))
    names = (folded(each.name) for each in contacts)
    return {name for name in names if f" {name} " in f" {words} "}


def _told(
    question: Question, text: str, file: OpportunityFile, others: Mapping[str, Value], index: Index
) -> Mapping[str, Value]:
    day = stated_day(text) if "has_deadline" in question.tells else None
    if day is None and index.denial.search(text):
        return {}
    told: dict[str, Value] = {
        fact: True if FACT_BY_NAME[fact].kind == "flag" else 1 for fact in question.tells if not others.get(fact)
    }
    if day and not (others.get("deadline_said_by_buyer") and "days_to_deadline" in others):
        told.update(_until(day, file))
    return told


def _until(day: date, file: OpportunityFile) -> dict[str, Value]:
    """Give the days to a deadline that the buyer named: it takes the place of one that we worked out."""
    close_date = file.opportunity.close_date
    days: dict[str, Value] = {"days_to_deadline": (day - file.as_of).days}
    return days | {"days_close_date_after_deadline": (close_date - day).days} if close_date else days
