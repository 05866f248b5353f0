"""What managers waive: a check that fails or is unknown counts as waived until the waiver's last day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from scorecards.index.index import Index
from scorecards.model.waivers import Waiver
from scorecards.report.values import Located, OutcomeName
from scorecards.report.waivers import DealWaiver, WaiverState

WAIVABLE: Final[frozenset[OutcomeName]] = frozenset({"fail", "unknown"})
"""What a waiver silences; a pass stays a pass."""


@dataclass(frozen=True, slots=True)
class Waived:
    """The outcomes on one opportunity with what is waived, and the waivers that bear on it, by the order of checks."""

    outcomes: Mapping[str, OutcomeName]
    waivers: tuple[DealWaiver, ...]


def waived(outcomes: Mapping[str, OutcomeName], waivers: Iterable[Located[Waiver]], index: Index) -> Waived:
    """Hold outcomes against the waivers on an opportunity; of several on one check, the one that ends last counts."""
    counting: dict[str, Located[Waiver]] = {}
    for each in sorted(waivers, key=lambda each: (each.value.until, each.value.approved_on)):
        counting[each.value.check] = each
    if not counting:
        return Waived(outcomes, ())
    told = {check: _told(each, outcomes.get(check, "not_applicable"), index) for check, each in counting.items()}
    silenced: dict[str, OutcomeName] = {check: "waived" for check, each in told.items() if each.state == "waives"}
    in_order = (told[check] for check in index.playbook.checks_by_id if check in told)
    return Waived({**outcomes, **silenced}, tuple(in_order))


def _told(located: Located[Waiver], outcome: OutcomeName, index: Index) -> DealWaiver:
    waiver = located.value
    return DealWaiver(
        check=waiver.check,
        reason=waiver.reason,
        by=waiver.approved_by,
        by_name=index.managers[waiver.approved_by].name,
        approved_on=waiver.approved_on,
        until=waiver.until,
        outcome=outcome,
        state=_state(waiver, outcome, index.as_of),
        place=located.place,
    )


def _state(waiver: Waiver, outcome: OutcomeName, as_of: date) -> WaiverState:
    if waiver.has_ended(as_of):
        return "ended"
    return "waives" if outcome in WAIVABLE else "unused"
