"""The stages of the sale, with the exit criteria of each (D18)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Days, Flag, Id, Model, Practice, Text, blank_list, type_of_blank
from scorecards.model.playbook.fact_names import FactName

StageRole = Literal["prospecting", "qualification", "discovery", "proposal", "decision", "contracting"]
"""What a stage is for, whatever a team calls it; in the order of a sale."""


class Criterion(Model):
    """One exit criterion of a stage: something that the buyer has done or agreed."""

    id: Id = Field(description="Its id, as next steps name it; unique in the playbook.")
    formerly: Annotated[tuple[Id, ...], BeforeValidator(blank_list)] = Field(
        (), description="Ids that it had before: snapshots and mappings that name one are read as if they named this."
    )
    criterion: Text = Field(description="What is true once it is met.")
    evidence: Text | None = Field(None, description="What shows that it is met.")
    told_by: Annotated[FactName | None, type_of_blank] = Field(
        None,
        description="A fact that tells whether it is met, where the opportunity itself does not say: met where the "
        "fact is true, unmet where it is not.",
    )
    needed_for: Annotated[tuple[FactName, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Flags that cannot be true while it is known not to be met: false then, where no field tells them.",
    )


class Stage(Model):
    """A stage that everybody defines alike (D18)."""

    id: Id = Field(description="Its id, as opportunities name it.")
    formerly: Annotated[tuple[Text, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="Ids and names that it had before: snapshots and mappings that name one are read as if they named "
        "this, and the page of stages tells the names.",
    )
    name: Text = Field(description="Its name on the pages.")
    roles: Annotated[tuple[StageRole, ...], BeforeValidator(blank_list)] = Field(
        (),
        description="What it is for, in words that all playbooks share: other rules name the stage by them. A stage "
        "may have several roles, and each role belongs to one stage.",
    )
    definition: Text = Field(description="What it means to be in this stage.")
    entry_trigger: Text = Field(description="The event that puts an opportunity into it.")
    exit_criteria: tuple[Criterion, ...] = Field(description="What must be true before the next stage.", min_length=1)
    max_days: Days = Field(
        description="Days after which an opportunity has been here too long: set in the playbook, not measured."
    )
    in_working_days: Flag = Field(
        default=False,
        description="True where max_days are working days, by working-days.yml; else they are calendar days.",
    )
    doctrine: tuple[Practice, ...] = Field(description="The practices that it serves.", min_length=1)


class Stages(Model):
    """The file stages.yml; the order is the order of the sale."""

    stages: tuple[Stage, ...] = Field(description="The stages, first to last.", min_length=1)
