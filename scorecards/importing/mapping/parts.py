"""Where the parts of an opportunity come from: its deadline, its people, its steps, its history."""

from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, Field

from scorecards.importing.mapping.source import FileNames, Skip, Source, refuse, refuse_unfit
from scorecards.model.fields import Flag, Id, Model
from scorecards.model.snapshot import (
    Activity,
    Blocker,
    BuyerCall,
    BuyingStep,
    Claim,
    Contact,
    CriterionState,
    Deadline,
    GapRating,
    LossReason,
    Need,
    NextStep,
    StatedNeed,
    Wake,
)

TWO_WAY: Final = frozenset({"meeting", "demo"})
"""Kinds of activities in which both sides speak, whoever began it."""

Parts = dict[str, Source]
"""A source for each key of one part of an opportunity."""


def keys_of(model: type[BaseModel]) -> dict[str, str]:
    """Give the name of each field of a model by the key that stands in YAML."""
    return {info.alias or name: name for name, info in model.model_fields.items()}


def _fitting(model: type[BaseModel]) -> Callable[[Parts], Parts]:
    def check(parts: Parts) -> Parts:
        keys = keys_of(model)
        for key, source in parts.items():
            if key not in keys:
                refuse(f"no {key}: one of {', '.join(keys)}")
            for text in source.texts():
                refuse_unfit(model, keys[key], text)
        needed = {key for key, name in keys.items() if model.model_fields[name].is_required()}
        needed -= {"direction"} if model is Activity and TWO_WAY.intersection(_texts(parts.get("kind"))) else set()
        lacking = [key for key in keys if key in needed and key not in parts]
        if lacking:
            refuse(f"{' and '.join(lacking)} beside {' and '.join(parts) or 'nothing'}")
        return parts

    return check


def _texts(source: Source | None) -> Iterator[str]:
    yield from source.texts() if source else ()


def _of(model: type[BaseModel]) -> Any:
    return Annotated[Parts, AfterValidator(_fitting(model))]


def _one(model: type[BaseModel], what: str) -> Any:
    return Field(None, description=f"{what}: a source for each of {', '.join(keys_of(model))}.")


def _several(model: type[BaseModel], what: str) -> Any:
    said = f"{what}, a list: each with a source for each of {', '.join(keys_of(model))}."
    return Field((), description=f"{said} One whose required values are blank is left out.")


class PartSources(Model):
    """Where the parts of an opportunity come from; a part of which nothing is filled in is not written."""

    next_steps: tuple[_of(NextStep), ...] = _several(NextStep, "What both sides will do next (D27)")  # type: ignore[valid-type]
    buying_plan: tuple[_of(BuyingStep), ...] = _several(BuyingStep, "The customer's steps to a decision (D30)")  # type: ignore[valid-type]
    needs: tuple[_of(Need), ...] = _several(Need, "This customer's needs (D20)")  # type: ignore[valid-type]
    contacts: tuple[_of(Contact), ...] = _several(Contact, "The people on their side (D38)")  # type: ignore[valid-type]
    activities: tuple[_of(Activity), ...] = _several(Activity, "Contacts between us and them (D16, D34)")  # type: ignore[valid-type]

    def lists(self) -> dict[str, tuple[Parts, ...]]:
        """Give what each list of an opportunity gets."""
        given = {name: getattr(self, name) for name in PartSources.model_fields}
        return {name: parts for name, parts in given.items() if parts}

    def sources_of_parts(self) -> Iterator[Source]:
        """Give every source of the lists."""
        for parts in self.lists().values():
            for each in parts:
                yield from each.values()


class SinglePartSources(Model):
    """Where those parts come from of which an opportunity has one."""

    deadline: _of(Deadline) | None = _one(Deadline, "The customer's own deadline (D29)")  # type: ignore[valid-type]
    first_need: _of(StatedNeed) | None = _one(StatedNeed, "The need they stated first (D24)")  # type: ignore[valid-type]
    present_need: _of(StatedNeed) | None = _one(StatedNeed, "The need they state now (D24)")  # type: ignore[valid-type]
    gap_rating: _of(GapRating) | None = _one(GapRating, "Their rating of the chance of closing (D23)")  # type: ignore[valid-type]
    blocker: _of(Blocker) | None = _one(Blocker, "What's holding up the customer's next step (D17)")  # type: ignore[valid-type]
    loss_reason: _of(LossReason) | None = _one(LossReason, "Why it ended (D36)")  # type: ignore[valid-type]
    wake: _of(Wake) | None = _one(Wake, "When to re-engage (D40)")  # type: ignore[valid-type]
    claim: _of(Claim) | None = _one(Claim, "What the rep calls it (D01)")  # type: ignore[valid-type]
    buyer_call: _of(BuyerCall) | None = _one(BuyerCall, "What the buyer calls it (D01)")  # type: ignore[valid-type]
    exit_criteria: dict[Id, _of(CriterionState)] = Field(  # type: ignore[valid-type]
        {}, description="The state of exit criteria (D17), by criterion id: a source for each of met, on, evidence."
    )

    def singles(self) -> Mapping[str, Parts]:
        """Give the parts of which an opportunity has one."""
        names = (name for name in SinglePartSources.model_fields if name != "exit_criteria")
        given = {name: getattr(self, name) for name in names}
        return {name: parts for name, parts in given.items() if parts}


class HistorySources(Model):
    """What a row of an opportunity's history says.

    From the rows of one opportunity come the day on which it entered its present stage, and how often its close date
    was moved out.
    """

    on: Source = Field(description="The row's date, with or without the time.")
    stage: Source | None = Field(None, description="The CRM's word for the stage from then on.")
    close_date: Source | None = Field(None, description="The close date from then on.")

    def sources(self) -> Iterator[Source]:
        """Give every source."""
        yield from (source for source in (self.on, self.stage, self.close_date) if source)


class RelatedSources(PartSources):
    """What another file of the export adds to the opportunities, a row each: people, activities, history."""

    file: FileNames = Field(description="The file, or the names it may have.")
    optional: Flag = Field(default=False, description="True if the file may be missing; the import says so if it is.")
    opportunity: Source = Field(description="The id of the row's opportunity.")
    skip: tuple[Skip, ...] = Field((), description="Rows to leave out, and count.")
    history: HistorySources | None = Field(None, description="The row is an earlier state of the opportunity.")

    def sources(self) -> Iterator[Source]:
        """Give every source."""
        yield self.opportunity
        yield from self.sources_of_parts()
        if self.history:
            yield from self.history.sources()
