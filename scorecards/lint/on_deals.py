"""What checks come to on the team's own deals: those that fail for all, for none, or are never known."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from scorecards.evaluate.outcomes import Evaluator
from scorecards.index.themes import whole_words
from scorecards.lint.placed import Placed, PlacedPlaybook
from scorecards.model.check import Check
from scorecards.model.playbook.scoring import NearlyAll
from scorecards.model.snapshot import Opportunity
from scorecards.problems.problem import Problem
from scorecards.report.values import Value

_PERCENT: Final = 100

Deal = tuple[Opportunity, Mapping[str, Value]]
"""An opportunity and the facts that are known of it."""


def of_deals(book: PlacedPlaybook, deals: Iterable[Deal]) -> Iterator[Problem]:
    """Look through what the checks of a playbook come to on deals.

    A check that looks at fewer than ``flags_nearly_all`` of scoring.yml asks for is left out: so few say nothing of it.
    """
    evaluator = Evaluator.of(book.playbook.checks)
    counts: dict[str, Counter[str]] = {check.rule.id: Counter() for check in book.checks}
    needs: list[str] = []
    told: set[str] = set()
    for opportunity, row in deals:
        for check_id, outcome in evaluator.outcomes(opportunity, row).items():
            counts[check_id][outcome] += 1
        needs += [f"{need.need}\n{need.in_their_words or ''}" for need in opportunity.needs]
        told |= {*opportunity.stories_told}
    for check in book.checks:
        yield from _of_check(check, counts[check.rule.id], book.playbook.scoring.flags_nearly_all)
    yield from _stories(book, needs, told)


def _of_check(check: Placed[Check], counted: Counter[str], least: NearlyAll) -> Iterator[Problem]:
    passed, failed, unknown = counted["pass"], counted["fail"], counted["unknown"]
    known = passed + failed
    if not known and unknown >= least.of_at_least:
        message = f"read {unknown} deals to which it applies, and on none of them is it known"
        yield check.problem("never-known", message, "id")
    if known < least.of_at_least:
        return
    if failed * _PERCENT >= known * least.percent:
        message = f"read {failed} fails of {known} known outcomes, expected some to pass"
        yield check.problem("fails-for-all", message, "id")
    if not failed:
        message = f"read {passed} passes of {known} known outcomes, expected some to fail"
        yield check.problem("fails-for-none", message, "id")


def _stories(book: PlacedPlaybook, needs: list[str], told: set[str]) -> Iterator[Problem]:
    if len(needs) < book.playbook.scoring.flags_nearly_all.of_at_least:
        return
    for story in book.stories:
        fits = whole_words(story.rule.fits_needs).search
        if story.rule.id not in told and not any(fits(need) for need in needs):
            message = f"read words that none of {len(needs)} needs on record has, expected some to fit"
            yield story.problem("story-fits-nobody", message, "fits_needs")
