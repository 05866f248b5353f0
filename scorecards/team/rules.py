"""The playbook as the pages show it, each rule with what depends on it and how often it applies today."""

from collections.abc import Mapping, Sequence

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.check import Check
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.playbook import Cause, Phrase, Play, Question, Stage, Story, TalkTrack, Term
from scorecards.report.deal import Deal
from scorecards.report.rules import (
    CauseRule,
    CheckRule,
    ClosingRule,
    CriterionRule,
    FactRule,
    PhraseRule,
    PlayRule,
    QuestionRule,
    Rules,
    StageRule,
    StoryRule,
    TermRule,
    TrackRule,
)
from scorecards.report.values import Tally
from scorecards.score.score import tells_little
from scorecards.team.concerns import Concerns
from scorecards.team.conditions_in_words import in_words, scope_in_words
from scorecards.team.practices import practices_of


def rules_of(cases: Sequence[DealSummary], deals: Sequence[Deal], tallies: Mapping[str, Tally], index: Index) -> Rules:
    """Show the whole playbook; ``deals`` shows every open case."""
    playbook = index.playbook
    concerns = Concerns.of(cases, deals, index)
    return Rules(
        stages=tuple(_stage(stage, concerns, index) for stage in playbook.stages),
        questions=tuple(_question(question, cases, concerns, index) for question in playbook.questions),
        causes=tuple(_cause(cause, concerns, index) for cause in playbook.causes),
        plays=tuple(_play(play, concerns, index) for play in playbook.plays),
        stories=tuple(_story(story, cases, index) for story in playbook.stories),
        waiting_phrases=_phrases(playbook.phrases.waiting),
        blame_phrases=_phrases(playbook.phrases.blame),
        no_answer=playbook.phrases.no_answer,
        terms=tuple(_term(term, index) for term in playbook.terms),
        checks=tuple(_check(check, tallies[check.id], concerns, index) for check in playbook.checks),
        facts=tuple(
            FactRule(
                name=fact.name,
                kind=fact.kind,
                meaning=fact.meaning,
                reads=fact.reads,
                beside=fact.beside,
                words=fact.words,
                settled_by=fact.settled_by,
                checks=tuple(check.id for check in playbook.checks if fact.name in index.playbook.facts_read[check.id]),
            )
            for fact in FACTS
        ),
        practices=practices_of(playbook),
        weights=tuple(sorted(playbook.scoring.weights.items(), key=lambda item: (-item[1], item[0]))),
        score_needs_known=playbook.scoring.score_needs_known,
        score_needs_share=playbook.scoring.score_needs_share,
        nearly_all_percent=playbook.scoring.flags_nearly_all.percent,
        nearly_all_of_at_least=playbook.scoring.flags_nearly_all.of_at_least,
    )


def _stage(stage: Stage, concerns: Concerns, index: Index) -> StageRule:
    place = index.places_of_rules["stage", stage.id]
    return StageRule(
        id=stage.id,
        name=stage.name,
        definition=stage.definition,
        entry_trigger=stage.entry_trigger,
        exit_criteria=tuple(CriterionRule(item.id, item.criterion, item.evidence) for item in stage.exit_criteria),
        max_days=stage.max_days,
        in_working_days=stage.in_working_days,
        doctrine=stage.doctrine,
        questions=tuple(question.id for question in index.playbook.questions if question.answered_by_stage == stage.id),
        place=place,
        editor=index.editor_at(place),
        today=concerns.on("stage", stage.id),
    )


def _question(question: Question, cases: Sequence[DealSummary], concerns: Concerns, index: Index) -> QuestionRule:
    place = index.places_of_rules["question", question.id]
    return QuestionRule(
        id=question.id,
        name=question.name,
        question=question.question,
        why=question.why,
        how_to_ask=question.how_to_ask,
        ask_whom=question.ask_whom,
        answered_by_stage=question.answered_by_stage,
        good_for_days=question.good_for_days,
        told_by=question.told_by,
        doctrine=question.doctrine,
        checks=tuple(check.id for check in index.playbook.checks if check.question == question.id),
        due_in=sum(question.id in case.questions_due for case in cases),
        place=place,
        editor=index.editor_at(place),
        today=concerns.on("question", question.id),
    )


def _cause(cause: Cause, concerns: Concerns, index: Index) -> CauseRule:
    checks = index.playbook.checks
    pointing = [(check.id, check.suggests[cause.id]) for check in checks if cause.id in check.suggests]
    against = [(check.id, check.speaks_against[cause.id]) for check in checks if cause.id in check.speaks_against]
    place = index.places_of_rules["cause", cause.id]
    return CauseRule(
        id=cause.id,
        name=cause.name,
        definition=cause.definition,
        signs=cause.signs,
        signs_against=cause.signs_against,
        retrievability=cause.retrievability,
        retrievability_note=cause.retrievability_note,
        what_to_do=cause.what_to_do,
        warning=cause.warning,
        telling_questions=cause.telling_questions,
        play=cause.play,
        doctrine=cause.doctrine,
        checks=tuple(sorted(pointing, key=lambda item: (-item[1], item[0]))),
        checks_against=tuple(sorted(against, key=lambda item: (-item[1], item[0]))),
        place=place,
        editor=index.editor_at(place),
        today=concerns.on("cause", cause.id),
    )


def _play(play: Play, concerns: Concerns, index: Index) -> PlayRule:
    place = index.places_of_rules["play", play.id]
    return PlayRule(
        id=play.id,
        name=play.name,
        when=play.when,
        aim=play.aim,
        steps=play.steps,
        talk_tracks=tuple(_track(track) for track in play.talk_tracks),
        closing=ClosingRule(play.closing.question, play.closing.goes_on_if) if play.closing else None,
        warning=play.warning,
        doctrine=play.doctrine,
        checks=tuple(check.id for check in index.playbook.checks if check.play == play.id),
        causes=tuple(cause.id for cause in index.playbook.causes if cause.play == play.id),
        place=place,
        editor=index.editor_at(place),
        today=concerns.on("play", play.id),
    )


def _track(track: TalkTrack) -> TrackRule:
    return TrackRule(track.title, track.channel, track.words, in_words(track.when) if track.when else None)


def _story(story: Story, cases: Sequence[DealSummary], index: Index) -> StoryRule:
    place = index.places_of_rules["story", story.id]
    return StoryRule(
        id=story.id,
        title=story.title,
        customer=story.customer,
        situation=story.situation,
        what_they_did=story.what_they_did,
        result=story.result,
        fits_needs=story.fits_needs,
        doctrine=story.doctrine,
        told_in=sum(story.id in case.stories_told for case in cases),
        place=place,
        editor=index.editor_at(place),
    )


def _term(term: Term, index: Index) -> TermRule:
    place = index.places_of_rules["term", term.id]
    return TermRule(
        id=term.id,
        term=term.term,
        meaning=term.meaning,
        also_called=term.also_called,
        doctrine=term.doctrine,
        place=place,
        editor=index.editor_at(place),
    )


def _check(check: Check, counts: Tally, concerns: Concerns, index: Index) -> CheckRule:
    place = index.places_of_rules["check", check.id]
    return CheckRule(
        id=check.id,
        title=check.title,
        failure_title=check.failure_title,
        unknown_title=check.unknown_title,
        why=check.why,
        doctrine=check.doctrine,
        applies_to=scope_in_words(check.applies_to),
        passes_when=in_words(check.passes_when),
        ask=check.ask,
        ask_whom=check.ask_whom,
        question=check.question,
        remedy=check.remedy,
        suggests=tuple(sorted(check.suggests.items())),
        speaks_against=tuple(sorted(check.speaks_against.items())),
        concerns=check.concerns,
        bears_on=check.bears_on,
        rests_in_pause=check.rests_in_pause,
        play=check.play,
        severity=check.severity,
        facts=index.playbook.facts_read[check.id],
        tested=tuple(dict.fromkeys(check.passes_when.facts())),
        place=place,
        editor=index.editor_at(place),
        tally=counts,
        tells_little=tells_little(counts, index.playbook.scoring),
        today=concerns.on("check", check.id),
        unknown_today=concerns.on("unknown", check.id),
    )


def _phrases(phrases: tuple[Phrase, ...]) -> tuple[PhraseRule, ...]:
    return tuple(PhraseRule(phrase.phrase, phrase.instead) for phrase in phrases)
