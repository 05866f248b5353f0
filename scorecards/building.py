"""From the team's files to a review and its pages: read, derive, evaluate, compose, render, write."""

from dataclasses import dataclass
from pathlib import Path

from scorecards.composing import Material, compose
from scorecards.deriving import derive
from scorecards.deriving.background import Background, phrase_pattern
from scorecards.evaluating import evaluate
from scorecards.exporting import SCHEMA_NAME, schema, to_json
from scorecards.history import Cache, Terms, replay
from scorecards.inputs import Input
from scorecards.reading import read_input
from scorecards.reference import Reference
from scorecards.rendering import render
from scorecards.results import Review
from scorecards.writing import MANIFEST, Changes, read_tree, sync


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the input and the output are; ``home`` is the project, whose hand-written pages every site shows."""

    home: Path
    playbook: Path
    pipeline: Path
    docs: Path
    snapshot: Path | None = None


def review_of(given: Input, editor: str | None = None) -> Review:
    """Derive, evaluate and compose: everything between reading and rendering.

    ``editor`` is the address at which the repository's web editor opens a file of it, None where there is none.
    """
    opportunities = given.snapshot.opportunities
    history = replay(given.weeks, _terms(given))
    background = Background.of(
        given.snapshot.as_of,
        given.playbook,
        given.team,
        given.accounts,
        opportunities,
        stories=history.stories,
        rulings=given.rulings,
    )
    facts = derive(opportunities, background)
    outcomes = evaluate(opportunities, facts, given.playbook.checks)
    return compose(Material(given, history, background, facts, outcomes, editor))


def _terms(given: Input) -> Terms:
    return Terms(
        stages={stage.id: place for place, stage in enumerate(given.playbook.stages)},
        waiting=phrase_pattern(given.playbook.phrases.waiting),
        people={rep.id: rep.name for rep in given.team.reps},
        currency=given.team.currency,
    )


def read(folders: Folders, cache: Cache | None = None) -> Input:
    """Read and validate the newest snapshot, or the one that is named, and all before it.

    Raises ProblemsFound with every problem.
    """
    return read_input(folders.playbook, folders.pipeline, folders.snapshot, cache)


def pages_of(review: Review, reference: Reference) -> dict[str, bytes]:
    """Render every generated file below docs/."""
    pages = {path: text.encode() for path, text in render(review, reference).items()}
    return pages | {"scorecards/scorecards.json": to_json(review), f"scorecards/{SCHEMA_NAME}": schema()}


def write_pages(folders: Folders, pages: dict[str, bytes]) -> Changes:
    """Write the pages; a docs folder other than the project's own gets the hand-written pages too."""
    own = folders.home / "docs"
    if folders.docs.resolve() != own.resolve():
        pages = hand_written(own) | pages
    return sync(folders.docs, pages)


def hand_written(docs: Path) -> dict[str, bytes]:
    """Read the files below docs/ that no build wrote."""
    files = read_tree(docs)
    generated = set(files.pop(MANIFEST, b"").decode().splitlines())
    return {path: content for path, content in files.items() if path not in generated}
