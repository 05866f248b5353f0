"""What each check said of each deal before its end, over a stretch of reviews: the same wherever it is worked on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scorecards.backtest.known_then import KnownThen, PastSnapshot, known_then
from scorecards.conclude.conclusion import Situations
from scorecards.derive.facts import derive
from scorecards.derive.rulings import pause_of, ruled_over
from scorecards.evaluate.findings import findings_of
from scorecards.evaluate.outcomes import Evaluator
from scorecards.history.opportunity_history import History
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.read.former_ids import FormerIds
from scorecards.read.input import Input
from scorecards.report.values import OutcomeName


@dataclass(frozen=True, slots=True)
class Seen:
    """What reviews showed of a deal: what failed, with the first day on which it did, what passed, what was unknown."""

    fired: Mapping[str, date]
    passed: frozenset[str]
    unknown: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Snapshots that follow each other, and the history of all before them."""

    before: History
    snapshots: tuple[PastSnapshot, ...]


@dataclass(frozen=True)
class Replaying:
    """What every stretch is worked on with; ``ends`` are the days on which deals ended, by id: which to look at."""

    given: Input
    former: FormerIds
    ends: Mapping[str, date]

    @cached_property
    def evaluator(self) -> Evaluator:
        """The checks, compiled, in the order of the playbook."""
        return Evaluator.of(self.given.playbook.checks)

    @cached_property
    def situations(self) -> Situations:
        """The situations, compiled."""
        return Situations.of(self.given.playbook)

    def __getstate__(self) -> dict[str, object]:
        """Leave what is compiled behind where another process is handed it."""
        return {"given": self.given, "former": self.former, "ends": self.ends}


def observe(replaying: Replaying, stretch: Stretch, _: None = None) -> dict[str, Seen]:
    """Give what was seen of each deal, by id."""
    found: dict[str, Seen] = {}
    history = stretch.before
    for past in stretch.snapshots:
        known = known_then(past, history, replaying.given, replaying.former)
        history = known.history
        found = joined([found, _seen_in(outcomes_then(known, replaying), known.index.as_of)])
    return found


def outcomes_then(known: KnownThen, replaying: Replaying) -> dict[str, dict[str, OutcomeName]]:
    """Give what each check said on that day of each deal that was open and ended later, as its page showed it.

    What rests says nothing: in a pause, once it is ruled over, once they have gone.
    """
    day = known.index.as_of
    files = (known.files.of_owner(owner) for owner in known.files.written.by_owner)
    return {
        file.opportunity.id: _outcomes(file, known, replaying)
        for owned in files
        for file in owned
        if file.opportunity.status == "open" and day < replaying.ends.get(file.opportunity.id, date.min)
    }


def _outcomes(file: OpportunityFile, known: KnownThen, replaying: Replaying) -> dict[str, OutcomeName]:
    facts = derive(file, known.index)
    findings = findings_of(
        replaying.evaluator.outcomes(file.opportunity, facts),
        replaying.evaluator,
        file,
        facts,
        known.index,
        is_paused=pause_of(file, known.index) is not None,
        is_over=ruled_over(file) is not None,
        has_gone=replaying.situations.has_gone(file.opportunity, facts),
    )
    return dict(findings.awake)


def _seen_in(outcomes: Mapping[str, Mapping[str, OutcomeName]], day: date) -> dict[str, Seen]:
    return {
        deal: Seen(
            {check: day for check, outcome in found.items() if outcome == "fail"},
            frozenset(check for check, outcome in found.items() if outcome == "pass"),
            frozenset(check for check, outcome in found.items() if outcome == "unknown"),
        )
        for deal, found in outcomes.items()
    }


def joined(parts: Iterable[Mapping[str, Seen]]) -> dict[str, Seen]:
    """Join what was seen in one stretch after another, the earliest first."""
    found: dict[str, Seen] = {}
    for part in parts:
        for deal, seen in part.items():
            before = found.get(deal)
            found[deal] = seen if before is None else _both(before, seen)
    return found


def _both(before: Seen, seen: Seen) -> Seen:
    return Seen({**seen.fired, **before.fired}, before.passed | seen.passed, before.unknown | seen.unknown)
