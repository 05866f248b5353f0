"""What the CRM's words for a stage mean: a stage of the playbook, or that the opportunity is closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from scorecards.importing.mapping.mapping import CrmMapping


@dataclass(frozen=True, slots=True)
class StageWords:
    """The meaning of each word that the mapping lists; capital letters come second."""

    listed: Mapping[str, str]
    _folded: Mapping[str, str]
    _of_stage: Mapping[str, str]
    """What words mean that the source of the field ``stage`` lists itself."""

    @classmethod
    def of(cls, rules: CrmMapping) -> "StageWords":
        """Take them from a mapping."""
        parts = rules.opportunities.stage.parts() if rules.opportunities.stage else ()
        own = {word: meaning for part in parts for word, meaning in part.values.items() if meaning}
        return cls(rules.stages, {word.casefold(): meaning for word, meaning in rules.stages.items()}, own)

    def meaning(self, word: str) -> str | None:
        """Give what a word means by the mapping's ``stages``; None where it is not listed there."""
        return self.listed.get(word) or self._folded.get(word.casefold())

    def stage(self, word: str) -> str:
        """Give what tells the word's stage from others: that of the playbook, or the word itself where it has none."""
        return self.meaning(word) or self._of_stage.get(word) or word
