"""What a case of ``tests/bad`` does to the small team's files."""

import shutil
from pathlib import Path
from typing import Any


def spoil(folder: Path, case: dict[str, Any]) -> None:
    """Do to a team's files what the case says."""
    for name in case.get("remove", ()):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in case.get("folders", ()):
        (folder / name).mkdir()
    for old, new in case.get("rename", {}).items():
        (folder / old).rename(folder / new)
    for name, text in case.get("write", {}).items():
        (folder / name).write_text(text, encoding=case.get("encoding", "utf-8"))
    for name, (text, times) in case.get("repeat", {}).items():
        (folder / name).write_text(text * int(times), encoding="utf-8")
    for name, changes in case.get("change", {}).items():
        path = folder / name
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
