"""The plays, with the words to say."""

from typing import Literal

from pydantic import Field

from scorecards.model.check import Condition
from scorecards.model.fields import Id, Model, Practice, Text


class TalkTrack(Model):
    """Words to say.

    ``{contact}``, ``{account}``, ``{opportunity}`` and ``{rep}`` are filled in, and so are their own words:
    ``{their_date}``, ``{consequence}``, ``{first_need}`` and ``{present_need}``.  Words that need one of these four
    are left out where the snapshot does not tell it (D31).
    """

    title: Text = Field(description="When to say it.")
    channel: Literal["call", "email", "message"] = Field(description="Where to say it.")
    words: Text = Field(description="The words.")
    when: Condition | None = Field(None, description="Shown only if this is true; always, if absent.")


class Closing(Model):
    """How a play asks for the end (D09, D12)."""

    question: Text = Field(description="The one question that asks if it's over, in a sentence.")
    goes_on_if: Text = Field(description="What they say or do if it isn't over.")


class Play(Model):
    """Something to do in a situation that comes back."""

    id: Id = Field(description="Its id, used by checks and causes.")
    name: Text = Field(description="Its name on the pages.")
    when: Text = Field(description="When to use it.")
    aim: Text = Field(description="What it should achieve.")
    steps: tuple[Text, ...] = Field(description="What to do, in sequence.", min_length=1)
    talk_tracks: tuple[TalkTrack, ...] = Field(description="The talk tracks.", min_length=1)
    closing: Closing | None = Field(
        None,
        description="For a play that asks if it's over: its question. It's the one to ask on this week's calls; "
        "open questions wait until you know it isn't over.",
    )
    warning: Text | None = Field(None, description="What not to do.")
    doctrine: tuple[Practice, ...] = Field(description="The practices it supports.", min_length=1)


class Plays(Model):
    """The file plays.yml."""

    plays: tuple[Play, ...] = Field(description="The plays.", min_length=1)
