"""A wheel that is built from the tree holds all that the package needs, and its command runs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.project import ROOT


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def package() -> list[Path]:
    return [path for path in (ROOT / "scorecards").rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a wheel, built from a copy by what is pinned and with no network: the build writes beside the code."""
    copy = tmp_path_factory.mktemp("wheel") / "copy"
    for path in [*package(), *(ROOT / name for name in ("pyproject.toml", "README.md", "LICENSE"))]:
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    shutil.copytree(ROOT / "requirements", copy / "requirements")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", "..", ".", cwd=copy)
    (built,) = copy.parent.glob("*.whl")
    return built


def test_it_holds_every_module_and_template_and_nothing_else(wheel: Path) -> None:
    held = [name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name]
    assert sorted(held) == sorted(path.relative_to(ROOT).as_posix() for path in package())
    assert any(name.endswith(".md.j2") for name in held)


def test_its_command_says_what_it_does(wheel: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", "--target", "lib", wheel, cwd=tmp_path)
    where = run(sys.executable, "-c", "import scorecards; print(scorecards.__file__)", cwd=tmp_path, PYTHONPATH="lib")
    assert (tmp_path / where.strip()).resolve() == (tmp_path / "lib/scorecards/__init__.py").resolve()
    said = run(tmp_path / "lib/bin/scorecards", "--help", cwd=tmp_path, PYTHONPATH=str(tmp_path / "lib"))
    assert said.startswith("Usage: scorecards ")
    assert "record-ruling" in said
