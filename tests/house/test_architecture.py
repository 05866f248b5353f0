"""The import rules: data flows one way, and each third party is known to as few modules as can be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "scorecards"

LAYERS = [
    "problems",
    "steps",
    "model",
    "cache",
    "executor",
    "yaml_files",
    "report",
    "history",
    "read",
    "importing",
    "schemas",
    "index",
    "derive",
    "evaluate",
    "lint",
    "diagnose",
    "conclude",
    "score",
    "compose",
    "team",
    "render",
    "reps",
    "backtest",
    "preview",
    "rule_tests",
    "annotate",
    "write",
    "review",
    "build",
    "serve",
    "cli",
]
"""The rooms of the package in the order of the flow: each may import those before it, and nothing runs back."""

IMPORT_STEPS = ["mapping", "task", "open", "detect", "map", "reconcile", "propose", "tell", "run"]
"""The same for the steps of an import; ``run`` is its flow."""

THIRD_PARTIES: dict[str, set[str]] = {
    "annotate": {"orjson"},
    "cache": set(),
    "cli": {"click"},
    "executor": {"distributed"},
    "history": {"orjson", "pydantic"},
    "importing": {"charset_normalizer", "orjson", "pandas", "pydantic", "pydantic_core", "python_calamine", "rich"},
    "model": {"babel", "holidays", "pydantic", "pydantic_core", "slugify"},
    "read": {"babel", "pydantic"},
    "render": {"click", "icalendar", "jinja2", "markdown", "markupsafe", "orjson", "pydantic"},
    "report": {"babel"},
    "rule_tests": {"pydantic"},
    "schemas": {"pydantic", "pydantic_core"},
    "serve": {"watchdog"},
    "steps": {"rich"},
    "write": {"jinja2", "material", "mkdocs", "orjson"},
    "yaml_files": {"yaml"},
}
"""The third parties that a room may import; one that is not named here imports none."""

NO_CLOCK = {"datetime.now", "date.today", "time.time", "datetime.utcnow", "datetime.today"}


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {
                f"{node.module}.{alias.name}" if node.module == "scorecards" else node.module or ""
                for alias in node.names
            }
    return names


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_the_third_parties_that_its_room_may(path: Path) -> None:
    third = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - {"scorecards"}
    assert third <= THIRD_PARTIES.get(room_of(path), set())


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_rooms_that_come_before_its_own(path: Path) -> None:
    own = LAYERS.index(room_of(path))
    later = [name for name in imports(path) if name.startswith("scorecards.") and layer_of(name) > own]
    assert not later


def layer_of(name: str) -> int:
    return LAYERS.index(name.split(".")[1])


@pytest.mark.parametrize(
    "path",
    [path for path in files() if room_of(path) == "importing"],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_a_step_of_an_import_imports_only_those_before_it(path: Path) -> None:
    own = step_of(dotted(path))
    assert not [
        name for name in imported_modules(path) if name.startswith("scorecards.importing.") and step_of(name) > own
    ]


def step_of(module: str) -> int:
    """Give the number of a step; the package itself, which imports nothing, is none of them."""
    parts = module.split(".")
    return IMPORT_STEPS.index(parts[2]) if len(parts) > 2 else -1


def test_the_steps_of_an_import_are_those_that_there_are() -> None:
    there = {path.relative_to(PACKAGE / "importing").parts[0] for path in files() if room_of(path) == "importing"}
    assert {name.removesuffix(".py") for name in there} - {"__init__"} == set(IMPORT_STEPS)


def test_the_layers_are_the_rooms_that_there_are() -> None:
    assert sorted(LAYERS) == sorted({room_of(path) for path in files()})
    assert set(THIRD_PARTIES) <= set(LAYERS)


def test_no_module_lies_loose_at_the_top_but_the_flow_itself() -> None:
    assert [path.name for path in sorted(PACKAGE.glob("*.py"))] == ["__init__.py", "build.py", "review.py"]


def test_each_room_says_what_comes_in_and_what_goes_out() -> None:
    for room in {path.parent for path in files()} - {PACKAGE}:
        said = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
        assert "Comes in:" in said, room
        assert "Goes out:" in said, room
        assert not imports(room / "__init__.py"), room


def test_no_module_imports_itself_by_way_of_others() -> None:
    """A circle hides from the layers where it lies inside one room."""
    depends = {dotted(path): imported_modules(path) for path in files()}
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join((*way, module))
        if module not in done:
            for each in sorted(depends.get(module, ())):
                visit(each, (*way, module))
            done.add(module)

    for module in depends:
        visit(module, ())


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def imported_modules(path: Path) -> set[str]:
    """Name the modules of the package that a module imports, those for types alone too."""
    known = {dotted(each) for each in files()}
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & known
            found |= inside or ({node.module} & known)
    return found - {dotted(path)}


@pytest.mark.parametrize(
    ("third", "place"),
    [
        ("python_calamine", "importing/open/workbooks.py"),
        ("pandas", "importing/open/parquet_files.py"),
        ("rich", "importing/tell/output.py"),
    ],
)
def test_in_an_import_one_module_alone_knows_what_reads_workbooks_or_draws_on_the_terminal(
    third: str, place: str
) -> None:
    """Most exports are read without these, which take long to load."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in files()
        if room_of(path) == "importing" and third in {name.split(".")[0] for name in imports(path)}
    }
    assert found == {place}


def test_nothing_reads_the_clock() -> None:
    for path in files():
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        }
        assert not calls & NO_CLOCK, path


def test_only_the_command_line_catches_problems() -> None:
    for path in files():
        caught = {
            ast.unparse(node.type)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ExceptHandler) and node.type
        }
        assert room_of(path) == "cli" or "ProblemsFound" not in caught, path
        catches_all = room_of(path) == "executor" or path == PACKAGE / "write/ending.py"
        assert catches_all or not caught & {"Exception", "BaseException"}, path


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["build", "--help"],
        ["build", "--no-such-option"],
        ["import", "--help"],
        ["import", "deals.csv", "--from", "nowhere"],
        ["no-such-command"],
    ],
)
def test_help_and_usage_errors_wait_for_no_heavy_library(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom scorecards.cli.main import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "try:\n    main(Path('.'))\nexcept SystemExit:\n    pass\n"
        "heavy = {'pandas', 'jinja2', 'yaml', 'babel', 'mkdocs', 'rich', 'distributed'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert result.stdout.splitlines()[-1] == "loaded []"
