"""What a review adds to each rule of the playbook: where it stands, what depends on it, which deals it concerns."""

from dataclasses import dataclass

from scorecards.report.backtest import KeptCheck
from scorecards.report.values import Place, Tally


@dataclass(frozen=True, slots=True)
class Concern:
    """The open opportunities that a rule concerns today.

    ``begin_with`` names the largest ones, the largest first; ``rest`` counts the others.
    """

    count: int
    begin_with: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class RulesToday:
    """The rules that concern an opportunity today; none where it is not open.

    ``findings`` are the checks that come out as to mend, for the rep or the manager, but for those that rest;
    ``questions`` are due, and open or stale; ``situation`` is the one that it is in; ``cause`` leads its diagnosis;
    ``plays`` are those that a finding names, that cause, the situation, or the action on its rep's page.
    """

    findings: tuple[str, ...]
    questions: tuple[str, ...]
    situation: str | None
    cause: str | None
    plays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a rule stands.

    ``editor`` is the address at which the repository's web editor opens its file, at its line; it is None where
    mkdocs.yml names no repository, and where the playbook stands outside the project.
    """

    place: Place
    editor: str | None


@dataclass(frozen=True, slots=True)
class StageToday(Standing):
    """What is added to a stage: the questions that are due by it, and the open opportunities in it."""

    today: Concern
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionToday(Standing):
    """What is added to a question: the checks that ask the same, and in how many opportunities it is due, and open."""

    today: Concern
    checks: tuple[str, ...]
    due_in: int


@dataclass(frozen=True, slots=True)
class CauseToday(Standing):
    """What is added to a cause: in words what shows each of its signs, for it and against it, on the record.

    None is a sign that only somebody who was there can see.
    """

    today: Concern
    shown_where: tuple[str | None, ...]
    against_where: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class SituationToday(Standing):
    """What is added to a situation: in words where it applies, and the open opportunities that are in it."""

    today: Concern
    applies_to: str


@dataclass(frozen=True, slots=True)
class PlayToday(Standing):
    """What is added to a play: the checks, situations and causes that lead to it.

    ``only_where`` says in words when each of its talk tracks fits, None where it always does.
    """

    today: Concern
    checks: tuple[str, ...]
    situations: tuple[str, ...]
    causes: tuple[str, ...]
    only_where: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class StoryToday(Standing):
    """What is added to a story: in how many opportunities it was told."""

    told_in: int


@dataclass(frozen=True, slots=True)
class CheckToday(Standing):
    """What is added to a check: its conditions in words, and the snapshot's tally over all opportunities.

    ``facts`` are all that it reads, ``tested`` those of them on which it rests whether it passes.  ``today`` are the
    opportunities on which it comes out as to mend, ``unknown_today`` those on which it is not known.
    ``backtest`` is what the kept back-test says of it; None where none is kept, or where the check is new.
    """

    today: Concern
    unknown_today: Concern
    applies_to: str
    passes_when: str
    facts: tuple[str, ...]
    tested: tuple[str, ...]
    tally: Tally
    tells_little: bool
    backtest: KeptCheck | None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a review adds to each rule of the playbook, by the rule's id.

    ``facts`` names the checks that read each fact of the catalogue, ``practices`` the rules that serve each practice,
    by their kind.
    """

    stages: dict[str, StageToday]
    questions: dict[str, QuestionToday]
    situations: dict[str, SituationToday]
    causes: dict[str, CauseToday]
    plays: dict[str, PlayToday]
    stories: dict[str, StoryToday]
    terms: dict[str, Standing]
    checks: dict[str, CheckToday]
    facts: dict[str, tuple[str, ...]]
    practices: dict[str, dict[str, tuple[str, ...]]]
