"""From the team's files to its site: read, review, render, write."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.executor.executor import Executor
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown
from scorecards.render.context import Terms
from scorecards.render.csv_files import csv_files_of
from scorecards.render.pages import Pages
from scorecards.render.pictures.pictures import pictures_of
from scorecards.render.reference.reference import Reference
from scorecards.render.review_json import json_files_of
from scorecards.render.row_files import row_files_of
from scorecards.report.review import Review
from scorecards.review import Folders, Prepared, editors_of, read, reviewed
from scorecards.write.files import Changes, by_hand, carry_out, plan
from scorecards.write.site_builder import build_site
from scorecards.yaml_files.document import quoted


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the review, and what changed in the folder of the pages and in that of the site."""

    review: Review
    changes: tuple[Changes, ...]


def build(folders: Folders, reference: Reference, cache: Cache, site: Path | None, executor: Executor) -> Built:
    """Read, review, render and write: everything that is shown, or nothing where there is a problem.

    ``reference`` is what the reference pages show; ``site`` is None where the pages alone are wanted.  Raises
    ProblemsFound.
    """
    prepared = Prepared.of(read(folders, cache), editors_of(folders))
    pages = Pages(Terms.of(prepared.index), cache)
    across, results = reviewed(prepared, executor, pages)
    review = prepared.team([result.review for result in results], across)
    files = team_files(review, pages, reference, cache)
    for result in results:
        files |= result.files
    return Built(review, write(folders, files, review.as_of, site))


def team_files(review: Review, pages: Pages, reference: Reference, cache: Cache | None = None) -> dict[str, bytes]:
    """Render the team's files below docs/; ``cache`` holds what an earlier build made that every build needs."""
    rendered = pages.of_team(review, reference, pictures_of(review, cache))
    files = {path: text.encode() for path, text in rendered.items()}
    beside = csv_files_of(review) | json_files_of(review) | row_files_of(review)
    return files | {f"scorecards/{name}": content for name, content in beside.items()}


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
