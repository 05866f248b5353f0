"""Rows of an export to opportunities as the mapping reads them; every row becomes one, or says why not."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from scorecards.importing.detect.amounts import Money
from scorecards.importing.map.cells import CellContext, Nothing, Reader, Value, field_reader, leading_column
from scorecards.importing.map.conditions import condition, doubtful_truth
from scorecards.importing.map.entered_columns import EnteredColumns
from scorecards.importing.map.opportunity_ids import WrittenIds
from scorecards.importing.map.parts import IncompletePart, PartReader, readers_of
from scorecards.importing.map.record import Record
from scorecards.importing.map.rejected_rows import SetAsideRows
from scorecards.importing.map.stage_words import StageWords
from scorecards.importing.map.unread_values import RowFaults
from scorecards.importing.mapping.mapping import CrmMapping
from scorecards.importing.mapping.opportunities import OpportunitySources
from scorecards.importing.mapping.source import AnswerSource, Skip
from scorecards.importing.mapping.targets import SAID_ON, SPOKEN, target_of
from scorecards.importing.open.table import Fault, Row, Table
from scorecards.importing.task.on_file import Tree
from scorecards.importing.task.task import Progress, silent
from scorecards.model.names import folded
from scorecards.model.vocabulary import CLOSED
from scorecards.yaml_files.document import quoted

_REQUIRED: Final = ("id", "name", "owner", "status")
_LIKE_BLANKS: Final = frozenset(
    {
        *("nan", "NaN", "NAN", "None", "none", "NONE", "null", "Null", "NULL"),
        *("N/A", "n/a", "#N/A", "<NA>", "NaT", "nil", "-", "--"),
    }
)
"""What other programs write for a blank; somebody may be called so all the same."""

_NO_AMOUNT: Final = ". Without its currency the amount is unknown too"

_AT_A_TIME: Final = 1_000
"""After so many rows the progress is told again."""


@dataclass(slots=True)
class OpportunityRows:
    """What the rows of an export say so far; those with a fault are among the records until they are put aside."""

    aside: SetAsideRows = field(default_factory=SetAsideRows)
    records: list[Record] = field(default_factory=list)
    ids: WrittenIds = field(default_factory=WrittenIds)
    like_blanks: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By field, words that other programs write for a blank, each with the number of rows."""
    further_accounts: Counter[str] = field(default_factory=Counter)
    """Companies that stand beside the one that is the account, each with the number of rows."""
    lacking: Counter[str] = field(default_factory=Counter)
    """Parts that are not written, each with the number of rows: "contacts: it has no name"."""


def leave_out(rules: tuple[Skip, ...], table: Table, context: CellContext, aside: SetAsideRows) -> None:
    """Note each row of a table that a rule leaves out, or of which it cannot be told whether one does."""
    tests = [(condition(rule.when, table, context.wording.flags, context.blanks), rule.because) for rule in rules]
    doubts = [doubtful_truth(rule.when, table, context.wording.flags, context.blanks) for rule in rules]
    for row in table.rows if tests else ():
        because = next((because for holds, because in tests if holds(row.cells)), None)
        if because is not None:
            aside.skip(row, because)
        elif doubtful := [fault for doubt in doubts if (fault := doubt(row.cells))]:
            aside.reject(row, *doubtful)


def read_opportunities(
    rules: CrmMapping, table: Table, context: CellContext, reading: OpportunityRows, progress: Progress = silent
) -> list[Record]:
    """Read the opportunities of a table into ``reading``, and give those without a fault.

    The records of rows with a fault have what could be read of them.
    """
    read = _RowReader(rules, table, context, reading)
    records = []
    for number, row in enumerate(table.rows):
        if number % _AT_A_TIME == 0:
            progress("read the opportunities", number, len(table.rows))
        faults = RowFaults()
        record = read.record(row, faults)
        if faults.of_row:
            reading.aside.reject(row, *faults.of_row)
        records.append(record.lacking(faults.unread(table, row)) if faults.of_fields else record)
    reading.records += records
    return [record for record in records if reading.aside.keeps(record)]


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, rules: CrmMapping, table: Table, context: CellContext, reading: OpportunityRows) -> None:
        sources = rules.opportunities
        self._rules, self._table, self._context = rules, table, context
        self._lacking, self._ids, self._further = reading.lacking, reading.ids, reading.further_accounts
        self._like_blanks = reading.like_blanks
        self._accounts_in = [
            (table.index(part.column), part.split)
            for part in (sources.account.parts() if sources.account else ())
            if part.split and part.column in table.header
        ]
        self._stages = StageWords.of(rules)
        self._entered = EnteredColumns.of(sources, table, context, self._stages)
        readers = dict(_field_readers(sources, table, context))
        while_of = {name: source.while_ for name, source in sources.fields() if source.while_}
        self._fields = [(name, read) for name, read in readers.items() if name not in while_of]
        self._fields_while = [(name, readers[name], state) for name, state in while_of.items()]
        self._answers = {name: _answer_reader(answer, table, context) for name, answer in sources.answers.items()}
        self._singles = {name: PartReader.of(name, part, table, context) for name, part in sources.singles().items()}
        self._criteria = {
            name: PartReader.of("exit_criteria", part, table, context) for name, part in sources.exit_criteria.items()
        }
        self._items = list(readers_of(sources.lists(), table, context))
        self._steps = [read for read in self._items if read.name == "next_steps"]

    def record(self, row: Row, faults: RowFaults) -> Record:
        """Read a row; what is wrong with it is added to the faults."""
        values: Tree = {}
        refused: set[str] = set()
        for name, read in self._fields:
            if fault := _take(read(row), values, name):
                faults.add(name, fault)
                refused.add(name)
        self._take_place(values, refused, faults)
        status = values.get("status")
        for name, read, state in self._fields_while:
            if status and (state == "open") == (status == "open") and (fault := _take(read(row), values, name)):
                faults.add(name, fault)
        self._take_entered(row, values, faults)
        self._count_further_accounts(row, values.get("account"))
        for name, fault in self._missing(values, refused):
            faults.add(name, fault)
        self._take_currency(values, faults)
        if not _LIKE_BLANKS.isdisjoint(values.values()):
            self._like_blanks.update((name, text) for name, text in values.items() if text in _LIKE_BLANKS)
        self._take_answers(row, values, faults)
        self._take_parts(row, values, faults)
        merged, changed_on = values.pop("merged_ids", None), values.pop("changed_on", None)
        for name in ("id", "restarted_from"):
            if values.get(name):
                values[name] = self._ids.of_id(values[name])
        return Record(self._table, row, values, tuple(map(self._ids.of_id, merged or ())), changed_on)

    def _take_entered(self, row: Row, values: Tree, faults: RowFaults) -> None:
        """Give the day of the playbook's stage, where the export has a day for each of the CRM's.

        Where one of those cannot be read, nobody knows since when it has been there without a break.
        """
        if self._entered and values.get("stage") and values.get("stage_entered_on"):
            unread: list[Fault] = []
            entered = self._entered.entered_on(row, values["stage"], unread)
            values["stage_entered_on"] = entered or values["stage_entered_on"]
            if unread:
                faults.add("stage_entered_on", *unread)
                del values["stage_entered_on"]

    def _count_further_accounts(self, row: Row, account: str | None) -> None:
        for position, divider in self._accounts_in if account else ():
            words = {folded(word): word.strip() for word in (row.cells[position] or "").split(divider)}
            self._further.update(word for key, word in words.items() if key not in {"", folded(account or "")})

    def _take_place(self, values: Tree, refused: set[str], faults: RowFaults) -> None:
        """Give status and stage by the CRM's word for the stage, where the row does not give them itself."""
        word = (values.get("crm_stage") or "").strip()
        stages = self._rules.stages
        meaning = self._stages.meaning(word)
        if word and stages and meaning is None:
            faults.add("crm_stage", self._context.unknown_word(self._column("crm_stage"), word, stages))
            refused |= {"status", "stage"}
        elif meaning in CLOSED:
            status = values.get("status")
            if status not in {None, meaning}:
                expected = "the word for a stage" if status == "open" else "a word that agrees with its status"
                message = f"read {quoted(word)}, which means {meaning}, expected {expected}: it is {status}"
                faults.add("crm_stage", Fault(self._column("crm_stage"), "csv-word", message, word))
            _give(values, refused, "status", meaning)
        elif meaning is not None:
            _give(values, refused, "status", "open")
            _give(values, refused, "stage", meaning)
        if word and word == values.get("stage"):
            del values["crm_stage"]

    def _missing(self, values: Tree, refused: set[str]) -> Iterator[tuple[str, Fault]]:
        for name in _REQUIRED:
            if values.get(name) is None and name not in refused:
                message = f"read nothing for {name}, expected a value in every row"
                yield name, Fault(self._column(name), "blank-value", message + self._way_out(name))

    def _way_out(self, name: str) -> str:
        if name != "owner":
            return ""
        column = self._rules.opportunities.owner.column
        first = f"first: [{{column: {column}}}, {{value: NAME}}]" if column else "value: NAME"
        return f"; give it an owner in the CRM, or name one in the mapping, with owner: {{{first}}}"

    def _column(self, name: str) -> str:
        sources = self._rules.opportunities
        source = getattr(sources, name) or sources.crm_stage
        return leading_column(source, self._table) if source else ""

    def _take_currency(self, values: Tree, faults: RowFaults) -> None:
        """Give the amount its currency: the row's, that which stands beside the amount, or the mapping's.

        Without the currency that its row names, an amount is not known.
        """
        amount = values.get("amount")
        if amount is not None and "currency" in faults.of_fields:
            told = [replace(each, message=f"{each.message}{_NO_AMOUNT}") for each in faults.of_fields["currency"]]
            faults.of_fields["currency"] = told
            del values["amount"]
            amount = None
        if isinstance(amount, Money):
            values["amount"] = amount.amount
            values["currency"] = values.get("currency") or amount.currency
        if values.get("amount") is not None and values.get("currency") is None and self._rules.currency:
            values["currency"] = self._rules.currency

    def _take_answers(self, row: Row, values: Tree, faults: RowFaults) -> None:
        answers: Tree = {}
        for question, read in self._answers.items():
            faults.add("answers", *read(row, answers, question))
            said = answers.get(question)
            text = said.get("value") if isinstance(said, dict) else said
            self._like_blanks.update([(f"answers.{question}", text)] if text in _LIKE_BLANKS else [])
        if answers:
            values["answers"] = answers

    def _take_parts(self, row: Row, values: Tree, faults: RowFaults) -> None:
        for name, read in self._singles.items():
            faults.add(name, *self._take_part(read, row, values, name))
        criteria: Tree = {}
        for criterion, read in self._criteria.items():
            faults.add("exit_criteria", *self._take_part(read, row, criteria, criterion))
        if criteria:
            values["exit_criteria"] = criteria
        for read in self._items:
            item: Tree = {}
            faults.add(read.name, *self._take_part(read, row, item, read.name))
            for name, part in item.items():
                values.setdefault(name, []).append(part)
        if "next_steps" not in values and self._steps and all(read.is_blank(row) for read in self._steps):
            values["next_steps"] = None

    def _take_part(self, read: PartReader, row: Row, into: Tree, key: str) -> list[Fault]:
        """Take a part, and give what is wrong with it."""
        faults: list[Fault] = []
        part = read.read(row, faults)
        if isinstance(part, IncompletePart):
            self._lacking[f"{read.name}: {part.why}"] += 1
        elif part is not None:
            into[key] = part
        return faults


def _field_readers(sources: OpportunitySources, table: Table, context: CellContext) -> Iterator[tuple[str, Reader]]:
    currency = field_reader(target_of("currency"), sources.currency, table, context) if sources.currency else None
    for name, source in sources.fields():
        unit = currency if name == "amount" else None
        yield name, field_reader(target_of(name), source, table, context, unit)


def _answer_reader(
    source: AnswerSource, table: Table, context: CellContext
) -> Callable[[Row, Tree, str], Iterator[Fault]]:
    """Read an answer: a text, a blank, or a text with who said it and when; give what is wrong with it."""
    read = field_reader(SPOKEN, source, table, context)
    read_on = field_reader(SAID_ON, source.on, table, context) if source.on else None

    def take(row: Row, answers: Tree, question: str) -> Iterator[Fault]:
        if fault := _take(read(row), answers, question):
            yield fault
        said: Tree = {"said_by": source.said_by} if source.said_by else {}
        if read_on and answers.get(question) is not None and (fault := _take(read_on(row), said, "on")):
            yield fault
        said = {key: value for key, value in said.items() if value is not None}
        if said and answers.get(question) is not None:
            answers[question] = {"value": answers[question], **said}

    return take


def _take(value: Value, into: Tree, key: str) -> Fault | None:
    """Take a value, or give what is wrong with it."""
    if isinstance(value, Fault):
        return value
    if value is not Nothing.ABSENT:
        into[key] = value
    return None


def _give(values: Tree, refused: set[str], name: str, value: str | None) -> None:
    if name not in refused and values.get(name) is None:
        values[name] = value
