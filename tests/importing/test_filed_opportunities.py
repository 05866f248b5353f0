"""A large snapshot on file is held as its bytes, and says the same on the same lines as one that is read as a whole."""

from datetime import date
from pathlib import Path

import pytest

from scorecards.importing.task import filed_opportunities
from scorecards.importing.task.on_file import SnapshotOnFile, read_on_file
from scorecards.problems.problem import Problems
from scorecards.read.former_ids import FormerIds
from scorecards.yaml_files.document import YamlMapping

DAY = date(2026, 11, 9)
HEAD = "as_of: 2026-11-09\nsource: a.csv\nopportunities:\n"
PLAIN = '\n  - id: "{}"\n    name: "Night rota"\n    owner: ana\n    status: open\n    answers:\n      budget: "4"\n'
IN_LINES = '    notes: |\n      First\n        - second\n    needs:\n      - {need: Speed, met: "yes"}\n'


@pytest.fixture
def into(tmp_path: Path) -> Path:
    (tmp_path / "snapshots").mkdir()
    return tmp_path


FORMER = FormerIds(questions={"budget": "money"})


def on_file(into: Path, text: str, monkeypatch: pytest.MonkeyPatch, *, large: bool) -> tuple[SnapshotOnFile, Problems]:
    (into / "snapshots" / f"{DAY}.yml").write_text(text, "utf-8")
    monkeypatch.setattr(filed_opportunities, "LARGE", 0 if large else 1_000_000)
    problems = Problems()
    (found,) = read_on_file(into, date(2026, 11, 16), problems, FORMER).snapshots
    return found, problems


def places(tree: YamlMapping) -> list[object]:
    inner = [places(each) for each in tree.values() if isinstance(each, YamlMapping)]
    return [tree.own_place(), [tree.value_at(key) for key in tree], *inner]


def test_each_opportunity_says_the_same_on_the_same_lines(into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [PLAIN.format(number) + (IN_LINES if number % 3 == 0 else "") for number in range(9)]
    text = HEAD + "".join(many)
    monkeypatch.setattr(filed_opportunities, "_AT_A_TIME", 4)
    held, _ = on_file(into, text, monkeypatch, large=True)
    whole, _ = on_file(into, text, monkeypatch, large=False)
    assert isinstance(held.opportunities, filed_opportunities.FiledOpportunities)
    assert dict(held.opportunities) == dict(whole.opportunities)
    assert list(held.opportunities["4"]["answers"]) == ["money"]
    assert list(held.opportunities) == [str(number) for number in range(9)]
    assert dict(held.files) == dict(whole.files)
    for id_, tree in whole.opportunities.items():
        other = held.opportunities[id_]
        assert isinstance(tree, YamlMapping)
        assert isinstance(other, YamlMapping)
        assert places(other) == places(tree)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + PLAIN.format(1) + PLAIN.format(2).replace("open", "opne"),
        HEAD + PLAIN.format(1) + '    notes: "begun\n  - id: "2"\n',
        HEAD.replace("09", "10") + PLAIN.format(1),
        HEAD + PLAIN.format(1) + "team: x\n",
    ],
    ids=["a word that nobody knows", "an open quote", "another day", "a key behind the list"],
)
def test_what_is_wrong_is_told_as_of_the_whole(into: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    _, told = on_file(into, text, monkeypatch, large=True)
    _, expected = on_file(into, text, monkeypatch, large=False)
    assert list(told) == list(expected)
    assert list(told)
