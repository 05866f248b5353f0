"""What rule tests say of the playbook and of their own deals: references that lead somewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from scorecards.model.rule_tests import NONE, RuleTests
from scorecards.problems.problem import Problem
from scorecards.read import follow_ups, people, references, rulings
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.references import KnownIds, PlaybookIds
from scorecards.read.rule_test_parts import RuleTestParts
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping

_LISTS: Final = ("must_fire", "must_not_fire", "must_ask", "must_not_ask")
_LIKE_AN_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class RuleIds:
    """The ids of a playbook's rules that a test may name."""

    rules: PlaybookIds
    playbook: PlaybookSources
    checks: KnownIds
    situations: KnownIds

    @classmethod
    def of(cls, playbook: PlaybookSources) -> "RuleIds":
        """Collect them from a playbook that was read without problems."""
        checks = frozenset(check.checked.id for check in playbook.checks)
        situations = frozenset(each.id for each in playbook.situations.checked.situations)
        return cls(
            references.ids_of_playbook(playbook),
            playbook,
            KnownIds("a check", "checks/", checks),
            KnownIds("a situation", "situations.yml", situations),
        )

    def in_file(self, source: Source[RuleTests]) -> Iterator[Problem]:
        """Look at what a file says beside its tests."""
        yield from self.checks.check_unless_blank(source.path, source.keys, "check")
        yield from self.checks.check_each(source.path, source.keys.get("impossible"))

    def in_test(self, path: str, row: YamlMapping, parts: RuleTestParts) -> Iterator[Problem]:
        """Look at the deals of a test, at what is kept by hand, and at what is expected."""
        nameable = references.nameable_ids(parts.pipeline, self.playbook)
        yield from references.of_pipeline(parts.pipeline)
        yield from references.of_snapshot(parts.snapshot, nameable)
        yield from people.step_owners(parts.snapshot, parts.pipeline)
        yield from follow_ups.of_steps(parts.snapshot, parts.pipeline)
        for snapshot in (parts.snapshot, *parts.earlier):
            yield from references.within_snapshot(snapshot)
        yield from references.of_restarts(parts.snapshot.rows(), parts.records.known_ids.ids)
        yield from rulings.of_rulings(parts.rulings, parts.pipeline, parts.records)
        yield from follow_ups.of_follow_ups(parts.follow_ups, parts.pipeline, parts.records)
        yield from self._expected(path, row)

    def _expected(self, path: str, row: YamlMapping) -> Iterator[Problem]:
        deals = frozenset(deal["id"] for deal in row["deals"])
        yield from KnownIds("a deal", "this test", deals).check_each(path, row["expect"])
        for expected in row["expect"].values():
            if isinstance(expected, YamlMapping):
                yield from self._of_deal(path, expected)

    def _of_deal(self, path: str, expected: YamlMapping) -> Iterator[Problem]:
        yield from self.checks.check_each(path, expected.get("checks"))
        for key in _LISTS:
            yield from self.checks.check_each(path, expected.get(key))
        kinds = (("situation", self.situations), ("first_cause", self.rules.causes), ("play", self.rules.plays))
        for key, known in kinds:
            if expected.get(key) != NONE:
                yield from known.check_unless_blank(path, expected, key)
        if _LIKE_AN_ID.fullmatch(expected.get("question") or "") and expected["question"] != NONE:
            yield from self.rules.questions.check_unless_blank(path, expected, "question")
