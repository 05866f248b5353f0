"""The names of facts and themes that rules may name."""

from typing import TYPE_CHECKING, Literal

from scorecards.model.facts import qualification
from scorecards.model.facts.catalogue import FACTS
from scorecards.model.facts.words import THEMES

if TYPE_CHECKING:
    FactName = str
    ThemeName = str
else:
    ThemeName = Literal[THEMES]
    FactName = Literal[
        tuple(fact.name for fact in FACTS if fact.kind in {"count", "flag"} and fact not in qualification.FACTS)
    ]
