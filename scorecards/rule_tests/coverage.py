"""What a run of rule tests shows of a playbook: each check's outcomes, each situation, cause, play and question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from scorecards.model.playbook.playbook import Playbook
from scorecards.model.rule_tests import NONE, OUTCOMES, Outcome
from scorecards.rule_tests.run import Ran, Run

Impossible = Mapping[str, Mapping[Outcome, str]]

_KINDS: Final = ("situation", "first_cause", "play", "question")


@dataclass(frozen=True, slots=True)
class Covered:
    """How often passing tests show each thing that a rule can come to; None where it can't, by what the tests say.

    ``rules`` has, by the kind of rule and its id, each of these things with its count.
    """

    rules: Mapping[str, Mapping[str, Mapping[str, int | None]]]

    @property
    def missing(self) -> list[tuple[str, str, str]]:
        """What no test shows: kind, id, and what of it."""
        return [(kind, rule, thing) for kind, rule, thing, count in self._all() if count == 0]

    @property
    def shown(self) -> int:
        """How many of the things that can come out are shown."""
        return sum(bool(count) for *_, count in self._all())

    @property
    def possible(self) -> int:
        """How many things can come out."""
        return sum(count is not None for *_, count in self._all())

    @property
    def percent(self) -> float:
        """The share that is shown."""
        return 100 * self.shown / self.possible if self.possible else 100.0

    def _all(self) -> Iterator[tuple[str, str, str, int | None]]:
        for kind, rules in self.rules.items():
            for rule, things in rules.items():
                for thing, count in things.items():
                    yield kind, rule, thing, count


def coverage(run: Run, impossible: Impossible) -> Covered:
    """Count what the tests of a run show, those that fail left out."""
    playbook = run.rules.playbook
    shown = _shown(each for each in run.tests if each.passes)
    checks: dict[str, dict[str, int | None]] = {
        check: {
            outcome: None if outcome in impossible.get(check, {}) else shown["check", check, outcome]
            for outcome in OUTCOMES
        }
        for check in sorted(playbook.checks_by_id)
    }
    others = {kind: {rule: {"first": shown[kind, rule, "first"]} for rule in rules} for kind, rules in _named(playbook)}
    return Covered({"check": checks, **others})


def shown_though_impossible(run: Run, impossible: Impossible) -> list[tuple[str, Outcome]]:
    """Name the outcomes that tests show and that are said to be impossible."""
    shown = _shown(each for each in run.tests if each.passes)
    return [
        (check, outcome)
        for check, outcomes in impossible.items()
        for outcome in outcomes
        if shown["check", check, outcome]
    ]


def _named(playbook: Playbook) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the rules of which one comes first on a deal, by their kind: a question that can't come first is none."""
    yield "situation", playbook.situations_by_id
    yield "first_cause", playbook.causes_by_id
    used = {each.play for each in playbook.situations} | {each.play for each in playbook.causes}
    yield "play", [play for play in playbook.plays_by_id if play in used]
    yield "question", dict.fromkeys(each.question for each in playbook.situations if each.question)


def _shown(tests: Iterable[Ran]) -> defaultdict[tuple[str, str, str], int]:
    found: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    for deal in (deal for ran in tests for deal in ran.deals):
        for check, outcome in deal.expected.checks.items():
            found["check", check, outcome] += 1
        for kind in _KINDS:
            if (rule := getattr(deal.expected, kind)) not in {None, NONE}:
                found[kind, rule, "first"] += 1
    return found
