"""Commands that change the pipeline at once: each waits for the other, and no line is lost or halved."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scorecards.cli.main import scorecards
from scorecards.read.team_files import read_input
from scorecards.write import folder_lock
from scorecards.write.disk import WAITING
from scorecards.write.folder_lock import changing, reading
from scorecards.write.tree import read_tree
from tests.support.budget import times
from tests.support.killing import POSSIBLE
from tests.support.project import Project, copy_of

pytestmark = pytest.mark.skipif(not POSSIBLE, reason="nothing can be forked here")

PROCESSES = 8
RULINGS = times(4, 200)
"""So many each process records; ``make faults`` has all 1,600."""
NEWEST = date(2026, 11, 16)
RULINGS_FILE = Path("pipeline/rulings.yml")


def write_opportunities() -> None:
    rows = "".join(f"  - {{id: D-{each}, name: Rota, owner: bo, status: open, stage: meet}}\n" for each in range(8))
    Path("pipeline/snapshots/2026-11-16.yml").write_text(f"as_of: 2026-11-16\nopportunities:\n{rows}", "utf-8")


def run(*arguments: str) -> Result:
    folders = ["--playbook", "playbook", "--pipeline", "pipeline"]
    return CliRunner().invoke(scorecards, [*arguments, *folders], obj=Path.cwd())


def ruled(process: int, number: int) -> Result:
    day = (NEWEST - timedelta(days=number)).isoformat()
    return run("record-ruling", f"D-{process}", "--by", "mara-quinn", "--ruling", "active", "--on", day)


def all_ruled(process: int) -> int:
    return sum(ruled(process, number).stdout.count("wrote pipeline/rulings.yml:") for number in range(RULINGS))


def at_once(*works: Callable[[], int]) -> list[int]:
    """Do each in a process of its own, all at once, and give how they ended."""
    children = []
    for work in works:
        child = os.fork()
        if not child:
            status = 255
            try:
                status = work()
            finally:
                os._exit(status)
        children.append(child)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def test_of_rulings_that_eight_processes_record_at_once_none_is_lost_and_each_is_whole(base: Path) -> None:
    write_opportunities()
    assert at_once(*(partial(all_ruled, process) for process in range(PROCESSES))) == [RULINGS] * PROCESSES
    found = [(each.value.opportunity, each.value.on) for each in read_input(Path("playbook"), Path("pipeline")).rulings]
    days = [NEWEST - timedelta(days=number) for number in range(RULINGS)]
    assert sorted(found) == sorted((f"D-{process}", day) for process in range(PROCESSES) for day in days)
    assert RULINGS_FILE.read_text().count("ruling: active\n") == PROCESSES * RULINGS
    assert {each.name for each in (base / "pipeline").iterdir()} >= {"rulings.yml", "team.yml"}
    assert not list((base / "pipeline").rglob(".*"))


def test_rulings_of_two_pipelines_that_share_a_file_through_links_are_all_kept(base: Path) -> None:
    write_opportunities()
    (base / "mkdocs.yml").touch()  # a link may lead to where it likes within the project
    shared = base / "shared"
    shared.mkdir()
    (shared / "rulings.yml").write_text("rulings:\n")
    RULINGS_FILE.symlink_to("../shared/rulings.yml")
    shutil.copytree("pipeline", "other", symlinks=True)

    def of_other(process: int) -> int:
        folders = ["--playbook", "playbook", "--pipeline", "other"]
        days = [(NEWEST - timedelta(days=number)).isoformat() for number in range(RULINGS)]
        said = [
            ["record-ruling", f"D-{process}", "--by", "mara-quinn", "--ruling", "active", "--on", day] for day in days
        ]
        ran = [CliRunner().invoke(scorecards, [*each, *folders], obj=Path.cwd()) for each in said]
        return sum(each.exit_code == 0 for each in ran)

    assert at_once(partial(all_ruled, 0), partial(of_other, 1), partial(all_ruled, 2)) == [RULINGS] * 3
    assert RULINGS_FILE.is_symlink()
    assert (shared / "rulings.yml").read_text().count("ruling: active\n") == 3 * RULINGS


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_file_of_rulings_that_others_must_not_read_stays_so(base: Path) -> None:
    write_opportunities()
    RULINGS_FILE.write_text("rulings:\n")
    RULINGS_FILE.chmod(0o600)
    assert ruled(0, 0).exit_code == 0
    assert (base / RULINGS_FILE).stat().st_mode & 0o777 == 0o600


def test_a_ruling_waits_for_an_import_and_a_check_reads_what_either_left(base: Path) -> None:
    """While the folder is held, neither of them ends; afterwards both do."""
    write_opportunities()
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        with changing(Path("pipeline")):
            os.write(told, b"1")
            time.sleep(0.5)
            RULINGS_FILE.write_text(
                "rulings:\n  - {opportunity: D-7, by: mara-quinn, on: 2026-11-02, ruling: active}\n"
            )
        os._exit(0)
    os.read(ready, 1)
    assert run("check").stdout.endswith("\n15 files checked, 2 warnings, 4 notes\n")
    assert ruled(1, 0).exit_code == 0
    os.waitpid(child, 0)
    assert RULINGS_FILE.read_text().count("ruling: active") == 2
    assert base == Path.cwd()


def test_whoever_waits_for_long_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(folder_lock, "_SAID_AFTER", 0.0)
    ready, told = os.pipe()
    child = os.fork()
    if not child:
        with changing(tmp_path):
            os.write(told, b"1")
            time.sleep(0.2)
        os._exit(0)
    os.read(ready, 1)
    with reading(tmp_path):
        pass
    os.waitpid(child, 0)
    said = f"another command changes {tmp_path.as_posix()}: this one waits until it has ended"
    assert [each.getMessage() for each in caplog.records] == [said]


def test_a_command_that_is_killed_keeps_nobody_waiting(tmp_path: Path) -> None:
    code = "import sys,time,pathlib; from scorecards.write.folder_lock import changing\n"
    code += "with changing(pathlib.Path(sys.argv[1])): print(flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as holding:
        assert holding.stdout
        holding.stdout.readline()
        holding.send_signal(signal.SIGKILL)
    begun = time.monotonic()
    with changing(tmp_path):
        assert time.monotonic() - begun < 1


def test_many_may_read_at_once(tmp_path: Path) -> None:
    with reading(tmp_path), reading(tmp_path):
        pass


def test_of_two_builds_at_once_into_the_same_folders_one_waits_and_what_stands_is_of_one(
    sample: Project, tmp_path: Path
) -> None:
    """Of the one that ended last, pages and site; and both say what they did."""
    project = copy_of(sample, tmp_path / "team")
    shutil.copytree(project.folder / "pipeline", project.folder / "other")
    team = project.folder / "other" / "team.yml"
    team.write_text(team.read_text("utf-8").replace("Ravi Menon", "Ravi M"), "utf-8")
    trees = {}
    for pipeline in ("other", "pipeline"):
        project.build("build", "--pipeline", pipeline)
        trees[pipeline] = {name: read_tree(project.folder / name) for name in ("docs", "site")}
    assert trees["other"] != trees["pipeline"]
    for number in range(times(2, 50)):
        pipelines = ("other", "pipeline") if number % 2 else ("pipeline", "other")
        command = [sys.executable, str(project.folder / "build_scorecards.py"), "build", "--pipeline"]
        running = [
            subprocess.Popen([*command, each], cwd=project.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            for each in pipelines
        ]
        said = [each.communicate(timeout=120) for each in running]
        assert [each.returncode for each in running] == [0, 0], said
        found = {name: read_tree(project.folder / name) for name in ("docs", "site")}
        assert found in list(trees.values())
        assert not [path for path in project.folder.rglob(".*") if path.name.endswith(WAITING)]
