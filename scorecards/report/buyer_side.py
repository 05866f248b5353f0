"""Their side of one opportunity: their needs, their plan, their words (D20 to D24, D29 to D31)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from scorecards.report.values import Quoted, Words


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

    @property
    def is_done(self) -> bool:
        """Whether they did it."""
        return self.state == "done"

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed, and it is not done."""
        return self.state == "overdue"


@dataclass(frozen=True, slots=True)
class StoryMatch:
    """A customer story that fits one of their needs; ``told`` says that we have told it."""

    story: str
    fits: str
    told: bool


@dataclass(frozen=True, slots=True)
class TheirDate:
    """The day by which they must have a solution, and what follows on their side if it passes (D29)."""

    on: date | None
    state: Literal["ahead", "passed"] | None
    consequence: str | None
    said_by: str | None
    line: int | None

    @property
    def has_passed(self) -> bool:
        """Whether the day lies behind the snapshot."""
        return self.state == "passed"

    @property
    def is_their_word(self) -> bool:
        """Whether somebody on their side said it: only then it is quoted."""
        return self.said_by == "buyer"


@dataclass(frozen=True, slots=True)
class Stated:
    """A need as stated at one time (D24)."""

    need: str
    said_by: str | None
    on: date | None
    line: int | None

    @property
    def is_their_word(self) -> bool:
        """Whether somebody on their side said it: only then it is quoted."""
        return self.said_by == "buyer"


@dataclass(frozen=True, slots=True)
class Rating:
    """Their rating of the chance of closing, 1 to 10, with what would make it a 10 and whose that is (D23)."""

    score: int
    on: date | None
    to_reach_10: str | None
    ours_to_help: bool | None
    line: int | None


@dataclass(frozen=True, slots=True)
class TheirSide:
    """Their side, as far as the snapshot tells it; of a closed opportunity only what they said.

    ``close_date_is_ours`` says that our close date is a month's end that nobody on their side named, and
    ``close_date_days_late`` by how many days it lies after their date, None where it does not (D29).
    ``gap`` is what to do about their rating of the chance of closing: not_yet without rapport, ask, follow_up where
    nobody asked what would make it a 10, rated; None where the snapshot does not tell whether there is rapport.
    ``reminder`` reads their own date and consequence back to them, None where they named neither.
    """

    deadline: TheirDate | None
    close_date_is_ours: bool
    close_date_days_late: int | None
    lead_with: tuple[NeedState, ...]
    bonus: tuple[NeedState, ...]
    other_needs: tuple[NeedState, ...]
    stories: tuple[StoryMatch, ...]
    buying_plan: tuple[BuyingStepState, ...]
    rating: Rating | None
    gap: Literal["not_yet", "ask", "follow_up", "rated"] | None
    first_need: Stated | None
    present_need: Stated | None
    need_changed: bool
    reminder: Words | None
    quoted: tuple[Quoted, ...]

    @property
    def quoted_besides_steps(self) -> tuple[Quoted, ...]:
        """Our phrases that give something away, but for those of next steps, which stand beside the step."""
        return tuple(each for each in self.quoted if each.field != "next_steps")
