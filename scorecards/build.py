"""From the team's files to a review and its pages: read, derive, evaluate, compose, render, write."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.compose.material import Material
from scorecards.derive.facts import derive
from scorecards.evaluate.columns import evaluate
from scorecards.history.changes import Terms
from scorecards.history.opportunity_history import History
from scorecards.history.replay import replay
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.index.background import Background, phrase_pattern
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.folders import name_from
from scorecards.read.input import Input
from scorecards.read.repository import editors
from scorecards.read.sources import shown
from scorecards.read.team_files import read_input
from scorecards.render.calendars import calendars_of
from scorecards.render.pages import render
from scorecards.render.pictures.pictures import pictures_of
from scorecards.render.reference.reference import Reference
from scorecards.render.review_json import SCHEMA_NAME, schema, to_json
from scorecards.render.spreadsheets.spreadsheets import spreadsheets_of
from scorecards.report.review import Review
from scorecards.team.review import compose
from scorecards.write.files import Changes, by_hand, carry_out, plan
from scorecards.write.site import build_site
from scorecards.yaml_files.document import quoted


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the input and the output are; ``home`` is the project, whose hand-written pages every site shows."""

    home: Path
    playbook: Path
    pipeline: Path
    docs: Path
    snapshot: Path | None = None


def review_of(given: Input, editors: Mapping[str, str] | None = None, also: str | None = None) -> Review:
    """Derive, evaluate and compose: everything between reading and rendering.

    ``editors`` are the addresses of the repository's web editor, as :func:`editors_of` gives them, ``also`` an
    opportunity that is shown though no page shows it.
    """
    opportunities = given.snapshot.opportunities
    history, background = background_of(given)
    facts = derive(opportunities, background)
    outcomes = evaluate(opportunities, facts, given.playbook.checks)
    return compose(Material(given, history, background, facts, outcomes, editors or {}), also)


def editors_of(folders: Folders) -> dict[str, str]:
    """Give the addresses at which the repository's web editor opens the playbook's files and the rulings.

    They stand by the names that the pages call these files; empty where mkdocs.yml names no repository.
    """
    files = {name_from(folders.playbook, path): path for path in folders.playbook.rglob("*.yml")}
    rulings = folders.pipeline / "rulings.yml"
    return editors(folders.home, files | {name_from(folders.pipeline, rulings): rulings})


def background_of(given: Input) -> tuple[History, Background]:
    """Tell the history of all snapshots, and prepare what facts are derived against."""
    history = replay(given.weeks, _terms(given))
    background = Background.of(
        given.snapshot.as_of,
        given.playbook,
        given.team,
        given.accounts,
        given.snapshot.opportunities,
        stories=history.stories,
        rulings=[each.value for each in given.rulings],
    )
    return history, background


def _terms(given: Input) -> Terms:
    return Terms(
        stages={stage.id: place for place, stage in enumerate(given.playbook.stages)},
        waiting=phrase_pattern(given.playbook.phrases.waiting),
        people={rep.id: rep.name for rep in given.team.reps},
        currency=given.team.currency,
    )


def read(folders: Folders, kept: Cache | None = None) -> Input:
    """Read and validate the newest snapshot, or the one that is named, and all before it.

    ``kept`` holds what was read of older snapshots before.  Raises ProblemsFound with every problem.
    """
    return read_input(folders.playbook, folders.pipeline, folders.snapshot, SnapshotCache(kept) if kept else None)


def pages_of(review: Review, reference: Reference, kept: Cache | None = None) -> dict[str, bytes]:
    """Render every generated file below docs/; ``kept`` holds what an earlier build made that every build needs."""
    pages = {path: text.encode() for path, text in render(review, reference, kept, pictures_of(review, kept)).items()}
    beside = calendars_of(review) | spreadsheets_of(review)
    pages |= {f"scorecards/{name}": content for name, content in beside.items()}
    return pages | {"scorecards/scorecards.json": to_json(review), f"scorecards/{SCHEMA_NAME}": schema(kept)}


def write(folders: Folders, pages: dict[str, bytes], as_of: date, site: Path | None) -> tuple[Changes, ...]:
    """Write the pages and, where a folder for it is given, the site that is built of them: both, or neither.

    A docs folder other than the project's own gets the hand-written pages too.  Raises ProblemsFound.
    """
    own = folders.home / "docs"
    _refuse_what_feeds_on_itself(own, folders.docs, site)
    if folders.docs.resolve() != own.resolve():
        pages = by_hand(own) | pages
    plans = [plan(folders.docs, pages)]
    if site:
        built = build_site(folders.home / "mkdocs.yml", folders.docs, by_hand(folders.docs) | pages, as_of)
        plans.append(plan(site, built))
    return carry_out(*plans)


def _refuse_what_feeds_on_itself(own: Path, docs: Path, site: Path | None) -> None:
    """Refuse folders inside each other, of which each build would find the pages of the one before and copy them."""
    pairs = [(docs, own), (own, docs)] if docs.resolve() != own.resolve() else []
    pairs += [(site, own), (site, docs)] if site else []
    expected = "expected folders side by side: each build would copy the pages of the one before once more"
    problems = [
        Problem(shown(inner), 1, 1, "folder-inside", f"read a folder in {quoted(shown(outer))}, {expected}")
        for inner, outer in pairs
        if inner.resolve().is_relative_to(outer.resolve())
    ]
    if problems:
        raise ProblemsFound(problems)
