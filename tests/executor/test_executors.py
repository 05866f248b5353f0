"""Wherever items are worked on, the same comes out, and a worker that dies costs time alone."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from scorecards.executor import local
from scorecards.executor.dask_cluster import DaskCluster
from scorecards.executor.executor import Executor
from scorecards.executor.local import Local, shared_out
from scorecards.executor.software import LIBRARIES
from scorecards.problems.problem import ProblemsFound
from scorecards.render.context import Terms
from scorecards.render.pages import Pages
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import Desk
from scorecards.reps.rounds import Rounds
from tests.house.test_architecture import THIRD_PARTIES
from tests.support import jobs
from tests.support.cluster import client_of, scheduler, workers
from tests.support.project import ROOT, Project, fresh
from tests.support.reviews import input_in

HEAVY = 1000
"""Weight enough for a process of its own."""
NOWHERE = "tcp://127.0.0.1:9"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("cluster")
    with scheduler(folder) as address, workers(2, address, folder):
        yield address


@pytest.fixture(params=["one process", "two processes", "cluster"])
def executor(request: pytest.FixtureRequest, address: str) -> Executor:
    if request.param == "cluster":
        return DaskCluster(address)
    return Local(1 if request.param == "one process" else 2)


def weights(items: dict[str, int]) -> dict[str, int]:
    return dict.fromkeys(items, HEAVY)


NUMBERS = {f"item-{number}": number for number in range(30)}


def test_each_item_is_done_once(executor: Executor) -> None:
    with executor.open(100, NUMBERS, weights(NUMBERS)) as session:
        backwards = dict.fromkeys(reversed(NUMBERS))
        results = list(session.map(jobs.slow_for_the_first, backwards))
    assert sorted(results) == sorted((key, 100 + number) for key, number in NUMBERS.items())


def test_a_round_may_be_for_some_of_the_items_and_each_has_its_argument(executor: Executor) -> None:
    with executor.open(100, NUMBERS, weights(NUMBERS)) as session:
        assert dict(session.map(jobs.add, {"item-3": 1000, "item-7": 2000})) == {"item-3": 1103, "item-7": 2107}
        assert dict(session.map(jobs.add, {"item-7": 0})) == {"item-7": 107}
        assert list(session.map(jobs.add, {})) == []


def test_what_a_function_raises_is_raised_as_it_is(executor: Executor) -> None:
    with executor.open(None, NUMBERS, weights(NUMBERS)) as session:
        with pytest.raises(ProblemsFound) as raised:
            list(session.map(jobs.fail, dict.fromkeys(NUMBERS)))
        assert [str(each) for each in raised.value.problems] == ["a.yml:3:1: some-code: this is wrong"]


def test_a_worker_that_is_killed_costs_time_alone(executor: Executor, tmp_path: Path) -> None:
    """It is killed amid the second round, with all that it held of the first."""
    with executor.open(str(tmp_path / "mark"), NUMBERS, weights(NUMBERS)) as session:
        for _ in range(2):
            results = list(session.map(jobs.die_once, dict.fromkeys(NUMBERS, os.getpid())))
            assert sorted(results) == sorted((key, number * 10) for key, number in NUMBERS.items())


def test_work_of_which_every_worker_dies_is_told(address: str) -> None:
    with DaskCluster(address).open(None, {"ana": 1}, {"ana": 1}) as session, pytest.raises(ProblemsFound) as raised:
        list(session.map(jobs.die, {"ana": None}))
    assert [each.code for each in raised.value.problems] == ["cluster-lost"]
    assert "the work on ana" in raised.value.problems[0].message


def test_the_local_shares_are_even_and_the_same_each_time() -> None:
    found = shared_out({"a": 5, "b": 4, "c": 3, "d": 3, "e": 3}, 2)
    assert found == [["a", "d"], ["b", "c", "e"]]


def test_what_is_compared_of_a_worker_is_all_that_a_rep_is_worked_on_with() -> None:
    """Of each room that works on a rep; what it only sometimes loads is read or drawn by who builds."""
    names = {"slugify": "python-slugify", "pydantic_core": "pydantic"}
    rooms = ["executor", "model", "index", "derive", "evaluate", "diagnose", "score", "compose", "report", "render"]
    used = {names.get(each, each) for room in rooms for each in THIRD_PARTIES.get(room, set())}
    assert used <= set(LIBRARIES)


# A team's reps.


@dataclass(frozen=True)
class Deadly:
    """Kills the further processes of another executor as soon as there is a result."""

    executor: Executor
    kill: Callable[[], object]

    @contextmanager
    def open(self, shared: Any, items: Mapping[str, Any], weights: Mapping[str, int]) -> Iterator["Deadly"]:
        """Open a session of the other one."""
        with self.executor.open(shared, items, weights) as session:
            self.__dict__["session"] = session
            yield self

    def map(self, function: Any, arguments: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Give its results."""
        for place, result in enumerate(self.__dict__["session"].map(function, arguments)):
            if not place:
                self.kill()
            yield result


def kill_forked() -> None:
    for process in multiprocessing.active_children():
        process.kill()


def kill_one_at(address: str) -> None:
    with client_of(address) as client:
        os.kill(min(client.run(os.getpid).values()), signal.SIGKILL)


def files(prepared: Prepared, executor: Executor) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    desk = Desk(prepared.index, prepared.picked_by, Pages(Terms.of(prepared.index)))
    Rounds(prepared, desk, executor, take=made.update).run()
    return made


@pytest.fixture(scope="module")
def prepared() -> Prepared:
    return Prepared.of(input_in(ROOT))


@pytest.fixture(scope="module")
def expected(prepared: Prepared) -> dict[str, bytes]:
    return files(prepared, Local(1))


def test_two_processes_make_the_same_files(
    prepared: Prepared, expected: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "_WORTH_A_PROCESS", 1)
    assert files(prepared, Local(2)) == expected
    assert files(prepared, Deadly(Local(2), kill_forked)) == expected


def test_a_cluster_of_which_a_worker_is_killed_makes_the_same_files(
    prepared: Prepared, expected: dict[str, bytes], address: str
) -> None:
    assert files(prepared, Deadly(DaskCluster(address), partial(kill_one_at, address))) == expected


# The command.


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = fresh(tmp_path_factory.mktemp("here") / "team")
    project.build("build", "--pages-only", "--processes", "1")
    return project


def generated(docs: Path) -> dict[str, bytes]:
    """Give all files but the list of them, which differs: one of the folders is the project's own."""
    files = {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if name != ".generated"}


def test_a_build_on_a_cluster_writes_the_same_bytes(here: Project, address: str, tmp_path: Path) -> None:
    here.build("build", "--pages-only", "--docs", tmp_path / "docs", "--executor", address, cold=True)
    assert generated(tmp_path / "docs") == generated(here.docs)


def test_a_worker_of_another_version_is_named_and_nothing_is_written(
    address: str, tmp_path: Path, here: Project
) -> None:
    other = shutil.copytree(ROOT / "scorecards", tmp_path / "other" / "scorecards")
    (other / "__init__.py").write_text('"""Another version."""\n', encoding="utf-8")
    before = here.state()
    with workers(1, address, tmp_path, other.parent):
        here.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline")
        result = here.run("build", "--pages-only", "--executor", address, cold=True)
        here.change("pipeline/team.yml", "name: Tideline", "name: Tideline field sales")
    assert result.returncode == 1, result.stderr
    assert result.stderr.count("build: worker-differs: the worker tcp://127.0.0.1:") == 1
    assert "has scorecards " in result.stderr
    assert {name: content for name, (_, content) in here.state().items()} == {
        name: content for name, (_, content) in before.items()
    }


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    with pytest.raises(ProblemsFound) as raised, DaskCluster(NOWHERE, patience=1).open(None, {}, {}):
        pass
    assert [each.code for each in raised.value.problems] == ["no-cluster"]
    assert NOWHERE in raised.value.problems[0].message


def test_a_scheduler_that_goes_away_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as raised:
        work_while_the_scheduler_ends(tmp_path)
    assert [each.code for each in raised.value.problems] == ["cluster-lost"]


def work_while_the_scheduler_ends(folder: Path) -> None:
    with ExitStack() as lives:
        address = lives.enter_context(scheduler(folder))
        lives.enter_context(workers(1, address, folder))
        with DaskCluster(address, patience=1).open(0, NUMBERS, weights(NUMBERS)) as session:
            results = session.map(jobs.add, dict.fromkeys(NUMBERS, 1))
            assert next(results) == ("item-0", 1)
            lives.close()
            list(results)


def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    with (
        scheduler(tmp_path) as alone,
        pytest.raises(ProblemsFound, check=lambda found: found.problems[0].code == "no-cluster"),
        DaskCluster(alone, patience=0.5).open(None, {}, {}),
    ):
        pass


@pytest.mark.parametrize(
    "arguments",
    [
        ["--executor", "scheduler"],
        ["--executor", ""],
        ["--executor", "tcp://a:1", "--processes", "2"],
        ["--processes", "0"],
    ],
)
def test_what_is_no_executor_is_wrong_usage(here: Project, arguments: list[str]) -> None:
    result = here.run("build", *arguments)
    assert result.returncode == 2
    assert "Usage: " in result.stderr


def test_without_dask_the_command_says_what_to_install(here: Project, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError\n", encoding="utf-8")
    here.change("pipeline/team.yml", "name: Tideline field sales", "name: Tideline")
    environment = {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    result = here.run("build", "--pages-only", "--executor", "tcp://127.0.0.1:8786", environment=environment)
    here.change("pipeline/team.yml", "name: Tideline", "name: Tideline field sales")
    assert result.returncode == 1
    assert "build: dask-not-installed: " in result.stderr
    assert "requirements/dask.txt" in result.stderr
