"""The rulings: what managers decided, and what they asked for, append-only (D01, D02, D04)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, Field, StringConstraints

from scorecards.model.fields import (
    Day,
    Id,
    Model,
    OpportunityId,
    OptionalDay,
    Text,
    blank_as_none,
    blank_list,
    type_of_blank,
)
from scorecards.model.vocabulary import RULINGS, Doer, RulingWord, Weighed

ACTION_FORM: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(/[1-9][0-9]?)?$"
ActionKey = Annotated[str, StringConstraints(pattern=ACTION_FORM)]
"""An action of a ruling on an opportunity: the ruling's day, and where it asks for several ``/`` with the number."""


class Action(Model):
    """One thing that a manager asks for, whose it is and by when (D04); a bare text stands for ``{what: …}``."""

    what: Text = Field(description="What is to be done.")
    who: Annotated[Doer | None, type_of_blank] = Field(
        None, description="Whose it is: the rep's, the manager's own, or a colleague's."
    )
    by: OptionalDay = Field(None, description="The day by which it is to be done.")


def _actions(value: Any) -> Any:
    """Read a bare text as one action, and a list of which every key was left blank as none."""
    listed = blank_list(value)
    if isinstance(listed, str):
        return [{"what": listed}]
    return [] if isinstance(listed, list) and all(map(_is_blank, listed)) else listed


def _is_blank(action: Any) -> bool:
    return isinstance(action, dict) and all(blank_as_none(each) is None for each in action.values())


class Ruling(Model):
    """One ruling of a rep's own manager on one opportunity."""

    opportunity: OpportunityId = Field(
        description="The opportunity's id: one that is open on that day, or, to rule it dead, a closed one that left "
        "the CRM's export and waits to wake."
    )
    by: Id = Field(description="The manager's id in team.yml: the rep's own manager on that day.")
    on: Day = Field(description="The day of the ruling.")
    ruling: RulingWord = Field(
        description=f"{', '.join(f'{each.word} ({each.meaning})' for each in RULINGS.values())}."
    )
    reason: Text | None = Field(
        None,
        description="Why; required for all but active. For stalled, why it is expected to move again (D02).",
    )
    weighed: Annotated[Weighed | None, type_of_blank] = Field(
        None, description="The plan that was weighed: the account's, the territory's, both, or none on purpose (D06)."
    )
    course_of_action: Annotated[tuple[Action, ...], BeforeValidator(_actions)] = Field(
        (),
        description="What is to be done: a text, or a list of actions, each with whose it is and by when. Whether it "
        "was done is said in follow_ups.yml, or by a step of the opportunity that names the action.",
    )
    no_action: Text | None = Field(
        None, description="In place of a course of action: that nothing is to be done, said on purpose, and why."
    )
    review_on: OptionalDay = Field(
        None, description="The day to look again; required for stalled, and then the end of the approved pause (D02)."
    )

    @property
    def says_what_to_do(self) -> bool:
        """Whether it says what is to be done, or on purpose that nothing is."""
        return bool(self.course_of_action) or self.no_action is not None

    def actions(self) -> Iterator[tuple[str, Action]]:
        """Give what it asks for, each with its :data:`ActionKey`."""
        several = len(self.course_of_action) > 1
        for number, action in enumerate(self.course_of_action, start=1):
            yield action_key(self.on, number if several else None), action


def action_key(on: date, number: int | None) -> str:
    """Give the key of an action; ``number`` is None where the ruling asks for one thing."""
    return f"{on}/{number}" if number else f"{on}"


class Rulings(Model):
    """The file rulings.yml: entries are added at its end and never changed."""

    rulings: Annotated[tuple[Ruling, ...], BeforeValidator(blank_list)] = Field(
        description="Every ruling, the oldest first."
    )


class FollowUp(Model):
    """One word on what became of an action that a manager asked for; the latest one counts (D04)."""

    opportunity: OpportunityId = Field(description="The opportunity's id.")
    action: ActionKey = Field(
        description="The action: the day of the ruling that asks for it, such as 2026-11-05; where that ruling asks "
        "for several things, with the number of this one, such as 2026-11-05/2."
    )
    on: Day = Field(description="The day on which this is said.")
    done_on: OptionalDay = Field(None, description="The day on which it was done; absent while it is not done.")
    outcome: Text | None = Field(None, description="What came of it, or why it is not done.")


class FollowUps(Model):
    """The file follow_ups.yml: entries are added at its end and never changed."""

    follow_ups: Annotated[tuple[FollowUp, ...], BeforeValidator(blank_list)] = Field(
        description="Every word on what managers asked for, the oldest first."
    )
