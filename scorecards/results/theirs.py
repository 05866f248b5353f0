"""Their side of one opportunity: their needs, their plan, their words (D20 to D24, D29 to D31)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.results.values import Words


@dataclass(frozen=True, slots=True)
class NeedState:
    """One of their needs, in their own words where these are noted."""

    need: str
    in_their_words: str | None
    priority: str | None
    met: str
    line: int | None


@dataclass(frozen=True, slots=True)
class BuyingStepState:
    """One step of their own way to a decision, with how we help."""

    step: str
    owner: str | None
    due: date | None
    state: Literal["done", "ahead", "overdue", "undated"]
    our_help: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """A customer story that fits one of their needs; ``told`` says that we have told it."""

    story: str
    fits: str
    told: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """A phrase of ours that waits or hands control away, quoted back with what to write in its place (D26, D28)."""

    phrase: str
    text: str
    instead: str
    field: str
    line: int | None


@dataclass(frozen=True, slots=True)
class TheirSide:
    """Their side, as far as the snapshot tells it.

    ``gap`` is what to do about their rating of the chance of closing: not_yet without rapport, ask, follow_up where
    nobody asked what would make it a 10, rated; None where the snapshot does not tell whether there is rapport.
    ``reminder`` reads their own date and consequence back to them, None where they named neither.
    """

    lead_with: tuple[NeedState, ...]
    bonus: tuple[NeedState, ...]
    other_needs: tuple[NeedState, ...]
    stories: tuple[StoryMatch, ...]
    buying_plan: tuple[BuyingStepState, ...]
    gap: Literal["not_yet", "ask", "follow_up", "rated"] | None
    need_changed: bool
    reminder: Words | None
    quoted: tuple[Quoted, ...]
