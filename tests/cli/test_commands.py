"""The command as a team runs it: in a project of their own, from a shell."""

import os
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from scorecards.problems.codes import CODES
from tests.support.project import MANAGERS, PROBLEM, REPS, ROOT, TEAM_PAGES, Project, copy_of, fresh, plain
from tests.support.tree import tree_of

COMMANDS = ["build", "serve", "check", "diff", "import", "explain", "record-ruling"]


@pytest.fixture
def built(sample: Project, tmp_path: Path) -> Project:
    """Give a copy of the built sample, with all of its files looking old."""
    project = copy_of(sample, tmp_path / "team")
    project.age()
    return project


def problems(project: Project, *arguments: str | Path, cwd: Path | None = None) -> list[dict[str, str]]:
    """Run a command that must find problems, say each on one line, and write nothing; give their parts."""
    before = project.state()
    result = project.run(*arguments, cwd=cwd)
    assert result.returncode == 1, result.stdout + result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert project.state() == before
    matches = [PROBLEM.fullmatch(line) for line in result.stderr.splitlines()]
    assert matches
    assert all(matches), result.stderr
    found = [match.groupdict() for match in matches if match]
    assert {each["code"] for each in found} <= set(CODES)
    return found


def spoil(project: Project) -> None:
    """Make four mistakes, in three files."""
    project.change("playbook/checks/amount-given.yml", "has_amount", "has_amuont")
    project.change("pipeline/team.yml", "currency: EUR", "currency: euro")
    snapshot = project.snapshot.relative_to(project.folder).as_posix()
    name = "    name: Creamery shifts, nine sites\n    owner: ravi-menon\n"
    project.change(snapshot, name, name.replace("ravi-menon", "ravi-mennon"))
    project.change(snapshot, "    created_on: 2026-02-10\n", "    created_on: 2026-02-30\n")


# What each command says when all is well.


def test_without_a_command_the_pages_are_written_and_the_site_is_built(tmp_path: Path) -> None:
    project = fresh(tmp_path / "team")
    said = project.build().splitlines()
    assert said[0].startswith("6 scorecards of 2026-11-16: ")
    assert said[-1] == "open site/index.html"
    assert tree_of(project.site / "index.html").one("h1").flat == "Tideline field sales"
    assert [(project.site / "scorecards" / f"{rep}.html").is_file() for rep in REPS] == [True] * 6


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_names_what_the_command_takes(command: str, sample: Project) -> None:
    said = sample.build(*command.split(), "--help", cold=True)
    assert said.startswith(f"Usage: build_scorecards.py {command}".rstrip())
    expected = {
        "": COMMANDS,
        "build": ["--snapshot", "--playbook", "--pipeline", "--docs", "--site", "--pages-only", "--profile"],
        "serve": ["--port", "--snapshot", "--playbook", "--pipeline", "--docs", "--site"],
        "check": ["--snapshot", "--playbook", "--pipeline"],
        "diff": ["--playbook", "BASE[..HEAD]", "--reviews", "--format", "--counts-only", "--to", "--exit-code"],
        "import": ["--from", "--as-of", "--into", "--dry-run", "--leave-out-rejected", "--json", "FILES"],
        "explain": ["--snapshot", "--playbook", "--pipeline", "OPPORTUNITY"],
        "record-ruling": ["OPPORTUNITY", "--by", "--ruling", "--reason", "--review-on", "--on", "--pipeline"],
    }
    assert [name for name in expected[command] if name not in said] == []


@pytest.mark.parametrize(
    "command",
    [
        ["build"],
        ["check"],
        ["check", "--pipeline", "nowhere"],
        ["import", "{export}", "--from", "pipedrive", "--as-of", "2026-11-23", "--dry-run"],
        ["import", "export.csv", "--from", "maven", "--as-of", "2026-11-16"],
        ["explain", "OPP-1001"],
        ["record-ruling", "OPP-1017", "--by", "idris-fontaine", "--ruling", "active"],
    ],
    ids=" ".join,
)
def test_from_a_shell_a_command_says_and_does_what_it_does_in_these_tests(command: list[str], built: Project) -> None:
    """In these tests it finds the product loaded already: see tests/support/warm.py."""
    export = ROOT / "tests" / "exports" / "pipedrive" / "deals.csv"
    arguments = [part.format(export=export) for part in command]
    before = built.state()
    here, from_a_shell = (built.run(*arguments, cold=cold) for cold in (False, True))
    assert here.stdout + here.stderr
    assert (here.stdout, here.stderr) == (from_a_shell.stdout, from_a_shell.stderr)
    assert here.returncode == from_a_shell.returncode
    assert built.state() == before


def test_check_reads_every_file_and_writes_nothing(built: Project) -> None:
    before = built.state()
    files = [*(built.folder / "playbook").rglob("*.yml"), *(built.folder / "pipeline").rglob("*.yml")]
    told = built.build("check").splitlines()
    assert told[0] == f"{len(files)} files checked, no problems"
    assert re.fullmatch(r"[1-9]\d* rule tests: [1-9]\d* passed, 0 failed(, \d+ todo)?", told[1])
    assert built.state() == before


def test_a_build_with_nothing_changed_writes_nothing(built: Project) -> None:
    before = built.state()
    said = built.build().splitlines()
    assert built.state() == before
    assert [", removed 0" in line and "written 0," in line for line in said] == [True, True, False]


def test_only_the_pages_that_a_change_touches_are_written(built: Project) -> None:
    built.change("docs/sources.md", "# Sources", "# Our sources")
    before = built.state()
    built.build()
    after = built.state()
    written = {path for path in after if path.startswith("site/") and after[path] != before.get(path)}
    pages = {path for path in written if path.endswith(".html")}
    assert pages == {"site/sources.html"}
    assert {path for path in after if path.startswith("docs/") and after[path] != before[path]} == set()


def test_pages_alone_leave_the_site_as_it_is(built: Project) -> None:
    built.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline inside sales")
    before = built.state()
    built.build("build", "--pages-only")
    after = built.state()
    assert {path for path in after if after[path] != before.get(path) and path.startswith("site")} == set()
    assert "Tideline inside sales" in (built.docs / "index.md").read_text("utf-8")


def test_an_older_snapshot_is_built_as_of_its_own_day(built: Project) -> None:
    oldest = min((built.folder / "pipeline" / "snapshots").iterdir())
    assert built.build("build", "--snapshot", oldest, "--pages-only").startswith("6 scorecards of 2026-09-28: ")
    review = built.review()
    rows = plain(oldest)["opportunities"]
    assert review["as_of"] == "2026-09-28"
    assert review["open"]["count"] == sum(row["status"] == "open" for row in rows)
    assert {deal["place"]["path"] for deal in review["opportunities"]} == {"pipeline/snapshots/2026-09-28.yml"}


def test_other_folders_get_the_hand_written_pages_too_and_the_projects_own_stay(built: Project) -> None:
    before = built.state()
    elsewhere = built.folder.parent / "elsewhere"
    built.build("build", "--docs", elsewhere / "docs", "--site", elsewhere / "site")
    assert built.state() == before
    for own, other in ((built.docs, elsewhere / "docs"), (built.site, elsewhere / "site")):
        pages = {path.relative_to(own): path.read_bytes() for path in own.rglob("*") if path.is_file()}
        there = {path.relative_to(other): path.read_bytes() for path in other.rglob("*") if path.is_file()}
        del pages[Path(".generated")], there[Path(".generated")]
        assert there == pages


def test_other_folders_are_read(built: Project) -> None:
    elsewhere = built.folder.parent / "elsewhere"
    for name in ("playbook", "pipeline"):
        (built.folder / name).rename(elsewhere.with_name(name))
    before = built.state()
    built.build("build", "--playbook", elsewhere.with_name("playbook"), "--pipeline", elsewhere.with_name("pipeline"))
    assert built.state() == before


# What leaves the team leaves the pages.


def test_the_page_of_a_rep_who_is_gone_is_gone_everywhere(built: Project) -> None:
    snapshot = built.snapshot.relative_to(built.folder).as_posix()
    text = built.snapshot.read_text("utf-8")
    built.change(snapshot, "owner: lotte-brandt", "owner: siobhan-daly", text.count("owner: lotte-brandt"))
    team = (built.folder / "pipeline" / "team.yml").read_text("utf-8")
    start, end = team.index("  - id: lotte-brandt"), team.index("  - id: conor-whelan")
    left = "former_reps:\n" + team[start:end] + "\n"
    territories = team.index("territories:")
    text = team[:start] + team[end:territories] + left + team[territories:]
    (built.folder / "pipeline" / "team.yml").write_text(text, "utf-8")
    said = built.build()
    assert said.splitlines()[0].startswith("5 scorecards")
    assert said.count(", removed 4\n") == 2
    assert {path.stem for path in (built.docs / "scorecards").glob("*.md")} == {
        *REPS,
        *MANAGERS,
        *TEAM_PAGES,
    } - {"lotte-brandt"}
    assert not (built.site / "scorecards" / "lotte-brandt.html").exists()
    for page in built.site.rglob("*.html"):
        assert "scorecards/lotte-brandt" not in page.read_text("utf-8"), page
        assert 'href="lotte-brandt' not in page.read_text("utf-8"), page
    assert [card["rep"] for card in built.review()["scorecards"]].count("lotte-brandt") == 0
    assert b"Brandt" not in (built.site / "scorecards" / "index.html").read_bytes()


# What each command says when something is wrong.


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["--no-such-option"],
        ["build", "--no-such-option"],
        ["build", "something"],
        ["build", "--docs"],
        ["build", "--docs", "mkdocs.yml"],
        ["build", "--site", "mkdocs.yml"],
        ["build", "--pipeline", "pipeline/team.yml"],
        ["check", "--playbook", "mkdocs.yml"],
        ["explain"],
        ["explain", "OPP-1001", "OPP-1002"],
        ["import"],
        ["import", "export.csv"],
        ["import", "export.csv", "--from", "mappings/maven.yml"],
        ["import", "export.csv", "--from", "mappings/none.yml", "--as-of", "2026-11-16"],
        ["import", "export.csv", "--from", "mappings/maven.yml", "--as-of", "tomorrow"],
        ["import", "export.csv", "--from", "mappings/maven.yml", "--as-of", "31.12.2017"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_said_with_status_2(arguments: list[str], sample: Project) -> None:
    before = sample.state()
    result = sample.run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(("Usage: build_scorecards.py", "Error: "))
    assert "\nError: " in f"\n{result.stderr}"
    assert "Traceback" not in result.stderr
    assert sample.state() == before


@pytest.mark.parametrize("command", [[], ["build", "--pages-only"], ["check"], ["explain", "OPP-1004"]], ids=" ".join)
def test_every_mistake_is_told_in_one_run_and_nothing_is_written(command: list[str], built: Project) -> None:
    spoil(built)
    found = problems(built, *command)
    assert [(each["path"], each["line"], each["code"]) for each in found] == [
        ("playbook/checks/amount-given.yml", found[0]["line"], "unknown-fact"),
        ("pipeline/snapshots/2026-11-16.yml", "8", "unknown-rep"),
        ("pipeline/snapshots/2026-11-16.yml", "12", "not-a-date"),
        ("pipeline/team.yml", "4", "wrong-form"),
    ]
    lines = (built.folder / found[0]["path"]).read_text("utf-8").splitlines()
    assert "has_amuont" in lines[int(found[0]["line"]) - 1][int(found[0]["column"]) - 1 :]
    assert "ravi-mennon" in found[1]["message"]
    assert "Did you mean ravi-menon?" in found[1]["message"]
    assert "Did you mean has_amount?" in found[0]["message"]


def test_a_problem_is_named_as_seen_from_the_working_directory(built: Project) -> None:
    spoil(built)
    paths = {each["path"] for each in problems(built, "check", cwd=built.folder.parent)}
    assert "team/pipeline/team.yml" in paths
    assert all((built.folder.parent / path).is_file() for path in paths)


def test_a_mistake_in_an_older_snapshot_stops_what_is_told_from_it_and_nothing_older(built: Project) -> None:
    oldest = min((built.folder / "pipeline" / "snapshots").iterdir())
    oldest.write_text(oldest.read_text("utf-8").replace("status: open", "status: opne", 1), "utf-8")
    (found,) = problems(built, "check")
    assert (found["path"], found["code"]) == ("pipeline/snapshots/2026-09-28.yml", "unknown-word")
    assert problems(built, "build") == problems(built, "check", "--snapshot", built.snapshot) == [found]
    newest, newer = built.snapshot, oldest.with_name("2026-11-30.yml")
    oldest.rename(newer)
    newer.write_text(newer.read_text("utf-8").replace("as_of: 2026-09-28", "as_of: 2026-11-30"), "utf-8")
    assert " files checked, no problems\n" in built.build("check", "--snapshot", newest)


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_that_is_not_there_is_a_problem(command: str, built: Project) -> None:
    for folder in ("pipeline", "playbook"):
        (found,) = problems(built, command, f"--{folder}", "nowhere")
        assert (found["path"], found["code"]) == ("nowhere", "folder-missing")


def test_a_snapshot_that_is_not_there_is_a_problem(built: Project) -> None:
    for command in (["build"], ["check"], ["explain", "OPP-1001"]):
        (found,) = problems(built, *command, "--snapshot", "pipeline/snapshots/2026-01-01.yml")
        assert (found["path"], found["code"]) == ("pipeline/snapshots/2026-01-01.yml", "file-missing")


def test_a_project_without_a_pipeline_is_a_problem(tmp_path: Path) -> None:
    project = fresh(tmp_path)
    (project.folder / "pipeline").rename(tmp_path / "old")
    (found,) = problems(project)
    assert (found["path"], found["code"]) == ("pipeline", "folder-missing")


def test_an_export_that_is_not_there_is_a_problem(built: Project) -> None:
    found, *_ = problems(built, "import", "export.csv", "--from", "maven", "--as-of", "2026-11-16")
    assert (found["path"], found["code"]) == ("export.csv", "file-missing")


@pytest.mark.parametrize("page", ["scorecards/ravi-menon.md", "index.md", "reference/fields.md"])
def test_a_page_of_somebodys_own_in_the_way_stops_the_build(page: str, tmp_path: Path) -> None:
    project = fresh(tmp_path)
    (project.docs / page).parent.mkdir(exist_ok=True)
    (project.docs / page).write_text("# Mine\n", "utf-8")
    (found,) = problems(project)
    assert (found["path"], found["code"]) == (f"docs/{page}", "in-the-way")


def test_a_folder_in_the_way_of_a_page_stops_the_build(built: Project) -> None:
    page = built.docs / "scorecards" / "ravi-menon.md"
    page.unlink()
    page.mkdir()
    built.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline inside sales")
    (found,) = problems(built)
    assert (found["path"], found["code"]) == ("docs/scorecards/ravi-menon.md", "in-the-way")


def test_a_page_that_the_site_builder_refuses_leaves_the_last_good_pages_and_the_last_good_site(built: Project) -> None:
    (built.docs / "sources.md").write_text("# Sources\n\n[gone](no-such-page.md)\n", "utf-8")
    built.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline inside sales")
    before = built.state()
    result = built.run()
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    lines = result.stderr.splitlines()
    assert all(PROBLEM.fullmatch(line) and "site-not-built" in line for line in lines), result.stderr
    assert any("no-such-page.md" in line and "sources.md" in line for line in lines)
    assert all("scorecards-site-" not in line for line in lines)
    assert built.state() == before


def test_what_is_in_the_way_of_the_site_leaves_the_last_good_pages_too(built: Project) -> None:
    (built.site / "index.html").unlink()
    (built.site / "index.html").mkdir()
    built.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline inside sales")
    (found,) = problems(built)
    assert (found["path"], found["code"]) == ("site/index.html", "in-the-way")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--docs", "docs/more", "--site", "other", "--pages-only"],
        ["--docs", "docs/more"],
        ["--docs", "."],
        ["--site", "docs/site"],
        ["--docs", "other", "--site", "docs/site"],
        ["--docs", "other", "--site", "other/site"],
    ],
    ids=" ".join,
)
def test_a_folder_that_each_build_would_copy_into_itself_is_refused(arguments: list[str], built: Project) -> None:
    found = problems(built, "build", *arguments)
    assert {each["code"] for each in found} == {"folder-inside"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--site", "pipeline"], "folder-inside"),
        (["--site", "playbook/checks"], "folder-inside"),
        (["--docs", "pipeline/pages"], "folder-inside"),
        (["--site", "."], "folder-inside"),
        (["--site", "mappings"], "in-the-way"),
        (["--site", ".."], "folder-inside"),
        (["--docs", "overrides"], "in-the-way"),
    ],
    ids=str,
)
def test_a_folder_that_holds_something_else_is_no_place_for_pages_or_the_site(
    arguments: list[str], code: str, built: Project
) -> None:
    before = built.state()
    found = problems(built, "build", *arguments)
    assert {each["code"] for each in found} == {code}
    assert built.state() == before


def test_a_folder_of_pages_that_is_a_link_without_end_is_a_problem(built: Project) -> None:
    shutil.rmtree(built.docs)
    built.docs.symlink_to("docs")
    result = built.run()
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("docs:1:1: in-the-way: this is a link")


@pytest.mark.parametrize("make", [lambda path: path.symlink_to(path.name), os.mkfifo], ids=["link without end", "pipe"])
def test_where_nothing_can_be_kept_each_build_is_a_whole_one(built: Project, make: Callable[[Path], object]) -> None:
    shutil.rmtree(built.folder / ".cache")
    make(built.folder / ".cache")
    assert "written 0" in built.build()


def test_a_folder_with_nothing_but_hidden_files_may_get_the_site(built: Project) -> None:
    (built.folder / "other").mkdir()
    (built.folder / "other" / ".nojekyll").touch()
    built.build("build", "--site", "other")
    assert {".nojekyll", "index.html"} <= {path.name for path in (built.folder / "other").iterdir()}


def test_a_spoilt_list_of_what_was_written_stops_nothing(built: Project) -> None:
    (built.docs / ".generated").write_bytes(b"\xff\xfe\n" + (built.docs / ".generated").read_bytes())
    elsewhere = built.folder.parent / "elsewhere"
    built.build("build", "--docs", elsewhere, "--pages-only")
    assert (elsewhere / "sources.md").is_file()


# The proof of a finding, on the terminal.


def test_explain_proves_each_finding(sample: Project) -> None:
    review = sample.review()
    deal = next(deal for deal in review["opportunities"] if deal["id"] == "OPP-1001")
    rules = {rule["id"]: rule for rule in review["playbook"]["checks"]}
    said = sample.build("explain", "OPP-1001").split("\n\n")
    proofs = [part for part in said if "\n  check     " in part]
    findings = {part.splitlines()[1].split()[1]: part for part in proofs}
    told = ("failed", "for_manager", "unknown", "resting", "resting_unknown", "moot", "moot_unknown", "passed")
    assert list(findings) == [check for part in told for check in deal[part]]
    lines = sample.snapshot.read_text("utf-8").splitlines()
    for check in deal["failed"]:
        rule, added, part = rules[check], review["rules"]["checks"][check], findings[check]
        assert part.startswith(f"needs attention: {rule['failure_title']}\n")
        assert f"{added['place']['path']}:{added['place']['line']}" in part
        assert f"serves {', '.join(rule['doctrine'])}\n" in part
        assert f"  remedy    {rule['remedy']}" in part
        for fact in added["facts"]:
            assert f"  fact      {fact} = " in part
        places = [line for line in part.splitlines() if line.startswith("  read ") and "pipeline/snapshots/" in line]
        assert places
        for line in places:
            field = line.split()[1].rstrip(":")
            number = int(line.rpartition(":")[2].rstrip(")"))
            assert lines[number - 1].removeprefix("  - ").strip().startswith(f"{field}:")
    for check in deal["unknown"]:
        assert f"  ask       {rules[check]['ask']}" in findings[check]


def test_explain_names_the_place_of_a_value_that_does_not_stand_in_the_snapshot(sample: Project) -> None:
    """A ruling, an account's plan and the snapshot before are evidence too, each with file and line."""
    said = sample.build("explain", "OPP-1001")
    for told_by, path in (
        ("manager decision: stalled on 2026-11-05", "rulings.yml"),
        ("the account", "accounts.yml"),
        ("the snapshot before", "snapshots/2026-11-09.yml"),
    ):
        (line, *_) = re.findall(rf"  from      {told_by}  \(pipeline/{re.escape(path)}:(\d+)\)", said)
        text = (sample.folder / "pipeline" / path).read_text("utf-8").splitlines()[int(line) - 1]
        assert text.lstrip().startswith("- ")


def test_explain_tells_why_it_hangs_with_the_signs_and_what_would_settle_it(sample: Project) -> None:
    said = sample.build("explain", "OPP-1017").split("\n\n")
    why = next(part for part in said if part.startswith("likely stall reasons\n")).splitlines()
    assert why[1] == "  leading   They may never have meant to buy"
    shown = why.index("    for     They said yes, and our attempts since have had no answer.  (a sign)")
    assert why[shown + 1 : shown + 3] == ["            unanswered_attempts = 6", "            has_verbal_yes = True"]
    assert "    against The decision maker has talked with us.  (a weak sign)" in why
    assert any(line.startswith("  outlook   Slim. There may never have been a sale to save") for line in why)
    assert sum(line.startswith("  ask       ") for line in why) >= 3
    settled = next(part for part in said if part.startswith("minimum to clear the critical findings\n"))
    assert "  step      Take it out of the forecast.\n" in settled
    assert "  beyond    answering-since-yes: " in settled


def test_explain_tells_of_a_closed_deal_as_it_stood_at_its_end(sample: Project) -> None:
    assert "likely stall reasons, as of the day it closed\n" in sample.build("explain", "OPP-1037")
    ended = sample.build("explain", "OPP-1003")
    assert "    for     They mention money that was cut, frozen or refused.  (a strong sign)\n" in ended
    assert (
        "            “No money before the herring season is over”  (pipeline/snapshots/2026-11-16.yml:101)\n" in ended
    )
    assert "likely stall reasons" not in sample.build("explain", "OPP-1038")


def test_explain_tells_the_conclusion_first_with_the_facts_and_words_behind_it(sample: Project) -> None:
    said = sample.build("explain", "OPP-1017")
    assert re.search(
        r"\n\nsituation: Vanished after it went well  \(playbook/situations\.yml:\d+\)\n  because   ", said
    )
    assert "\n  because   has_verbal_yes = True\n" in said
    assert (
        "  do first  Make it easy for Dr Cathal Ó Ruairc to say no, once, and take the answer.\n"
        "  talk to   Dr Cathal Ó Ruairc  (has stopped answering)\n"
        "  ask       If you had to decide today, and a no was perfectly fine, what would you say?\n"
        "  play      Permission to say no\n"
    ) in said
    assert said.index("\nsituation: ") < said.index("\ntimeline\n") < said.index("\nlikely stall reasons")


def test_a_ruling_is_recorded_and_then_stands_on_the_pages(built: Project) -> None:
    before = (built.folder / "pipeline/rulings.yml").read_bytes()
    said = built.build(
        *("record-ruling", "OPP-1017", "--by", "maeve-corrigan", "--ruling", "lost"),
        *("--reason", "Seven tries: no word.", "--course-of-action", "Tell him that a no is fine"),
    )
    assert said.startswith("OPP-1017 marked lost by maeve-corrigan on 2026-11-16\nwrote pipeline/rulings.yml:")
    assert said.endswith("\nRebuild the site to see it.\n")
    assert (built.folder / "pipeline/rulings.yml").read_bytes().startswith(before)
    built.build("build", "--pages-only")
    deal = next(deal for deal in built.review()["opportunities"] if deal["id"] == "OPP-1017")
    assert [each["reason"] for each in deal["interventions"]] == ["Seven tries: no word."]
    assert not deal["awaits_ruling"]


def test_a_ruling_of_the_wrong_manager_is_told_and_nothing_is_written(built: Project) -> None:
    (found,) = problems(built, "record-ruling", "OPP-1017", "--by", "idris-fontaine", "--ruling", "active")
    assert (found["path"], found["code"]) == ("record-ruling", "not-their-manager")


def test_explain_says_what_a_fact_is_and_what_stands_in_the_file(sample: Project) -> None:
    said = sample.build("explain", "OPP-1001").splitlines()
    assert "  fact      push_count = 7" in said
    assert "  read      push_count: 7  (pipeline/snapshots/2026-11-16.yml:17)" in said
    days = (date(2026, 11, 16) - date(2026, 9, 8)).days
    assert f"  fact      days_since_their_last_word = {days}" in said


def test_explain_knows_every_opportunity_of_the_snapshot_whether_a_page_shows_it_or_not(sample: Project) -> None:
    rows = plain(sample.snapshot)["opportunities"]
    shown = {deal["id"] for deal in sample.review()["opportunities"]}
    hidden = [row["id"] for row in rows if row["id"] not in shown]
    assert hidden
    said = sample.build("explain", hidden[0])
    assert said.startswith(f"{hidden[0]}  ")
    assert "\npassing: " in said


def test_explain_follows_the_snapshot_that_is_named(sample: Project) -> None:
    oldest = min((sample.folder / "pipeline" / "snapshots").iterdir())
    said = sample.build("explain", "OPP-1001", "--snapshot", oldest)
    assert "pipeline/snapshots/2026-09-28.yml:" in said
    assert "2026-11-16" not in said


@pytest.mark.parametrize("name", ["OPP-9999", "opp-1001", "", "../..", "OPP-1001\nOPP-1002"])
def test_explain_knows_no_such_opportunity(name: str, built: Project) -> None:
    (found,) = problems(built, "explain", name)
    assert (found["path"], found["code"]) == ("pipeline/snapshots/2026-11-16.yml", "unknown-opportunity")


# What a build says of itself.


def test_a_profile_says_of_each_step_what_it_took_and_what_came_from_the_cache(built: Project) -> None:
    lines = built.build("build", "--profile").splitlines()
    begin = next(place for place, line in enumerate(lines) if line.startswith("step "))
    assert lines[begin].split() == ["step", "seconds", "processor", "memory", "items", "from", "cache"]
    rows = {line.split("  ")[0]: line.split()[-1] for line in lines[begin + 1 : -1]}
    assert rows.keys() >= {"load", "read", "assess", "compose", "render", "build site", "write", "all"}
    assert rows["assess"] == str(len(REPS))
    assert int(rows["all"]) > 0


def test_a_build_that_nobody_watches_says_nothing_of_its_steps(built: Project) -> None:
    result = built.run("build", "--pages-only")
    assert result.stderr == ""
    assert len(result.stdout.splitlines()) == 1
