"""Where the playbook says something else of a test's deal than the test expects, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scorecards.evaluate.findings import Findings
from scorecards.model.check import Check
from scorecards.model.rule_tests import NONE
from scorecards.report.conclusion import Conclusion
from scorecards.rule_tests.given_deal import GivenDeal, Rules
from scorecards.score.case import Case
from scorecards.yaml_files.document import YamlMapping, position

Way = tuple[str | int, ...]

_CONCLUDED: Final = ("situation", "first_cause", "play", "question", "person")
_LISTED: Final[Mapping[str, tuple[str, str]]] = {
    "must_fire": ("a finding", "none"),
    "must_not_fire": ("no finding", "one"),
    "must_ask": ("a question to ask", "none"),
    "must_not_ask": ("no question to ask", "one"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that came out otherwise: where it is expected, of which deal, what, and the facts that decided it."""

    path: str
    line: int
    column: int
    title: str
    deal: str
    what: str
    expected: str
    got: str
    because: tuple[str, ...] = ()


def differences(given: GivenDeal, rules: Rules) -> Iterator[Difference]:
    """Hold a deal against what is expected of it."""
    yield from _outcomes(given, rules)
    rest = given.expected.model_fields_set - {"checks"}
    if rest:
        case = given.case(rules)
        yield from _findings(given, rules, case.findings)
        yield from _concluded(given, case)


def _outcomes(given: GivenDeal, rules: Rules) -> Iterator[Difference]:
    for check, expected in given.expected.checks.items():
        got = given.outcome(check, rules)
        if got != expected:
            yield _at(given, ("checks", check), check, expected, got, tuple(_decided(given, rules, check)))


def _findings(given: GivenDeal, rules: Rules, findings: Findings) -> Iterator[Difference]:
    fires = {check for check, outcome in findings.awake if outcome == "fail"}
    for key, ids, wanted in (
        ("must_fire", fires, True),
        ("must_not_fire", fires, False),
        ("must_ask", set(findings.to_ask), True),
        ("must_not_ask", set(findings.to_ask), False),
    ):
        for place, check in enumerate(getattr(given.expected, key)):
            if (check in ids) is not wanted:
                because = (*_rests(findings, check), *_decided(given, rules, check))
                yield _at(given, (key, place), check, *_LISTED[key], because)


def _rests(findings: Findings, check: str) -> Iterator[str]:
    yield f"outcome {findings.outcomes.get(check, 'not_applicable')}"
    if check in findings.moot:
        yield "moot: they have gone"
    elif check in findings.resting:
        yield "rests: the deal is paused or over"


def _concluded(given: GivenDeal, case: Case) -> Iterator[Difference]:
    found = concluded(case)
    because = tuple(f"{fact.name} = {fact.value}" for fact in case.conclusion.because) if case.conclusion else ()
    for key in _CONCLUDED:
        expected = getattr(given.expected, key)
        if expected is not None and expected != found[key]:
            yield _at(given, (key,), key, expected, found[key], because if key == "situation" else ())


def concluded(case: Case) -> dict[str, str]:
    """Give what a deal comes to, as tests expect it: none where there is nothing of a kind."""
    conclusion, diagnosis = case.conclusion, case.diagnosis
    found = {
        "situation": conclusion and conclusion.situation,
        "first_cause": diagnosis and diagnosis.leading,
        "play": conclusion and conclusion.play,
        "question": conclusion and _question(conclusion),
        "person": conclusion and conclusion.person and conclusion.person.name,
    }
    return {key: value or NONE for key, value in found.items()}


def _question(conclusion: Conclusion) -> str | None:
    asked = conclusion.question
    return (asked.question or asked.text) if asked else None


def _decided(given: GivenDeal, rules: Rules, check: str) -> Iterator[str]:
    """Say what decided an outcome: where the deal stands, and the facts that the check reads."""
    rule, opportunity = rules.playbook.checks_by_id[check], given.file.opportunity
    yield from _out_of_scope(rule, opportunity.status, opportunity.stage)
    for fact in rule.facts():
        yield f"{fact} = {given.facts.get(fact, 'unknown')}"


def _out_of_scope(rule: Check, status: str, stage: str | None) -> Iterator[str]:
    scope = rule.applies_to
    if status not in scope.status:
        yield f"status {status}, and it looks at {_listed(scope.status)}"
    if scope.stages and stage not in scope.stages:
        yield f"stage {stage or 'unknown'}, and it looks at {_listed(scope.stages)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _at(  # noqa: PLR0913, PLR0917 - what one difference says
    given: GivenDeal, way: Way, what: str, expected: str, got: str, because: tuple[str, ...]
) -> Difference:
    written, deal = given.written, given.file.opportunity.id
    return Difference(
        written.path,
        *_place(written.row, deal, way),
        written.test.title,
        deal,
        what,
        expected,
        got,
        because,
    )


def _place(row: YamlMapping, deal: str, way: Way) -> tuple[int, int]:
    """Give where something is expected of a deal."""
    return position(row, ("expect", deal, *way))
