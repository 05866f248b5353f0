"""A ruling is recorded at the end of rulings.yml, checked first; whatever stood there stays, to the byte."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from scorecards.cli.main import scorecards
from scorecards.model.rulings import Ruling
from scorecards.problems.problem import Problem, Problems, ProblemsFound
from scorecards.read.team_files import read_input
from scorecards.write.record_ruling import with_ruling
from scorecards.yaml_files.append import appended
from scorecards.yaml_files.decode import UNWRITABLE
from scorecards.yaml_files.document import parse
from scorecards.yaml_files.emit import scalar

FILE = Path("pipeline/rulings.yml")
FIRST = "  - opportunity: OPP-1\n    by: mara-quinn\n    on: 2026-11-02\n    ruling: active\n"
GIVEN = {"opportunity": "OPP-2", "by": "mara-quinn", "on": "2026-11-16", "ruling": "active"}
AGAIN = "Rebuild the site to see it.\n"
writable = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4000).filter(
    lambda text: not UNWRITABLE.search(text)
)


def run(*arguments: str) -> Result:
    folders = ["--playbook", "playbook", "--pipeline", "pipeline"]
    return CliRunner().invoke(scorecards, ["record-ruling", *arguments, *folders], obj=Path.cwd())


def ruled() -> tuple[Ruling, ...]:
    return tuple(each.value for each in read_input(Path("playbook"), Path("pipeline")).rulings)


def problems_of(arguments: dict[str, str]) -> list[Problem]:
    with pytest.raises(ProblemsFound) as found:
        with_ruling(Path("playbook"), Path("pipeline"), arguments)
    return found.value.problems


# What the command does.


def test_a_ruling_is_added_with_all_that_was_given(base: Path) -> None:
    FILE.write_text(f"rulings:\n{FIRST}")
    result = run(
        *(
            "OPP-2",
            "--by",
            "mara-quinn",
            "--ruling",
            "stalled",
            "--on",
            "2026-11-12",
            "--reason",
            "They move: house #2",
        ),
        *("--course-of-action", "Help them move", "--review-on", "2026-12-07"),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "OPP-2 marked stalled by mara-quinn on 2026-11-12\nwrote pipeline/rulings.yml:7\n" + AGAIN
    assert FILE.read_text() == (
        f"rulings:\n{FIRST}"
        '\n  - opportunity: "OPP-2"\n    by: mara-quinn\n    on: 2026-11-12\n    ruling: stalled\n'
        '    reason: "They move: house #2"\n    course_of_action: "Help them move"\n    review_on: 2026-12-07\n'
    )
    assert [each.opportunity for each in ruled()] == ["OPP-1", "OPP-2"]
    assert base == Path.cwd()


def test_a_ruling_without_a_day_is_of_the_day_of_the_newest_snapshot(base: Path) -> None:
    assert run("OPP-2", "--by", "mara-quinn", "--ruling", "dead", "--reason", "Nobody asked").exit_code == 0
    assert [str(each.on) for each in ruled()] == ["2026-11-16"]
    assert (base / FILE).read_text().startswith("# What the managers ruled. Entries are added at the end")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["OPP-2", "--by", "ana-lima"], "unknown-manager: --by: read 'ana-lima'"),
        (["OPP-9", "--by", "mara-quinn"], "unknown-opportunity: OPPORTUNITY: read 'OPP-9'"),
        (["0003", "--by", "mara-quinn"], "ruled-when-closed: OPPORTUNITY: read a manager decision on '0003'"),
        (["OPP-1", "--by", "mara-quinn", "--on", "2026-11-02"], "conflicting-rulings: OPPORTUNITY: read a second"),
        (["OPP-2", "--by", "mara-quinn", "--on", "2027-11-02"], "impossible-date: --on: read 2027-11-02"),
        (["OPP-2", "--by", "mara-quinn", "--review-on", "2026-11-16"], "impossible-date: --review-on: read 2026-11-16"),
        (["OPP-2", "--by", "mara-quinn", "--reason", ""], "blank-value: --reason: read an empty text"),
        (["OPP-2", "--by", "mara-quinn", "--reason", "a\x07"], "control-character: --reason: read"),
        (["OPP-2", "--by", "mara-quinn", "--course-of-action", "x" * 4001], "too-long: --course-of-action: read"),
    ],
)
def test_what_is_wrong_with_the_ruling_is_told_with_the_option_that_gave_it(
    base: Path, arguments: list[str], problem: str
) -> None:
    before = f"# Ours.\nrulings:\n{FIRST}"
    (base / FILE).write_text(before)
    result = run(*arguments, "--ruling", "active")
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line[: len(problem) + 15] for line in result.stderr.splitlines()] == [f"record-ruling: {problem}"]
    assert (base / FILE).read_text() == before


@pytest.mark.parametrize(
    ("word", "missing", "message"),
    [
        ("stalled", "reason", "--ruling: read stalled without --reason, expected why it will move again"),
        ("stalled", "review_on", "--ruling: read stalled without --review-on, expected the review date"),
        ("lost", "reason", "--ruling: read lost without --reason, expected why it is lost, and what shows it"),
        ("dead", "reason", "--ruling: read dead without --reason, expected why there is no sale here, and what shows"),
    ],
)
def test_a_pause_needs_a_reason_and_a_day_and_an_end_needs_a_reason(
    base: Path, word: str, missing: str, message: str
) -> None:
    full = {**GIVEN, "ruling": word, "reason": "They move house", "review_on": "2026-12-01"}
    with_ruling(base / "playbook", base / "pipeline", full)
    (problem,) = problems_of({key: value for key, value in full.items() if key != missing})
    assert str(problem).startswith(f"record-ruling: ruling-incomplete: {message}")


def test_everything_that_is_wrong_with_one_ruling_is_told_at_once_in_the_order_of_the_options(base: Path) -> None:
    team = base / "pipeline/team.yml"
    team.write_text(team.read_text().replace("  - name: Mara Quinn", "  - name: Mara Quinn\n  - name: Otto Falk"))
    result = run("OPP-2", "--by", "otto-falk", "--ruling", "stalled", "--on", "2027-11-02")
    assert [line.split(",")[0] for line in result.stderr.splitlines()] == [
        "record-ruling: not-their-manager: --by: read 'otto-falk'",
        "record-ruling: impossible-date: --on: read 2027-11-02",
        "record-ruling: ruling-incomplete: --ruling: read stalled without --reason",
        "record-ruling: ruling-incomplete: --ruling: read stalled without --review-on",
    ]


def test_a_review_is_held_after_the_snapshot_up_to_a_month(base: Path) -> None:
    late = {**GIVEN, "on": "2026-12-17"}
    assert with_ruling(base / "playbook", base / "pipeline", late).on == "2026-12-17"
    assert [each.code for each in problems_of({**GIVEN, "on": "2026-12-18"})] == ["impossible-date"]


def test_a_word_that_is_no_ruling_is_wrong_usage(base: Path) -> None:
    assert run("OPP-2", "--by", "mara-quinn", "--ruling", "parked").exit_code == 2
    assert not (base / FILE).exists()


def test_nothing_is_recorded_where_anything_else_is_wrong(base: Path) -> None:
    """A mistake in another file or in an earlier entry is told at its own place, and stops it."""
    team = base / "pipeline/team.yml"
    team.write_text(team.read_text().replace("currency: EUR", "currency: euro"))
    (base / FILE).write_text(f"rulings:\n{FIRST.replace('mara-quinn', 'nobody')}")
    before = (base / FILE).read_bytes()
    assert {(each.path, each.line) for each in problems_of(GIVEN)} == {
        ("pipeline/team.yml", 3),
        ("pipeline/rulings.yml", 3),
    }
    assert (base / FILE).read_bytes() == before


def test_a_file_that_is_no_yaml_is_told_as_it_stands(base: Path) -> None:
    (base / FILE).write_text("rulings: [\n")
    assert [(each.path, each.code) for each in problems_of(GIVEN)] == [("pipeline/rulings.yml", "yaml-syntax")]


@pytest.mark.parametrize("content", ["- a list\n", "notes: ours\n", "rulings: soon\n", "just a word\n"])
def test_a_file_that_holds_no_list_of_rulings_is_left_alone(base: Path, content: str) -> None:
    (base / FILE).write_text(content)
    assert {each.path for each in problems_of(GIVEN)} == {"pipeline/rulings.yml"}
    assert (base / FILE).read_text() == content


def test_a_file_without_a_list_says_just_what_is_wrong_with_it(base: Path) -> None:
    (base / FILE).write_text("rulings: soon\n")
    assert "list-in-brackets" not in {each.code for each in problems_of(GIVEN)}


# What stands in the file stays.

ITEM = FIRST.removeprefix("  ")


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# Only a comment.\n",
        "\n\n",
        "rulings:\n",
        "rulings:",
        "rulings:   # none yet\n# nor here\n",
        f"rulings:\n{FIRST}",
        f"rulings:\n{FIRST}".rstrip("\n"),
        f"rulings:\n{ITEM.replace(chr(10) + '    ', chr(10) + '  ')}",
        f"rulings:\n      {ITEM.replace(chr(10) + '    ', chr(10) + '        ')}",
        f"# Ours.\n\nrulings:   # the oldest first\n\n{FIRST}  # the end\n\n\n",
        f"rulings:\n{FIRST}".replace("\n", "\r\n"),
        f"\ufeffrulings:\n{FIRST}",
        f'"rulings":\n{FIRST}',
        "rulings:\n  - {opportunity: OPP-1, by: mara-quinn, on: 2026-11-02, ruling: active}\n",
        f"rulings:\n{FIRST}    reason: |\n      Two lines,\n      as they are.\n",
        f"---\nrulings:\n{FIRST}",
    ],
    ids=repr,
)
def test_every_byte_before_stays_and_the_new_ruling_comes_last(base: Path, before: str) -> None:
    (base / FILE).write_bytes(before.encode())
    recorded = with_ruling(Path("playbook"), Path("pipeline"), GIVEN)
    assert recorded.content.startswith(before.encode())
    (base / FILE).write_bytes(recorded.content)
    assert [each.opportunity for each in ruled()] == (["OPP-1"] if "OPP-1" in before else []) + ["OPP-2"]
    assert recorded.content.decode().splitlines()[recorded.line - 1].lstrip(" -") == 'opportunity: "OPP-2"'
    assert ("\r\n" in before) == (b"\r\n" in recorded.content)
    assert recorded.content.count(b"\r\n") in {0, recorded.content.count(b"\n")}


@pytest.mark.parametrize("nothing", ["[]", "[ ]", "~", "null", "NULL"])
def test_what_says_that_there_are_none_makes_room_for_the_first(base: Path, nothing: str) -> None:
    (base / FILE).write_text(f"# Ours.\nrulings: {nothing}  # none yet\n")
    content = with_ruling(Path("playbook"), Path("pipeline"), GIVEN).content
    assert content.startswith(b'# Ours.\nrulings:  # none yet\n  - opportunity: "OPP-2"\n')


@pytest.mark.parametrize(
    "content",
    [
        "rulings: [{opportunity: OPP-1, by: mara-quinn, on: 2026-11-02, ruling: active}]\n",
        "rulings:\n  [{opportunity: OPP-1, by: mara-quinn, on: 2026-11-02, ruling: active}]\n",
        "rulings: [\n]\n",
        "{rulings: [{opportunity: OPP-1, by: mara-quinn, on: 2026-11-02, ruling: active}]}\n",
    ],
)
def test_a_list_in_brackets_is_refused_at_its_place(base: Path, content: str) -> None:
    (base / FILE).write_text(content)
    (problem,) = problems_of(GIVEN)
    assert (problem.path, problem.code) == ("pipeline/rulings.yml", "list-in-brackets")
    assert (base / FILE).read_text() == content


@pytest.mark.parametrize("end", ["    reason: |+\n      Two lines\n\n", "...\n"])
def test_an_end_that_an_entry_would_change_is_refused(base: Path, end: str) -> None:
    (base / FILE).write_text(f"rulings:\n{FIRST}{end}")
    (problem,) = problems_of(GIVEN)
    assert (problem.path, problem.code) == ("pipeline/rulings.yml", "cannot-append")
    assert (base / FILE).read_text() == f"rulings:\n{FIRST}{end}"


@pytest.mark.parametrize("nothing", ['"~"', "\n  ~", "\n  null"])
def test_nothing_written_in_an_odd_way_is_refused_and_not_left_without_a_word(base: Path, nothing: str) -> None:
    (base / FILE).write_text(f"rulings: {nothing}\n")
    assert [each.code for each in problems_of(GIVEN)] == ["cannot-append"]


def test_a_folder_in_place_of_the_file_is_told(base: Path) -> None:
    (base / FILE).mkdir()
    assert {each.code for each in problems_of(GIVEN)} == {"not-a-file"}


@given(st.lists(writable, min_size=1, max_size=4), st.sampled_from(["", "rulings:", f"rulings:\n{FIRST}"]))
@example(["no", "~", "", " ", "- a: b # c", "\u2028\x85'\"\\"], "rulings: []")
def test_any_text_is_read_back_as_it_was_given(texts: list[str], before: str) -> None:
    entry = {f"key{number}": text for number, text in enumerate(texts)}
    problems = Problems()
    pairs = [(key, scalar(value)) for key, value in entry.items()]
    added = appended("rulings.yml", before.encode(), "rulings", [pairs], problems)
    assert added is not None
    tree = parse("rulings.yml", added.text().encode(), problems)
    assert not problems
    assert isinstance(tree, dict)
    assert tree["rulings"][-1] == entry
    assert len(tree["rulings"]) == (2 if "OPP-1" in before else 1)


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the small team into which nothing is written."""
    return Path(shutil.copytree(Path(__file__).parent.parent / "base", tmp_path_factory.mktemp("recording") / "team"))


@given(reason=writable, what=writable)
def test_any_reason_is_read_back_from_the_file_as_it_was_given(team: Path, reason: str, what: str) -> None:
    """The whole way: validated with all files in place, and read back as the build reads it."""
    entry = {**GIVEN, "reason": reason, "course_of_action": what}
    recorded = with_ruling(team / "playbook", team / "pipeline", entry)
    problems = Problems()
    tree = parse("rulings.yml", recorded.content, problems)
    assert isinstance(tree, dict)
    assert not problems
    assert tree["rulings"] == [entry]


# What is to be done, and what was weighed (D01, D04, D06).


def test_an_action_with_an_owner_and_a_day_is_written_as_a_list_that_can_be_followed_up(base: Path) -> None:
    more = ["--weighed", "account", "--action-who", "rep", "--action-by", "2026-11-30"]
    result = run("OPP-2", "--by", "mara-quinn", "--ruling", "active", "--course-of-action", "Call Jo", *more)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        (base / FILE)
        .read_text()
        .endswith(
            '    ruling: active\n    weighed: account\n    course_of_action:\n      - what: "Call Jo"\n'
            "        who: rep\n        by: 2026-11-30\n"
        )
    )
    (action,) = ruled()[0].course_of_action
    assert (action.what, action.who, str(action.by)) == ("Call Jo", "rep", "2026-11-30")


def test_that_nothing_is_to_be_done_is_recorded_with_why(base: Path) -> None:
    result = run("OPP-2", "--by", "mara-quinn", "--ruling", "active", "--no-action", "They call us")
    assert (result.exit_code, base) == (0, Path.cwd())
    assert (ruled()[0].no_action, ruled()[0].says_what_to_do) == ("They call us", True)


@pytest.mark.parametrize("more", [["--action-who", "rep"], ["--action-by", "2026-11-30"]])
def test_an_owner_or_a_day_of_nothing_is_wrong_usage(base: Path, more: list[str]) -> None:
    result = run("OPP-2", "--by", "mara-quinn", "--ruling", "active", *more)
    assert result.exit_code == 2
    assert "--course-of-action, which is missing" in result.stderr
    assert not (base / FILE).exists()


def test_a_mistake_in_an_action_is_told_with_its_option(base: Path) -> None:
    given = {**GIVEN, "course_of_action": "Call Jo", "action_who": "rep", "action_by": "2026-11-31"}
    (problem,) = problems_of(given)
    assert str(problem).startswith("record-ruling: not-a-date: --action-by: read '2026-11-31'")
    assert not (base / FILE).exists()
