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

    what: Text = Field(description="What to do.")
    who: Annotated[Doer | None, type_of_blank] = Field(
        None, description="Who does it: the rep, the manager, or a colleague."
    )
    by: OptionalDay = Field(None, description="Its due date.")


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
        description="The opportunity's id. It's open on that day or, for a decision of dead, closed, gone from the "
        "CRM's export and still in the cold file."
    )
    by: Id = Field(description="The manager's id in team.yml: the rep's own manager on that day.")
    on: Day = Field(description="The date of the decision.")
    ruling: RulingWord = Field(
        description=f"{', '.join(f'{each.word} ({each.meaning})' for each in RULINGS.values())}."
    )
    reason: Text | None = Field(
        None,
        description="Why; required for all but active. For stalled, why it's expected to move again (D02).",
    )
    weighed: Annotated[Weighed | None, type_of_blank] = Field(
        None,
        description="The plan the manager weighed: the account's, the territory's, both, or none on purpose (D06).",
    )
    course_of_action: Annotated[tuple[Action, ...], BeforeValidator(_actions)] = Field(
        (),
        description="What to do: a text, or a list of actions, each with an owner and a due date. What was done is "
        "recorded in follow_ups.yml, or by one of the opportunity's steps that names the action.",
    )
    no_action: Text | None = Field(None, description="Instead of a course of action: why there's nothing to do.")
    review_on: OptionalDay = Field(
        None, description="The review date; required for stalled, where it ends the approved pause (D02)."
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
        description="Every manager decision, the oldest first."
    )


class FollowUp(Model):
    """One word on what became of an action that a manager asked for; the latest one counts (D04)."""

    opportunity: OpportunityId = Field(description="The opportunity's id.")
    action: ActionKey = Field(
        description="The action: the date of the manager decision that asks for it, such as 2026-11-05. If it asks "
        "for several actions, add the number, such as 2026-11-05/2."
    )
    on: Day = Field(description="The date of this entry.")
    done_on: OptionalDay = Field(None, description="The date it was done; absent until then.")
    outcome: Text | None = Field(None, description="The result, or why it isn't done.")


class FollowUps(Model):
    """The file follow_ups.yml: entries are added at its end and never changed."""

    follow_ups: Annotated[tuple[FollowUp, ...], BeforeValidator(blank_list)] = Field(
        description="Every entry on what managers asked for, the oldest first."
    )
