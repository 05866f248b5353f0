"""The deals of a rule test, worked on as a build works on a rep's deals."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scorecards.conclude.conclusion import Situations
from scorecards.derive.facts import Row, derive
from scorecards.diagnose.diagnosis import Diagnostics
from scorecards.index.history_of import history_of
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.index.opportunity_files import opportunity_files_of
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.rule_tests import Expected, Outcome
from scorecards.read.rule_test_files import WrittenTest
from scorecards.score.case import Case
from scorecards.score.case_of import case_on


@dataclass(frozen=True)
class Rules:
    """A playbook's rules, compiled once for all deals."""

    diagnostics: Diagnostics
    situations: Situations

    @classmethod
    def of(cls, playbook: Playbook) -> "Rules":
        """Compile them."""
        return cls(Diagnostics.of(playbook), Situations.of(playbook))

    @property
    def playbook(self) -> Playbook:
        """The playbook that they are from."""
        return self.diagnostics.playbook


@dataclass(frozen=True)
class GivenDeal:
    """A deal of a test of which something is expected, with what is derived from it.

    Its facts rest on the playbook's stages, questions and words, and not on its checks, causes and situations: other
    checks can be asked of the same facts.
    """

    written: WrittenTest
    file: OpportunityFile
    index: Index
    expected: Expected

    @cached_property
    def facts(self) -> Row:
        """What is known of it."""
        return derive(self.file, self.index)

    def outcome(self, check: str, rules: Rules) -> Outcome:
        """Give what a check says of it."""
        opportunity = self.file.opportunity
        return rules.diagnostics.evaluator.checks[check].outcome(opportunity.status, opportunity.stage, self.facts)

    def case(self, rules: Rules) -> Case:
        """Work on it by some rules."""
        return case_on(self.file, self.facts, rules.diagnostics, rules.situations, self.index.under(rules.playbook))


def given_deals(tests: Iterable[WrittenTest], playbook: Playbook) -> list[GivenDeal]:
    """Give the deals of which tests expect something, in the order of the tests; a test's other deals are their index.

    Whatever rests on the playbook alone is looked up once for all of them.
    """
    found: list[GivenDeal] = []
    shared: Index | None = None
    for written in tests:
        given = written.parts.input(playbook)
        shared = shared or Index.of(given)
        index = shared.for_another(given)
        files = opportunity_files_of(given, history_of(given)).of(written.test.expect)
        found += [GivenDeal(written, files[deal], index, expected) for deal, expected in written.test.expect.items()]
    return found
