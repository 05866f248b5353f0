"""What a playbook takes over from another one, and what it no longer has."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from scorecards.model.fields import Id, Model, Text, blank_list, type_of_blank

_Ids = Annotated[tuple[Id, ...], BeforeValidator(blank_list)]


class NoLonger(Model):
    """Ids that snapshots may name and that this playbook has no rule for."""

    questions: _Ids = Field((), description="Questions it doesn't ask. Their answers are left out.")
    exit_criteria: _Ids = Field(
        (), description="Exit criteria it doesn't have. Their states, and what steps serve them, are left out."
    )


class Extends(Model):
    """The file playbook.yml, which a playbook needs only where it builds on another or has retired rules."""

    extends: Annotated[Text | None, type_of_blank] = Field(
        None,
        description="The folder of the playbook it builds on, seen from its own. Files it lacks are read from there, "
        "and so are all checks it has none of the same id for; principles are added to its own. "
        "Without it, the playbook stands on its own.",
    )
    without: _Ids = Field((), description="Checks of that playbook it leaves out.")
    no_longer: NoLonger = Field(NoLonger(), description="What snapshots may still name and it leaves out.")
