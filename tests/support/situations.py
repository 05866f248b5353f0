"""A small team with the shipped playbook, in a situation written down in YAML, and what its pages then say."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import yaml

from scorecards.cli.main import scorecards
from scorecards.model.check import Check
from scorecards.problems.problem import ProblemsFound
from scorecards.render.pages import render
from scorecards.render.reference.reference import Reference, reference
from scorecards.report.deal import Deal
from scorecards.report.review import Review
from scorecards.report.scorecard import Scorecard
from scorecards.review import Folders
from tests.support.project import ROOT
from tests.support.reviews import card_of, deal_of, folders_in, input_in, review_in
from tests.support.tree import Element, tree

TEAM = """
name: A small team
currency: EUR
time_zone: Europe/Dublin
managers:
  - {id: mara, name: Mara Quinn}
  - {id: olu, name: Olu Ade}
territories:
  - {id: north, name: North}
reps:
  - id: ana
    name: Ana Lima
    manager: mara
    territory: north
    follow_up_blocks: [{day: tuesday, start: "09:00", end: "09:30"}]
  - {id: bo, name: Bo Berg, manager: olu}
"""


@dataclass(frozen=True, slots=True)
class Pages(Mapping[str, Element]):
    """Pages as a browser takes them apart, each once it is asked for: most tests look at one of them."""

    texts: dict[str, str]
    taken_apart: dict[str, Element] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Element:
        """Give a page."""
        if path not in self.taken_apart:
            self.taken_apart[path] = tree(self.texts[path])
        return self.taken_apart[path]

    def __iter__(self) -> Iterator[str]:
        """Give the paths."""
        return iter(self.texts)

    def __len__(self) -> int:
        """Count the pages."""
        return len(self.texts)


@cache
def _reference() -> Reference:
    return reference(scorecards)


@dataclass(frozen=True)
class Situation:
    """A folder with a playbook and a pipeline."""

    folder: Path

    @cached_property
    def review(self) -> Review:
        """The review of the newest snapshot."""
        return review_in(self.folder)

    @property
    def folders(self) -> Folders:
        """Where the situation is."""
        return folders_in(self.folder)

    @cached_property
    def pages(self) -> Pages:
        """The pages as a browser takes them apart."""
        return Pages(render(self.review, _reference()))

    def deal(self, opportunity: str = "O1") -> Deal:
        """Give an opportunity as the pages show it."""
        return deal_of(self.review, opportunity)

    def card(self, rep: str = "ana") -> Scorecard:
        """Give a rep's scorecard."""
        return card_of(self.review, rep)

    def rule(self, check: str) -> Check:
        """Give a check of the playbook."""
        return next(rule for rule in self.review.playbook.checks if rule.id == check)

    def shown(self, page: str = "scorecards/ana") -> str:
        """Give all that a page says, with single spaces."""
        return self.pages[f"{page}.md"].flat

    def shown_of(self, opportunity: str = "O1", page: str = "scorecards/ana") -> str:
        """Give all that a rep's page says where it opens an opportunity."""
        return next(each for each in self.pages[f"{page}.md"].all("details", id=opportunity)).flat

    @property
    def problems(self) -> list[str]:
        """What is wrong with the situation, a line each, without the places."""
        try:
            input_in(self.folder)
        except ProblemsFound as found:
            return [f"{problem.code}: {problem.message}" for problem in found.problems]
        return []


def situation(  # noqa: PLR0913 - the files of a team
    folder: Path,
    *opportunities: str,
    before: Mapping[str, tuple[str, ...]] | None = None,
    team: str = TEAM,
    accounts: str = "",
    rulings: str = "",
    follow_ups: str = "",
    picks: str = "",
) -> Situation:
    """Write a situation: the opportunities of Monday, 16 November 2026, and ``before``, by day, earlier ones.

    An opportunity is written as the inside of a YAML mapping; what all need is added where it is missing.
    """
    shutil.copytree(ROOT / "playbook", folder / "playbook")
    pipeline = folder / "pipeline"
    (pipeline / "snapshots").mkdir(parents=True)
    (pipeline / "team.yml").write_text(team, encoding="utf-8")
    for name, text in (("accounts", accounts), ("rulings", rulings), ("follow_ups", follow_ups), ("focus", picks)):
        if text:
            (pipeline / f"{name}.yml").write_text(text, encoding="utf-8")
    for day, shot in {**(before or {}), "2026-11-16": opportunities}.items():
        lines = "".join(f"  - {{{_with_what_all_need(each)}}}\n" for each in shot)
        text = f"as_of: {day}\nopportunities:\n{lines}"
        (pipeline / "snapshots" / f"{day}.yml").write_text(text, encoding="utf-8")
    return Situation(folder)


def _with_what_all_need(opportunity: str) -> str:
    given = yaml.load(f"{{{opportunity}}}", Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    needed = {"id": "O1", "name": "Night rota", "owner": "ana", "status": "open", "stage": "scope"}
    missing = [f"{key}: {value}" for key, value in needed.items() if key not in given]
    return ", ".join([*missing, opportunity] if opportunity else missing)
