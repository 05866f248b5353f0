"""From the team's files to its site: read, review, render, write."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown
from scorecards.render.calendars import calendars_of
from scorecards.render.csv_files import csv_files_of
from scorecards.render.pages import render
from scorecards.render.pictures.pictures import pictures_of
from scorecards.render.reference.reference import Reference
from scorecards.render.review_json import SCHEMA_NAME, schema, to_json
from scorecards.report.review import Review
from scorecards.review import Folders, editors_of, read, review_of
from scorecards.write.files import Changes, by_hand, carry_out, plan
from scorecards.write.site_builder import build_site
from scorecards.yaml_files.document import quoted


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the review, and what changed in the folder of the pages and in that of the site."""

    review: Review
    changes: tuple[Changes, ...]


def build(folders: Folders, reference: Reference, cache: Cache, site: Path | None) -> Built:
    """Read, review, render and write: everything that is shown, or nothing where there is a problem.

    ``reference`` is what the reference pages show; ``site`` is None where the pages alone are wanted.  Raises
    ProblemsFound.
    """
    given = read(folders, cache)
    review = review_of(given, editors_of(folders))
    pages = pages_of(review, reference, cache)
    return Built(review, write(folders, pages, review.as_of, site))


def pages_of(review: Review, reference: Reference, cache: Cache | None = None) -> dict[str, bytes]:
    """Render every generated file below docs/; ``cache`` holds what an earlier build made that every build needs."""
    pages = {path: text.encode() for path, text in render(review, reference, pictures_of(review, cache)).items()}
    beside = calendars_of(review) | csv_files_of(review)
    pages |= {f"scorecards/{name}": content for name, content in beside.items()}
    return pages | {"scorecards/scorecards.json": to_json(review), f"scorecards/{SCHEMA_NAME}": schema(cache)}


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
