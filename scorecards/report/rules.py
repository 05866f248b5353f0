"""The playbook as the pages show it.

The ``editor`` of a rule is the address at which the repository's web editor opens its file, at its line; it is None
where mkdocs.yml names no repository, and where the playbook stands outside the project.
"""

from dataclasses import dataclass

from scorecards.report.rule_counts import Concern
from scorecards.report.values import Place, Tally


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check as the pages show it, with the snapshot's tally over all opportunities.

    ``facts`` are all that it reads, ``tested`` those of them on which it rests whether it passes.  ``today`` are the
    opportunities on which it comes out as to mend, ``unknown_today`` those on which it is not known.
    """

    id: str
    title: str
    failure_title: str
    unknown_title: str
    why: str
    doctrine: tuple[str, ...]
    applies_to: str
    passes_when: str
    ask: str
    ask_whom: str
    question: str | None
    remedy: str
    suggests: tuple[tuple[str, int], ...]
    speaks_against: tuple[tuple[str, int], ...]
    concerns: str
    bears_on: str | None
    rests_in_pause: bool
    play: str | None
    severity: str
    facts: tuple[str, ...]
    tested: tuple[str, ...]
    place: Place
    editor: str | None
    tally: Tally
    tells_little: bool
    today: Concern
    unknown_today: Concern


@dataclass(frozen=True, slots=True)
class CriterionRule:
    """An exit criterion."""

    id: str
    criterion: str
    evidence: str | None


@dataclass(frozen=True, slots=True)
class StageRule:
    """A stage of the playbook."""

    id: str
    name: str
    definition: str
    entry_trigger: str
    exit_criteria: tuple[CriterionRule, ...]
    max_days: int
    in_working_days: bool
    doctrine: tuple[str, ...]
    questions: tuple[str, ...]
    place: Place
    editor: str | None
    today: Concern


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A qualification question; it is due in ``due_in`` open opportunities."""

    id: str
    name: str
    question: str
    why: str
    how_to_ask: tuple[str, ...]
    ask_whom: str
    answered_by_stage: str
    good_for_days: int
    told_by: tuple[str, ...]
    doctrine: tuple[str, ...]
    checks: tuple[str, ...]
    due_in: int
    place: Place
    editor: str | None
    today: Concern


@dataclass(frozen=True, slots=True)
class CauseRule:
    """A cause, with the checks that speak for it."""

    id: str
    name: str
    definition: str
    signs: tuple[str, ...]
    signs_against: tuple[str, ...]
    retrievability: str
    retrievability_note: str
    what_to_do: tuple[str, ...]
    warning: str
    telling_questions: tuple[str, ...]
    play: str
    doctrine: tuple[str, ...]
    checks: tuple[tuple[str, int], ...]
    checks_against: tuple[tuple[str, int], ...]
    place: Place
    editor: str | None
    today: Concern


@dataclass(frozen=True, slots=True)
class TrackRule:
    """Words to say, with their placeholders; ``when`` is the condition under which they fit, in words."""

    title: str
    channel: str
    text: str
    when: str | None


@dataclass(frozen=True, slots=True)
class ClosingRule:
    """The one question with which a play asks for the end, and what they then say or do where it is not the end."""

    question: str
    goes_on_if: str


@dataclass(frozen=True, slots=True)
class PlayRule:
    """A play, with the checks and causes that lead to it; ``closing`` is None where it does not ask for the end."""

    id: str
    name: str
    when: str
    aim: str
    steps: tuple[str, ...]
    talk_tracks: tuple[TrackRule, ...]
    closing: ClosingRule | None
    warning: str | None
    doctrine: tuple[str, ...]
    checks: tuple[str, ...]
    causes: tuple[str, ...]
    place: Place
    editor: str | None
    today: Concern


@dataclass(frozen=True, slots=True)
class StoryRule:
    """A customer story."""

    id: str
    title: str
    customer: str
    situation: str
    what_they_did: str
    result: str
    fits_needs: tuple[str, ...]
    doctrine: tuple[str, ...]
    told_in: int
    place: Place
    editor: str | None


@dataclass(frozen=True, slots=True)
class FactRule:
    """A fact of the catalogue.

    ``beside`` are fields that are shown with those that it ``reads`` where they are there, and missed nowhere.
    """

    name: str
    kind: str
    meaning: str
    reads: tuple[str, ...]
    beside: tuple[str, ...]
    words: tuple[str, ...]
    settled_by: str | None
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A phrase of the playbook with what to write in its place."""

    phrase: str
    instead: str


@dataclass(frozen=True, slots=True)
class TermRule:
    """A word of the glossary."""

    id: str
    term: str
    meaning: str
    also_called: tuple[str, ...]
    doctrine: tuple[str, ...]
    place: Place
    editor: str | None


@dataclass(frozen=True, slots=True)
class PracticeRule:
    """A practice of the doctrine, with the rules that serve it, where a reader sees it, and the test that holds it."""

    id: str
    source: str
    practice: str
    shown: tuple[tuple[str, str], ...]
    stages: tuple[str, ...]
    questions: tuple[str, ...]
    causes: tuple[str, ...]
    plays: tuple[str, ...]
    stories: tuple[str, ...]
    checks: tuple[str, ...]
    test: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The playbook as the pages show it."""

    stages: tuple[StageRule, ...]
    questions: tuple[QuestionRule, ...]
    causes: tuple[CauseRule, ...]
    plays: tuple[PlayRule, ...]
    stories: tuple[StoryRule, ...]
    waiting_phrases: tuple[PhraseRule, ...]
    blame_phrases: tuple[PhraseRule, ...]
    no_answer: tuple[str, ...]
    terms: tuple[TermRule, ...]
    checks: tuple[CheckRule, ...]
    facts: tuple[FactRule, ...]
    practices: tuple[PracticeRule, ...]
    weights: tuple[tuple[str, int], ...]
    score_needs_known: int
    score_needs_share: int
    nearly_all_percent: int
    nearly_all_of_at_least: int
