"""What a command takes in a process of its own: seconds of work, and memory at its peak."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_RUN = """
import json, re, sys, time
from pathlib import Path
from scorecards.cli.main import scorecards
try:
    scorecards(sys.argv[1:], obj=Path.cwd(), prog_name="build_scorecards.py")
finally:
    status = Path("/proc/self/status")
    peak = re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text()) if status.exists() else None
    taken = {"seconds": time.process_time(), "megabytes": int(peak[1]) // 1000 if peak else 0}
    Path(".taken.json").write_text(json.dumps(taken))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """How a command ended, what it said on standard error, and what it took."""

    status: int
    told: list[str]
    size: int
    """The characters of all that it said."""
    seconds: float
    megabytes: int

    def was_refused_at_once(self) -> bool:
        """Tell whether it ended with problems, in two seconds of work, in 300 MB and in few words."""
        is_little = self.seconds < 2 and self.megabytes < 300 and self.size < 100_000
        return self.status == 1 and is_little and not any("Traceback" in line for line in self.told)


def measured(folder: Path, *arguments: str) -> Measured:
    """Run a command in a folder, in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    taken = json.loads((folder / ".taken.json").read_text("utf-8"))
    size = len(done.stdout) + len(done.stderr)
    return Measured(done.returncode, done.stderr.splitlines(), size, taken["seconds"], taken["megabytes"])
