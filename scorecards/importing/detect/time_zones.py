"""The time zone of the days of an import, as the team names it."""

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scorecards.importing.detect.distinct_texts import Seen
from scorecards.yaml_files.document import quoted


def zone_of(name: str | None) -> tuple[tzinfo, str]:
    """Give the time zone with this IANA name, and say why it is that one; UTC where there is none."""
    if not name:
        return UTC, "UTC, because no time zone is known"
    try:
        return ZoneInfo(name), f"{name}, the team's time zone"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC, f"UTC, because no time zone {quoted(name)} is known"


def about_times(zone: str, first: Seen | None) -> list[str]:
    """Say in which zone the days are, where there is a time that it matters for."""
    return [f"times: the day in {zone}; the first is {first.place()}"] if first else []
