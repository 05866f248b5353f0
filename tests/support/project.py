"""A copy of the whole project, as a team has it after cloning, and the command run in it as they run it."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import yaml

from scorecards.score.score import urgency
from tests.support import warm

ROOT = Path(__file__).parent.parent.parent
BASE = ROOT / "tests" / "base"
"""A small valid playbook and pipeline, which tests change."""
MAVEN = ROOT.parent / "shared" / "data" / "maven_crm"
"""A data set that may lie beside the repository."""
PARTS = ("build_scorecards.py", "mkdocs.yml", "overrides", "playbook", "playbooks", "pipeline", "mappings", "docs")
"""What a team has beside the package."""
GENERATED = {"index.md", "scorecards", "playbook", "reference", ".generated"}
PROBLEM = re.compile(
    r"(?P<path>[^:]+)(?::(?P<line>[1-9]\d*):(?P<column>[1-9]\d*))?: (?P<code>[a-z0-9-]+): (?P<message>.+)"
)
TEAM_PAGES = ["index", "names", "open", "unknown", "accounts", "territories", "wins", "cold", "figures"]
"""The pages beside those of reps and managers in the folder of scorecards."""
MANAGERS = ["idris-fontaine", "maeve-corrigan"]
REPS = ["conor-whelan", "kwame-asante", "lotte-brandt", "niamh-o-shea", "ravi-menon", "siobhan-daly"]


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with everything that a team edits, and nothing that was built."""

    folder: Path

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return self.folder / "site"

    @property
    def snapshot(self) -> Path:
        """The newest snapshot."""
        return max((self.folder / "pipeline" / "snapshots").iterdir())

    def run(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        cold: bool = False,
    ) -> subprocess.CompletedProcess[str]:
        """Run the script with these arguments, in the project's folder unless another one is named.

        With an environment of its own, or where ``cold`` asks for it, a new Python is started, as from a shell.
        """
        command = [str(self.folder / "build_scorecards.py"), *map(str, arguments)]
        if warm.POSSIBLE and environment is None and not cold:
            return warm.run(command, cwd or self.folder)
        return subprocess.run(
            [sys.executable, *command],
            cwd=cwd or self.folder,
            env={**os.environ, **(environment or {})},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def build(
        self,
        *arguments: str | Path,
        cwd: Path | None = None,
        environment: Mapping[str, str] | None = None,
        cold: bool = False,
    ) -> str:
        """Run the script, which must succeed without a word on standard error; give what it says."""
        result = self.run(*arguments, cwd=cwd, environment=environment, cold=cold)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout + result.stderr
        return result.stdout

    def review(self) -> Any:
        """Read the review from its JSON files, put together again."""
        index = self._json("scorecards.json")
        reps = [self._json(each["file"]) for each in index["reps"]]
        deals = [deal for rep in reps for deal in rep["opportunities"]]
        return {
            **index,
            "scorecards": [rep["scorecard"] for rep in reps],
            "opportunities": sorted(deals, key=partial(_urgency, index["playbook"])),
            "cold": [item for each in (*reps, index) for item in each["cold"]],
            "manager_pages": [self._json(each["file"])["page"] for each in index["manager_files"]],
            **{name: self._json(index["accounts_file"])[name] for name in ("accounts", "territories")},
            "wins": self._json(index["wins_file"])["wins"],
        }

    def _json(self, name: str) -> Any:
        return orjson.loads((self.docs / "scorecards" / name).read_bytes())

    def change(self, name: str, old: str, new: str, times: int = 1) -> None:
        """Replace a text of a file, which must stand there so many times."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == times, f"{name} holds {old!r} {text.count(old)} times"
        path.write_text(text.replace(old, new), "utf-8")

    def state(self) -> dict[str, tuple[int, bytes]]:
        """Give everything in the folder, folders too, with its time of change and its bytes; the cache is left out."""
        return {
            path.relative_to(self.folder).as_posix(): (
                path.stat().st_mtime_ns,
                path.read_bytes() if path.is_file() else b"",
            )
            for path in self.folder.rglob("*")
            if ".cache" not in path.relative_to(self.folder).parts
        }

    def age(self) -> None:
        """Make everything in the folder look old, so that whatever is written shows."""
        for path in self.folder.rglob("*"):
            os.utime(path, ns=(1, 1))


def _urgency(playbook: Any, deal: Any) -> tuple[int, int, bool, Decimal, str]:
    """Give the key by which the build orders the opportunities of all reps."""
    weights = {check["id"]: playbook["scoring"]["weights"][check["severity"]] for check in playbook["checks"]}
    places = {stage["id"]: place for place, stage in enumerate(playbook["stages"])}
    amount = Decimal(deal["worth"]) if deal["worth"] is not None else None
    return urgency(sum(weights[check] for check in deal["failed"]), places.get(deal["stage"], -1), amount, deal["id"])


def fresh(folder: Path, *, backwards: bool = False) -> Project:
    """Copy what a team has in git, and nothing that was built; in reverse order if asked to."""
    files = [path for name in PARTS for path in [ROOT / name, *(ROOT / name).rglob("*")] if path.is_file()]
    for path in sorted(files, reverse=backwards):
        relative = path.relative_to(ROOT)
        if relative.parts[0] == "docs" and relative.parts[1] in GENERATED:
            continue
        target = folder / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return Project(folder)


def copy_of(project: Project, folder: Path) -> Project:
    """Copy a project with all that was built in it, and the times of its files."""
    return Project(Path(shutil.copytree(project.folder, folder)))


def plain(path: Path) -> Any:
    """Read a YAML file as plain text values, without any of the product's own code."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds plain text only
