"""What a build finds out: one frozen value that is exactly what ``scorecards.json`` holds.

The pages are made from it and from nothing else, so they hold nothing that it lacks.  Texts stand once:
a finding names its check, an answer its question; both are looked up in :class:`Rules`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

FORMAT = 1
"""Version of the format of scorecards.json; a change that breaks readers raises it."""

OutcomeName = Literal["pass", "fail", "unknown", "not_applicable"]
Value = bool | int | Decimal | date | str


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a file and a line."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Amounts added up, per currency where no rate is on file.

    ``without`` counts the opportunities that have no amount, ``at_list_price`` those whose amount is only the price
    of a product and nothing that anybody has offered or agreed.
    """

    amounts: tuple[Money, ...]
    count: int
    without: int
    at_list_price: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a check came out each way; ``known`` is passed and failed, ``applicable`` is known and unknown."""

    passed: int
    failed: int
    known: int
    unknown: int
    applicable: int
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Score:
    """Weight of what passes in the weight of what is known, 0 to 100; None where too little is known."""

    value: int | None
    known: int
    applicable: int


@dataclass(frozen=True, slots=True)
class Read:
    """A field that was read: its name, its line, and what stands there (None where it holds more than one value)."""

    field: str
    line: int
    text: str | None


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact that is known for an opportunity."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class AnswerState:
    """How it stands with one qualification question that is due by the opportunity's stage.

    ``told`` says that other fields answer it, by the facts that the playbook names for it.
    """

    question: str
    state: Literal["answered", "told", "stale", "open"]
    value: str | None
    said_by: str | None
    on: date | None
    good_until: date | None
    line: int | None


@dataclass(frozen=True, slots=True)
class StepState:
    """An open next step, and whether it counts as one."""

    what: str
    side: str
    owner: str | None
    due: date | None
    state: Literal["ahead", "overdue", "undated"]
    waiting_phrase: str | None
    serves: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """Something that was said or noted, to be read back: ``field`` is where it stands, ``value`` a word or a figure."""

    field: str
    value: str | None
    text: str | None
    who: str | None
    on: date | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Deal:
    """One opportunity as the pages show it.

    ``to_ask`` are the unknown checks that surely apply; the others wait for what decides whether they do.

    ``reads`` and ``facts`` are the evidence of every finding: the finding's check names its facts, a fact names
    the fields that it reads, and a fact that is missing here is unknown.
    """

    id: str
    name: str
    account: str | None
    account_name: str | None
    strategic: bool
    owner: str
    owner_name: str
    status: str
    stage: str | None
    crm_stage: str | None
    ended: str | None
    amount: Money | None
    amount_basis: str | None
    close_date: date | None
    closed_on: date | None
    days_in_stage: int | None
    stage_limit: int | None
    contact: str | None
    place: Place
    score: Score
    failed: tuple[str, ...]
    unknown: tuple[str, ...]
    to_ask: tuple[str, ...]
    passed: tuple[str, ...]
    told: tuple[Told, ...]
    facts: tuple[KnownFact, ...]
    reads: tuple[Read, ...]
    answers: tuple[AnswerState, ...]
    questions_due: int
    questions_answered: int | None
    next_steps: tuple[StepState, ...] | None
    notes: str | None


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All opportunities of a page on which one check fails, the ones to begin with first."""

    check: str
    tally: Tally
    tells_little: bool
    begin_with: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to ask, and where: about a qualification question, or a check whose outcome is unknown."""

    question: str | None
    checks: tuple[str, ...]
    whom: Literal["buyer", "rep"]
    opportunities: int
    begin_with: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class Due:
    """A step on our side that is overdue, or due within seven days of the snapshot (D25)."""

    opportunity: str
    step: StepState


@dataclass(frozen=True, slots=True)
class Action:
    """An opportunity to bring to an end this week: a yes or an honest no (D08, D09).

    ``stands_out`` is false where all that says so is true of nearly all open opportunities.
    """

    opportunity: str
    stands_out: bool
    reasons: tuple[str, ...]
    play: str | None
    words: tuple["Words", ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A talk track filled in for one opportunity."""

    title: str
    channel: str
    text: str


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The opportunities of one rep in one stage, the ones with most to mend first.

    ``unknown_everywhere`` names the checks that are unknown for all of them, but not for all of the rep's.
    """

    stage: str
    total: Sum
    unknown_everywhere: tuple[str, ...]
    opportunities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One rep's page.

    ``won_not_signed`` counts the won ones of which the snapshot does not say that they are signed (D35), ``nearest``
    names the ones nearest to a signature, where none hangs.
    """

    rep: str
    name: str
    manager: str
    manager_name: str
    territory: str | None
    territory_name: str | None
    open: Sum
    qualified: int
    qualification_known: int
    won: Sum
    won_not_signed: int
    lost: int
    no_decision: int
    unknown_everywhere: tuple[str, ...]
    due: tuple[Due, ...]
    actions: tuple[Action, ...]
    nearest: tuple[str, ...]
    asks: tuple[Ask, ...]
    groups: tuple[FindingGroup, ...]
    stages: tuple[StageGroup, ...]
    closed: tuple[str, ...]
    closed_rest: int
    closed_asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class ManagerLine:
    """A manager and the reps whose own manager that is."""

    manager: str
    name: str
    reps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageLine:
    """How many opportunities stand in a stage, for the home page."""

    stage: str
    total: Sum
    over_limit: int
    age_known: int


@dataclass(frozen=True, slots=True)
class CrmStageLine:
    """How many open opportunities the CRM's own word for the stage covers."""

    crm_stage: str
    stage: str
    count: int


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that the snapshot does not tell for some or all open opportunities.

    ``waiting`` counts the outcomes that are unknown where the field is absent or blank, ``checks`` names whose they
    are; a check that reads several such fields waits for each of them.
    """

    field: str
    meaning: str
    given: int
    blank: int
    absent: int
    waiting: int
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check as the pages show it, with the snapshot's tally over all opportunities."""

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
    play: str | None
    severity: str
    facts: tuple[str, ...]
    place: Place
    tally: Tally
    tells_little: bool


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
    doctrine: tuple[str, ...]
    questions: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class QuestionRule:
    """A qualification question."""

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
    open_in: int
    due_in: int
    place: Place


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
    place: Place


@dataclass(frozen=True, slots=True)
class PlayRule:
    """A play, with the checks and causes that lead to it."""

    id: str
    name: str
    when: str
    aim: str
    steps: tuple[str, ...]
    talk_tracks: tuple[Words, ...]
    warning: str | None
    doctrine: tuple[str, ...]
    checks: tuple[str, ...]
    causes: tuple[str, ...]
    place: Place


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


@dataclass(frozen=True, slots=True)
class FactRule:
    """A fact of the catalogue."""

    name: str
    kind: str
    meaning: str
    reads: tuple[str, ...]
    words: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseRule:
    """A phrase of the playbook with what to write in its place."""

    phrase: str
    instead: str


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
    checks: tuple[CheckRule, ...]
    facts: tuple[FactRule, ...]
    weights: tuple[tuple[str, int], ...]
    score_needs_known: int
    nearly_all_percent: int
    nearly_all_of_at_least: int


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that one build shows."""

    format: int
    as_of: date
    source: str | None
    team: str
    locale: str
    currency: str
    snapshot: str
    open: Sum
    won: Sum
    won_not_signed: int
    lost: int
    no_decision: int
    stages: tuple[StageLine, ...]
    crm_stages: tuple[CrmStageLine, ...]
    managers: tuple[ManagerLine, ...]
    scorecards: tuple[Scorecard, ...]
    groups: tuple[FindingGroup, ...]
    gaps: tuple[Gap, ...]
    opportunities: tuple[Deal, ...]
    rules: Rules
