"""What every line measures with: a clone, the Maven data imported into it, and how often to run."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.maven import AS_OF, MAPPING, OPPORTUNITIES
from bench.multiples import write_pipeline
from bench.process import Run
from bench.project import Project


@dataclass(frozen=True)
class Setup:
    """The clone, the folder of the export, the rounds of most lines, and whether to go to a hundred times."""

    project: Project
    data: Path
    rounds: int
    hundred: bool = False

    @property
    def fewer_rounds(self) -> int:
        """The rounds of what takes minutes."""
        return (self.rounds + 1) // 2

    @property
    def sample(self) -> Path:
        """The pipeline that comes with the project."""
        return self.project.folder / "pipeline"

    @property
    def export(self) -> Path:
        """The file of the opportunities."""
        return self.data / OPPORTUNITIES

    @cached_property
    def pipeline(self) -> Path:
        """The imported data, built once, so that no line pays for compiling the code."""
        into = self.project.scratch / "pipeline"
        self.import_(self.export, into)
        self.project.build(into, self.project.place("first"))
        return into

    @cached_property
    def opportunities(self) -> int:
        """How many the data have."""
        with self.export.open(encoding="utf-8") as file:
            return sum(1 for _ in file) - 1

    def import_(self, export: Path, into: Path, *, watched: bool = False) -> Run:
        """Import an export of the data's shape.  Raises FailedError."""
        how = ("--from", MAPPING, "--as-of", AS_OF, "--into", str(into))
        return self.project.run("import", str(export), *how, watched=watched)

    def multiple(self, copies: int) -> Path:
        """Give a pipeline with so many copies of the data."""
        into = self.project.scratch / f"times-{copies}"
        if not into.is_dir():
            write_pipeline(self.pipeline, copies, into)
        return into
