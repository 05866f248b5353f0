"""What is loaded, and when: no command waits for a library that it does not use."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

USERS = {
    "babel": {"model", "report"},
    "charset_normalizer": {"importing"},
    "click": {"cli", "render"},
    "icalendar": {"render"},
    "jinja2": {"render"},
    "markdown": {"render"},
    "orjson": {"annotate", "history", "importing", "render", "write"},
    "pydantic": {"history", "importing", "model", "read", "render"},
    "rich": {"importing"},
    "watchdog": {"serve"},
    "yaml": {"yaml_files"},
}
"""The rooms whose modules load a library once they are imported."""

LATER = {"distributed", "holidays", "mkdocs", "numpy", "pandas", "python_calamine"}
"""What takes long to load: a function that needs it loads it once it is called, and no module before that."""

WATCHED = """
import importlib, json, pkgutil, sys, traceback
import scorecards

loaded = {}

class Watch:
    def find_spec(self, name, path=None, target=None):
        if "." not in name:
            frames = (frame.f_globals["__name__"] for frame, _ in traceback.walk_stack(None))
            loaded[name] = next((each for each in frames if each.startswith("scorecards.")), None)

sys.meta_path.insert(0, Watch())
for module in pkgutil.walk_packages(scorecards.__path__, "scorecards."):
    importlib.import_module(module.name)
print(json.dumps(loaded))
"""

COMMAND = """
import sys
from pathlib import Path
from scorecards.cli.main import main
try:
    main(Path.cwd())
except SystemExit as ended:
    assert not ended.code
print(*sys.modules)
"""


def told_by(*arguments: str, folder: Path = ROOT) -> str:
    """Give the last line that a new Python says, started in a folder."""
    result = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
    )
    return result.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def loaded() -> dict[str, str]:
    """Import every module of the package; give the module that was the first to load each library."""
    told = json.loads(told_by("-c", WATCHED))
    return {library: module for library, module in told.items() if module}


def test_each_library_is_loaded_by_a_room_that_uses_it(loaded: dict[str, str]) -> None:
    rooms = {library: module.split(".")[1] for library, module in loaded.items() if library in USERS}
    assert rooms.keys() == USERS.keys()
    assert [library for library, room in rooms.items() if room not in USERS[library]] == []


def test_what_takes_long_to_load_is_not_loaded_before_it_is_needed(loaded: dict[str, str]) -> None:
    assert loaded.keys() & LATER == set()


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        (["check"], {"pandas", "numpy", "jinja2", "icalendar", "mkdocs", "rich", "distributed"}),
        (
            ["build", "--pages-only"],
            {"pandas", "numpy", "mkdocs", "rich", "holidays", "charset_normalizer", "distributed"},
        ),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_use(base: Path, arguments: list[str], unused: set[str]) -> None:
    assert set(told_by("-c", COMMAND, *arguments, folder=base).split()) & unused == set()


def test_a_build_in_which_nothing_changed_loads_nothing_but_what_reads_the_command_line(base: Path) -> None:
    told_by("-c", COMMAND, "build", "--pages-only", folder=base)
    loaded = {name.split(".")[0] for name in told_by("-c", COMMAND, "build", "--pages-only", folder=base).split()}
    ours = {"scorecards", "click", "__editable___sales_scorecards_0_1_0_finder"}
    assert {name for name in loaded if not name.startswith("_")} - sys.stdlib_module_names <= ours


def test_help_takes_little_more_than_loading_what_reads_the_command_line() -> None:
    """Measured in processor time beside the same machine's, so that nothing else that it does tells."""
    base, told = (
        min(processor_seconds(*arguments) for _ in range(3))
        for arguments in (("-c", "import click"), (str(ROOT / "build_scorecards.py"), "--help"))
    )
    assert told < 3 * base


def processor_seconds(*arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
