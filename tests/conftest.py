"""What several tests need: a small valid team to change, and the option that accepts golden files."""

import shutil
from pathlib import Path

import pytest

BASE = Path(__file__).parent / "base"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept-golden", action="store_true", help="Write what comes out into the golden files, for review in git."
    )


@pytest.fixture
def accept_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept-golden"))


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a small valid playbook and pipeline, and make it the working directory."""
    folder = tmp_path / "team"
    shutil.copytree(BASE, folder)
    monkeypatch.chdir(folder)
    return folder
