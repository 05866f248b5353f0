"""Each source of a mapping with the field that it is for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from scorecards.importing.mapping.fitting import NAMES, is_list, kind_of, model_of
from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.importing.mapping.parts import HistorySources, Parts, PartSources, RelatedSources, keys_of
from scorecards.importing.mapping.source import Source
from scorecards.model.snapshot import Answer, Opportunity
from scorecards.model.team import Team


@dataclass(frozen=True, slots=True)
class Target:
    """The field that a value is for."""

    model: type[BaseModel]
    field: str
    listed: bool = False
    """True where several values can stand, though the field of the model holds one."""

    def is_list(self) -> bool:
        """Tell whether the field takes a list."""
        return self.listed or is_list(self.model, self.field)

    def of_name(self) -> bool:
        """Tell whether the value is a name, of which an id is made."""
        return self.field in NAMES and kind_of(self.model, self.field) == "text"


SPOKEN: Final = Target(Opportunity, "notes")
"""What is taken as it is written."""

ID: Final = Target(Opportunity, "id")
DAY: Final = Target(Opportunity, "close_date")
SAID_ON: Final = Target(Answer, "on")
ACCOUNT: Final = Target(Opportunity, "account")

_OTHERS: Final = {"merged_ids": Target(Opportunity, "id", listed=True), "changed_on": DAY}

Aimed = Iterator[tuple[Target, Source]]


def target_of(field: str) -> Target:
    """Give the target of a field of OpportunitySources."""
    return _OTHERS.get(field) or Target(Opportunity, field)


def of_opportunities(sources: OpportunitySources) -> Aimed:
    """Give the sources of an opportunity's own row."""
    yield from ((target_of(name), source) for name, source in sources.fields())
    for answer in sources.answers.values():
        yield SPOKEN, answer
        if answer.on:
            yield SAID_ON, answer.on
    for name, part in sources.singles().items():
        yield from _of_parts(name, [part])
    yield from _of_parts("exit_criteria", sources.exit_criteria.values())
    yield from _of_lists(sources)


def of_related(related: RelatedSources) -> Aimed:
    """Give the sources of a row of another file."""
    yield ID, related.opportunity
    yield from _of_lists(related)
    if related.history:
        yield from of_history(related.history)


def of_history(history: HistorySources) -> Aimed:
    """Give the sources of a state that an opportunity was in."""
    aims = {"on": DAY, "stage": SPOKEN, "close_date": DAY}
    yield from ((aim, source) for name, aim in aims.items() if (source := getattr(history, name)))


def of_team(sources: Iterable[tuple[str, Source]]) -> Aimed:
    """Give the sources of a rep."""
    yield from ((Target(Team, name), source) for name, source in sources)


def part_target(name: str, key: str) -> Target:
    """Give the target of a key of a part, or of an item of a list, of an opportunity."""
    model = model_of(Opportunity, name)
    return Target(model, keys_of(model)[key])


def _of_lists(sources: PartSources) -> Aimed:
    for name, parts in sources.lists().items():
        yield from _of_parts(name, parts)


def _of_parts(name: str, parts: Iterable[Parts]) -> Aimed:
    for part in parts:
        yield from ((part_target(name, key), source) for key, source in part.items())
