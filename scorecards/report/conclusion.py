"""What all that is known of a deal comes to: every page, the case for a ruling and ``explain`` read this one."""

from dataclasses import dataclass

from scorecards.model.playbook.whom import Whom
from scorecards.report.values import KnownFact, Spoken, StepState


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to talk to on their side, and why this one."""

    name: str
    because: Whom


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """The first question to the person: the situation's own, that of the cause that leads, or a qualification question.

    ``question`` names the qualification question, ``cause`` the cause that asks.
    """

    text: str
    question: str | None
    cause: str | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One opportunity's situation, and what follows from it.

    ``situation`` is the first of the playbook's that applies, ``because`` are the known facts that it rests on, and
    ``spoken`` the words on record that these count.  ``step`` is the next step that it is about.  ``do`` is what to do
    first.  ``person`` is None where nobody on their side is to be called, or none is named on record: then
    ``is_internal`` tells which.  ``question`` is None where there is nothing to ask.  ``cause`` is the one that chose
    what to do, None where the situation itself did.  ``suggested`` is false where the deal needs no more than what is
    planned.  ``place`` is the situation's place in the playbook, from 0: the most pressing comes first.
    """

    situation: str
    place: int
    because: tuple[KnownFact, ...]
    spoken: tuple[Spoken, ...]
    step: StepState | None
    do: str
    person: Person | None
    is_internal: bool
    question: FirstQuestion | None
    cause: str | None
    play: str | None
    suggested: bool

    @property
    def is_of_this_deal(self) -> bool:
        """Whether it names a person, a step, a cause or words of this deal: else it is the same for all in it."""
        return bool(self.person or self.step or self.cause or self.spoken)

    def calls(self, contact: str) -> bool:
        """Whether this is the person to talk to."""
        return self.person is not None and self.person.name == contact
