"""From the team's files to its site: read, review, render, write."""

from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.cache.cache import Cache
from scorecards.executor.executor import Executor
from scorecards.executor.local import Local
from scorecards.prepared import Prepared
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.sources import shown
from scorecards.render.context import Terms
from scorecards.render.csv_files import csv_files_of
from scorecards.render.pages import Pages
from scorecards.render.pictures.pictures import pictures_of
from scorecards.render.reference.reference import Reference
from scorecards.render.review_json import json_files_of
from scorecards.render.row_files import row_files_of
from scorecards.rep import MANY, Desk
from scorecards.rep_cache import RepCache
from scorecards.report.review import Review
from scorecards.review import Folders, Rounds, editors_of, read
from scorecards.steps.steps import Steps
from scorecards.write.files import Changes, by_hand, carry_out, plan
from scorecards.write.site_builder import SiteBuilder, site_builder
from scorecards.yaml_files.document import quoted


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the review, and what changed in the folder of the pages and in that of the site."""

    review: Review
    changes: tuple[Changes, ...]


def build(  # noqa: PLR0913, PLR0917 - what a build is made of, where, and how
    folders: Folders,
    reference: Reference,
    cache: Cache,
    site: Path | None,
    executor: Executor | None = None,
    steps: Steps | None = None,
) -> Built:
    """Read, review, render and write: everything that is shown, or nothing where there is a problem.

    ``reference`` is what the reference pages show; ``site`` is None where the pages alone are wanted; ``executor`` is
    where the reps are worked on, by default the cores of this machine; ``steps`` keeps account of the steps.  Raises
    ProblemsFound.
    """
    steps = steps or Steps()
    with site_builder(folders.home / "mkdocs.yml", cache) if site else nullcontext() as builder:
        with steps.step("read"):
            given = read(folders, cache)
        with steps.step("index", len(given.snapshots)):
            prepared = Prepared.of(given, editors_of(folders))
            pages = Pages(Terms.of(prepared.index))
        files: dict[str, bytes] = {}
        desk = Desk(prepared.index, prepared.picked_by, pages, forgets=len(prepared.files.written) > MANY)
        kept = RepCache.of(cache, folders.pipeline, folders.docs, prepared)
        across, reps = Rounds(prepared, desk, executor or Local(), kept, files.update, steps).run()
        kept.clear_out()
        with steps.step("team"):
            review = prepared.team(reps, across)
        with steps.step("render") as step:
            files |= team_files(review, pages, reference, cache)
            step.advance(len(files))
        return Built(review, write(folders, files, review.as_of, site, builder, steps))


def team_files(review: Review, pages: Pages, reference: Reference, cache: Cache | None = None) -> dict[str, bytes]:
    """Render the team's files below docs/; ``cache`` holds what an earlier build made that every build needs."""
    rendered = pages.of_team(review, reference, pictures_of(review, cache))
    files = {path: text.encode() for path, text in rendered.items()}
    beside = csv_files_of(review) | json_files_of(review) | row_files_of(review)
    return files | {f"scorecards/{name}": content for name, content in beside.items()}


def write(  # noqa: PLR0913, PLR0917 - what is written, where, and by whom
    folders: Folders,
    pages: dict[str, bytes],
    as_of: date,
    site: Path | None,
    builder: SiteBuilder | None,
    steps: Steps,
) -> tuple[Changes, ...]:
    """Write the pages and, where a folder and a builder are given, the site that is built of them: both, or neither.

    A docs folder other than the project's own gets the hand-written pages too.  Raises ProblemsFound.
    """
    own = folders.home / "docs"
    _refuse_what_feeds_on_itself(own, folders.docs, site)
    if folders.docs.resolve() != own.resolve():
        pages = by_hand(own) | pages
    plans = [plan(folders.docs, pages)]
    if site and builder:
        with steps.step("build site") as step:
            built = builder.build(folders.docs, by_hand(folders.docs) | pages, as_of)
            step.advance(len(built))
        plans.append(plan(site, built))
    with steps.step("write") as step:
        changes = carry_out(*plans)
        step.advance(sum(len(each.written) + len(each.removed) for each in changes))
    return changes


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
