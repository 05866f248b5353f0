"""Facts of how it ended or seems to end, and of another look later (D35, D36, D40)."""

from collections.abc import Iterator

from scorecards.derive.activities import is_after, last_word_on, they_spoke
from scorecards.derive.counts import filled_in
from scorecards.derive.wake import is_watched, woken
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value

_OVER = {"vanished", "reversed", "declined", "competitor", "no_need"}

_SILENT_DAYS = 14
"""Days without a word before anybody can be said to have vanished."""


def facts(file: OpportunityFile, index: Index) -> Iterator[tuple[str, Value | None]]:  # noqa: ARG001 - all parts take the same
    """Derive :data:`scorecards.model.facts.ending.FACTS`.

    Why an open one ends is nobody's to say yet: a reason that is left blank there tells as little as an absent one.
    """
    opportunity = file.opportunity
    given = opportunity.model_fields_set
    yield "ended", opportunity.ended
    claim = opportunity.claim.state if opportunity.claim else None
    yield "claim", claim
    yield "was_restarted", file.restarted_as is not None
    yield "said_to_have_gone", bool({opportunity.ended, claim} & {"vanished", "reversed"})
    yield "vanished_on_record", _has_vanished(file, claim)
    yield "said_to_stall", claim == "stalled"
    yield "said_to_be_lost", claim == "lost"
    yield "forecast_though_gone", _forecast_though_gone(file)
    yield "yes_on_file", opportunity.verbal_yes_on is not None
    if "final" in given:
        yield "final", bool(opportunity.final)
    if "verbal_yes_on" in given:
        yield "has_verbal_yes", opportunity.verbal_yes_on is not None
    if opportunity.verbal_yes_on:
        yield "days_since_verbal_yes", (file.as_of - opportunity.verbal_yes_on).days
    if "signed_on" in given:
        yield "signed", opportunity.signed_on is not None
    if opportunity.loss_reason or ("loss_reason" in given and opportunity.status != "open"):
        yield from _loss_reason(opportunity)
    if "wake" in given:
        yield from _wake(file)


def _forecast_though_gone(file: OpportunityFile) -> bool | None:
    """Tell whether an open one is said to have ended and still stands in the forecast of a day that lies ahead."""
    opportunity = file.opportunity
    claim = opportunity.claim.state if opportunity.claim else None
    if opportunity.status != "open" or not (opportunity.ended in _OVER or claim in {"vanished", "reversed", "lost"}):
        return False
    if opportunity.forecast_category == "omitted":
        return False
    if opportunity.close_date and opportunity.close_date < file.as_of:
        return False
    return True if opportunity.forecast_category and opportunity.close_date else None


def _has_vanished(file: OpportunityFile, claim: str | None) -> bool:
    """Tell whether they are said to have vanished and the record does not say otherwise.

    It does where they spoke in the last two weeks and we tried once at most since.
    """
    if "vanished" not in {file.opportunity.ended, claim}:
        return False
    activities = file.opportunity.activities
    last_word = last_word_on(activities)
    if last_word is None or (file.as_of - last_word).days >= _SILENT_DAYS:
        return True
    return sum(not they_spoke(each) and is_after(each, last_word) for each in activities) > 1


def _loss_reason(opportunity: Opportunity) -> Iterator[tuple[str, Value | None]]:
    loss = opportunity.loss_reason
    cause = filled_in(loss, "cause") if loss else False
    reason = filled_in(loss, "reason") if loss else False
    yield "has_loss_reason", True if cause or reason else None if None in {cause, reason} else False
    yield "has_loss_cause", cause
    if loss is not None and "said_by" in loss.model_fields_set:
        yield "loss_reason_from_buyer", loss.said_by == "buyer"


def _wake(file: OpportunityFile) -> Iterator[tuple[str, Value | None]]:
    wake = file.opportunity.wake
    yield "has_wake", wake is not None and bool(wake.on or wake.when or wake.person)
    if wake is not None and wake.on is not None:
        yield "days_past_wake", (file.as_of - wake.on).days
    if woken(file):
        yield "time_to_wake", True
    elif wake is not None and (wake.on or is_watched(file)):
        yield "time_to_wake", False
