"""Each manager's waivers: which silence a check today, which find nothing to silence, and which have ended."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scorecards.compose.deal_summary import DealSummary
from scorecards.index.index import Index
from scorecards.model.waivers import Waiver
from scorecards.report.values import Located, Place
from scorecards.report.waivers import DealWaiver, WaiverLine, WaiverState
from scorecards.team.team_history import TeamHistory, named

_Borne = Mapping[Place, Sequence[tuple[str, DealWaiver]]]
"""By the place of a waiver, the deals on which it counts, and as what."""


def waivers_by_manager(
    deals: Iterable[DealSummary], rows: frozenset[str], past: TeamHistory, index: Index
) -> dict[str, tuple[WaiverLine, ...]]:
    """Give the waivers that each manager approved, the first to end first; ``rows`` are the deals that a page shows."""
    borne: defaultdict[Place, list[tuple[str, DealWaiver]]] = defaultdict(list)
    for deal in deals:
        for each in deal.waivers:
            borne[each.place].append((deal.id, each))
    found: dict[str, list[WaiverLine]] = {manager: [] for manager in index.managers}
    for located in sorted(past.waivers, key=lambda each: (each.value.until, each.place.line)):
        found[located.value.approved_by].append(_line(located, borne, rows, past, index))
    return {manager: tuple(lines) for manager, lines in found.items()}


def _line(located: Located[Waiver], borne: _Borne, rows: frozenset[str], past: TeamHistory, index: Index) -> WaiverLine:
    waiver, on = located.value, borne.get(located.place, ())
    waived = tuple(deal for deal, each in on if each.state == "waives")
    return WaiverLine(
        check=waiver.check,
        of=named(waiver.opportunity, rows, past.history, index) if waiver.opportunity else None,
        account_name=None if waiver.opportunity else index.account_name(waiver.account),
        reason=waiver.reason,
        approved_on=waiver.approved_on,
        until=waiver.until,
        state=_state(waiver, waived, index),
        waived=waived,
        back=tuple(deal for deal, each in on if each.is_back),
        place=located.place,
    )


def _state(waiver: Waiver, waived: tuple[str, ...], index: Index) -> WaiverState:
    if waiver.has_ended(index.as_of):
        return "ended"
    return "waives" if waived else "unused"
