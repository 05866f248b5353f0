"""Coverage in lines: what no test shows, and how much they show of each kind of rule."""

from collections.abc import Iterator, Mapping

from scorecards.model.rule_tests import OUTCOMES
from scorecards.rule_tests.coverage import Covered

_IN_WORDS = {
    "check": "checks, each outcome",
    "situation": "situations",
    "first_cause": "causes that lead",
    "play": "plays that are suggested",
    "question": "questions that a situation asks first",
}


def coverage_table(covered: Covered) -> Iterator[str]:
    """Give a row for each check with how many deals show each outcome, then what is missing, then the shares."""
    checks = covered.rules["check"]
    width = max(map(len, checks), default=0)
    yield f"{'check':<{width}}  {'  '.join(OUTCOMES)}"
    for check, outcomes in checks.items():
        cells = (f"{_cell(outcomes[each]):>{len(each)}}" for each in OUTCOMES)
        yield f"{check:<{width}}  {'  '.join(cells)}"
    yield ""
    for kind, rule, thing in covered.missing:
        yield f"not shown: {kind} {rule}{f', {thing}' if kind == 'check' else ''}"
    for kind, rules in covered.rules.items():
        yield f"{_share(rules)} {_IN_WORDS[kind]}"
    yield f"coverage: {covered.shown} of {covered.possible}, {covered.percent:.1f} %"


def _cell(count: int | None) -> str:
    return "-" if count is None else str(count)


def _share(rules: Mapping[str, Mapping[str, int | None]]) -> str:
    counts = [count for things in rules.values() for count in things.values() if count is not None]
    return f"{sum(bool(each) for each in counts)} of {len(counts)}"
