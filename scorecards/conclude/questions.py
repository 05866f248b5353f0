"""Which qualification question comes first: by what is not known, and by what costs deals (D10, D11)."""

from collections.abc import Iterable
from typing import Final

from scorecards.index.index import Index
from scorecards.report.deal import AnswerState

_OURS: Final = frozenset({"rep", "inferred"})


def open_questions(answers: Iterable[AnswerState], index: Index) -> tuple[str, ...]:
    """Name the questions due by the stage that are not answered by the buyer, the one to ask first in front.

    What nobody knows comes first, then what only we say, then what was said too long ago; within each, the playbook's
    order counts: it puts first what costs deals when it stays unknown.
    """
    order = index.playbook.question_order
    found = [(rank, order[each.question], each.question) for each in answers if (rank := _rank(each)) is not None]
    return tuple(question for _, _, question in sorted(found))


def _rank(answer: AnswerState) -> int | None:
    if answer.state == "open":
        return 0
    if answer.state == "answered" and answer.said_by in _OURS:
        return 1
    return 2 if answer.state == "stale" else None
