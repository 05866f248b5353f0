"""The changes of checks that no rule test can notice, as a playbook's tests list them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from scorecards.model.rule_tests import Survivors
from scorecards.problems.problem import Problem, Problems
from scorecards.read.playbook_files import TESTS, PlaybookSources
from scorecards.read.rule_test_references import RuleIds
from scorecards.read.sources import Source, read_if_there
from scorecards.yaml_files.document import quoted

SURVIVORS: Final = "survivors.yml"
"""The one file of a playbook's tests that holds none."""


def read_survivors(playbook: Path, rules: PlaybookSources) -> Source[Survivors] | None:
    """Read the list of a playbook that was read without problems; None where it keeps none.

    Raises ProblemsFound with all problems of it.
    """
    problems = Problems()
    source = read_if_there(playbook / TESTS / SURVIVORS, Survivors, problems)
    if source:
        checks = RuleIds.of(rules).checks
        for row in source.rows("survivors"):
            problems.extend(checks.check_unless_blank(source.path, row, "check"))
    problems.stop()
    return source


def unused_survivors(
    source: Source[Survivors], checks: Iterable[str], surviving: Iterable[tuple[str, str]]
) -> list[Problem]:
    """Tell of entries on some checks that name no change, one that a test notices, or one that stands there before."""
    of_checks, left = set(checks), set(surviving)
    found: list[Problem] = []
    for each, row in zip(source.checked.survivors, source.rows("survivors"), strict=True):
        key = (each.check, each.change)
        if each.check in of_checks and key not in left:
            message = f"read {quoted(each.change)}, expected a change that no test notices, each once"
            found.append(Problem(source.path, *row.value_at("change"), "unused-survivor", message))
        left.discard(key)
    return found
