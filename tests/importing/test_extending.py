"""A team's mapping completes another one: what it says goes before, and each mistake is told in its own file."""

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scorecards.importing.mapping.extending import read_mapping
from scorecards.importing.mapping.known_ids import read_ids
from scorecards.problems.problem import Problems

if TYPE_CHECKING:
    from scorecards.importing.mapping.mapping import CrmMapping

PLAYBOOK = Path(__file__).parent.parent.parent / "playbook"
BASE = """\
source: {blanks: [N/A], dates: DD/MM/YYYY}
stages: {New: meet, Talking: qualify, Done: won}
skip: [{when: {Gone: ["true"]}, because: deleted}]
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Rep}
  crm_stage: {column: State}
  amount: {column: Value}
  answers:
    budget: {column: Budget, said_by: buyer}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a mapping that comes along, and make it the working directory."""
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "crm.yml").write_text(BASE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(text: str, playbook: Path | None = None) -> "tuple[CrmMapping | None, list[str]]":
    Path("ours.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    ids = read_ids(playbook) if playbook else None
    return read_mapping(Path("ours.yml"), Path("mappings"), problems, ids), [str(each) for each in problems]


def given(text: str) -> "CrmMapping":
    value, problems = read(text)
    assert problems == []
    assert value is not None
    return value


@pytest.mark.usefixtures("folder")
def test_what_is_not_said_stays_as_it_was() -> None:
    ours, crm = given("extends: crm\n"), given(BASE)
    assert ours.model_copy(update={"extends": None}) == crm


@pytest.mark.usefixtures("folder")
def test_a_field_replaces_the_field_and_a_word_the_word() -> None:
    ours = given(
        "extends: crm\nstages: {Talking: scope, Quoted: quote}\nopportunities: {owner: {value: Ana Lima}}\n"
        "source: {dates: MM/DD/YYYY}\n"
    )
    assert ours.stages == {"Talking": "scope", "Quoted": "quote", "New": "meet", "Done": "won"}
    assert (ours.opportunities.owner.value, ours.opportunities.owner.column) == ("Ana Lima", None)
    assert ours.opportunities.amount
    assert (ours.source.dates, ours.source.blanks) == ("MM/DD/YYYY", ("N/A",))


@pytest.mark.usefixtures("folder")
def test_a_blank_takes_away() -> None:
    ours = given("extends: crm\nstages: {New:}\nopportunities: {amount:}\n".replace(":}", ": }"))
    assert list(ours.stages) == ["Talking", "Done"]
    assert ours.opportunities.amount is None


@pytest.mark.usefixtures("folder")
def test_answers_come_together_and_so_do_the_rows_to_skip() -> None:
    ours = given(
        "extends: crm\nskip: [{when: {Kind: [Test]}, because: a test}]\n"
        "opportunities: {answers: {champion: {column: Ally}}}\n"
    )
    assert set(ours.opportunities.answers) == {"budget", "champion"}
    assert [each.because for each in ours.skip] == ["a test", "deleted"]


@pytest.mark.usefixtures("folder")
def test_a_mapping_may_extend_one_that_extends_another_and_lies_beside_it() -> None:
    Path("team.yml").write_text("extends: crm\nkeep: ours\n", encoding="utf-8")
    ours = given("extends: team.yml\nstages: {Quoted: quote}\n")
    assert ours.keep == {"default": "ours"}
    assert "New" in ours.stages


@pytest.mark.usefixtures("folder")
def test_each_mistake_is_told_in_the_file_in_which_it_stands() -> None:
    Path("mappings/crm.yml").write_text(BASE.replace("said_by: buyer", "said_by: buyr"), encoding="utf-8")
    assert read("extends: crm\nopportunities:\n  owner: {colunm: Rep}\n")[1] == [
        "ours.yml:3:11: unknown-key: read 'colunm', expected the name of a field. Did you mean column?",
        "mappings/crm.yml:11:39: unknown-word: read 'buyr', expected one of buyer, rep, inferred. Did you mean buyer?",
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("crn", "expected the path of a mapping from this file, or one of crm. Did you mean crm?"),
        ("ours.yml", "which is this mapping or extends it, expected another one"),
    ],
)
def test_what_cannot_be_extended_is_told(named: str, told: str) -> None:
    assert read(f"extends: {named}\n") == (None, [f"ours.yml:1:10: mapping-extends: read '{named}', {told}"])


@pytest.mark.usefixtures("folder")
def test_what_a_mapping_names_of_the_playbook_is_looked_up_there_before_a_row_is_read() -> None:
    text = """\
extends: crm
stages: {Discovery: qualfy, Proposal: quote, Lost: lost}
opportunities:
  stage: {first: [{column: S, values: {A: quote, B: quot}}, {value: meett}]}
  answers: {champoin: {column: C}}
  exit_criteria: {economic-buyer-mett: {met: {column: M}}}
"""
    value, told = read(text, PLAYBOOK)
    assert value is None
    assert [(each.split(":")[1], each.split(": ", 1)[1].split(", expected")[0]) for each in told] == [
        ("2", "unknown-stage: read 'qualfy'"),
        ("4", "unknown-stage: read 'quot'"),
        ("4", "unknown-stage: read 'meett'"),
        ("5", "unknown-question: read 'champoin'"),
        ("6", "unknown-criterion: read 'economic-buyer-mett'"),
    ]
    assert told[0].endswith("Did you mean qualify?")


@pytest.mark.usefixtures("folder")
def test_a_stage_of_an_extended_mapping_that_the_playbook_lacks_is_a_word_that_nobody_knows() -> None:
    Path("mappings/crm.yml").write_text(BASE.replace("qualify", "elsewhere"), encoding="utf-8")
    value, told = read("extends: crm\n", PLAYBOOK)
    assert (told, value and value.stages) == ([], {"New": "meet", "Done": "won"})


@pytest.mark.parametrize("path", sorted((PLAYBOOK.parent / "mappings").glob("*.yml")), ids=lambda path: path.stem)
def test_the_mappings_that_come_along_name_what_the_playbook_that_comes_along_has(path: Path) -> None:
    problems = Problems()
    assert read_mapping(path, path.parent, problems, read_ids(PLAYBOOK))
    assert list(problems) == []


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "named", ["salesforc\te", "x\nteam.yml:1:1: unknown-key: read 'y'", "a" * 300, "\u202ecrm", "\0"]
)
def test_what_is_to_be_extended_is_shown_on_one_line_however_it_is_written(named: str) -> None:
    written = json.dumps(named).replace("\\u0000", "\\0")
    _, (problem,) = read(f"extends: {written}\n")
    assert problem.startswith("ours.yml:1:10: mapping-extends: read '") or "control-character" in problem
    assert problem.isprintable()
    assert len(problem) < 300


@pytest.mark.usefixtures("folder")
def test_a_misspelt_key_of_a_look_up_within_an_alternative_is_told_at_its_line() -> None:
    look_up = "{fil: a.csv, by: x, give: y}"
    told = read(f"extends: crm\nopportunities:\n  stage:\n    first:\n      - {{column: S, look_up: {look_up}}}\n")[1]
    assert "ours.yml:5:31: unknown-key: read 'fil', expected the name of a field. Did you mean file?" in told


@pytest.mark.usefixtures("folder")
def test_a_former_id_of_the_playbook_is_read_as_the_present_one_and_told_as_a_hint(tmp_path: Path) -> None:
    playbook = tmp_path / "playbook"
    shutil.copytree(PLAYBOOK, playbook)
    for name, id_, former in (
        ("stages.yml", "qualify", "talk"),
        ("stages.yml", "buyer-named", "who-buys"),
        ("questions.yml", "budget", "money"),
    ):
        path = playbook / name
        text = re.sub(rf"(?m)^( +)- id: {id_}$", rf"\g<0>\n\1  formerly: [{former}]", path.read_text("utf-8"))
        path.write_text(text, encoding="utf-8")
    Path("mappings/crm.yml").write_text(BASE.replace("Talking: qualify", "Talking: talk"), encoding="utf-8")
    text = """\
extends: crm
stages: {Talked: talk}
opportunities:
  stage: {column: Stage, values: {T: talk}, optional: true}
  answers: {money: {column: Money, said_by: buyer}}
  exit_criteria: {who-buys: {met: {column: Buyer}}}
"""
    Path("ours.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    hints: list[str] = []
    value = read_mapping(Path("ours.yml"), Path("mappings"), problems, read_ids(playbook), hints)
    assert value, [str(each) for each in problems]
    assert (value.stages["Talked"], value.stages["Talking"]) == ("qualify", "qualify")
    assert list(value.opportunities.answers) == ["budget"]
    assert list(value.opportunities.exit_criteria) == ["buyer-named"]
    assert value.opportunities.stage
    assert value.opportunities.stage.values == {"T": "qualify"}
    assert hints == [
        "ours.yml:2: read 'talk' as 'qualify', which is its id in the playbook now",
        "ours.yml:4: read 'talk' as 'qualify', which is its id in the playbook now",
        "ours.yml:5: read 'money' as 'budget', which is its id in the playbook now",
        "ours.yml:6: read 'who-buys' as 'buyer-named', which is its id in the playbook now",
    ]
