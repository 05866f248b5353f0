"""Why an opportunity hangs, and what would settle it (D36)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sign:
    """A check that speaks for or against a cause; ``strength`` is 1 for a weak sign to 3 for a strong one."""

    check: str
    strength: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of the playbook's causes, with its evidence; ``unknown`` counts the signs of which nothing is known."""

    cause: str
    speaks_for: tuple[Sign, ...]
    speaks_against: tuple[Sign, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class TellingQuestion:
    """A question that tells the causes apart: of a check that is unknown, or of the playbook's causes themselves."""

    text: str
    check: str | None
    question: str | None
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The causes, the best supported first; hypotheses with counts, never a verdict.

    ``leading`` names the cause in front, None where none has evidence or two stand level; until then whether it can be
    saved is unknown.  ``named`` is the cause that somebody has named in the snapshot.  ``as_of_end`` says that the
    evidence is that of the day on which it was closed.
    """

    hypotheses: tuple[Hypothesis, ...]
    leading: str | None
    level: tuple[str, ...]
    retrievability: Literal["slim", "likely_with_care", "unlikely", "unknown"]
    named: str | None
    questions: tuple[TellingQuestion, ...]
    play: str | None
    as_of_end: bool

    @property
    def in_front(self) -> tuple[Hypothesis, ...]:
        """The cause that leads, or those that stand level."""
        return tuple(each for each in self.hypotheses if each.cause == self.leading or each.cause in self.level)

    @property
    def bears_out_the_name(self) -> bool:
        """Whether the evidence points to the cause that somebody has named."""
        return self.named == self.leading


@dataclass(frozen=True, slots=True)
class Clearing:
    """The smallest set of answers or steps that would clear the critical findings.

    ``facts`` are what has to become true, each told in the catalogue of facts; ``checks`` are the findings that it
    clears; ``beyond`` are critical findings that no answer and no step clears.
    """

    facts: tuple[str, ...]
    checks: tuple[str, ...]
    beyond: tuple[str, ...]
