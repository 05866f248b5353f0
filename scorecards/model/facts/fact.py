"""A fact: all that is known of it, for whoever derives it, asks about it, or tells it in words."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "days", "money", "flag", "date", "word"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name in checks, what it measures, and the opportunity's fields that it reads.

    A fact of rulings reads none: these are kept beside the snapshot.
    """

    name: str
    kind: Kind
    meaning: str
    reads: tuple[str, ...]
    words: tuple[str, ...] = ()
    """What a word can be."""
    beside: tuple[str, ...] = ()
    """Fields that stand beside what it reads: shown with it where they are there, and missed nowhere."""
    settled_by: str | None = None
    """The answer or step that changes it; None where none can: nobody can make a silence shorter."""
    phrase: str | None = None
    """How it reads in a few words beside a finding, with ``{number}`` or ``{days}`` in it (D03).

    None where it is not told there: the finding's title says as much already.
    """
    phrase_below_zero: str | None = None
    """The same for a value below zero; None where that says nothing."""
    when_true: str | None = None
    """What is so where a flag is true."""
    until: str | None = None
    """The day up to which it counts days, below zero once that has passed."""
    since: str | None = None
    """The day from which it counts days, below zero while that lies ahead."""
    called: str | None = None
    """What it is called in a sentence, where its name does not read as one."""
    compared: str | None = None
    """How a condition on it reads, with ``{count}``, ``{days}`` or ``{number}`` for what it is compared with.

    ``[is|are]`` reads the first for one and the second for more.  What happens so and so often has ``{never}`` and
    ``{times}`` instead: "it has{never} been reopened{times}".
    """

    @property
    def title(self) -> str:
        """What it is called in a sentence."""
        return self.called or self.name.replace("_", " ")


def flag(  # noqa: PLR0913 - what is known of a flag
    name: str,
    when_true: str,
    reads: tuple[str, ...],
    *,
    more: str = "",
    beside: tuple[str, ...] = (),
    settled_by: str | None = None,
) -> Fact:
    """Make a fact that is true or false; its meaning is whether ``when_true`` is so, with ``more`` to know of it."""
    meaning = f"Whether {when_true}{more}."
    return Fact(name, "flag", meaning, reads, beside=beside, settled_by=settled_by, when_true=when_true)
