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

TOPICS: tuple[tuple[str, tuple[Fact, ...]], ...] = (
    ("Timing", timing.FACTS),
    ("Amount", money.FACTS),
    ("Qualification", qualification.FACTS),
    ("Next steps", next_steps.FACTS),
    ("Contact", (*activities.FACTS, *our_silence.FACTS, *silence.FACTS)),
    ("People", people.FACTS),
    ("Their side", (*buyer_side.FACTS, *told_by_answers.FACTS)),
    ("Exit criteria", criteria.FACTS),
    ("How it ended", ending.FACTS),
    ("Account", account.FACTS),
    ("Movement", movement.FACTS),
    ("Manager decisions", rulings.FACTS),
    ("Our words", words.FACTS),
)
"""What facts are about, in a word or two: findings that rest on the same stand together."""

FACTS: tuple[Fact, ...] = tuple(fact for _, facts in TOPICS for fact in facts)
"""Every fact, in the order of the pages; where two answers settle as much, the first fact here is asked first."""

FACT_BY_NAME = {fact.name: fact for fact in FACTS}

TOPIC_OF_FACT = {fact.name: topic for topic, facts in TOPICS for fact in facts}
"""The topic of each fact by its name."""

OF_RULINGS = frozenset(fact.name for fact in rulings.FACTS)
"""The facts of what the manager decided and asked for."""
