"""Which opportunities a rule of the playbook concerns today, and which rules concern an opportunity."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """The open opportunities that a rule concerns today.

    ``begin_with`` names the largest ones, the largest first; ``rest`` counts the others.
    """

    count: int
    begin_with: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class RulesToday:
    """The rules that concern an opportunity today; none where it is not open.

    ``findings`` are the checks that come out as to mend, for the rep or the manager, but for those that rest;
    ``questions`` are due, and open or stale; ``cause`` is the one that leads its diagnosis; ``plays`` are those that a
    finding names, that cause, or the action on its rep's page.
    """

    findings: tuple[str, ...]
    questions: tuple[str, ...]
    cause: str | None
    plays: tuple[str, ...]
