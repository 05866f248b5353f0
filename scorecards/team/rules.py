"""What a review adds to each rule of the playbook: where it stands, what depends on it, how often it applies today."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.check import Check
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.playbook.causes import Cause, Sign
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.plays import Play
from scorecards.model.playbook.situations import Situation
from scorecards.model.practices import PRACTICES
from scorecards.report.deal import Deal
from scorecards.report.rules import (
    CauseToday,
    CheckToday,
    Concern,
    PlayToday,
    QuestionToday,
    Rules,
    RulesToday,
    SituationToday,
    StageToday,
    Standing,
    StoryToday,
)
from scorecards.report.values import Place, Tally
from scorecards.score.score import tells_little
from scorecards.team.conditions_in_words import in_words, scope_in_words


@dataclass(frozen=True, slots=True)
class Concerns:
    """The open opportunities that each rule concerns today, the largest first, by the rule's kind and id."""

    found: Mapping[tuple[str, str], Sequence[str]]
    named: int

    @classmethod
    def of(cls, summaries: Sequence[DealSummary], deals: Sequence[Deal], index: Index) -> "Concerns":
        """Gather them; ``deals`` shows every open case."""
        today = {deal.id: deal.today for deal in deals}
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for deal in sorted((deal for deal in summaries if deal.is_open), key=_largest_first):
            for rule in _rules_of(deal, today[deal.id]):
                found[rule].append(deal.id)
        return cls(found, index.playbook.scoring.begin_with)

    def on(self, kind: str, rule: str) -> Concern:
        """Give those that a rule concerns; ``kind`` is stage, question, cause, play, check, or unknown for a check."""
        found = self.found.get((kind, rule), ())
        return Concern(len(found), tuple(found[: self.named]), max(0, len(found) - self.named))


def _rules_of(deal: DealSummary, today: RulesToday) -> Iterator[tuple[str, str]]:
    """Give each rule that concerns a case, by kind and id; a check that is not known is of the kind unknown."""
    if deal.stage:
        yield "stage", deal.stage
    yield from (("check", check) for check in today.findings)
    yield from (("unknown", check) for check in deal.findings.awake_as("unknown"))
    yield from (("question", question) for question in today.questions)
    if today.situation:
        yield "situation", today.situation
    if today.cause:
        yield "cause", today.cause
    yield from (("play", play) for play in today.plays)


def _largest_first(deal: DealSummary) -> Decimal:
    """Put the largest amount first; what has none, or no rate, comes last."""
    return Decimal(1) if deal.worth is None else -deal.worth


_KINDS = ("stages", "questions", "situations", "causes", "plays", "stories", "checks")
"""The parts of the playbook whose rules serve practices."""


def rules_of(cases: Sequence[DealSummary], deals: Sequence[Deal], tallies: Mapping[str, Tally], index: Index) -> Rules:
    """Gather it for the whole playbook; ``deals`` shows every open case."""
    playbook = index.playbook
    concerns = Concerns.of(cases, deals, index)
    return Rules(
        stages={
            stage.id: StageToday(
                *_standing("stage", stage.id, index),
                today=concerns.on("stage", stage.id),
                questions=tuple(each.id for each in playbook.questions if each.answered_by_stage == stage.id),
            )
            for stage in playbook.stages
        },
        questions={
            question.id: QuestionToday(
                *_standing("question", question.id, index),
                today=concerns.on("question", question.id),
                checks=tuple(check.id for check in playbook.checks if check.question == question.id),
                due_in=sum(question.id in case.questions_due for case in cases),
            )
            for question in playbook.questions
        },
        situations={each.id: _situation(each, concerns, index) for each in playbook.situations},
        causes={cause.id: _cause(cause, concerns, index) for cause in playbook.causes},
        plays={play.id: _play(play, concerns, index) for play in playbook.plays},
        stories={
            story.id: StoryToday(
                *_standing("story", story.id, index),
                told_in=sum(story.id in case.stories_told for case in cases),
            )
            for story in playbook.stories
        },
        terms={term.id: Standing(*_standing("term", term.id, index)) for term in playbook.terms},
        checks={check.id: _check(check, tallies[check.id], concerns, index) for check in playbook.checks},
        facts={
            fact.name: tuple(check.id for check in playbook.checks if fact.name in playbook.facts_read[check.id])
            for fact in FACTS
        },
        practices={practice.id: _serving(practice.id, playbook) for practice in PRACTICES},
    )


def _standing(kind: str, rule: str, index: Index) -> tuple[Place, str | None]:
    place = index.places_of_rules[kind, rule]
    return place, index.editor_at(place)


def _situation(situation: Situation, concerns: Concerns, index: Index) -> SituationToday:
    return SituationToday(
        *_standing("situation", situation.id, index),
        today=concerns.on("situation", situation.id),
        applies_to=scope_in_words(situation.applies_to),
    )


def _cause(cause: Cause, concerns: Concerns, index: Index) -> CauseToday:
    return CauseToday(
        *_standing("cause", cause.id, index),
        today=concerns.on("cause", cause.id),
        shown_where=_shown_where(cause.signs),
        against_where=_shown_where(cause.signs_against),
    )


def _shown_where(signs: Iterable[Sign]) -> tuple[str | None, ...]:
    return tuple(in_words(sign.when) if sign.when else None for sign in signs)


def _play(play: Play, concerns: Concerns, index: Index) -> PlayToday:
    playbook = index.playbook
    return PlayToday(
        *_standing("play", play.id, index),
        today=concerns.on("play", play.id),
        checks=tuple(check.id for check in playbook.checks if check.play == play.id),
        situations=tuple(each.id for each in playbook.situations if each.play == play.id),
        causes=tuple(cause.id for cause in playbook.causes if cause.play == play.id),
        only_where=tuple(in_words(track.when) if track.when else None for track in play.talk_tracks),
    )


def _check(check: Check, counts: Tally, concerns: Concerns, index: Index) -> CheckToday:
    return CheckToday(
        *_standing("check", check.id, index),
        today=concerns.on("check", check.id),
        unknown_today=concerns.on("unknown", check.id),
        applies_to=scope_in_words(check.applies_to),
        passes_when=in_words(check.passes_when),
        facts=index.playbook.facts_read[check.id],
        tested=check.facts_tested(),
        tally=counts,
        tells_little=tells_little(counts, index.playbook.scoring),
        backtest=index.backtest.get(check.id),
    )


def _serving(practice: str, playbook: Playbook) -> dict[str, tuple[str, ...]]:
    """Name the rules that serve a practice, by their kind."""
    return {kind: tuple(rule.id for rule in getattr(playbook, kind) if practice in rule.doctrine) for kind in _KINDS}
