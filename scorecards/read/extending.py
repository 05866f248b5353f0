"""A playbook that builds on another one: which folder that is, and what of it counts.

A file that a playbook lacks is read where the other one keeps it, so that whatever is wrong with it is told there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from os.path import normpath
from pathlib import Path
from typing import Final

from scorecards.model.playbook.extends import Extends
from scorecards.model.playbook.questions import Questions
from scorecards.problems.problem import Problem, Problems
from scorecards.read.folders import is_folder
from scorecards.read.paths import is_file
from scorecards.read.replacing import replace_value
from scorecards.read.sources import Source, is_there
from scorecards.yaml_files.document import Tree, YamlSequence, entries, quoted

EXTENDS: Final = "playbook.yml"
"""The file that names the other playbook."""


def base_of(extends: Source[Extends] | None, problems: Problems) -> Path | None:
    """Give the folder of the playbook that is built on; None, with a problem added, where it is none."""
    if extends is None or extends.value is None:
        return None
    if extends.value.extends is None:
        if extends.value.without:
            message = "read a list, expected none: this playbook extends no other one; delete the checks' files"
            problems.add(Problem(extends.path, *extends.keys.key_at("without"), "extends-nothing", message))
        return None
    # Written without its way up, the folder's files are named in messages as anybody would name them.
    base = Path(normpath(Path(extends.path).parent / extends.value.extends))
    if is_folder(base) and is_file(base / "stages.yml") and not is_there(base / EXTENDS):
        return base
    expected = "expected the folder of a playbook that stands on its own, seen from this one"
    message = f"read {quoted(extends.value.extends)}, {expected}"
    problems.add(Problem(extends.path, *extends.keys.value_at("extends"), "extends-nothing", message))
    return None


def checks_taken_over(
    base: Mapping[str, Path], own: Mapping[str, Path], extends: Source[Extends], problems: Problems
) -> dict[str, Path]:
    """Give the files of the checks that are taken over, by id, of those that the other playbook has."""
    without = extends.checked.without
    listed = extends.keys.get("without")
    for place, left_out in enumerate(without):
        if left_out not in base and isinstance(listed, YamlSequence):
            message = f"read {quoted(left_out)}, expected the id of a check in the playbook that this one extends"
            problems.add(Problem(extends.path, *listed.item_at(place), "unknown-check", message))
    return {name: path for name, path in base.items() if name not in without and name not in own}


def with_present_questions(questions: Source[Questions], prepare: Callable[[Tree], None]) -> Callable[[Tree], None]:
    """Make a function that prepares a rule that is taken over: a question that has another id here gets that one."""
    rows = questions.rows("questions")
    renames = {former: row["id"] for row in rows for former in _former(row.get("formerly"))}

    def prepared(tree: Tree) -> None:
        prepare(tree)
        replace_value(tree, "question", renames)
        for rule in entries(tree, "situations") if isinstance(tree, dict) else ():
            replace_value(rule, "question", renames)

    return prepared


def _former(listed: object) -> Iterator[str]:
    yield from (each for each in listed if isinstance(each, str)) if isinstance(listed, YamlSequence) else ()


def by_name(paths: Iterable[Path]) -> dict[str, Path]:
    """Give files by their names without the ending."""
    return {path.stem: path for path in paths}
