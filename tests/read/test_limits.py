"""No file of a team takes more than two seconds or 300 MB before it is refused, measured in a process of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from scorecards.problems.problem import Problems
from scorecards.yaml_files import limits
from scorecards.yaml_files.document import YamlMapping, parse
from scorecards.yaml_files.plain_lines import read_tree
from tests.support.measured import measured

TEAM = "pipeline/team.yml"
RULINGS = "pipeline/rulings.yml"
SNAPSHOT = "pipeline/snapshots/2026-11-16.yml"
MILLION = 1_000_000
ROWS = "as_of: 2026-11-16\nopportunities:"


def keys(value: str = "1") -> str:
    return "".join(f"k{number}: {value}\n" for number in range(MILLION))


def listed(item: str, count: int = MILLION) -> str:
    return f"{ROWS} [" + ", ".join([item] * count) + "]\n"


def rows(lines: str, count: int = MILLION) -> str:
    return f"{ROWS}\n" + "".join(lines.format(number) for number in range(count))


REFUSED: dict[str, tuple[str, Callable[[], str], str]] = {
    "keys of a team": (TEAM, keys, "too-large"),
    "keys of the rulings": (RULINGS, keys, "too-large"),
    "keys of a snapshot, in quotes": (SNAPSHOT, lambda: ROWS + " []\n" + keys("'x'"), "too-large"),
    "keys that stand twice": (TEAM, lambda: "reps: []\n" * MILLION, "too-many-problems"),
    "opportunities in brackets": (SNAPSHOT, lambda: listed("{id: x}"), "too-large"),
    "pairs of brackets": (SNAPSHOT, lambda: listed("[]"), "too-large"),
    "brackets in each other": (SNAPSHOT, lambda: ROWS + " " + "[" * MILLION, "too-deep"),
    "unknown keys of an opportunity each": (SNAPSHOT, lambda: rows("  - x{}: 1\n"), "too-many-problems"),
    "blank opportunities": (SNAPSHOT, lambda: rows("  - {{}}\n", 399_000), "too-many-problems"),
    "deals of people and stages that nobody knows": (
        SNAPSHOT,
        lambda: rows(
            "  - id: x{0}\n    name: a\n    owner: nobody{0}\n    stage: none{0}\n    status: open\n", 300_000
        ),
        "too-many-problems",
    ),
    "dashes": (SNAPSHOT, lambda: rows("  - 'x'\n"), "too-large"),
    "anchors": (TEAM, lambda: "".join(f"- &a{number} x\n" for number in range(100_000)), "too-many-problems"),
    "aliases": (TEAM, lambda: "".join(f"- *a{number}\n" for number in range(100_000)), "too-many-problems"),
    "tags": (TEAM, lambda: "".join(f"- !t{number} x\n" for number in range(100_000)), "too-many-problems"),
    "one text on one line": (TEAM, lambda: "name: " + "a" * 63 * MILLION, "too-large"),
    "one text in quotes": (TEAM, lambda: 'name: "' + "a b " * 15 * MILLION + '"\n', "too-large"),
    "one text on many lines": (TEAM, lambda: "name: |\n" + ("  " + "a b " * 10 + "\n") * MILLION, "too-large"),
    "one text of 10 MB": (TEAM, lambda: "name: " + "a" * 10 * MILLION, "too-large"),
    "blank lines": (TEAM, lambda: "\n" * 63 * MILLION, "too-large"),
    "unknown keys as many as may be": (
        TEAM,
        lambda: "".join(f"k{number}: 1\n" for number in range(limits.MOST_KEYS)),
        "too-many-problems",
    ),
    "unknown answers as many as may be": (
        SNAPSHOT,
        lambda: (
            f"{ROWS}\n  - id: A1\n    name: A\n    owner: ana-lima\n    stage: meet\n    status: open\n    answers:\n"
            + "".join(f"      q{number}: {{value: x}}\n" for number in range(limits.MOST_KEYS))
        ),
        "too-many-problems",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_holds_too_much_is_refused_at_once(case: str, base: Path) -> None:
    path, text, code = REFUSED[case]
    (base / path).write_text(text(), "utf-8")
    found = measured(base, "check")
    assert found.was_refused_at_once(), found
    assert any(f"{path}:" in line and f" {code}: " in line for line in found.told)


def tree_of(text: str, reader: Callable[[str, bytes, Problems], object]) -> tuple[object, list[str]]:
    problems = Problems()
    return reader("a.yml", text.encode(), problems), [str(each) for each in problems]


@pytest.mark.parametrize("reader", [parse, read_tree])
@pytest.mark.parametrize("value", ["x", "'x'"])
def test_as_many_keys_and_items_as_are_allowed_are_read_and_the_next_is_told_at_its_place(
    reader: Callable[[str, bytes, Problems], object], value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("document", "plain_lines"):
        monkeypatch.setattr(f"scorecards.yaml_files.{module}.MOST_KEYS", 3)
        monkeypatch.setattr(f"scorecards.yaml_files.{module}.MOST_ITEMS", 3)
    three = "".join(f"k{number}: {value}\n" for number in range(3))
    tree, problems = tree_of(three, reader)
    assert (isinstance(tree, YamlMapping), problems) == (True, [])
    tree, problems = tree_of(f"{three}last: {value}\n", reader)
    assert (tree, [each[: len("a.yml:4:1: too-large")] for each in problems]) == (None, ["a.yml:4:1: too-large"])
    inside = "a:\n" + f"  - {value}\n" * 3
    assert tree_of(f"{inside}b: 1\n", reader)[1] == []
    tree, problems = tree_of(f"{inside}  - {value}\nb: 1\n", reader)
    assert (tree, [each[: len("a.yml:5:5: too-large")] for each in problems]) == (None, ["a.yml:5:5: too-large"])


def test_a_text_is_read_up_to_its_limit_however_many_lines_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST", 100_000)
    within = "a: |\n" + "  xxxxxxx\n" * 8_000 + "b: 1\n" + "\n" * 200_000 + "c: 1\n"
    tree, problems = tree_of(within, parse)
    assert (isinstance(tree, YamlMapping), problems) == (True, [])
    tree, problems = tree_of("b: 1\na: |\n" + "  xxxxxxx\n" * 40_000, parse)
    assert tree is None
    assert [each[: len("a.yml:2:2: too-large")] for each in problems] == ["a.yml:2:2: too-large"]
