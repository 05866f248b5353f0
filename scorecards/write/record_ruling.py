"""A manager's ruling, added to rulings.yml once everything has been checked with it in place (D01, D04)."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from scorecards.cache.cache import Cache
from scorecards.problems.problem import Problem
from scorecards.read.pipeline_files import RULINGS_FILE
from scorecards.write.record_entry import Field, Recorded, Register, Value, newest_day, record, with_entry

_FIELDS: Final = (
    Field("opportunity", "OPPORTUNITY"),
    Field("by", "--by"),
    Field("on", "--on", is_day=True),
    Field("ruling", "--ruling"),
    Field("reason", "--reason"),
    Field("weighed", "--weighed"),
    Field("course_of_action", "--course-of-action"),
    Field("no_action", "--no-action"),
    Field("review_on", "--review-on", is_day=True),
)
"""The fields of a ruling in the order in which they are written."""

_ACTION: Final = {
    "course_of_action": Field("what", "--course-of-action"),
    "action_who": Field("who", "--action-who"),
    "action_by": Field("by", "--action-by", is_day=True),
}
"""The fields of an action whose owner or day is given, by what the command line calls them."""


def record_ruling(playbook: Path, pipeline: Path, given: Mapping[str, str], kept: Cache | None = None) -> Recorded:
    """Write it, once everything was checked with it in place; see :func:`with_ruling`, which says what is given."""
    return record(pipeline, _RULINGS, partial(with_ruling, playbook, pipeline, given, kept))


def with_ruling(playbook: Path, pipeline: Path, given: Mapping[str, str], kept: Cache | None = None) -> Recorded:
    """Add a ruling to what rulings.yml holds, and write nothing; ``given`` are the ruling's fields as text.

    ``action_who`` and ``action_by`` say whose the course of action is and by when.  A ruling without a day is of the
    day of the newest snapshot.  Raises ProblemsFound as :func:`.with_entry` does.
    """
    known = newest_day(pipeline, given)
    return with_entry(_RULINGS, list(_entry(known)), known.get("on", ""), playbook, pipeline, kept)


def _entry(given: Mapping[str, str]) -> Iterator[tuple[Field, Value]]:
    action = [(field, given[name]) for name, field in _ACTION.items() if name in given]
    has_more = any(name in given for name in ("action_who", "action_by"))
    for field in _FIELDS:
        if field.key == "course_of_action" and has_more:
            yield field, action
        elif field.key in given:
            yield field, given[field.key]


def _with_options(problem: Problem) -> str:
    """Give the message, with the option in place of a field that a ruling lacks."""
    if problem.code != "ruling-incomplete":
        return problem.message
    lacks = {f" without {field.key}, ": f" without {field.option}, " for field in _FIELDS}
    return next(
        (problem.message.replace(field, option) for field, option in lacks.items() if field in problem.message),
        problem.message,
    )


_RULINGS: Final = Register(
    RULINGS_FILE,
    "rulings",
    b"# What the managers ruled. Entries are added at the end and never changed.\n",
    "record-ruling",
    _with_options,
)
