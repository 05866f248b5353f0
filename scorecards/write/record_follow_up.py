"""A word on what became of what a manager asked for, added to follow_ups.yml once everything was checked (D04)."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from scorecards.cache.cache import Cache
from scorecards.read.pipeline_files import FOLLOW_UPS_FILE
from scorecards.write.record_entry import Field, Recorded, Register, newest_day, record, with_entry

_FIELDS: Final = (
    Field("opportunity", "OPPORTUNITY"),
    Field("action", "--action"),
    Field("on", "--on", is_day=True),
    Field("done_on", "--done-on", is_day=True),
    Field("outcome", "--outcome"),
)
"""The fields of a word in the order in which they are written."""

_FOLLOW_UPS: Final = Register(
    FOLLOW_UPS_FILE,
    "follow_ups",
    b"# What became of what the managers asked for. Entries are added at the end and never changed.\n",
    "record-follow-up",
    lambda problem: problem.message,
)


def record_follow_up(playbook: Path, pipeline: Path, given: Mapping[str, str], kept: Cache | None = None) -> Recorded:
    """Write it, once everything was checked with it in place; see :func:`with_follow_up`, which says what is given."""
    return record(pipeline, _FOLLOW_UPS, partial(with_follow_up, playbook, pipeline, given, kept))


def with_follow_up(playbook: Path, pipeline: Path, given: Mapping[str, str], kept: Cache | None = None) -> Recorded:
    """Add a word to what follow_ups.yml holds, and write nothing; ``given`` are its fields as text.

    A word without a day is of the day of the newest snapshot.  Raises ProblemsFound as :func:`.with_entry` does.
    """
    known = newest_day(pipeline, given)
    entry = [(field, known[field.key]) for field in _FIELDS if field.key in known]
    return with_entry(_FOLLOW_UPS, entry, known.get("on", ""), playbook, pipeline, kept)
