"""No export takes more than two seconds or 300 MB before it is refused, and none is read in more than linear time."""

import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

import pytest

from scorecards.importing.mapping.source import CsvSource
from scorecards.importing.open import limits
from scorecards.importing.open.encodings import decode
from scorecards.importing.open.export_file import ExportFile
from scorecards.importing.open.files import tables_of
from scorecards.importing.open.limits import MOST_COLUMNS
from scorecards.problems.problem import Problems
from tests.support.measured import Measured, measured

MILLION = 1_000_000
HEADER = "Id,Name,Owner,Stage"
DEAL = "A1,Deal,Ana Lima,New"
MAPPING = """currency: EUR
team: {name: T, rep: {column: Owner}, manager: {value: Mo Boss}}
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Owner}
  stage: {column: Stage, values: {New: meet}}
  status: {column: Stage, values: {New: open}}
"""


def columns(count: int) -> str:
    return "," + ",".join(f"c{number}" for number in range(count))


REFUSED: dict[str, Callable[[], tuple[str, ...]]] = {
    "a million columns": lambda: (HEADER + columns(MILLION) + "\n" + DEAL + "," * MILLION,),
    "wide rows": lambda: (HEADER + columns(100_000) + "\n", *[DEAL + "," * 100_000 + "\n"] * 100),
    "one line of 1 GB": lambda: ("a" * MILLION,) * 1_000,
    "commas": lambda: ("," * MILLION,) * 200,
    "one cell of 300 MB": lambda: (f'{HEADER}\nA1,"', *("a" * MILLION,) * 300, '",x,y\n'),
    "a quote that is never closed": lambda: (f'{HEADER}\nA1,"', *(f"{DEAL}\n" * 10_000,) * 1_500),
    "a quote that is never closed in a small file": lambda: (f'{HEADER}\nA1,"', *(f"{DEAL}\n" * 10_000,) * 60),
}


def imported(folder: Path, parts: tuple[str, ...]) -> Measured:
    (folder / "map.yml").write_text(MAPPING, "utf-8")
    with (folder / "deals.csv").open("w", encoding="utf-8") as file:
        file.writelines(parts)
    arguments = ["import", "deals.csv", "--from", "map.yml", "--as-of", "2026-11-16", "--into", "new", "--dry-run"]
    return measured(folder, *arguments)


@pytest.mark.parametrize("case", REFUSED)
def test_an_export_that_holds_too_much_is_refused_at_once(case: str, base: Path) -> None:
    found = imported(base, REFUSED[case]())
    (base / "deals.csv").unlink()
    assert found.was_refused_at_once(), found
    assert [line.split(": ")[1] for line in found.told] in (["csv-limit"], ["csv-syntax"])


def test_as_many_columns_as_a_sheet_of_excel_holds_are_read(base: Path) -> None:
    found = imported(base, (HEADER + columns(MOST_COLUMNS - 4) + "\n", DEAL + "," * (MOST_COLUMNS - 4) + "\n"))
    assert (found.status, found.told) == (0, [])
    assert found.seconds < 2
    assert found.size < 10_000


def test_new_words_are_told_with_a_count_of_the_rest(base: Path) -> None:
    rows = "".join(f"A{number},Deal,Ana Lima,Word {number}\n" for number in range(20_000))
    found = imported(base, (f"{HEADER}\n", rows))
    assert found.status == 1
    assert found.size < 10_000
    assert "19997 more values in this column" in found.told[-1]


@pytest.mark.parametrize("text", ["plain, a\n", 'quoted,"a\nb"\n', "semi;colon\n", 'a "b" c\n'])
def test_a_large_file_within_the_limits_is_read(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_LARGE", 10)
    path = tmp_path / "a.csv"
    path.write_text("Id,Name\n" + text * 100, "utf-8")
    assert limits.beyond_limits(path) is None
    path.write_text("Id\tName\n" + text * 100, "utf-16")
    assert limits.beyond_limits(path) is None


@pytest.mark.parametrize("text", ['[{"Id": "1"}]', ' {"data": []}', "<table>", "PK\x03\x04"])
def test_a_file_of_another_kind_may_be_one_line(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_LARGE", 10)
    monkeypatch.setattr(limits, "LONGEST_LINE", 100)
    path = tmp_path / "a.json"
    path.write_text(text + " " * 1_000, "utf-8")
    assert limits.beyond_limits(path) is None
    path.write_text("a" * 1_000, "utf-8")
    assert str(limits.beyond_limits(path)).startswith(f"{path}:1:1: csv-limit: read a line of more than 100 characters")


def quickest(work: Callable[[], object]) -> float:
    """Give the least of three times: what else the machine does only adds to it."""

    def once() -> float:
        began = time.process_time()
        work()
        return time.process_time() - began

    return min(once() for _ in range(3))


def opened(path: Path) -> None:
    assert tables_of(path, CsvSource(), {"Id"}, Problems())


@pytest.mark.parametrize(
    "header",
    [
        lambda count: ",".join(f"c{number}" for number in range(count)),
        lambda count: ",".join(["same"] * count),
        lambda count: "," * count,
    ],
)
def test_many_columns_take_linear_time(header: Callable[[int], str], tmp_path: Path) -> None:
    taken = []
    for count in (1_500, 15_000):
        path = tmp_path / f"{count}.csv"
        path.write_text(f"Id,{header(count)}\n" + ("1" + ",x" * count + "\n") * 3, "utf-8")
        taken.append(quickest(partial(opened, path)))
    assert taken[1] < 30 * taken[0] + 0.2


@pytest.mark.parametrize("text", ["é {}", "{} é", "é" * 20 + " {}"])
def test_many_letters_in_a_row_take_linear_time_to_decode(text: str) -> None:
    for letter in "aéX":
        data = ("Id,Name\n1," + text.format(letter * 60_000) + "\n").encode("cp1252")
        file = ExportFile("a.csv", "a", CsvSource(), [])
        assert quickest(partial(decode, file, data)) < 1


def test_many_signs_beside_a_name_take_no_time(tmp_path: Path) -> None:
    signs = "".join(chr(code) for code in range(0x80, 0x9FFF) if not chr(code).isalnum() and chr(code).isprintable())
    path = tmp_path / "a.csv"
    path.write_text("".join(f"Id,{signs[start::15]}\n" for start in range(15)), "utf-8")
    assert quickest(partial(opened, path)) < 1


def test_a_mapping_of_unknown_keys_is_refused_at_once(base: Path) -> None:
    (base / "map.yml").write_text(MAPPING + "".join(f"  k{number}: x\n" for number in range(9_000)), "utf-8")
    found = measured(base, "import", "deals.csv", "--from", "map.yml", "--as-of", "2026-11-16", "--dry-run")
    assert found.was_refused_at_once(), found
    assert found.told[-1].endswith(" more: unknown-key")


def test_very_many_lists_of_child_records_are_told_in_few_lines(base: Path) -> None:
    (base / "map.yml").write_text(MAPPING, "utf-8")
    lists = {f"list {number}": [{"text": "x"}] for number in range(3_000)}
    deal = {"Id": "A1", "Name": "Deal", "Owner": "Ana Lima", "Stage": "New", **lists}
    (base / "deals.json").write_text(json.dumps([deal]), "utf-8")
    arguments = ["import", "deals.json", "--from", "map.yml", "--as-of", "2026-11-16", "--into", "new", "--dry-run"]
    found = measured(base, *arguments)
    assert (found.status, found.told) == (0, [])
    assert found.size < 50_000


def test_names_that_are_nearly_known_take_linear_time_and_are_told_in_few_lines(base: Path) -> None:
    random = Random(1)  # noqa: S311 - names, the same each time
    taken = []
    for count in (2_000, 12_000):
        names = ["".join(random.choices("abcdefghijklmnop", k=8)) for _ in range(count)]
        accounts = "".join(f"  - id: {name}\n    name: {name} Ltd\n" for name in names)
        folder = base / str(count)
        (folder / "new").mkdir(parents=True)
        (folder / "new/accounts.yml").write_text(f"accounts:\n{accounts}", "utf-8")
        rows = "".join(f"A{place},Deal,Ana Lima,New,{name[:-1]}x Ltd\n" for place, name in enumerate(names))
        (folder / "map.yml").write_text(f"{MAPPING}  account: {{column: Account}}\n", "utf-8")
        (folder / "deals.csv").write_text(f"{HEADER},Account\n{rows}", "utf-8")
        arguments = ["import", "deals.csv", "--from", "map.yml", "--as-of", "2026-11-16", "--into", "new", "--dry-run"]
        found = measured(folder, *arguments)
        assert (found.status, found.size < 10_000) == (1, True)
        assert "near-account" in found.told[0]
        taken.append(found.seconds)
    assert taken[1] < 10 * taken[0] + 0.5
