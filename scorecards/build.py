"""From the team's files to its site: read, review, render, write."""

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from scorecards.cache.cache import Cache
from scorecards.cache.real_path import real_path
from scorecards.executor.executor import Executor
from scorecards.executor.local import Local
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.read.repository import refuse_settings
from scorecards.read.sources import shown
from scorecards.render.context import Terms
from scorecards.render.csv_files import csv_files_of
from scorecards.render.pages import Pages
from scorecards.render.pictures.pictures import pictures_of
from scorecards.render.reference.reference import Reference
from scorecards.render.review_json import json_files_of
from scorecards.render.row_files import row_files_of
from scorecards.report.review import Review
from scorecards.reps.prepared import Prepared
from scorecards.reps.rep import MANY, Desk
from scorecards.reps.rep_cache import RepCache
from scorecards.reps.rounds import Rounds
from scorecards.review import Folders, editors_of, read
from scorecards.steps.steps import Steps
from scorecards.write.changes import Changes
from scorecards.write.generated_list import hand_written, refuse_what_is_not_ours
from scorecards.write.placing import put_in_place
from scorecards.write.site_builder import site_builder
from scorecards.write.staging import Staging, staging
from scorecards.write.tree import Tree
from scorecards.yaml_files.document import quoted

_EXPECTED: Final = "expected folders side by side"


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
    where the reps are worked on, by default the cores of this machine; ``steps`` keeps account of the steps.

    Where another build writes into the same folder, this waits for its end before it reads anything, so that what
    stands there in the end is of the newest files.  Raises ProblemsFound.
    """
    steps = steps or Steps()
    refuse_settings(folders.home)
    _refuse_folders(folders, site)
    with (
        staging(folders.docs) as staged,
        staging(site) if site else nullcontext() as of_site,
        site_builder(folders.home / "mkdocs.yml", of_site.scratch(), cache) if of_site else nullcontext() as builder,
    ):
        with steps.step("read"):
            given = read(folders, cache)
        with steps.step("index", len(given.snapshots)):
            prepared = Prepared.of(given, editors_of(folders))
            pages = Pages(Terms.of(prepared.index))
        desk = Desk(prepared.index, prepared.picked_by, pages, forgets=len(prepared.files.written) > MANY)
        kept = RepCache.of(cache, folders.pipeline, folders.docs, prepared)
        rounds = Rounds(prepared, desk, executor or Local(), kept, staged.add_all, steps)
        across, reps = rounds.run()
        kept.clear_out()
        with steps.step("team"):
            review = prepared.team(reps, across)
        with steps.step("render") as step:
            for path, content in team_files(review, pages, reference, rounds.own_deals):
                staged.add(path, content)
            _add_hand_written(folders, staged)
            step.advance(staged.count())
        staged.refuse_what_is_in_the_way()
        if of_site and builder:
            with steps.step("build site") as step:
                of_site.add_all(builder.build(folders.docs, staged.outcome(), review.as_of))
                step.advance(of_site.count())
        with steps.step("write") as step:
            changes = put_in_place(*filter(None, (staged, of_site)))
            step.advance(sum(len(each.written) + len(each.removed) for each in changes))
        return Built(review, changes)


def team_files(
    review: Review, pages: Pages, reference: Reference, own_deals: Mapping[str, str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Render the team's files one by one, by their paths below docs/.

    ``own_deals`` are the parts of pages that have managers' own deals, by the manager's id.
    """
    for path, text in pages.of_team(review, reference, pictures_of(review), own_deals):
        yield path, text.encode()
    for files in (csv_files_of, json_files_of, row_files_of):
        yield from ((f"scorecards/{name}", content) for name, content in files(review).items())


def _add_hand_written(folders: Folders, staged: Staging) -> None:
    """Hand over the pages that people wrote by hand, where they are to stand in another folder than the project's."""
    own = folders.home / "docs"
    if real_path(folders.docs) != real_path(own):
        staged.add_all(Tree({path: place for path, place in hand_written(own).items() if path not in staged}))


def _refuse_folders(folders: Folders, site: Path | None) -> None:
    """Refuse to write into a folder that is read, or the other way round, and into one that holds something else."""
    own, docs = folders.home / "docs", folders.docs
    is_own = real_path(docs) == real_path(own)
    again = "each build would copy the pages of the one before once more"
    mixed = "what is written and what people keep would get mixed up"
    pairs = [] if is_own else [(docs, own, again), (own, docs, again)]
    pairs += [(site, own, again), (site, docs, again)] if site else []
    for written in filter(None, (docs, site)):
        for kept in (folders.playbook, folders.pipeline):
            pairs += [(written, kept, mixed), (kept, written, mixed)]
    problems = [
        Problem(shown(inner), 1, 1, "folder-inside", f"read a folder in {quoted(shown(outer))}, {_EXPECTED}: {why}")
        for inner, outer, why in pairs
        if real_path(inner).is_relative_to(real_path(outer))
    ]
    if problems:
        raise ProblemsFound(problems)
    for written in filter(None, (None if is_own else docs, site)):
        refuse_what_is_not_ours(written)
