"""A run of rule tests: which pass, which fail, and which are known to fail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from scorecards.model.playbook.playbook import Playbook
from scorecards.read.rule_test_files import WrittenTest
from scorecards.rule_tests.difference import Difference, differences
from scorecards.rule_tests.given_deal import GivenDeal, Rules, given_deals


@dataclass(frozen=True, slots=True)
class Ran:
    """One test that ran, with what came out otherwise."""

    written: WrittenTest
    deals: tuple[GivenDeal, ...]
    differences: tuple[Difference, ...]

    @property
    def is_todo(self) -> bool:
        """Whether it is known to fail."""
        return self.written.test.todo is not None

    @property
    def passes(self) -> bool:
        """Whether all came out as expected."""
        return not self.differences


@dataclass(frozen=True, slots=True)
class Run:
    """The tests that ran, in their order, and the rules that they were held against."""

    tests: tuple[Ran, ...]
    rules: Rules

    @property
    def failed(self) -> tuple[Ran, ...]:
        """The tests that fail, but for those that are known to."""
        return tuple(each for each in self.tests if not each.passes and not each.is_todo)

    @property
    def todo(self) -> tuple[Ran, ...]:
        """The tests that fail and are known to."""
        return tuple(each for each in self.tests if not each.passes and each.is_todo)

    @property
    def done(self) -> tuple[Ran, ...]:
        """The tests that are said to fail, and pass."""
        return tuple(each for each in self.tests if each.passes and each.is_todo)


def run(tests: Iterable[WrittenTest], playbook: Playbook) -> Run:
    """Run tests against the playbook that they were read with."""
    return run_on(given_deals(tests, playbook), Rules.of(playbook))


def run_on(deals: Sequence[GivenDeal], rules: Rules) -> Run:
    """Run the tests of some deals against rules, which may differ from theirs in checks, causes and situations."""
    grouped = groupby(deals, key=lambda each: id(each.written))
    return Run(tuple(_ran(tuple(of_test), rules) for _, of_test in grouped), rules)


def _ran(deals: tuple[GivenDeal, ...], rules: Rules) -> Ran:
    return Ran(deals[0].written, deals, tuple(each for deal in deals for each in differences(deal, rules)))
