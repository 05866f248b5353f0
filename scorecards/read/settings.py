"""What cannot be in a playbook or a team: settings that contradict themselves, names that nobody knows."""

import re
import zoneinfo
from collections.abc import Iterator, Sequence

from babel import Locale, UnknownLocaleError, localedata

from scorecards.model import working_days
from scorecards.model.check import Check
from scorecards.model.fields import CLOCK_TIME, WEEKDAYS
from scorecards.model.names import did_you_mean, nearest
from scorecards.model.team import Team
from scorecards.model.vocabulary import SEVERITIES
from scorecards.model.working_days import WorkingDays
from scorecards.problems.problem import Problem
from scorecards.read.playbook_files import PlaybookSources
from scorecards.read.sources import Source
from scorecards.yaml_files.document import YamlMapping, entries, quoted

PLACEHOLDERS = (
    "contact",
    "account",
    "opportunity",
    "rep",
    "their_date",
    "consequence",
    "first_need",
    "present_need",
)
"""What a talk track may leave open for the page to fill in."""
DO_PLACEHOLDERS = ("person", "step")
"""What the first thing to do may leave open."""

_TIME = re.compile(CLOCK_TIME)
_LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?")
_PLACEHOLDER = re.compile(r"\{([^{}\s]*)\}")


def in_playbook(playbook: PlaybookSources) -> Iterator[Problem]:
    """Look through a playbook."""
    for play in playbook.plays.rows("plays"):
        for track in entries(play, "talk_tracks"):
            yield from _placeholders(playbook.plays.path, track, "words", PLACEHOLDERS)
    for part, key in ((playbook.situations, "situations"), (playbook.causes, "causes")):
        for row in part.rows(key):
            yield from _placeholders(part.path, row, "do", DO_PLACEHOLDERS)
    yield from _names_twice(playbook.checks)
    yield from _weights(playbook.scoring.path, playbook.scoring.keys)
    if playbook.working_days and playbook.working_days.value:
        yield from _working_days(playbook.working_days.path, playbook.working_days.keys, playbook.working_days.value)


def in_team(source: Source[Team]) -> Iterator[Problem]:
    """Look through a team."""
    for rep in source.rows("reps"):
        for block in entries(rep, "follow_up_blocks"):
            start, end = block.get("start"), block.get("end")
            if isinstance(start, str) and isinstance(end, str) and _are_times(start, end) and end <= start:
                message = f"read {quoted(end)}, expected a time after the start, {quoted(start)}"
                yield Problem(source.path, *block.value_at("end"), "impossible-time", message)
    yield from _locale(source.path, source.keys)
    yield from _time_zone(source.path, source.keys)
    yield from _rates(source.path, source.keys)


def _placeholders(path: str, row: YamlMapping, key: str, known: Sequence[str]) -> Iterator[Problem]:
    words = row.get(key)
    for name in dict.fromkeys(_PLACEHOLDER.findall(words)) if isinstance(words, str) else ():
        if name not in known:
            expected = ", ".join(f"{{{each}}}" for each in known)
            message = f"read {quoted(f'{{{name}}}')}, expected one of {expected}{did_you_mean(name, known)}"
            yield Problem(path, *row.value_at(key), "unknown-placeholder", message)


def _names_twice(checks: Sequence[Source[Check]]) -> Iterator[Problem]:
    """Tell of short names that two checks share: in a column, nobody could tell the two apart."""
    first: dict[str, Source[Check]] = {}
    for check in checks:
        name = check.keys.get("name")
        if isinstance(name, str) and (other := first.setdefault(" ".join(name.casefold().split()), check)) is not check:
            place = f"{other.path}:{other.keys.line_of('name')}"
            message = f"read {quoted(name)} a second time, expected a name of its own for each check; {place} has it"
            yield Problem(check.path, *check.keys.value_at("name"), "duplicate-name", message)


def _weights(path: str, scoring: YamlMapping) -> Iterator[Problem]:
    weights = scoring.get("weights")
    if isinstance(weights, YamlMapping):
        unknown = set(weights).difference(SEVERITIES)
        missing = [each for each in SEVERITIES if each not in weights and nearest(each, unknown) is None]
        if missing:
            message = f"read no weight for {' and '.join(missing)}, expected one for each severity"
            yield Problem(path, *scoring.key_at("weights"), "weight-missing", message)


def _working_days(path: str, keys: YamlMapping, rules: WorkingDays) -> Iterator[Problem]:
    """Look at a file that its model accepts: whether its places are known, and any day is left to work."""
    if rules.country and not working_days.is_known(rules.country):
        message = f"read {quoted(rules.country)}, expected the code of a country whose public holidays are known"
        yield Problem(path, *keys.value_at("country"), "unknown-country", message)
    elif rules.subdivision and rules.subdivision not in _parts(rules.country):
        parts = ", ".join(sorted(_parts(rules.country))) or "no part of the country: its holidays are the same all over"
        expected = parts if rules.country else "the country, too, under the key country"
        message = f"read {quoted(rules.subdivision)}, expected {expected}"
        yield Problem(path, *keys.value_at("subdivision"), "unknown-country", message)
    if set(rules.weekend) >= set(WEEKDAYS):
        message = "read every day of the week, expected at least one working day"
        yield Problem(path, *keys.key_at("weekend"), "no-working-day", message)


def _parts(country: str | None) -> frozenset[str]:
    return working_days.subdivisions(country) if country else frozenset()


def _are_times(*texts: str) -> bool:
    return all(_TIME.fullmatch(text) for text in texts)


def _locale(path: str, team: YamlMapping) -> Iterator[Problem]:
    locale = team.get("locale")
    if isinstance(locale, str) and _LOCALE.fullmatch(locale) and not _is_known(locale):
        nearby = did_you_mean(locale, localedata.locale_identifiers())
        message = f"read {quoted(locale)}, expected a locale such as en_GB or de_DE{nearby}"
        yield Problem(path, *team.value_at("locale"), "unknown-locale", message)


def _is_known(locale: str) -> bool:
    """Tell whether dates and numbers can be written as this locale does; zh_CN may leave out how it is written."""
    try:
        known = Locale.parse(locale)
    except (ValueError, UnknownLocaleError):
        return False
    return set(locale.split("_")) <= {known.language, known.script, known.territory}


def _time_zone(path: str, team: YamlMapping) -> Iterator[Problem]:
    zone = team.get("time_zone")
    if not isinstance(zone, str) or not zone:
        return
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        nearby = did_you_mean(zone, zoneinfo.available_timezones())
        message = f"read {quoted(zone)}, expected a time zone such as Europe/Dublin{nearby}"
        yield Problem(path, *team.value_at("time_zone"), "unknown-time-zone", message)


def _rates(path: str, team: YamlMapping) -> Iterator[Problem]:
    rates = team.get("rates")
    if not isinstance(rates, YamlMapping):
        return
    for currency, rate in rates.items():
        if currency == team.get("currency"):
            message = f"read a rate for {quoted(currency)}, the team's own currency, expected rates of others only"
            yield Problem(path, *rates.key_at(currency), "own-currency", message)
        elif isinstance(rate, str) and rate and not rate.strip("0."):
            yield Problem(path, *rates.value_at(currency), "out-of-range", f"read {quoted(rate)}, expected more than 0")
