"""The flow of a preview: each review read with both playbooks and compared, older ones side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from scorecards.executor.executor import Executor
from scorecards.history.snapshot_cache import SnapshotCache
from scorecards.preview.playbooks import NamedPlaybook
from scorecards.preview.review import review_change
from scorecards.preview.rules import rule_changes
from scorecards.problems.problem import Problem, ProblemsFound
from scorecards.problems.telling import lines_of
from scorecards.read.input import Input
from scorecards.read.snapshot_files import snapshots
from scorecards.read.two_playbooks import Refused, read_with_both
from scorecards.report.preview import Preview, ReviewChange, UnreadReview

_WEIGHT = 1_000
"""More than a process is worth: a review takes seconds."""


class PlaybookUnfit(ProblemsFound):
    """A playbook that cannot read the newest review: ``playbook`` says which of the two."""

    def __init__(self, refused: Refused, named: NamedPlaybook) -> None:
        """Name the playbook's files as whoever named it knows them."""
        super().__init__([_in_its_words(each, named) for each in refused.problems])
        self.playbook = refused.playbook
        self.name = named.name


@dataclass(frozen=True, slots=True)
class Compared:
    """The two playbooks, the pipeline that both are tried on, and what is kept of its snapshots.

    A process that compares several reviews recalls the records that these share once.
    """

    base: NamedPlaybook
    head: NamedPlaybook
    pipeline: Path
    kept: SnapshotCache

    def read(self, snapshot: Path | None) -> tuple[Input, Input] | Refused:
        """Read one review with both, the newest where none is named."""
        return read_with_both(self.base.folder, self.head.folder, self.pipeline, snapshot, self.kept)


def preview(compared: Compared, snapshot: Path | None, reviews: int, executor: Executor) -> Preview:
    """Compare two playbooks on the newest review, or the one that is named, and on those before it.

    ``reviews`` is how many in all.  An older one that a playbook cannot read is left out and told.  Raises
    ProblemsFound, and PlaybookUnfit where a playbook cannot read the newest.
    """
    given = compared.read(snapshot)
    if isinstance(given, Refused):
        raise PlaybookUnfit(given, compared.base if given.playbook == "base" else compared.head)
    base, head = given
    rules = rule_changes(base.playbook, head.playbook)
    days = [path for path in snapshots(compared.pipeline) if _day(path) < head.as_of]
    before = days[len(days) - min(reviews - 1, len(days)) :] if rules else []
    older = _older(compared, before, executor)
    read = [each for each in older if isinstance(each, ReviewChange)]
    return Preview(
        base=compared.base.name,
        head=compared.head.name,
        currency=head.team.currency,
        locale=head.team.locale,
        rules=rules,
        reviews=tuple(sorted((review_change(base, head), *read), key=lambda each: each.as_of, reverse=True)),
        unread=tuple(each for each in older if isinstance(each, UnreadReview)),
    )


def _older(compared: Compared, paths: Sequence[Path], executor: Executor) -> list[ReviewChange | UnreadReview]:
    items = {path.name: path for path in reversed(paths)}
    with executor.open(compared, items, dict.fromkeys(items, _WEIGHT)) as session:
        found = dict(session.map(_compare, dict.fromkeys(items)))
    return [found[name] for name in items]


def _compare(compared: Compared, path: Path, _: None = None) -> ReviewChange | UnreadReview:
    found = compared.read(path)
    if not isinstance(found, Refused):
        return review_change(*found)
    named = compared.base if found.playbook == "base" else compared.head
    first = _in_its_words(found.problems[0], named)
    return UnreadReview(_day(path), found.playbook, len(found.problems), lines_of([first])[0])


def _day(snapshot: Path) -> date:
    return date.fromisoformat(snapshot.stem)


def _in_its_words(problem: Problem, named: NamedPlaybook) -> Problem:
    path = named.in_its_words(problem.path)
    return Problem(path, problem.line, problem.column, problem.code, problem.message)
