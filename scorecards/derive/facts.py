"""Facts from the snapshot: a row for each opportunity, from its fields, the team's files and ``as_of``.

A row holds only what is known.  A fact that is missing from a row is unknown: the fields that it reads are
absent, or blank where a blank tells nothing.  Nothing here reads a clock, a file or a random number.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from scorecards.derive import (
    account,
    activities,
    buyer_side,
    criteria,
    ending,
    money,
    movement,
    next_steps,
    our_silence,
    people,
    qualification,
    rulings,
    silence,
    timing,
    words,
)
from scorecards.derive.criteria import denied_by_criteria
from scorecards.derive.told_by_answers import told_by_answers
from scorecards.index.index import Index
from scorecards.index.opportunity_file import OpportunityFile
from scorecards.model.facts.catalogue import FACT_BY_NAME
from scorecards.model.snapshot import Opportunity
from scorecards.report.values import Value

Row = dict[str, Value]

_PARTS = (
    timing,
    money,
    next_steps,
    activities,
    our_silence,
    silence,
    people,
    buyer_side,
    ending,
    account,
    movement,
    rulings,
    words,
)


def derive(file: OpportunityFile, index: Index) -> Row:
    """Derive the known facts of one opportunity."""
    row: Row = {}
    for part in _PARTS:
        for name, value in part.facts(file, index):
            if value is not None:
                row[name] = value
    row.update(denied_by_criteria(file.opportunity, row, index))
    row.update(told_by_answers(file, row, index))
    row.update((name, value) for name, value in criteria.facts(file, row, index) if value is not None)
    row.update(qualification.facts(file, row, index))
    return row


def file_at_close(file: OpportunityFile) -> OpportunityFile:
    """Give the file on a closed opportunity as it stood on its last day: what its end is read from (D36).

    What other deals of the account tell is left out, for nobody knows since when they do.
    """
    day = file.opportunity.closed_on or file.as_of
    return replace(
        file,
        as_of=day,
        opportunity=_as_known_by(day, file.opportunity),
        rulings=tuple(each for each in file.rulings if each.value.on <= day),
        left_in_account=frozenset(),
        was_turned_down=False,
    )


def facts_at_close(at_close: OpportunityFile, index: Index) -> Row:
    """Give what is known of a closed opportunity on its last day, from :func:`file_at_close`.

    Closing clears the steps, so what is read from them stays unknown.  Where the day is not given, so does every
    count of days: the silence after the end says nothing about the end.
    """
    return {name: value for name, value in derive(at_close, index).items() if _tells(name, at_close.opportunity)}


def _as_known_by(day: date, opportunity: Opportunity) -> Opportunity:
    """Leave out what was learned after a day: a good review of a loss must not change what the end is read from.

    A field that the snapshot does not hold stays absent.  One that holds only what was said later is absent too:
    what stood there on the day is not known.
    """
    held = opportunity.model_fields_set
    kept: dict[str, Any] = {}
    if any(each.on > day for each in opportunity.activities):
        kept["activities"] = tuple(each for each in opportunity.activities if each.on <= day)
    for field in held & {"answers", "exit_criteria"}:
        said = getattr(opportunity, field)
        if any(each.on and each.on > day for each in said.values()):
            kept[field] = {key: each for key, each in said.items() if each.on is None or each.on <= day}
    later = {
        field
        for field in held & {"gap_rating", "present_need", "claim", "buyer_call"}
        if (said := getattr(opportunity, field)) is not None and said.on is not None and said.on > day
    }
    if not kept and not later:
        return opportunity
    known = {field: getattr(opportunity, field) for field in held - later} | kept
    return Opportunity.model_construct(set(known), **known)


def _tells(fact: str, opportunity: Opportunity) -> bool:
    about = FACT_BY_NAME[fact]
    return "next_steps" not in about.reads and (about.kind != "days" or opportunity.closed_on is not None)
