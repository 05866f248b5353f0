"""Where one value comes from, and how an export's files are written."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from scorecards.importing.mapping.fitting import refusal
from scorecards.model.fields import Flag, Model, SaidBy, Text


def refuse(what: str) -> NoReturn:
    """Say what a mapping should have had instead."""
    raise PydanticCustomError("expected", "{what}", {"what": what, "code": "mapping-rule"})


def refuse_unfit(model: type[BaseModel], field: str, text: str) -> None:
    """Refuse a text of the mapping itself that a field of the snapshot or of the team does not take."""
    expected = refusal(model, field, text)
    if expected:
        refuse(f"for {field} {expected}, not {text!r}")


def _without_folder(name: str) -> str:
    if "/" in name or "\\" in name:
        refuse("a file name without a folder; it's looked for beside the export")
    return name


def braced(text: str) -> list[str]:
    """Give the names of the columns that stand in braces."""
    return re.findall(r"\{([^{}]+)\}", text)


def one_or_more(value: Any) -> Any:
    """Read a single value where a list is due as a list of one."""
    return [value] if isinstance(value, (str, dict)) else value


ColumnName = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
"""A column's header, as the export has it.  Of columns of the same name the second is ``Name (2)``, and so on."""

FileName = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_without_folder)]
"""A file's name without a folder, with or without what follows the point; capital letters make no difference."""

FileNames = Annotated[tuple[FileName, ...], BeforeValidator(one_or_more), Field(min_length=1)]
"""The names that a file may have: that of the file, or in JSON that of the list of child records."""

Word = Annotated[str, BeforeValidator(lambda value: "" if value is None else value), StringConstraints(max_length=4000)]
"""A word of a cell; a blank one is an empty cell."""

Words = dict[ColumnName, Annotated[tuple[Word, ...], Field(min_length=1)]]
"""For columns, words of which a row has one in each; true and false stand for 1, yes and y, and 0, no and n, too."""

DatePattern = Literal[
    "YYYY-MM-DD", "DD.MM.YYYY", "DD/MM/YYYY", "MM/DD/YYYY", "DD-MM-YYYY", "MM-DD-YYYY", "YYYY/MM/DD", "YYYY.MM.DD",
    "YYYYMMDD", "DD/MM/YY", "MM/DD/YY", "DD-MM-YY", "MM-DD-YY", "DD.MM.YY", "DD-Mon-YY", "excel", "epoch",
]  # fmt: skip
Encoding = Literal[
    "utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250", "cp1251", "cp1253", "cp1254",
    "mac_roman", "cp932", "euc_jp", "gb18030", "big5", "cp949",
]  # fmt: skip


Truth = Literal["true", "false"]


class CsvSource(Model):
    """How the export's files are written; what is left out is found in the files, and told."""

    delimiter: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = Field(
        None, description="The character between two cells, other than a quote or line break; detected if absent."
    )
    encoding: Encoding | None = Field(None, description="The character encoding; detected if absent.")
    sheet: Text | None = Field(
        None,
        description="The workbook's sheet with the table. If absent, the first, or the only one with the mapping's "
        "columns.",
    )
    dates: DatePattern | None = Field(
        None,
        description="How dates are written. One digit is fine for day and month, and YYYY-MM-DD always works. excel "
        "counts days since 1900, epoch counts seconds or milliseconds since 1970. Detected if absent; "
        "if day and month could be either, or a year has two digits, the import asks.",
    )
    decimal: Literal[".", ","] | None = Field(
        None,
        description="The character before an amount's decimals. Detected if absent; if it could be either, the "
        "import asks.",
    )
    thousands: Literal[".", ",", " ", "'"] | None = Field(
        None, description="The thousands separator, used with decimal; none if absent."
    )
    blanks: tuple[Text, ...] = Field(
        (), description="Words that mean an empty cell in every column, such as 000000000000000AAA or N/A."
    )
    escape: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = Field(
        None,
        description="The character before a quote within quotes, such as a backslash in MySQL files, where a cell "
        "with that character and N is blank too; a second quote if absent.",
    )
    columns: tuple[ColumnName, ...] = Field(
        (), description="The export's column names, if the file has no header line."
    )
    flags: dict[Text, Truth] = Field(
        {},
        description="Values for true or false, in addition to 1 and 0, yes and no, y and n, t and f: "
        "{WAHR: true, FALSCH: false}.",
    )
    footers: tuple[Text, ...] = Field(
        (), description="How lines begin that a report adds below its rows, such as Grand Totals."
    )

    @model_validator(mode="after")
    def _marks_differ(self) -> "CsvSource":
        if self.delimiter in {'"', "\r", "\n"}:
            refuse("for delimiter a character other than a quote or a line break")
        if self.decimal == self.thousands and self.decimal is not None:
            refuse("different characters for decimal and thousands")
        if self.thousands is not None and self.decimal is None:
            refuse("decimal beside thousands")
        return self


class LookUp(Model):
    """Finds a value in another file, by a key."""

    file: FileNames = Field(description="The file, such as products.csv, or the names it may have.")
    by: ColumnName = Field(description="That file's column with the key.")
    give: ColumnName = Field(description="That file's column with the value.")


LookUps = Annotated[tuple[LookUp, ...], BeforeValidator(one_or_more)]
"""One look-up, or several of which each takes what the one before it gave."""


class Source(Model):
    """Where one value comes from: exactly one of column, column_named, value, join, first and made_from.

    A source gives a text, a blank (the cell is there and empty) or nothing (``when`` does not hold, a column that is
    optional is missing, or a record of a JSON file does not hold it).
    """

    column: ColumnName | None = Field(None, description="The column with the value.")
    column_named: Text | None = Field(
        None,
        description='A column name made from the row\'s own cells, in braces: Date entered "{Deal Stage}". Nothing '
        "if there's no such column.",
    )
    value: Text | None = Field(None, description="A fixed value, the same for every row.")
    join: Annotated[tuple[ColumnName, ...] | None, Field(min_length=1)] = Field(
        None, description="Columns to join; blank cells are left out."
    )
    first: Annotated[tuple["Source", ...] | None, Field(min_length=1)] = Field(
        None,
        description="Alternatives in sequence: the first with a text counts. If none has one and one is blank, the "
        "value is blank. If a look-up doesn't find a word, the next one is tried, and the import says "
        "so.",
    )
    made_from: Annotated[tuple[ColumnName, ...] | None, BeforeValidator(one_or_more), Field(min_length=1)] = Field(
        None,
        description="If the export has no id: the columns to make it from, or * for all. The import says so. Rows "
        "with the same values there get -2, -3 and so on; a row whose values change gets a new id.",
    )
    separator: Text | None = Field(
        None, alias="with", description="The text between joined cells; one space if absent."
    )
    split: Text | None = Field(
        None,
        description="The text between several values in a cell, for a list. If the field takes one value and the "
        "cell has several, the field is unknown.",
    )
    when: Words = Field(
        {},
        description="The rows this applies to: those with one of the listed words in each column named here. Others "
        "get nothing.",
    )
    while_: Literal["open", "closed"] | None = Field(
        None,
        alias="while",
        description="For an opportunity's field: only while it's open, or only once it's closed. Others get nothing.",
    )
    aliases: dict[Text, Text] = Field(
        {}, description="Words to replace in the column, such as a misspelling; all others stay."
    )
    values: dict[Text, Text | None] = Field(
        {},
        description="What each word in the column means. A word that isn't listed is a problem, not a guess. true "
        "also covers 1, yes and y; false covers 0, no and n.",
    )
    otherwise: Text | None = Field(None, description="What every word not listed in values means.")
    dates: DatePattern | None = Field(
        None, description="How dates are written in this column, if it differs from the others."
    )
    look_up: LookUps = Field((), description="Looks up the column's word in another file.")
    optional: Flag = Field(
        default=False,
        description="True if the column, or the file it's looked up in, may be missing. The field is then unknown, "
        "and the import says so.",
    )

    @model_validator(mode="after")
    def _one_kind(self) -> "Source":
        names = ("column", "column_named", "value", "join", "first", "made_from")
        kinds = [name for name in names if getattr(self, name) is not None]
        if len(kinds) != 1:
            refuse(f"exactly one of {', '.join(names)}")
        needs = {"separator": "join", "aliases": "column", "values": "column", "look_up": "column"}
        for name, kind in needs.items():
            if getattr(self, name) and kind != kinds[0]:
                key = type(self).model_fields[name].alias or name
                refuse(f"{key} only beside {kind}")
        if self.values and self.look_up:
            refuse("either values or look_up, not both")
        if self.otherwise is not None and not self.values:
            refuse("otherwise only beside values")
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
            if part.otherwise is not None:
                yield part.otherwise

    def columns(self) -> Iterator[tuple[str, bool]]:
        """Give each column that it names, possibly twice, and whether it may be missing."""
        for part in self.parts():
            own = [part.column] if part.column is not None else []
            named = [*own, *(part.join or ()), *(part.made_from or ()), *part.when, *braced(part.column_named or "")]
            yield from ((column, part.optional or self.optional) for column in named if column != "*")


class AnswerSource(Source):
    """Where the answer to a qualification question comes from, and who said it when (D11)."""

    said_by: SaidBy | None = Field(None, description="Who said it: buyer, rep, or inferred by us.")
    on: Source | None = Field(None, description="The date it was said.")

    def columns(self) -> Iterator[tuple[str, bool]]:
        """Give each column that it names, possibly twice, and whether it may be missing."""
        yield from super().columns()
        if self.on:
            yield from self.on.columns()


class Skip(Model):
    """Rows that are no opportunities, or none of ours: they are left out, and counted."""

    when: Words = Field(description="In each column named here, one of the listed words; a column may be missing.")
    because: Text = Field(description="Why they're left out; the import shows it.")


class Sources(Model):
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
