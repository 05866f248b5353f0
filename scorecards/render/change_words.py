"""What changed on an opportunity, in a sentence for each kind of change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from scorecards.report.changes import Change, ChangeKind
from scorecards.report.formats import Formats

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A change in words: ``text`` in ours, what was ``before`` and is ``after``, and ``quoted`` as somebody noted it.

    ``verbatim`` says that what was and what is stand as the CRM has them.  ``end`` follows all else, and a line end
    after it where ``ends_line`` says so.
    """

    text: str
    before: str | None = None
    after: str | None = None
    quoted: str | None = None
    verbatim: bool = False
    end: str = ""
    ends_line: bool = True


_Tell = Callable[[Change], Sentence]


def change_words(
    formats: Formats, stages: Mapping[str, str], criteria: Mapping[str, str]
) -> Callable[[Change], Sentence | None]:
    """Make a function that tells a change; it gives None for what is told elsewhere: that the export lacks it.

    ``stages`` and ``criteria`` are the playbook's words by id; one that it no longer has keeps its id.
    """
    by_kind: dict[ChangeKind, _Tell] = {
        "first_seen": _fixed("First seen in a snapshot"),
        "back": lambda each: Sentence(
            f"Back in the export; it was last seen on {_given(each.day_before, formats.day)}"
        ),
        "renamed": lambda each: Sentence("Renamed", each.before, each.after, verbatim=True),
        "owner": lambda each: Sentence("Handed over", each.before, each.after, verbatim=True),
        "stage": lambda each: Sentence(
            "Went back" if each.moves == "backward" else "We set it",
            _named(each.before, stages),
            _named(each.after, stages),
        ),
        "amount": lambda each: _replaced("Amount", each.amount_before, each.amount_after, formats.money),
        "close_date": lambda each: _replaced(
            "Our close date", each.day_before, each.day_after, formats.day, f", {_way(each)}"
        ),
        "forecast_category": lambda each: Sentence("Forecast", _spaced(each.before), _spaced(each.after)),
        "gap_rating": _rated,
        "need": lambda each: Sentence("What they need now, in their words", quoted=each.after),
        "ended": lambda each: Sentence(
            "They stopped answering" if each.after == "vanished" else "They called it off after a yes"
        ),
        "claim": lambda each: Sentence(f"The rep calls it {each.after}"),
        "reopened": _fixed("Opened again"),
        "won": _fixed("Won"),
        "lost": _fixed("Lost"),
        "no_decision": _fixed("Ended in no decision"),
        "advance": lambda each: Sentence("They moved it forward", quoted=each.text, ends_line=False),
        "setback": lambda each: Sentence("A setback", quoted=each.text, ends_line=False),
        "criterion_met": lambda each: Sentence("Now true", quoted=_named(each.text, criteria)),
        "criterion_lost": lambda each: Sentence("No longer true", quoted=_named(each.text, criteria)),
        "step_done": lambda each: Sentence("They did their step", quoted=each.text),
        "buying_step_done": lambda each: Sentence("One of their own steps is done", quoted=each.text),
        "verbal_yes": lambda each: Sentence(
            "The yes was taken back" if each.moves == "backward" else "They said yes; not signed yet"
        ),
        "signed": _fixed("Signed"),
    }

    def sentence(change: Change) -> Sentence | None:
        tell = by_kind.get(change.kind)
        return tell(change) if tell else None

    return sentence


def _fixed(text: str) -> _Tell:
    return lambda _: Sentence(text)


def _rated(change: Change) -> Sentence:
    rated = "They rate the chance"
    if change.before:
        return Sentence(rated, change.before, change.after, end=" of 10")
    return Sentence(f"{rated} {change.after} of 10")


def _way(change: Change) -> str:
    later = change.day_before and change.day_after and change.day_after > change.day_before
    return "pushed out" if later else "pulled in"


def _replaced(
    what: str, before: _Thing | None, after: _Thing | None, written: Callable[[_Thing], str], way: str = ""
) -> Sentence:
    if before and after:
        return Sentence(what, written(before), written(after), end=way, ends_line=False)
    text = f"given: {written(after)}" if after else f"taken out; it was {_given(before, written)}"
    return Sentence(f"{what} {text}", ends_line=False)


def _given(thing: _Thing | None, written: Callable[[_Thing], str]) -> str:
    return written(thing) if thing else ""


def _named(id_: str | None, names: Mapping[str, str]) -> str:
    return names.get(id_ or "", id_ or "")


def _spaced(word: str | None) -> str:
    return (word or "none").replace("_", " ")
