"""The flow of the lint: every rule over a playbook that was read without problems, less what comments ignore."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from scorecards.lint.causes import of_causes
from scorecards.lint.checks import of_checks
from scorecards.lint.conditions import of_conditions
from scorecards.lint.ignores import not_ignored
from scorecards.lint.placed import PlacedPlaybook
from scorecards.lint.plays import of_plays
from scorecards.lint.repeats import of_repeats
from scorecards.lint.rules import LINT, ON_DEALS
from scorecards.lint.scoring import of_scoring
from scorecards.lint.situations import of_situations, of_whom
from scorecards.lint.texts import of_texts
from scorecards.lint.unused import of_unused
from scorecards.problems.problem import Problem
from scorecards.read.playbook_files import PlaybookSources

_LOOKS: Final[tuple[Callable[[PlacedPlaybook], Iterator[Problem]], ...]] = (
    of_texts,
    of_conditions,
    of_checks,
    of_causes,
    of_situations,
    of_whom,
    of_plays,
    of_unused,
    of_repeats,
    of_scoring,
)


def lint(sources: PlaybookSources, on_deals: Iterable[Problem] | None = None) -> list[Problem]:
    """Give what the lint finds in a playbook that was read without problems, in the order of places.

    ``on_deals`` is what its checks come to on the team's own deals; None where nobody looked.
    """
    book = PlacedPlaybook(sources)
    found = {problem for look in _LOOKS for problem in look(book)}.union(on_deals or ())
    looked_for = frozenset(LINT) - (ON_DEALS if on_deals is None else frozenset())
    return sorted(not_ignored(found, sources.all(), looked_for))
