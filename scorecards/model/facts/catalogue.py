"""The catalogue of facts: everything that a check may ask about an opportunity.

A fact is derived from the snapshot, the team's files and ``as_of`` (see ``scorecards.derive``); it is unknown wherever
the fields that it reads are absent.  Checks name facts; nothing else can be asked.
"""

from scorecards.model.facts import (
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
    told_by_answers,
    words,
)
from scorecards.model.facts.fact import Fact

FACTS: tuple[Fact, ...] = (
    *timing.FACTS,
    *money.FACTS,
    *qualification.FACTS,
    *next_steps.FACTS,
    *activities.FACTS,
    *our_silence.FACTS,
    *silence.FACTS,
    *people.FACTS,
    *buyer_side.FACTS,
    *told_by_answers.FACTS,
    *criteria.FACTS,
    *ending.FACTS,
    *account.FACTS,
    *movement.FACTS,
    *rulings.FACTS,
    *words.FACTS,
)
"""Every fact, in the order of the pages; where two answers settle as much, the first fact here is asked first."""

FACT_BY_NAME = {fact.name: fact for fact in FACTS}
