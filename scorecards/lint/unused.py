"""Rules that nothing uses."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from scorecards.lint.placed import PlacedPlaybook
from scorecards.model.facts import qualification
from scorecards.model.practices import PRACTICES
from scorecards.problems.problem import Problem

if TYPE_CHECKING:
    from scorecards.model.check import Check
    from scorecards.model.playbook.causes import Cause
    from scorecards.model.playbook.situations import Situation

_QUALIFICATION = frozenset(fact.name for fact in qualification.FACTS)


def of_unused(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look for what nothing in a playbook uses."""
    read = {fact for each in book.conditions for fact in each.condition.facts()}
    yield from _plays(book)
    yield from _questions(book, read)
    yield from _stories(book, read)
    yield from _themes(book, read)
    yield from _practices(book)


def _plays(book: PlacedPlaybook) -> Iterator[Problem]:
    playbook = book.playbook
    naming: tuple[Check | Situation | Cause, ...] = (*playbook.checks, *playbook.situations, *playbook.causes)
    named = {each.play for each in naming} | {playbook.scoring.reminder}
    for play in book.plays:
        if play.rule.id not in named:
            message = "read a play that nothing names, expected a check, situation or cause that it helps with"
            yield play.problem("unused-play", message, "id")


def _questions(book: PlacedPlaybook, read: set[str]) -> Iterator[Problem]:
    """Tell of questions whose answers change nothing: facts of qualification count them all."""
    if read & _QUALIFICATION:
        return
    naming: tuple[Check | Situation, ...] = (*book.playbook.checks, *book.playbook.situations)
    named = {each.question for each in naming}
    for question in book.questions:
        rule = question.rule
        if rule.id not in named and not rule.tells_of and not set(rule.tells) & read:
            message = "read a question whose answer no rule uses, expected a check that names it or counts answers"
            yield question.problem("unused-question", message, "id")


def _stories(book: PlacedPlaybook, read: set[str]) -> Iterator[Problem]:
    if book.stories and "stories_told" not in read:
        message = "read stories, expected a check that reads stories_told, so that somebody tells them"
        yield book.stories[0].problem("unused-stories", message, "id")


def _themes(book: PlacedPlaybook, read: set[str]) -> Iterator[Problem]:
    asked = {theme for question in book.playbook.questions for theme in question.tells_of}
    source = book.sources.themes
    for row in source.rows("themes") if source else ():
        theme = row["theme"]
        if source and theme not in asked and not {f"they_speak_of_{theme}", f"we_note_{theme}"} & read:
            message = "read a theme whose facts no condition reads, expected a sign or a situation that does"
            yield Problem(source.path, *row.value_at("theme"), "unused-theme", message)


def _practices(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of practices that no rule serves."""
    playbook = book.playbook
    rules: tuple[Any, ...] = (
        *playbook.stages,
        *playbook.questions,
        *playbook.causes,
        *playbook.plays,
        *playbook.stories,
        *playbook.checks,
        *playbook.situations,
        *playbook.terms,
    )
    served = {practice for rule in rules for practice in rule.doctrine}
    unserved = [each.id for each in PRACTICES if each.id not in served]
    if unserved:
        message = f"read no rule that serves {', '.join(unserved)}, expected each under doctrine of a rule"
        yield Problem(book.sources.stages.path, 1, 1, "unused-principle", message)
