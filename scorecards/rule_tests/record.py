"""A rule test made of a deal of the team's: what comes out of it today, with nothing in it that tells whose it is."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from scorecards.index.history_of import history_of
from scorecards.index.index import Index
from scorecards.index.opportunity_files import OpportunityFiles, opportunity_files_of
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.rule_test_defaults import tree_of
from scorecards.read.rule_test_files import RuleTestReader
from scorecards.read.team_files import read_input, read_rules
from scorecards.rule_tests.difference import concluded
from scorecards.rule_tests.disguise import NOTHING, PHRASES, RECORDED, WORDS, Disguise
from scorecards.rule_tests.given_deal import Rules
from scorecards.rule_tests.record_text import case_text, test_of
from scorecards.rule_tests.simplest import as_many_as_hold, ways_at, without
from scorecards.rule_tests.stand_ins import Phrases
from scorecards.rule_tests.told_team import Case, ToldTeam
from scorecards.score.case import Case as Worked
from scorecards.score.case_of import case_of

_DEEPEST: Final = 7
"""Steps from the top of a case to the fields of what an earlier review lists of a deal."""
_NEEDED: Final = frozenset({"id", "as_of", "deals"})


@dataclass(frozen=True, slots=True)
class CameOut:
    """All that a rule test may expect of a deal."""

    outcomes: Mapping[str, str]
    fires: tuple[str, ...]
    asks: tuple[str, ...]
    concluded: Mapping[str, str]

    @classmethod
    def of(cls, case: Worked, rules: Rules) -> "CameOut":
        """Take it from a deal as a build works on it."""
        opportunity = case.file.opportunity
        checks = rules.diagnostics.evaluator.checks
        return cls(
            {each: check.outcome(opportunity.status, opportunity.stage, case.facts) for each, check in checks.items()},
            tuple(check for check, outcome in case.findings.awake if outcome == "fail"),
            case.findings.to_ask,
            concluded(case),
        )

    def expected(self) -> dict[str, Any]:
        """Write it as a test expects it, what does not apply left out."""
        return {
            "checks": {check: outcome for check, outcome in self.outcomes.items() if outcome != "not_applicable"},
            "must_fire": list(self.fires),
            "must_ask": list(self.asks),
            **self.concluded,
        }


@dataclass(frozen=True, slots=True)
class Recorder:
    """What deals of a team are recorded with."""

    team: ToldTeam
    index: Index
    files: OpportunityFiles
    rules: Rules
    reader: RuleTestReader

    @classmethod
    def of(cls, playbook: Path, pipeline: Path) -> "Recorder":
        """Read a team's files.  Raises ProblemsFound with all that is wrong with them."""
        sources = read_rules(playbook)
        given = read_input(playbook, pipeline)
        return cls(
            ToldTeam.of(given, pipeline, sources),
            Index.of(given),
            opportunity_files_of(given, history_of(given)),
            Rules.of(given.playbook),
            RuleTestReader(sources),
        )

    def text_of(self, opportunity: str) -> str:
        """Give a file with one test of a deal of the newest snapshot.

        Raises ProblemsFound where there is no such deal, or where it comes out otherwise once it is unrecognisable.
        """
        case, today = self.disguised(opportunity)
        return case_text(self._simplest(case, today), today.expected())

    def disguised(self, opportunity: str) -> tuple[Case, CameOut]:
        """Give all that may matter to a deal, made unrecognisable, and what comes out of it; raises as above.

        What is waived is left to fail: that is the team's, and a test is about the playbook.
        """
        real = self.files.of([opportunity]).get(opportunity)
        if real is None or real.row is None:
            raise ProblemsFound([_cannot(f"the newest snapshot has no opportunity {opportunity}")])
        told = self.team.case(opportunity)
        disguise = Disguise(told, self.index, Phrases.of(self.index))
        worked = case_of(replace(real, waivers=()), self.rules.diagnostics, self.rules.situations, self.index)
        today = _with_stand_ins(CameOut.of(worked, self.rules), disguise)
        if (made := self._comes_out(disguise.hide(told, disguise.all_in_place))) != today:
            raise ProblemsFound([_cannot(_differing(today, made))])
        kept = disguise.all_in_place
        for level in (NOTHING, PHRASES, WORDS):
            kept = self._with_less_of_texts(told, disguise, kept, level, today)
        return disguise.hide(told, kept), today

    def _with_less_of_texts(
        self, told: Case, disguise: Disguise, kept: Mapping[str, int], level: int, today: CameOut
    ) -> dict[str, int]:
        """Keep less of as many texts as can be."""

        def holds(texts: Any) -> bool:
            return self._comes_out(disguise.hide(told, {**kept, **dict.fromkeys(texts, level)})) == today

        longer = [text for text, now in kept.items() if now > level]
        return {**kept, **dict.fromkeys(as_many_as_hold(longer, holds), level)}

    def _simplest(self, case: Case, today: CameOut) -> Case:
        """Leave out whatever makes no difference, the large before the small."""
        for depth in range(1, _DEEPEST + 1):
            ways = [way for way in ways_at(case, depth) if way[-1] not in _NEEDED and way != ("deals", 0)]
            holds = partial(self._holds_without, case, today)
            case = without(case, frozenset(as_many_as_hold(ways, holds)))
        return {key: value for key, value in case.items() if value not in ([], {})}

    def _holds_without(self, case: Case, today: CameOut, ways: Any) -> bool:
        return self._comes_out(without(case, frozenset(ways))) == today

    def _comes_out(self, case: Case) -> CameOut | None:
        """Work on the deal of a case; None where no test could say that."""
        tests = self.reader.tests_of(RECORDED, tree_of(test_of(case, {}), 0))
        if not tests:
            return None
        given = tests[0].parts.input(self.rules.playbook)
        index = self.index.for_another(given)
        file = opportunity_files_of(given, history_of(given)).of([RECORDED])[RECORDED]
        return CameOut.of(case_of(file, self.rules.diagnostics, self.rules.situations, index), self.rules)


def _with_stand_ins(came_out: CameOut, disguise: Disguise) -> CameOut:
    person = came_out.concluded["person"]
    shown = person if person == "none" else disguise.person(person)
    return CameOut(came_out.outcomes, came_out.fires, came_out.asks, {**came_out.concluded, "person": shown})


def _differing(today: CameOut, made: CameOut | None) -> str:
    """Say what comes out otherwise."""
    if made is None:
        return "the case that was made of it can't be read as a rule test"
    others = [check for check, outcome in today.outcomes.items() if made.outcomes[check] != outcome]
    others += [key for key, value in today.concluded.items() if made.concluded[key] != value]
    return f"these come out otherwise once names and texts are replaced: {', '.join(others) or 'what to ask'}"


def _cannot(why: str) -> Problem:
    return Problem("test --record", 0, 0, "cannot-record", why)
