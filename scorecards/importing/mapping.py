"""A mapping: where each field of a snapshot, of the team and of the accounts comes from in a CRM's export.

A mapping is data, read once and never run as code.  It names columns; what it does not name is left
absent, so the pages say that it is not known.  Nothing is filled in.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, NoReturn

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scorecards.fields import Currency, Id, Model, Text
from scorecards.importing.fitting import refusal
from scorecards.snapshot import Opportunity
from scorecards.team import Team


def _refuse(what: str) -> NoReturn:
    raise PydanticCustomError("expected", "{what}", {"what": what, "code": "mapping-rule"})


def _refuse_unfit(model: type[BaseModel], field: str, text: str) -> None:
    """Refuse a text of the mapping itself that a field of the snapshot or of the team does not take."""
    expected = refusal(model, field, text)
    if expected:
        _refuse(f"for {field} {expected}, not {text!r}")


def _without_folder(name: str) -> str:
    if "/" in name or "\\" in name:
        _refuse("a file's name without a folder: it is looked for beside the export")
    return name


ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
"""A column's header, as the first line of the CSV file has it."""

CsvName = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_without_folder)]
"""A CSV file's name without a folder; the file is looked for beside the first file of the export."""

DatePattern = Literal["YYYY-MM-DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY"]
Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"]


class CsvSource(Model):
    """How the export's CSV files are written."""

    delimiter: Literal[",", ";", "\t", "|"] = Field(",", description="The character between two cells.")
    encoding: Encoding = Field(
        "utf-8", description="The character encoding; utf-8 is read with or without a byte order mark."
    )
    dates: DatePattern = Field("YYYY-MM-DD", description="How dates are written; in day and month, one digit will do.")
    decimal: Literal[".", ","] = Field(".", description="The character before the decimals of an amount.")
    thousands: Literal[".", ",", " ", "'"] | None = Field(
        None, description="The character between the thousands of an amount; none where absent."
    )

    @model_validator(mode="after")
    def _marks_differ(self) -> "CsvSource":
        if self.decimal == self.thousands:
            _refuse("different characters for decimal and thousands")
        return self


class LookUp(Model):
    """Finds a value in another CSV file, by a key."""

    file: CsvName = Field(description="The CSV file, for example products.csv.")
    by: ColumnName = Field(description="The column of that file that holds the key.")
    give: ColumnName = Field(description="The column of that file that holds the value.")


class Source(Model):
    """Where one value comes from: exactly one of column, value, join and first.

    A source gives a text, a blank (the cell is there and empty) or nothing (``when`` does not hold).
    """

    column: ColumnName | None = Field(None, description="The column that holds the value.")
    value: Text | None = Field(None, description="A fixed value, the same for every row.")
    join: Annotated[tuple[ColumnName, ...] | None, Field(min_length=1)] = Field(
        None, description="Columns whose cells are joined; blank cells are left out."
    )
    first: Annotated[tuple["Source", ...] | None, Field(min_length=1)] = Field(
        None,
        description="Alternatives in order: the first that gives a text; a blank where none does and one is blank.",
    )
    separator: Text | None = Field(
        None, alias="with", description="The text between joined cells; one space where absent."
    )
    when: dict[ColumnName, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(
        {},
        description="Rows that this holds for: in each column named here, one of the words listed. Others get nothing.",
    )
    aliases: dict[Text, Text] = Field(
        {}, description="Words of the column that stand for another, for example a misspelling; all others stay."
    )
    values: dict[Text, Text | None] = Field(
        {}, description="What each word of the column means. A word that is not listed is a problem, not a guess."
    )
    look_up: LookUp | None = Field(None, description="Takes the column's word as the key into another CSV file.")

    @model_validator(mode="after")
    def _one_kind(self) -> "Source":
        kinds = [name for name in ("column", "value", "join", "first") if getattr(self, name) is not None]
        if len(kinds) != 1:
            _refuse("exactly one of column, value, join, first")
        needs = {"separator": "join", "aliases": "column", "values": "column", "look_up": "column"}
        for name, kind in needs.items():
            if getattr(self, name) and kind != kinds[0]:
                key = type(self).model_fields[name].alias or name
                _refuse(f"{key} only beside {kind}")
        if self.values and self.look_up:
            _refuse("either values or look_up, not both")
        return self

    def parts(self) -> Iterator["Source"]:
        """Give this source and all alternatives within it."""
        yield self
        for alternative in self.first or ():
            yield from alternative.parts()

    def texts(self) -> Iterator[str]:
        """Give the texts that it holds itself, as values of the field."""
        for part in self.parts():
            if part.value is not None:
                yield part.value
            if not part.look_up:
                yield from (meaning for meaning in part.values.values() if meaning is not None)

    def columns(self) -> Iterator[str]:
        """Name the columns that it reads, possibly twice."""
        for part in self.parts():
            yield from part.when
            yield from part.join or ()
            if part.column is not None:
                yield part.column


def _like(field: str) -> Any:
    return Field(None, description=Opportunity.model_fields[field].description)


class _Sources(Model):
    """Fields of which some say where a field of the product comes from."""

    def fields(self) -> Iterator[tuple[str, Source]]:
        """Give each field that has one source, in the order in which it is written."""
        for name in type(self).model_fields:
            source = getattr(self, name)
            if isinstance(source, Source):
                yield name, source

    def sources(self) -> Iterator[Source]:
        """Give every source."""
        for _, source in self.fields():
            yield source


class OpportunitySources(_Sources):
    """Where each field of an opportunity comes from."""

    id: Source = Field(description="The CRM's id of the opportunity; each row has its own.")
    name: Source = Field(description="What the opportunity is called.")
    owner: Source = Field(description="The rep's name; the id is made from it.")
    status: Source = Field(description="open, won, lost or no_decision, mostly by values.")
    stage: Source | None = _like("stage")
    crm_stage: Source | None = _like("crm_stage")
    account: Source | None = Field(None, description="The account's name; the id is made from it.")
    ended: Source | None = _like("ended")
    created_on: Source | None = _like("created_on")
    stage_entered_on: Source | None = _like("stage_entered_on")
    closed_on: Source | None = _like("closed_on")
    amount: Source | None = _like("amount")
    amount_basis: Source | None = _like("amount_basis")
    currency: Source | None = Field(None, description="The amount's currency; the mapping's where absent.")
    close_date: Source | None = _like("close_date")
    push_count: Source | None = _like("push_count")
    forecast_category: Source | None = _like("forecast_category")
    answers: dict[Id, Source] = Field({}, description="Answers to qualification questions, by question id.")
    verbal_yes_on: Source | None = _like("verbal_yes_on")
    signed_on: Source | None = _like("signed_on")
    final: Source | None = _like("final")
    restarted_from: Source | None = _like("restarted_from")
    notes: Source | None = _like("notes")

    @field_validator("*")
    @classmethod
    def _texts_fit(cls, value: Any, info: ValidationInfo) -> Any:
        """Refuse a fixed value, or a meaning, that the snapshot's field does not take."""
        if isinstance(value, Source):
            for text in value.texts():
                _refuse_unfit(Opportunity, str(info.field_name), text)
        return value

    @model_validator(mode="after")
    def _words_are_known(self) -> "OpportunitySources":
        """Refuse a condition on a word that the column's own ``values`` do not list: it would never hold."""
        parts = [part for source in self.sources() for part in source.parts()]
        known: dict[str, dict[str, None]] = {}
        for part in parts:
            if part.column is not None and part.values:
                known.setdefault(part.column, {}).update(dict.fromkeys(part.values))
        for part in parts:
            for column, words in part.when.items():
                for word in words:
                    if column in known and word not in known[column]:
                        words_known = ", ".join(known[column])
                        _refuse(f"no {word} under when: {column} has the words {words_known}")
        return self

    def sources(self) -> Iterator[Source]:
        """Give every source, those of the answers last."""
        yield from super().sources()
        yield from self.answers.values()


class TeamSources(_Sources):
    """Where the team comes from, a row a rep; used where there is no team.yml yet."""

    name: Text = Field(description="The team's name, shown on the home page.")
    locale: Text | None = Field(None, description="How dates, numbers and money are written, for example en_US.")
    time_zone: Text | None = Field(None, description="IANA time zone, for example Europe/Dublin.")
    file: CsvName | None = Field(None, description="The CSV file; the export itself where absent.")
    rep: Source = Field(description="The rep's name.")
    manager: Source = Field(description="The name of the rep's manager.")
    territory: Source | None = Field(None, description="The name of the rep's territory.")

    @field_validator("name", "locale", "time_zone", "rep", "manager", "territory")
    @classmethod
    def _texts_fit(cls, value: Any, info: ValidationInfo) -> Any:
        for text in value.texts() if isinstance(value, Source) else [value]:
            if text is not None:
                _refuse_unfit(Team, str(info.field_name), text)
        return value


class AccountSources(_Sources):
    """Where the accounts come from, a row an account; used where there is no accounts.yml yet."""

    file: CsvName | None = Field(None, description="The CSV file; the export itself where absent.")
    name: Source = Field(description="The account's name.")


class Mapping(Model):
    """A mapping file: how the export of one CRM becomes a snapshot."""

    source: CsvSource = Field(CsvSource(), description="How the CSV files are written.")
    currency: Currency = Field(description="The currency of the export's amounts.")
    opportunities: OpportunitySources = Field(description="Where each field of an opportunity comes from.")
    team: TeamSources | None = Field(None, description="Where the team comes from.")
    accounts: AccountSources | None = Field(None, description="Where the accounts come from.")

    def sources(self) -> Iterator[Source]:
        """Give every source."""
        for part in (self.opportunities, self.team, self.accounts):
            if part is not None:
                yield from part.sources()
