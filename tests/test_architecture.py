"""The import rules: data flows one way, and each third party is known to as few modules as can be."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "scorecards"

ALLOWED: dict[str, set[str]] = {
    "accounts": {"pydantic"},
    "appending": set(),
    "building": set(),
    "calendars": {"icalendar"},
    "check": {"pydantic", "pydantic_core"},
    "clearing": set(),
    "cli": {"click"},
    "codes": set(),
    "compiled": {"jinja2"},
    "composing": set(),
    "currencies": {"babel"},
    "decoding": set(),
    "deriving": set(),
    "diagnosing": set(),
    "document": {"yaml"},
    "emitting": set(),
    "errors": set(),
    "evaluating": {"numpy", "pandas"},
    "evidence": set(),
    "explaining": set(),
    "exporting": {"orjson", "pydantic"},
    "facts": set(),
    "fields": {"pydantic", "pydantic_core"},
    "filtering": set(),
    "focus": {"pydantic"},
    "formatting": {"babel"},
    "history": {"orjson", "pydantic"},
    "holding": set(),
    "importing": {"charset_normalizer", "orjson", "pandas", "pydantic", "pydantic_core", "rich"},
    "inputs": set(),
    "keeping": set(),
    "literal": {"markdown"},
    "names": {"slugify"},
    "pictures": {"vl_convert"},
    "places": set(),
    "playbook": {"pydantic"},
    "public_holidays": {"holidays"},
    "practices": set(),
    "reading": {"babel", "pydantic"},
    "recording": set(),
    "reference": {"click", "pydantic"},
    "rendering": {"jinja2", "markupsafe"},
    "repository": set(),
    "results": set(),
    "rulings": {"pydantic"},
    "scoring": set(),
    "site": set(),
    "snapshot": {"pydantic", "pydantic_core"},
    "spreadsheets": set(),
    "syntax": set(),
    "team": {"pydantic"},
    "workdays": {"pydantic"},
    "writing": set(),
}
"""The third parties that each module, or each folder of modules, may import; a new one that is missing here fails."""

NEVER: dict[str, set[str]] = {
    "errors": {"*"},
    "results": {"*"},
    "snapshot": {"document", "reading", "results"},
    "playbook": {"document", "reading", "results"},
    "history": {"reading", "deriving", "evaluating", "composing", "rendering"},
    "deriving": {"document", "reading", "evaluating", "composing", "rendering", "writing"},
    "evaluating": {"document", "reading", "composing", "rendering", "writing"},
    "holding": {"document", "reading", "deriving", "evaluating", "composing", "rendering", "writing"},
    "diagnosing": {"document", "reading", "deriving", "evaluating", "composing", "rendering", "writing"},
    "clearing": {"document", "reading", "deriving", "evaluating", "composing", "rendering", "writing"},
    "scoring": {"document", "reading", "evaluating", "composing", "rendering", "writing"},
    "composing": {"document", "reading", "evaluating", "rendering", "writing", "cli"},
    "rendering": {
        "document",
        "reading",
        "sources",
        "deriving",
        "evaluating",
        "composing",
        "writing",
        "snapshot",
        "playbook",
    },
    "writing": {"document", "reading", "results", "composing", "rendering"},
}
"""Modules of our own that a module must not import: nothing flows back."""

NO_CLOCK = {"datetime.now", "date.today", "time.time", "datetime.utcnow", "datetime.today"}


def files() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def module_of(path: Path) -> str:
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
def test_a_module_imports_only_the_third_parties_that_it_may(path: Path) -> None:
    third = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - {"scorecards"}
    assert third <= ALLOWED[module_of(path)]


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_nothing_flows_back(path: Path) -> None:
    module = module_of(path)
    own = {name.split(".")[1] for name in imports(path) if name.startswith("scorecards.")} - {module}
    never = NEVER.get(module, set())
    assert not (own if "*" in never else own & never)


@pytest.mark.parametrize(
    ("third", "place"), [("pandas", "importing/exports/frames.py"), ("rich", "importing/ledger/telling.py")]
)
def test_in_an_import_one_module_alone_knows_what_reads_workbooks_or_draws_on_the_terminal(
    third: str, place: str
) -> None:
    """Most exports are read without pandas, which takes long to load."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in files()
        if module_of(path) == "importing" and third in {name.split(".")[0] for name in imports(path)}
    }
    assert found == {place}


def test_the_rules_name_no_module_that_is_gone() -> None:
    assert set(ALLOWED) == {module_of(path) for path in files()}


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
        assert module_of(path) == "cli" or "ProblemsFound" not in caught, path
        assert not caught & {"Exception", "BaseException"}, path


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
        "import sys\nfrom pathlib import Path\nfrom scorecards.cli import main\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "try:\n    main(Path('.'))\nexcept SystemExit:\n    pass\n"
        "print('loaded', sorted({'pandas', 'jinja2', 'yaml', 'babel', 'mkdocs', 'rich'} & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert result.stdout.splitlines()[-1] == "loaded []"
