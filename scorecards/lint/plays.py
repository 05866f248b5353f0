"""Talk tracks that are never said: what they ask for is excluded wherever their play comes up."""

from collections.abc import Iterator
from typing import Final

from scorecards.lint.boxes import Box, TooManyBoxesError, both, boxes_of, scope_of
from scorecards.lint.placed import Placed, PlacedPlaybook
from scorecards.model.playbook.playbook import Playbook
from scorecards.model.playbook.plays import Play
from scorecards.problems.problem import Problem

_READ_BACK: Final = ("{their_date}", "{consequence}")


def of_plays(book: PlacedPlaybook) -> Iterator[Problem]:
    """Look through the plays of a playbook."""
    for play in book.plays:
        yield from _unreachable(play, book.playbook)
    yield from _reminder(book)


def _unreachable(play: Placed[Play], playbook: Playbook) -> Iterator[Problem]:
    occasions = _occasions(play.rule.id, playbook)
    if not occasions:
        return
    for number, track in enumerate(play.rule.talk_tracks):
        if track.when and _never_both(boxes_of(track.when), occasions):
            message = (
                "read a condition that is never met where the play comes up, expected words for one of its occasions"
            )
            yield play.problem("track-unreachable", message, "talk_tracks", number, "when")


def _occasions(play: str, playbook: Playbook) -> list[list[Box]]:
    """Give the boxes in which each rule brings up a play; none where one is not bound to any, or can't be told."""
    if playbook.scoring.reminder == play or any(cause.play == play for cause in playbook.causes):
        return []
    try:
        failing = [
            both(scope_of(each.applies_to), boxes_of(each.passes_when, true=False))
            for each in playbook.checks
            if each.play == play
        ]
        return failing + [scope_of(each.applies_to) for each in playbook.situations if each.play == play]
    except TooManyBoxesError:
        return []


def _never_both(track: list[Box], occasions: list[list[Box]]) -> bool:
    try:
        return bool(track) and not any(both(track, occasion) for occasion in occasions)
    except TooManyBoxesError:
        return False


def _reminder(book: PlacedPlaybook) -> Iterator[Problem]:
    """Tell of a reminder whose play has no words that read their date and what follows back to them."""
    source, reminder = book.sources.scoring, book.playbook.scoring.reminder
    if reminder is None:
        return
    tracks = book.playbook.plays_by_id[reminder].talk_tracks
    if not any(all(each in track.words for each in _READ_BACK) for track in tracks):
        message = (
            f"read a play without words that name both {' and '.join(_READ_BACK)}, expected one; it reminds nobody"
        )
        yield Problem(source.path, *source.keys.value_at("reminder"), "reminder-without-words", message)
