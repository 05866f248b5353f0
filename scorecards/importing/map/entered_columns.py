"""The columns that hold, for each stage of the CRM, the day on which an opportunity entered it.

An export can have such a column for each stage: Date entered "Contract Sent (Sales Pipeline)".  Several stages of the
CRM can be one of the playbook; then the day is that of the first of them in an unbroken run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scorecards.importing.map.cells import CellContext, Reader, field_reader
from scorecards.importing.map.field_history import State, entered_on, moment_of
from scorecards.importing.map.stage_words import StageWords
from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.importing.mapping.source import Source, braced
from scorecards.importing.mapping.targets import DAY, SPOKEN
from scorecards.importing.open.table import Fault, Row, Table


@dataclass(frozen=True, slots=True)
class EnteredColumns:
    """Reads the columns of one table; ``template`` names that of a row's stage, whose word stands in ``stage``."""

    template: str
    stage: str
    table: Table
    context: CellContext
    words: StageWords
    _readers: dict[tuple[str, ...], list[tuple[str, Reader, Reader]]] = field(default_factory=dict)
    """By the other cells that the name takes: each word with what reads its day, and the text of that."""

    @classmethod
    def of(
        cls, sources: OpportunitySources, table: Table, context: CellContext, words: StageWords
    ) -> "EnteredColumns | None":
        """Make it where the day of the stage comes from a column that is named by the CRM's word for the stage."""
        stage = sources.crm_stage.column if sources.crm_stage else None
        parts = sources.stage_entered_on.parts() if sources.stage_entered_on else ()
        templates = (part.column_named for part in parts if part.column_named)
        template = next((each for each in templates if stage in braced(each)), None)
        if template is None or stage is None or not set(braced(template)) <= set(table.header):
            return None
        return cls(template, stage, table, context, words)

    def entered_on(self, row: Row, present: str, faults: list[Fault]) -> str | None:
        """Give the day on which a row's opportunity entered the present stage of the playbook, if that is certain.

        What is wrong with one of the days is added to the faults.
        """
        return entered_on(list(self._states(row, faults)), present)

    def _states(self, row: Row, faults: list[Fault]) -> Iterator[State]:
        others = [column for column in braced(self.template) if column != self.stage]
        key = tuple([(row.cells[self.table.index(column)] or "").strip() for column in others])
        if key not in self._readers:
            self._readers[key] = list(self._columns(dict(zip(others, key, strict=True))))
        notation = self.context.notations.of(self.table)
        for word, read, read_text in self._readers[key]:
            day, text = read(row), read_text(row)
            if isinstance(day, Fault):
                faults.append(day)
            elif isinstance(day, str) and isinstance(text, str):
                yield State(moment_of(text, day, notation), day, self.words.stage(word), None)

    def _columns(self, others: dict[str, str]) -> Iterator[tuple[str, Reader, Reader]]:
        pieces = re.split(r"\{([^{}]+)\}", self.template)
        pattern = "".join(
            re.escape(piece if at % 2 == 0 else others.get(piece, "")) if at % 2 == 0 or piece in others else "(.+)"
            for at, piece in enumerate(pieces)
        )
        for column in self.table.header:
            found = re.fullmatch(pattern, column, re.DOTALL)
            if found:
                source = Source(column=column)
                day, text = (field_reader(aim, source, self.table, self.context) for aim in (DAY, SPOKEN))
                yield found[1], day, text
