"""Where each field of an opportunity comes from."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from scorecards.importing.mapping.parts import PartSources, SinglePartSources
from scorecards.importing.mapping.source import AnswerSource, Source, Sources, refuse, refuse_unfit
from scorecards.model.fields import Id
from scorecards.model.snapshot import Opportunity


def _like(field: str) -> Any:
    return Field(None, description=Opportunity.model_fields[field].description)


class OpportunitySources(SinglePartSources, PartSources, Sources):
    """Where each field of an opportunity comes from."""

    id: Source = Field(description="The opportunity's id in the CRM; each row has its own.")
    name: Source = Field(description="The opportunity's name.")
    owner: Source = Field(
        description="The rep: an id, a name, or another name listed in team.yml under known_as. If there's no "
        "team.yml yet, a name, which the id is made from."
    )
    status: Source | None = Field(
        None, description="open, won, lost or no_decision, usually set with values; from stages if absent."
    )
    crm_stage: Source | None = Field(
        None, description="The CRM's own word for the stage; with stages, status and stage come from it."
    )
    stage: Source | None = Field(
        None,
        description="The playbook's stage while it's open; from stages if absent. Once closed, the stage it ended in.",
    )
    account: Source | None = Field(
        None, description="The account: an id, a name, or another name listed in accounts.yml under known_as."
    )
    ended: Source | None = _like("ended")
    created_on: Source | None = _like("created_on")
    stage_entered_on: Source | None = _like("stage_entered_on")
    closed_on: Source | None = _like("closed_on")
    amount: Source | None = _like("amount")
    amount_basis: Source | None = _like("amount_basis")
    currency: Source | None = Field(None, description="The amount's currency; the mapping's if absent.")
    close_date: Source | None = _like("close_date")
    push_count: Source | None = _like("push_count")
    forecast_category: Source | None = _like("forecast_category")
    crm_next_step: Source | None = Field(
        None,
        description="The CRM's free text for the next step. If it's certain who does what, it becomes a next step; "
        "otherwise it's kept as written.",
    )
    answers: dict[Id, AnswerSource] = Field({}, description="Answers to qualification questions, by question id (D11).")
    verbal_yes_on: Source | None = _like("verbal_yes_on")
    signed_on: Source | None = _like("signed_on")
    final: Source | None = _like("final")
    restarted_from: Source | None = _like("restarted_from")
    notes: Source | None = _like("notes")
    merged_ids: Source | None = Field(
        None,
        description="Ids of opportunities merged into this one, with split if there can be several. What people "
        "wrote about them by hand is carried over to this one.",
    )
    changed_on: Source | None = Field(
        None, description="The date the row was last changed. keep: newest decides by it."
    )

    @field_validator("*")
    @classmethod
    def _texts_fit(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse a fixed value, or a meaning, that the snapshot's field does not take."""
        name = str(info.field_name)
        if isinstance(value, Source) and name in Opportunity.model_fields:
            for text in value.texts():
                refuse_unfit(Opportunity, name, text)
        return value

    @model_validator(mode="after")
    def _words_are_known(self) -> "OpportunitySources":
        """Refuse a condition on a word that the column's own ``values`` do not list: it would never hold."""
        parts = [part for source in self.sources() for part in source.parts()]
        known: dict[str, dict[str, None]] = {}
        for source in self.sources():
            if source.column is not None and source.values and not source.when:
                known.setdefault(source.column, {}).update(dict.fromkeys(source.values))
        for part in parts:
            if part.column in known:
                known[part.column].update(dict.fromkeys(part.values))
        open_ended = {part.column for part in parts if part.otherwise is not None}
        for part in parts:
            for column, words in part.when.items():
                for word in words:
                    if word and column in known and column not in open_ended and word not in known[column]:
                        words_known = ", ".join(known[column])
                        refuse(f"no {word} under when: {column} has the words {words_known}")
        return self

    def sources(self) -> Iterator[Source]:
        """Give every source: those of fields, of answers, and of parts."""
        yield from super().sources()
        yield from self.answers.values()
        yield from self.sources_of_parts()
        for parts in (*self.singles().values(), *self.exit_criteria.values()):
            yield from parts.values()
