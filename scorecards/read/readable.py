"""What can be read of a file in which something is refused: its other opportunities, and the ids of all of them."""

from collections.abc import Iterator
from contextlib import suppress

from pydantic import ValidationError

from scorecards.model.snapshot import Opportunity, Snapshot
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping


def joined(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """Join two sets of ids; None where either cannot be told."""
    return None if one is None or other is None else one | other


def ids_in(part: Source[Snapshot]) -> frozenset[str] | None:
    """Give the ids in a file, as written; None where not each of its opportunities tells one."""
    items = part.keys.get("opportunities")
    ids = [each for row in part.rows("opportunities") if isinstance(each := row.get("id"), str)]
    return frozenset(ids) if isinstance(items, list) and len(ids) == len(items) else None


def valid_in(part: Source[Snapshot]) -> Iterator[tuple[Opportunity, YamlMapping]]:
    """Give the opportunities of a file that are not refused, each with where it stands."""
    rows = part.rows("opportunities")
    if part.value is not None:
        yield from zip(part.value.opportunities, rows, strict=True)
        return
    for row in rows:
        with suppress(ValidationError):
            yield Opportunity.model_validate(row, by_alias=True, by_name=False), row
