"""The rule tests of a playbook, read from their files; a build never reads them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scorecards.model.rule_tests import Outcome, RuleTest, RuleTests
from scorecards.problems.problem import Problem, Problems
from scorecards.read import impossible_values, people
from scorecards.read.folders import files_in, is_folder, yaml_files
from scorecards.read.former_ids import FormerIds
from scorecards.read.playbook_files import TESTS, PlaybookSources, playbook_of, unread
from scorecards.read.rule_test_defaults import Defaults
from scorecards.read.rule_test_parts import RuleTestParts
from scorecards.read.rule_test_references import RuleIds
from scorecards.read.sources import Source, bytes_of, is_there, of_tree, shown, source_of
from scorecards.read.survivors import SURVIVORS
from scorecards.yaml_files.document import Tree, YamlMapping, collector_paused, entries, quoted


@dataclass(frozen=True, slots=True)
class WrittenTest:
    """A rule test, with the file that holds it and what stands there."""

    path: str
    row: YamlMapping
    test: RuleTest

    @property
    def parts(self) -> RuleTestParts:
        """What it gives, part by part, as a team's files would."""
        return RuleTestParts.of(self.path, self.row, self.test)


@dataclass(frozen=True, slots=True)
class RuleTestFiles:
    """Rule tests in the order of their files.

    ``impossible`` has by check the outcomes that it can't have, each with the reason.
    """

    paths: tuple[Path, ...]
    tests: tuple[WrittenTest, ...]
    impossible: Mapping[str, Mapping[Outcome, str]]


def files_of_tests(playbook: Path) -> list[Path]:
    """Give the files of a playbook's tests; none where it keeps no tests.

    Raises ProblemsFound where some could not be read, or would be left out: a run that lacks them must not look well.
    """
    problems = Problems()
    paths = _paths(playbook, problems)
    problems.stop()
    return paths


def problems_of_tests(playbook: Path, rules: PlaybookSources) -> list[Problem]:
    """Give all that is wrong with the tests of a playbook that was read without problems."""
    problems = Problems()
    _sources(_paths(playbook, problems), rules, problems)
    return problems.found


def _paths(playbook: Path, problems: Problems) -> list[Path]:
    folder = playbook / TESTS
    there = (files_in(folder, problems) or []) if is_there(folder) else []
    problems.extend(unread((path for path in there if is_folder(path)), (), "tests side by side"))
    return yaml_files((path for path in there if not is_folder(path) and path.name != SURVIVORS), problems)


def read_rule_tests(paths: Iterable[Path], rules: PlaybookSources) -> RuleTestFiles:
    """Read tests of a playbook that was read without problems.  Raises ProblemsFound with all problems of all files."""
    problems = Problems()
    sources = _sources(paths, rules, problems)
    problems.stop()
    impossible: dict[str, dict[Outcome, str]] = {}
    for _, source in sources:
        for check, reasons in source.checked.impossible.items():
            impossible.setdefault(check, {}).update(reasons)
    tests = tuple(each for _, source in sources for each in _tests(source))
    return RuleTestFiles(tuple(path for path, _ in sources), tests, impossible)


def _sources(paths: Iterable[Path], rules: PlaybookSources, problems: Problems) -> list[tuple[Path, Source[RuleTests]]]:
    reading = RuleTestReader(rules)
    with collector_paused():
        return [(path, reading.source(path, problems)) for path in paths]


class RuleTestReader:
    """What each file is read with."""

    def __init__(self, rules: PlaybookSources) -> None:
        """Prepare it for a playbook that was read without problems."""
        stages = playbook_of(rules).stages
        self._former = FormerIds.of(rules)
        self._defaults = Defaults(stages[0].id if stages else None)
        self._ids = RuleIds.of(rules)

    def source(self, path: Path, problems: Problems) -> Source[RuleTests]:
        """Read a file; all that is wrong with it is added to ``problems``."""
        data = bytes_of(path, problems)
        if data is None:
            return Source(shown(path))
        return self._looked_at(source_of(shown(path), data, RuleTests, problems, self._prepare), problems)

    def tests_of(self, name: str, tree: YamlMapping) -> list[WrittenTest]:
        """Read tests that stand in no file yet; none where anything is wrong with them."""
        problems = Problems()
        self._prepare(tree)
        source = self._looked_at(of_tree(name, tree, RuleTests, problems), problems)
        return [] if problems.found else list(_tests(source))

    def _looked_at(self, source: Source[RuleTests], problems: Problems) -> Source[RuleTests]:
        if source.value:
            problems.extend(self._ids.in_file(source))
            for written in _tests(source):
                problems.extend(self._of_test(written))
        return source

    def _prepare(self, tree: Tree) -> None:
        self._defaults.fill_in(tree)
        tests = entries(tree, "tests") if isinstance(tree, YamlMapping) else []
        for deal in (deal for test in tests for held in _with_earlier(test) for deal in entries(held, "deals")):
            self._former.replace_in_opportunity(deal)

    def _of_test(self, written: WrittenTest) -> Iterator[Problem]:
        parts = written.parts
        yield from _days(written)
        for snapshot in (parts.snapshot, *parts.earlier):
            yield from impossible_values.in_snapshot(snapshot)
        yield from self._ids.in_test(written.path, written.row, parts)
        yield from people.own_managers(parts.team)


def _tests(source: Source[RuleTests]) -> Iterator[WrittenTest]:
    for test, row in zip(source.checked.tests, source.rows("tests"), strict=True):
        yield WrittenTest(source.path, row, test)


def _with_earlier(test: YamlMapping) -> Sequence[YamlMapping]:
    return (test, *entries(test, "earlier"))


def _days(written: WrittenTest) -> Iterator[Problem]:
    """Look whether earlier reviews are earlier, each on a day of its own."""
    taken = {written.test.as_of}
    for earlier, row in zip(written.test.earlier, entries(written.row, "earlier"), strict=True):
        if earlier.as_of >= written.test.as_of or earlier.as_of in taken:
            expected = f"expected a day before {written.test.as_of} on which no other of the test's reviews was"
            message = f"read {quoted(str(earlier.as_of))}, {expected}"
            yield Problem(written.path, *row.value_at("as_of"), "impossible-date", message)
        taken.add(earlier.as_of)
