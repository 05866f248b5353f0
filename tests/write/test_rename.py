"""A rule under another id: in every file that names it, with all else as it was; or nothing changes."""

import os
import shutil
import sys
from functools import partial
from pathlib import Path
from string import Template

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.problems.problem import Problems
from scorecards.write.rule_references import KINDS
from scorecards.yaml_files.document import YamlMapping, parse
from scorecards.yaml_files.edits import Edit, NotAsExpectedError, edited, listed
from tests.support.killing import POSSIBLE, killed, moments

needs_fork = pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")
TO_OFFER = ("stage", "quote", "offer")

STAGES = Path("playbook/stages.yml")
SNAPSHOT = Path("pipeline/snapshots/2026-11-16.yml")
MAPPING = """\
# ours
stages:
  Quoted: quote   # with its price
  Won: won
opportunities:
  stage: {first: [{column: Stage, values: {Offer: "quote"}}, {value: meet}]}
  answers: {budget: {value: x}}
"""

RULE_TESTS = """\
check: $check   # the first
as_of: 2026-11-16
each_deal: {answers: {$question: {value: None yet, said_by: buyer, on: 2026-11-02}}, stories_told: [$story]}
impossible: {$check: {not_applicable: It is asked in each stage}}
tests:
  - title: A deal named as the check is stays
    deals:
      - {id: two-next-steps, stage: $stage}
      - id: closed
        status: lost
        loss_reason: {cause: $cause}
        exit_criteria: {$criterion: {met: "no", on: 2026-11-02}}
    earlier:
      - {as_of: 2026-11-09, deals: [{id: two-next-steps, stage: $stage}]}
    expect:
      two-next-steps: unknown
  - title: All that can be expected
    deals: [{id: a, stage: $stage}]
    expect:
      a:
        checks: {$check: unknown}
        must_not_fire: [$check]
        must_ask: [$check]
        situation: $situation
        first_cause: none
        question: $question
"""
IDS = {
    "check": ("two-next-steps", "next-steps"),
    "stage": ("quote", "offer"),
    "question": ("budget", "money"),
    "situation": ("anything-else", "all-else"),
    "cause": ("never-intended-to-buy", "never-meant-to-buy"),
    "criterion": ("quote-discussed", "offer-discussed"),
    "story": ("bakery", "bakers"),
}


def renamed(base: Path, *arguments: str) -> Result:
    return CliRunner().invoke(scorecards, ["rename", *arguments], obj=base)


def texts(base: Path) -> dict[str, str]:
    return {path.relative_to(base).as_posix(): path.read_text("utf-8") for path in sorted(base.rglob("*.yml"))}


def changed(before: dict[str, str], after: dict[str, str]) -> list[tuple[str, str]]:
    """Give the lines that are new, with their files."""
    return [
        (path, line.strip())
        for path, text in after.items()
        for line in text.splitlines()
        if line not in before.get(path, "").splitlines()
    ]


def test_a_stage_gets_its_id_wherever_it_is_named_and_all_else_stays(base: Path) -> None:
    (base / "mappings").mkdir()
    (base / "mappings/ours.yml").write_text(MAPPING, encoding="utf-8")
    before = texts(base)
    result = renamed(base, *TO_OFFER)
    assert result.exit_code == 0, result.stderr
    after = texts(base)
    assert set(changed(before, after)) == {
        ("mappings/ours.yml", "Quoted: offer   # with its price"),
        ("mappings/ours.yml", 'stage: {first: [{column: Stage, values: {Offer: "offer"}}, {value: meet}]}'),
        ("pipeline/snapshots/2026-11-16.yml", "stage: offer"),
        ("playbook/checks/two-next-steps.yml", "stages: [meet, offer]"),
        ("playbook/questions.yml", "answered_by_stage: offer"),
        ("playbook/stages.yml", "- id: offer"),
        ("playbook/stages.yml", "formerly: [quote]"),
    }


def test_a_check_is_renamed_with_its_file(base: Path) -> None:
    before = texts(base)
    assert renamed(base, "check", "two-next-steps", "next-steps").exit_code == 0
    after = texts(base)
    old, new = (f"playbook/checks/{id_}.yml" for id_ in ("two-next-steps", "next-steps"))
    assert after[new] == before[old].replace("id: two-next-steps", "id: next-steps")
    assert old not in after


def test_waivers_and_the_baseline_name_the_new_id_of_a_check_too(base: Path) -> None:
    waiver = "check: CHECK, opportunity: OPP-1, reason: R., approved_by: mara-quinn, until: 2026-11-30"
    kept = {
        "waivers.yml": f"waivers:\n  - {{{waiver}, approved_on: 2026-11-16}} # once\n",
        "baseline.yml": "as_of: 2026-11-16\nfindings:\n  CHECK: [OPP-1]\n",
    }
    for name, text in kept.items():
        (base / "pipeline" / name).write_text(text.replace("CHECK", "two-next-steps"), encoding="utf-8")
    assert renamed(base, "check", "two-next-steps", "next-steps").exit_code == 0
    after = {name: (base / "pipeline" / name).read_text("utf-8") for name in kept}
    assert after == {name: text.replace("CHECK", "next-steps") for name, text in kept.items()}


def test_the_rule_tests_of_a_playbook_name_a_rule_by_its_new_id(base: Path) -> None:
    rule_tests = base / "playbook/tests/all.yml"
    rule_tests.parent.mkdir()
    written = Template(RULE_TESTS)
    ids = {kind: old for kind, (old, _) in IDS.items()}
    rule_tests.write_text(written.substitute(ids), encoding="utf-8")
    for kind, (old, new) in IDS.items():
        result = renamed(base, kind, old, new)
        assert result.exit_code == 0, result.stderr
        ids[kind] = new
        assert rule_tests.read_text("utf-8") == written.substitute(ids)


def test_a_baseline_names_a_check_by_its_new_id(base: Path) -> None:
    baseline = base / "pipeline/baseline.yml"
    baseline.write_text("as_of: 2026-11-16\nfindings:\n  two-next-steps:\n    - OPP-1\n", encoding="utf-8")
    result = renamed(base, "check", "two-next-steps", "next-steps")
    assert result.exit_code == 0, result.stderr
    assert "\n  next-steps:\n    - OPP-1\n" in baseline.read_text("utf-8")


def test_a_playbook_whose_tests_cannot_be_read_stays_as_it_is(base: Path) -> None:
    (base / "playbook/tests").mkdir()
    (base / "playbook/tests/all.yml").write_text("tests: nothing\n", encoding="utf-8")
    before = texts(base)
    result = renamed(base, "stage", "quote", "offer")
    assert result.exit_code == 1
    assert "playbook/tests/all.yml:1:" in result.stderr
    assert texts(base) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no links to nowhere, no pipes")
def test_what_nobody_reads_does_not_keep_a_rule_from_its_new_id(base: Path) -> None:
    (base / "playbook/.#stages.yml").symlink_to("ana@laptop.4711")
    (base / "pipeline/export.csv").symlink_to("nowhere")
    (base / "pipeline/around").symlink_to(".")
    os.mkfifo(base / "pipeline/pipe")
    result = renamed(base, *TO_OFFER)
    assert result.exit_code == 0, result.stderr


def test_links_to_folders_of_the_project_are_followed(base: Path) -> None:
    (base / "pipeline/snapshots").rename(base / "reviews")
    (base / "pipeline/snapshots").symlink_to("../reviews")
    (base / ".git").mkdir()
    result = renamed(base, *TO_OFFER)
    assert result.exit_code == 0, result.stderr
    assert "stage: offer" in (base / "reviews/2026-11-16.yml").read_text("utf-8")


@needs_fork
def test_a_rename_that_was_killed_is_whole_to_whatever_reads_next(base: Path, tmp_path: Path) -> None:
    last = moments(partial(renamed, shutil.copytree(base, tmp_path / "count"), *TO_OFFER), tmp_path / "counted")
    for moment in range(last - 9, last, 3):
        team = shutil.copytree(base, tmp_path / str(moment))
        killed(partial(renamed, team, *TO_OFFER), moment)
        for command in (["test"], ["check"]):
            assert CliRunner().invoke(scorecards, command, obj=team).exit_code == 0


TESTS_OF_A_CHECK = """\
check: two-next-steps
as_of: 2026-11-16
each_deal: {stage: quote}
tests:
  - title: One on each side
    deals: [{id: a, answers: {budget: {value: Yes}}}]
    earlier: [{as_of: 2026-11-09, deals: [{id: a, stage: quote}]}]
    expect:
      a:
        checks: {two-next-steps: unknown}
        must_not_fire: [two-next-steps]
        must_ask:
"""
SURVIVORS = "survivors: [{check: two-next-steps, change: 'when_gone: false → true', reason: It never matters.}]\n"


def with_rule_tests(base: Path) -> dict[str, str]:
    (base / "playbook/tests").mkdir()
    (base / "playbook/tests/two-next-steps.yml").write_text(TESTS_OF_A_CHECK, encoding="utf-8")
    (base / "playbook/tests/survivors.yml").write_text(SURVIVORS, encoding="utf-8")
    return texts(base)


@pytest.mark.parametrize(
    ("kind", "old", "new", "lines"),
    [
        (
            "stage",
            "quote",
            "offer",
            {
                "each_deal: {stage: offer}",
                "earlier: [{as_of: 2026-11-09, deals: [{id: a, stage: offer}]}]",
            },
        ),
        ("question", "budget", "money", {"deals: [{id: a, answers: {money: {value: Yes}}}]"}),
    ],
)
def test_rule_tests_follow(base: Path, kind: str, old: str, new: str, lines: set[str]) -> None:
    before = with_rule_tests(base)
    assert renamed(base, kind, old, new).exit_code == 0
    found = changed(before, texts(base))
    assert {line for path, line in found if path.startswith("playbook/tests/")} == lines


def test_the_rule_tests_of_a_check_follow_with_their_file_and_its_survivors(base: Path) -> None:
    with_rule_tests(base)
    assert renamed(base, "check", "two-next-steps", "next-steps").exit_code == 0
    after = texts(base)
    assert after["playbook/tests/next-steps.yml"] == TESTS_OF_A_CHECK.replace("two-next-steps", "next-steps")
    assert after["playbook/tests/survivors.yml"] == SURVIVORS.replace("two-next-steps", "next-steps")
    assert "playbook/tests/two-next-steps.yml" not in after


def test_rule_tests_with_mistakes_are_told_and_nothing_is_renamed(base: Path) -> None:
    with_rule_tests(base)
    (base / "playbook/tests/two-next-steps.yml").write_text(TESTS_OF_A_CHECK.replace("id: a, a", "id: b, a"), "utf-8")
    before = texts(base)
    result = renamed(base, "stage", "quote", "offer")
    assert result.exit_code == 1
    assert "unknown-deal" in result.stderr
    assert texts(base) == before


def test_a_dry_run_shows_what_would_change_and_writes_nothing(base: Path) -> None:
    before = texts(base)
    result = renamed(base, "question", "budget", "money", "--dry-run")
    assert texts(base) == before
    assert "--- playbook/questions.yml\n+++ playbook/questions.yml\n" in result.stdout
    assert "-  - id: budget\n+  - id: money\n+    formerly: [budget]\n" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("stage", "qoute", "offer"), "the playbook has no stage 'qoute'. Did you mean quote?"),
        (("stage", "quote", "meet"), "'meet' is the id of a stage already, in playbook/stages.yml:2"),
        (("stage", "quote", "first"), "'first' is how rules name the stage meet, by its role or its place"),
        (("question", "budget", "The Money"), "read 'The Money', expected small letters, digits and single hyphens"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(base: Path, arguments: tuple[str, ...], message: str) -> None:
    before = texts(base)
    result = renamed(base, *arguments)
    assert (result.exit_code, texts(base)) == (1, before)
    assert result.stderr.startswith(f"rename: cannot-rename: {message}")


def test_a_team_with_mistakes_is_told_them_and_stays_as_it_is(base: Path) -> None:
    with (base / SNAPSHOT).open("a", encoding="utf-8") as file:
        file.write("  - id: OPP-900\n")
    before = texts(base)
    result = renamed(base, "stage", "quote", "offer")
    assert (result.exit_code, texts(base)) == (1, before)
    assert "missing-key" in result.stderr


def test_a_rename_back_leaves_the_other_id_as_the_former_one(base: Path) -> None:
    for old, new in (("quote", "offer"), ("offer", "quote")):
        assert renamed(base, "stage", old, new).exit_code == 0
    assert "  - id: quote\n    formerly: [offer]\n" in (base / STAGES).read_text("utf-8")


def test_a_former_id_that_another_rule_has_had_is_refused_by_what_reads_it(base: Path) -> None:
    path = base / STAGES
    text = path.read_text("utf-8").replace("- id: meet\n", "- id: meet\n    formerly: [offer]\n")
    path.write_text(text, encoding="utf-8")
    before = texts(base)
    result = renamed(base, "stage", "quote", "offer")
    assert (result.exit_code, texts(base)) == (1, before)
    assert result.stderr.startswith("playbook/stages.yml:3:16: former-id-taken: read 'offer'")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- id: a\n  name: b\n", "- id: a\n  formerly: [old]\n  name: b\n"),
        ("- id: a # its id\r\n  name: b\r\n", "- id: a # its id\r\n  formerly: [old]\r\n  name: b\r\n"),
        ("- id: a\n  formerly: [b]\n", "- id: a\n  formerly: [old, b]\n"),
        ("- id: a\n  formerly:\n    - b\n", "- id: a\n  formerly:\n    - old\n    - b\n"),
        ("- {id: a, name: b}\n", "- {formerly: [old], id: a, name: b}\n"),
        ("\ufeff- id: a\n  name: b\n", "\ufeff- id: a\n  formerly: [old]\n  name: b\n"),
    ],
)
def test_a_former_id_is_listed_in_the_way_that_the_file_is_written(written: str, expected: str) -> None:
    data = written.encode()
    rows = parse("a.yml", data, Problems())
    assert isinstance(rows, list)
    row = rows[0]
    assert isinstance(row, YamlMapping)
    assert edited(data, [listed(data, row, "id", "formerly", "old")]).decode() == expected


def test_an_edit_keeps_quotes_and_refuses_what_is_not_there() -> None:
    edits = [Edit(1, 4, "one", "first"), Edit(2, 4, "two", "second"), Edit(1, 1, "a", "x")]
    assert edited(b"a: 'one' # one\nb: two\n", edits) == b"x: 'first' # one\nb: second\n"
    with pytest.raises(NotAsExpectedError):
        edited(b'a: "on\\x65"\n', [Edit(1, 4, "one", "first")])
    with pytest.raises(NotAsExpectedError):
        edited(b"id: a", [Edit(2, 1, "", "formerly: [old]\n")])


def test_the_command_offers_every_kind_that_can_be_renamed() -> None:
    (kind, *_) = scorecards.commands["rename"].params
    assert set(kind.type.choices) == set(KINDS)  # type: ignore[attr-defined]
