"""The stages of the sale, with the exit criteria of each (D18)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Days, Flag, Id, Model, Practice, Text, blank_list, type_of_blank
from scorecards.model.playbook.fact_names import FactName

StageRole = Literal["prospecting", "qualification", "discovery", "proposal", "decision", "contracting"]
"""What a stage is for, whatever a team calls it; in the order of a sale."""


class Criterion(Model):
    """One exit criterion of a stage: something that the buyer has done or agreed."""

    id: Id = Field(description="Its id, used by next steps; unique in the playbook.")
    formerly: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Its earlier ids. Snapshots and mappings that still use one are understood."
    )
    criterion: Text = Field(description="What's true once it's met.")
    evidence: Text | None = Field(None, description="What shows that it's met.")
    told_by: Annotated[FactName | None, type_of_blank] = Field(
        None,
        description="A fact that decides if it's met when the opportunity itself doesn't say: met if the fact is "
        "true, unmet if it's false.",
    )
    needed_for: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Flags that can't be true while it's known to be unmet. They're false then, unless a field sets "
        "them.",
    )


class Stage(Model):
    """A stage that everybody defines alike (D18)."""

    id: Id = Field(description="Its id, used by opportunities.")
    formerly: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Its earlier ids and names. Snapshots and mappings that still use one are understood, and the "
        "stages page lists the names.",
    )
    name: Text = Field(description="Its name on the pages.")
    roles: Annotated[tuple[StageRole, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="What it's for, in words that all playbooks share. Other rules name the stage by them. A stage "
        "may have several roles, and each role belongs to one stage.",
    )
    definition: Text = Field(description="What it means to be in this stage.")
    entry_trigger: Text = Field(description="The event that moves an opportunity into it.")
    exit_criteria: tuple[Criterion, ...] = Field(description="What must be true before the next stage.", min_length=1)
    max_days: Days = Field(description="The limit of days in this stage: set in the playbook, not measured.")
    in_working_days: Flag = Field(
        default=False,
        description="True if max_days are working days, by working-days.yml; otherwise they're calendar days.",
    )
    doctrine: tuple[Practice, ...] = Field(description="The practices it supports.", min_length=1)


class Stages(Model):
    """The file stages.yml; the order is the order of the sale."""

    stages: tuple[Stage, ...] = Field(description="The stages, first to last.", min_length=1)
