"""The timeline of one opportunity: all that is on record, the newest first, what has no day last (D04, D16, D34)."""

from collections.abc import Iterator, Sequence
from datetime import date

from scorecards.compose.history_entries import history_entries
from scorecards.compose.snapshot_entries import snapshot_entries
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.report.timeline import TimelineEntry
from scorecards.report.week import Pick


def timeline_of(file: OpportunityFile, picks: Sequence[Pick], index: Index) -> tuple[TimelineEntry, ...]:
    """Give every entry of an opportunity; ``picks`` are those of it.

    Of one day, what people decided comes first, then what changed, then what was said: the later told, the higher.
    """
    entries = (
        *_rulings(file, index),
        *_picks(picks),
        *history_entries(file, index),
        *reversed(tuple(snapshot_entries(file, index))),
    )
    return tuple(sorted(entries, key=_newest_first))


def _newest_first(entry: TimelineEntry) -> tuple[bool, int]:
    return entry.on is None, -(entry.on or date.min).toordinal()


def _rulings(file: OpportunityFile, index: Index) -> Iterator[TimelineEntry]:
    """Tell all rulings, those that stand and those of before it was opened again."""
    for located in reversed(file.rulings):
        ruling, name = located.value, index.managers[located.value.by].name
        yield TimelineEntry(
            "ruling",
            ruling.on,
            f"Decided {ruling.ruling}",
            words=ruling.reason,
            who=name,
            to_do="; ".join(action.what for action in ruling.course_of_action) or None,
            place=located.place,
        )


def _picks(picks: Sequence[Pick]) -> Iterator[TimelineEntry]:
    for pick in picks:
        yield TimelineEntry("pick", pick.week, "Focus deal", words=pick.why, who=pick.rep_name, place=pick.place)
