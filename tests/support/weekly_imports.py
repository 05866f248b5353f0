"""Exports of a few deals, imported week after week into one pipeline, with edits by hand between."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from scorecards.importing.run import Import, import_export
from scorecards.importing.task.task import silent

Cells = dict[str, str]

FIRST: Final = date(2026, 10, 5)
MAPPING: Final = """
currency: EUR
stages: {Discovery: qualify}
team: {name: T, rep: {column: Owner}, manager: {value: Mo Boss}}
opportunities:
  id: {column: Id}
  name: {column: Name}
  owner: {column: Owner}
  status: {value: open}
  crm_stage: {column: Stage}
  merged_ids: {column: Merged, split: ;, optional: true}
  notes: {column: Note}
  answers:
    budget: {column: Budget, said_by: rep, on: {column: BudgetOn, optional: true}}
    champion: {column: Champion, said_by: rep}
  next_steps:
    - {what: {column: Next}, side: {value: us}, due: {column: NextOn}}
related:
  - file: people.csv
    opportunity: {column: Deal}
    contacts:
      - {name: {column: Name}, email: {column: Email}}
  - file: calls.csv
    optional: true
    opportunity: {column: Deal}
    activities:
      - {on: {column: On}, kind: {value: call}, direction: {value: outbound}, with: {column: With}}
"""
ROW: Final = {
    "Id": "1",
    "Name": "Night rota",
    "Owner": "Ana Lima",
    "Stage": "Discovery",
    "Note": "Two sites",
    "Budget": "40,000",
    "BudgetOn": "",
    "Champion": "",
    "Next": "Send the quote",
    "NextOn": "2026-10-12",
    "Merged": "",
}
PEOPLE: Final = [{"Deal": "1", "Name": "Jo Park", "Email": "jo@example.com"}]
OF_OTHERS: Final = [{"Deal": "other", "Name": "Somebody Else", "Email": ""}]


class _Loader(yaml.SafeLoader):
    """Reads ``on`` as the key that it is in our files."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as its base has it
        first: [(tag, form) for tag, form in found if tag != "tag:yaml.org,2002:bool"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class Weeks:
    """A pipeline into which an export is imported week after week, with edits by hand between."""

    def __init__(self, folder: Path, keep: str = "") -> None:
        """Begin with nothing on file."""
        self.folder, self.week = folder, 0
        (folder / "mapping.yml").write_text(MAPPING + keep, "utf-8")

    @property
    def as_of(self) -> date:
        """The day of the newest import."""
        return FIRST + timedelta(7 * (self.week - 1))

    @property
    def pipeline(self) -> Path:
        """The folder of the pipeline."""
        return self.folder / "pipeline"

    @property
    def snapshot(self) -> Path:
        """The newest snapshot."""
        return self.pipeline / "snapshots" / f"{self.as_of}.yml"

    def imported(
        self,
        people: list[Cells] | None = None,
        calls: list[Cells] | None = None,
        besides: Sequence[Cells] = (),
        **cells: str,
    ) -> dict[str, Any]:
        """Import the next week's export; give what then stands on file of the deal."""
        self.week += 1
        self.again(people, calls, [ROW | cells, *besides])
        return self.deal()

    def again(
        self, people: list[Cells] | None = None, calls: list[Cells] | None = None, rows: Sequence[Cells] = (ROW,)
    ) -> Import:
        """Import an export of the same day once more."""
        self._table("deals.csv", rows)
        self._table("people.csv", [*(PEOPLE if people is None else people), *OF_OTHERS])
        (self.folder / "calls.csv").unlink(missing_ok=True)
        if calls is not None:
            self._table("calls.csv", calls or [{"Deal": "other", "On": "2026-10-01", "With": ""}])
        done = import_export(
            [self.folder / "deals.csv"], self.folder / "mapping.yml", self.as_of, self.pipeline, self.folder, silent
        )
        for path, text in done.files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return done

    def deal(self, id_: str = "1") -> dict[str, Any]:
        """Give what stands on file of a deal, but for what tells since when."""
        found = self.whole_deal(id_)
        found.pop("carried_from", None)
        return found

    def whole_deal(self, id_: str = "1") -> dict[str, Any]:
        """Give all that stands on file of a deal."""
        return next(dict(each) for each in self._tree()["opportunities"] if each["id"] == id_)

    def edit(self, id_: str = "1", **fields: Any) -> None:
        """Write fields by hand; None takes one away."""
        tree = self._tree()
        deal = next(each for each in tree["opportunities"] if each["id"] == id_)
        deal.update(fields)
        for name in [name for name, value in fields.items() if value is None]:
            del deal[name]
        text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
        self.snapshot.write_text(text.replace(": null\n", ":\n"), "utf-8")  # a blank is how people write nothing

    def files(self) -> dict[Path, bytes]:
        """Give every file of the pipeline with its bytes."""
        return {path: path.read_bytes() for path in self.pipeline.rglob("*") if path.is_file()}

    def _tree(self) -> dict[str, Any]:
        tree: dict[str, Any] = yaml.load(self.snapshot.read_text("utf-8"), _Loader)  # noqa: S506 - a safe one
        return tree

    def _table(self, name: str, rows: Sequence[Cells]) -> None:
        text = io.StringIO()
        table = csv.DictWriter(text, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
        (self.folder / name).write_text(text.getvalue(), "utf-8")
