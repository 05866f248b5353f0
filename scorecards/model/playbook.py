"""The playbook: how the team sells, as rules that a person can read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from scorecards.model.check import AppliesTo, Check, Condition
from scorecards.model.facts import qualification
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.facts.words import THEMES
from scorecards.model.fields import (
    Days,
    Flag,
    Id,
    Model,
    Practice,
    Text,
    Whole,
    blank_list,
    blank_mapping,
    type_of_blank,
)
from scorecards.model.vocabulary import Severity
from scorecards.model.working_days import WorkingDays

if TYPE_CHECKING:
    FactName = str
    ThemeName = str
else:
    ThemeName = Literal[THEMES]
    FactName = Literal[
        tuple(fact.name for fact in FACTS if fact.kind in {"count", "flag"} and fact not in qualification.FACTS)
    ]


class Criterion(Model):
    """One exit criterion of a stage: something that the buyer has done or agreed."""

    id: Id = Field(description="Its id, as next steps name it; unique in the playbook.")
    criterion: Text = Field(description="What is true once it is met.")
    evidence: Text | None = Field(None, description="What shows that it is met.")
    told_by: Annotated[FactName | None, type_of_blank] = Field(
        None,
        description="A fact that tells whether it is met, where the opportunity itself does not say: met where the "
        "fact is true, unmet where it is not.",
    )
    needed_for: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Flags that cannot be true while it is known not to be met: false then, where no field tells them.",
    )


class Stage(Model):
    """A stage that everybody defines alike (D18)."""

    id: Id = Field(description="Its id, as opportunities name it.")
    name: Text = Field(description="Its name on the pages.")
    definition: Text = Field(description="What it means to be in this stage.")
    entry_trigger: Text = Field(description="The event that puts an opportunity into it.")
    exit_criteria: tuple[Criterion, ...] = Field(description="What must be true before the next stage.", min_length=1)
    max_days: Days = Field(
        description="Days after which an opportunity has been here too long: set in the playbook, not measured."
    )
    in_working_days: Flag = Field(
        default=False,
        description="True where max_days are working days, by working-days.yml; else they are calendar days.",
    )
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)


class Stages(Model):
    """The file stages.yml; the order is the order of the sale."""

    stages: tuple[Stage, ...] = Field(description="The stages, first to last.", min_length=1)


class Question(Model):
    """A qualification question (D11)."""

    id: Id = Field(description="Its id, as answers name it.")
    name: Text = Field(description="A short name for lists.")
    question: Text = Field(description="What must be known.")
    why: Text = Field(description="Why it matters.")
    how_to_ask: tuple[Text, ...] = Field(description="Sentences to say on a call.", min_length=1)
    ask_whom: Text = Field(description="Who can answer it.")
    answered_by_stage: Id = Field(description="The stage by which it must be answered.")
    good_for_days: Days = Field(description="Calendar days for which an answer stays good.")
    tells_of: Annotated[tuple[ThemeName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Themes of themes.yml that are looked for in its answer: it may say what is in the way. Any other "
        "answer is about their business, and no sign of anything.",
    )
    told_by: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Facts that answer it too: where each of them is true, or one or more, nobody need ask again. "
        "No facts of qualification: these count the questions themselves.",
    )
    tells: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Facts that an answer tells: a flag is true, a count is at least 1, once the buyer gave the answer "
        "and it is still good. An answer that holds one of the words for a denial tells nothing, but for a day that it "
        "states.",
    )
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)


class Questions(Model):
    """The file questions.yml; the order is the order in which to ask, the most telling first."""

    questions: tuple[Question, ...] = Field(description="The questions.", min_length=1)


Whom = Literal["step_owner", "silent", "turned", "decides", "close_to_us", "last_talk", "anybody"]
"""How a person on their side is chosen; see :mod:`scorecards.conclude.person`."""

_WHOM = (
    "Whom to talk to: the first of these whom the record names. step_owner does the step, is named in it, or waits for "
    "it; silent has stopped answering; turned said what set it back; decides holds the money or decides; close_to_us "
    "speaks for us, or openly with us; last_talk is whom we talked with last; anybody is whoever is named at all."
)


class Sign(Model):
    """What speaks for a cause, or against it; a bare text stands for ``{sign: …}``, which only people can see."""

    sign: Text = Field(description="The sign, in a sentence.")
    when: Condition | None = Field(
        None,
        description="What shows it on the record. Known to be absent, or not known, it is no sign. Without it, only "
        "somebody who was there can tell.",
    )
    strength: Annotated[Whole, Field(ge=1, le=3)] = Field(1, description="From 1, a weak sign, to 3, a strong one.")
    ask: Text | None = Field(
        None, description="The question to ask first where this sign shows; else the cause's first telling question."
    )

    @model_validator(mode="before")
    @classmethod
    def _bare_text(cls, data: Any) -> Any:
        return {"sign": data} if isinstance(data, str) else data


class Cause(Model):
    """A cause for which deals stall, vanish or are reversed (D36 to D39)."""

    id: Id = Field(description="Its id, as checks name it.")
    name: Text = Field(description="Its name on the pages.")
    definition: Text = Field(description="What happened.")
    signs: tuple[Sign, ...] = Field(description="What speaks for it.", min_length=1)
    signs_against: tuple[Sign, ...] = Field(description="What speaks against it.", min_length=1)
    retrievability: Literal["slim", "likely_with_care", "unlikely"] = Field(
        description="Whether such a deal can be saved."
    )
    retrievability_note: Text = Field(description="The same in a sentence.")
    what_to_do: tuple[Text, ...] = Field(description="What to do, in order.", min_length=1)
    warning: Text = Field(description="What not to do.")
    do: Text = Field(description="What to do first, in a sentence.")
    whom: tuple[Whom, ...] = Field(description="Whom to talk to, as in situations.yml.", min_length=1)
    telling_questions: tuple[Text, ...] = Field(
        description="Questions that tell this cause from the others; the first is the first that is asked.",
        min_length=1,
    )
    play: Id = Field(description="The recovery play.")
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)


class Causes(Model):
    """The file causes.yml."""

    causes: tuple[Cause, ...] = Field(description="The causes.", min_length=1)


class Situation(Model):
    """What a deal's facts come to, and what follows from it: what to do first, with whom, and what to ask."""

    id: Id = Field(description="Its id.")
    name: Text = Field(description="What the situation is, in a few words.")
    applies_to: AppliesTo = Field(
        description="Where it is so. Of all situations that surely apply, the first in the file counts."
    )
    about: Literal["our_overdue_step", "their_overdue_step", "our_next_step", "their_next_step"] | None = Field(
        None, description="The next step that it is about: shown with what to do, and said as {step}."
    )
    do: Text = Field(description="What to do first, in a sentence. {person} and {step} are filled in.")
    do_inside: Text | None = Field(
        None, description="In place of do, where nobody on their side waits for the step: {step} is filled in."
    )
    whom: Annotated[tuple[Whom, ...], BeforeValidator(blank_list)] = Field(
        (), description=f"{_WHOM} Nobody on their side where it is empty: then nothing is asked."
    )
    ask: Text | None = Field(
        None,
        description="The first question to them. Where neither this nor question is given, it is the first of the "
        "deal's open questions.",
    )
    question: Id | None = Field(None, description="In place of ask: the qualification question to ask first.")
    needs_cause: Flag = Field(default=False, description="True where it is so only while a cause leads the diagnosis.")
    cause_decides: Flag = Field(
        default=False, description="True where a cause that leads says what to do, whom to talk to, and what to ask."
    )
    not_for: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Causes that say nothing here though they lead: the situation knows better what to do."
    )
    suggested: Flag = Field(
        default=True,
        description="False where the deal needs no more than what is planned: it is never one to bring to an end.",
    )
    has_gone: Flag | None = Field(
        None,
        description="True where they have gone: they vanished, called it off or turned it down. Then only the checks "
        "with when_gone stay findings and questions. False where they have not, whatever a later situation says. Of "
        "the situations that say either and surely apply, the first counts; the diagnosis is not read for it.",
    )
    play: Id | None = Field(None, description="The play that helps.")
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)

    def within(self, order: Sequence[str]) -> "Situation":
        """Fill in the stages that it looks at, given all of them in the order of the sale."""
        return self.model_copy(update={"applies_to": self.applies_to.within(order)})


class Situations(Model):
    """The file situations.yml; the order decides: of what applies to a deal, the first counts."""

    situations: tuple[Situation, ...] = Field(description="The situations, the most pressing first.", min_length=1)


class TalkTrack(Model):
    """Words to say.

    ``{contact}``, ``{account}``, ``{opportunity}`` and ``{rep}`` are filled in, and so are their own words:
    ``{their_date}``, ``{consequence}``, ``{first_need}`` and ``{present_need}``.  Words that need one of these four
    are left out where the snapshot does not tell it (D31).
    """

    title: Text = Field(description="When to say it.")
    channel: Literal["call", "email", "message"] = Field(description="Where to say it.")
    words: Text = Field(description="The words.")
    when: Condition | None = Field(None, description="Shown only where this holds; always where absent.")


class Closing(Model):
    """How a play asks for the end (D09, D12)."""

    question: Text = Field(description="The one question that asks for the end, in a sentence.")
    goes_on_if: Text = Field(description="What they then say or do where it is not the end.")


class Play(Model):
    """Something to do in a situation that comes back."""

    id: Id = Field(description="Its id, as checks and causes name it.")
    name: Text = Field(description="Its name on the pages.")
    when: Text = Field(description="When to use it.")
    aim: Text = Field(description="What it is to bring about.")
    steps: tuple[Text, ...] = Field(description="What to do, in order.", min_length=1)
    talk_tracks: tuple[TalkTrack, ...] = Field(description="Words to say.", min_length=1)
    closing: Closing | None = Field(
        None,
        description="For a play that asks for the end: its question. On the calls of this week it is the one to ask, "
        "and the questions that are open wait until it is not the end.",
    )
    warning: Text | None = Field(None, description="What not to do.")
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)


class Plays(Model):
    """The file plays.yml."""

    plays: tuple[Play, ...] = Field(description="The plays.", min_length=1)


class Story(Model):
    """A customer like them (D21)."""

    id: Id = Field(description="Its id, as opportunities name it.")
    title: Text = Field(description="The story in a line.")
    customer: Text = Field(description="Who it was.")
    situation: Text = Field(description="What they faced.")
    what_they_did: Text = Field(description="How they decided and what they did.")
    result: Text = Field(description="What came of it.")
    fits_needs: tuple[Text, ...] = Field(description="Words of needs that it fits.", min_length=1)
    doctrine: tuple[Practice, ...] = Field(("D21",), description="The practices that it serves.")


class Stories(Model):
    """The file stories.yml."""

    stories: Annotated[tuple[Story, ...], BeforeValidator(blank_list)] = Field(description="The stories.")


class Phrase(Model):
    """A phrase that gives something away, with what to write in its place."""

    phrase: Text = Field(description="Found in texts as whole words, in capitals or not.")
    instead: Text = Field(description="What to write in its place.")


class Phrases(Model):
    """The file phrases.yml."""

    waiting: tuple[Phrase, ...] = Field(description="Steps that are none: waiting, checking in, resending (D28).")
    blame: tuple[Phrase, ...] = Field(description="Words that hand control to somebody else (D26).")
    no_answer: tuple[Text, ...] = Field(
        description="Values of an answer that say that there is none, such as unknown or tbd."
    )
    denial: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Words with which an answer may deny what it was asked for: such an answer counts, and tells no "
        "fact. Found as whole words; one of fewer than three letters only where it is the whole answer.",
    )


WordPoints = Annotated[Whole, Field(ge=1, le=5)]


class Theme(Model):
    """Words that speak of one thing, such as the price (D36)."""

    theme: ThemeName = Field(description="What they speak of: the facts they_speak_of_… and we_note_… count it.")
    phrases: tuple[Text, ...] = Field(
        description="Enough alone. Found as whole words, in capitals or not; * stands for the rest of a word, … for up "
        "to three words. One after a no, not or never in the same clause, or a maybe, does not count.",
        min_length=1,
    )
    words: Annotated[dict[Text, WordPoints], BeforeValidator(blank_mapping)] = Field(
        {},
        description="Words, and pairs of words, that count together where a text holds no phrase of any theme: each "
        "with its points, from 1 to 5.",
    )


class Themes(Model):
    """The file themes.yml: what talks and notes speak of.  Without it, nothing is looked for in them."""

    words_need: Annotated[Whole, Field(ge=1)] = Field(
        description="Points that the words of a text must reach to speak of a theme; where they reach it for several, "
        "the one with most counts."
    )
    themes: Annotated[tuple[Theme, ...], BeforeValidator(blank_list)] = Field((), description="The themes.")


NO_THEMES: Final = Themes(words_need=1)
"""What a team without the file has: nothing is looked for in talks and notes."""


class Term(Model):
    """A word of the trade, explained in the team's own words."""

    id: Id = Field(description="Its id, for links.")
    term: Text = Field(description="The word as it stands on the pages.")
    meaning: Text = Field(
        description="What it means, in a sentence or two; it is shown wherever the word is explained."
    )
    also_called: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (), description="Other words for the same."
    )
    doctrine: Annotated[tuple[Practice, ...], BeforeValidator(blank_list)] = Field(
        (), description="The practices that it belongs to."
    )


class Glossary(Model):
    """The file glossary.yml.  Without it, no word is explained, and the page says so."""

    terms: Annotated[tuple[Term, ...], BeforeValidator(blank_list)] = Field(description="The words.")


class NearlyAll(Model):
    """When a check that fails nearly everywhere is said to tell little."""

    percent: Annotated[Whole, Field(ge=1, le=100)] = Field(
        description="Share of the known outcomes that fail, in percent."
    )
    of_at_least: Annotated[Whole, Field(ge=1)] = Field(
        description="Number of known outcomes below which nothing is said."
    )


Percent = Annotated[Whole, Field(ge=0, le=100)]


class Targets(Model):
    """What the team aims at; each stands beside the figure that it is for, and nothing is scored by it (D19)."""

    won_of_decided: Annotated[Percent | None, type_of_blank] = Field(
        None, description="Share of the won and lost deals that are to be won, in percent: at least so many."
    )
    no_decision_of_ended: Annotated[Percent | None, type_of_blank] = Field(
        None,
        description="Share of all deals that ended which may end in no decision, in percent: at most so many (D32).",
    )
    days_to_win: Annotated[Days | None, type_of_blank] = Field(
        None, description="Median of the calendar days from opened to won: at most so many."
    )
    median_days: Annotated[dict[Id, Days], BeforeValidator(blank_mapping)] = Field(
        {}, description="By stage, the median of the days in it, in the unit of its max_days: at most so many."
    )
    moved_on: Annotated[dict[Id, Percent], BeforeValidator(blank_mapping)] = Field(
        {}, description="By stage, the share of deals that are to move on to a later one, in percent: at least so many."
    )


class Scoring(Model):
    """The file scoring.yml: every weight and threshold of scores and lists, in one place."""

    weights: dict[Severity, Annotated[Whole, Field(ge=0)]] = Field(
        description="Weight of a check in a score, by severity."
    )
    score_needs_known: Annotated[Whole, Field(ge=1)] = Field(
        description="Outcomes that must be known before a score is shown."
    )
    score_needs_share: Annotated[Whole, Field(ge=1, le=100)] = Field(
        50,
        description="Share of the outcomes that apply which must be known before a score is shown, in percent. The "
        "same share of the checks under hanging must be known before a page says of a deal that it does not hang.",
    )
    flags_nearly_all: NearlyAll = Field(description="When a check tells little.")
    hanging: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Checks whose failure says that an opportunity hangs, the strongest first. "
        "From those opportunities come the ones to bring to an end, and the words for it from these checks' plays.",
    )
    awaits_ruling: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The check whose failure says that an opportunity waits for its manager's ruling. Without it, "
        "nothing ever waits.",
    )
    reminder: Annotated[Id | None, type_of_blank] = Field(
        None,
        description="The play whose words read their own date and what follows back to them (D31): the first of its "
        "talk tracks that names both {their_date} and {consequence} and that can be said. Without it, no reminder.",
    )
    ruling_cases: Annotated[Whole, Field(ge=1)] = Field(
        10, description="Cases that a manager's page shows before it counts the rest."
    )
    figures_need: Annotated[Whole, Field(ge=2)] = Field(
        5,
        description="Cases below which a figure is not shown: too few. Of twice as many and more, the middle half is "
        "told beside the median; of fewer, the least and the most. In a curve no single case may count for more than "
        "it would among so many.",
    )
    targets: Annotated[Targets, BeforeValidator(blank_mapping)] = Field(
        Targets(), description="The team's own targets, shown beside its figures."
    )
    minutes_per_step: Annotated[Whole, Field(ge=1, le=240)] = Field(
        15, description="Minutes that a due step takes in a follow-up block (D25)."
    )
    begin_with: Annotated[Whole, Field(ge=1)] = Field(
        description="Opportunities that a group names before it counts the rest."
    )
    bring_to_an_end: Annotated[Whole, Field(ge=1, le=2)] = Field(
        description="Opportunities that a rep is told to bring to an end, at most two (D08)."
    )

    @property
    def quartiles_need(self) -> int:
        """Cases from which quartiles are told: of fewer they would be single cases."""
        return 2 * self.figures_need

    @property
    def severities(self) -> tuple[Severity, ...]:
        """The severities that have a weight, the heaviest first; of equals, in the order of the alphabet."""
        return tuple(sorted(self.weights, key=lambda severity: (-self.weights[severity], severity)))


def heaviest_first(checks: Iterable[Check], scoring: Scoring) -> tuple[Check, ...]:
    """Sort checks by weight; of equals, what says that a deal hangs comes first, then the playbook's order counts."""
    hanging = {check: place for place, check in enumerate(scoring.hanging)}
    last = len(hanging)
    return tuple(sorted(checks, key=lambda check: (-scoring.weights[check.severity], hanging.get(check.id, last))))


@dataclass(frozen=True)
class Playbook:
    """All parts of the playbook, with look-ups of its rules."""

    stages: tuple[Stage, ...]
    questions: tuple[Question, ...]
    causes: tuple[Cause, ...]
    plays: tuple[Play, ...]
    stories: tuple[Story, ...]
    phrases: Phrases
    terms: tuple[Term, ...]
    scoring: Scoring
    working_days: WorkingDays
    checks: tuple[Check, ...]
    situations: tuple[Situation, ...] = ()
    themes: Themes = NO_THEMES

    @cached_property
    def stage_order(self) -> dict[str, int]:
        """The place of each stage in the sale, from 0."""
        return {stage.id: place for place, stage in enumerate(self.stages)}

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        """The exit criteria of all stages, by id."""
        return {criterion.id: criterion for stage in self.stages for criterion in stage.exit_criteria}

    @cached_property
    def questions_by_id(self) -> dict[str, Question]:
        """The questions by id, in the order of the file: the most telling first."""
        return {question.id: question for question in self.questions}

    @cached_property
    def question_order(self) -> dict[str, int]:
        """The place of each question in the file, from 0."""
        return {question.id: place for place, question in enumerate(self.questions)}

    @cached_property
    def causes_by_id(self) -> dict[str, Cause]:
        """The causes by id."""
        return {cause.id: cause for cause in self.causes}

    @cached_property
    def situations_by_id(self) -> dict[str, Situation]:
        """The situations by id, in the order of the file: the most pressing first."""
        return {situation.id: situation for situation in self.situations}

    @cached_property
    def plays_by_id(self) -> dict[str, Play]:
        """The plays by id."""
        return {play.id: play for play in self.plays}

    @cached_property
    def checks_by_id(self) -> dict[str, Check]:
        """The checks by id, the heaviest first; all lists of checks follow this order."""
        return {check.id: check for check in heaviest_first(self.checks, self.scoring)}

    @cached_property
    def facts_read(self) -> dict[str, tuple[str, ...]]:
        """The facts that each check reads, by the check's id."""
        return {check.id: check.facts() for check in self.checks}

    @cached_property
    def deciding_facts(self) -> dict[str, tuple[str, ...]]:
        """The facts that decide whether a check applies, by the check's id."""
        conditions = ((check.id, check.applies_to.when) for check in self.checks)
        return {check: tuple(condition.facts()) if condition else () for check, condition in conditions}
