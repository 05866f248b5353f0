"""The calendar files of the reps who keep follow-up blocks (D25)."""

from scorecards.report.formats import Formats
from scorecards.report.review import Review


def calendars_of(review: Review) -> dict[str, bytes]:
    """Give a calendar file for each rep who keeps follow-up blocks, by its name."""
    kept = [(card, card.follow_up) for card in review.scorecards if card.follow_up]
    if not kept:
        return {}
    from scorecards.render.calendar_file import calendar_file  # noqa: PLC0415 - only a team that keeps blocks waits for icalendar

    deals = {deal.id: deal for deal in review.opportunities}
    formats = Formats(review.locale, review.currency)
    return {
        follow_up.calendar: calendar_file(card, follow_up, review.as_of, deals, formats) for card, follow_up in kept
    }
