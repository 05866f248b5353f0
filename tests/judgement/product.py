"""What the product says of a case, in the experts' vocabulary (``vocabulary.yml``)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from scorecards.problems.problem import Problems
from scorecards.read import team_files
from scorecards.read.playbook_files import PlaybookSources, playbook_sources
from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.review import review_of
from tests.judgement.case import Case, Expected, input_of_case, read_case, write_case

HERE = Path(__file__).parent
PARTS = ("first_action", "person", "first_question", "cause", "play")


@dataclass(frozen=True, slots=True)
class Said:
    """What the product says of a deal; ``cause`` is None where none leads."""

    first_action: str
    person: str
    first_question: str
    cause: str | None
    play: str
    situation: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A case with what the product says of it."""

    name: str
    case: Case
    said: Said

    def agrees(self, part: str) -> bool:
        """Tell whether the product says one of the answers that the expert accepts."""
        expect = self.case.expect
        if part == "cause":
            return self.said.cause in expect.causes if expect.causes else self.said.cause is None
        return getattr(self.said, part) in getattr(expect, part)


@cache
def _vocabulary() -> Mapping[str, Any]:
    vocabulary: Mapping[str, Any] = yaml.safe_load((HERE / "vocabulary.yml").read_text(encoding="utf-8"))
    return vocabulary


def judge(paths: Iterable[Path], folder: Path) -> list[Judged]:
    """Read cases and give what the product says of each; ``folder`` is where their files are written."""
    found = []
    with patch.object(team_files, "playbook_sources", _playbook_read_once()):
        for path in paths:
            case = read_case(path)
            opportunity = case.opportunity["id"]
            write_case(case, folder / path.stem)
            review = review_of(input_of_case(folder / path.stem), also=opportunity)
            found.append(Judged(path.stem, case, said_of(review, opportunity)))
    return found


def _playbook_read_once() -> Callable[[Path, Problems], PlaybookSources | None]:
    """All cases are judged by one playbook, and reading it takes longer than the rest."""
    read = cache(lambda playbook: playbook_sources(playbook, Problems()))
    return lambda playbook, _: read(playbook)


def said_of(review: Review, opportunity: str) -> Said:
    """Give what a review says of one opportunity."""
    deal = next(each for each in review.opportunities if each.id == opportunity)
    conclusion = deal.conclusion
    cause = deal.diagnosis.leading if deal.diagnosis else None
    if conclusion is None:
        return Said("qualify", "nobody", "none", cause, "none", "none")
    words = _vocabulary()
    by = words["causes"][conclusion.cause] if conclusion.cause else words["situations"][conclusion.situation]
    return Said(
        first_action=by["action"],
        person=conclusion.person.name if conclusion.person else "nobody",
        first_question=_topic(deal, words),
        cause=cause,
        play=words["plays"][conclusion.play] if conclusion.play else "none",
        situation=conclusion.situation,
    )


def _topic(deal: Deal, words: Mapping[str, Any]) -> str:
    conclusion = deal.conclusion
    if conclusion is None or conclusion.question is None:
        return "none"
    if conclusion.question.question:
        return str(words["questions"][conclusion.question.question])
    if conclusion.question.cause:
        by_cause = words["causes"][conclusion.question.cause]
        return str(by_cause.get("asked_by_signs", {}).get(conclusion.question.text, by_cause["question"]))
    return str(words["situations"][conclusion.situation]["question"])


def expected_of(expect: Expected, part: str) -> tuple[str, ...]:
    """Give the answers that an expert accepts of a part."""
    return expect.causes or ("none",) if part == "cause" else getattr(expect, part)
